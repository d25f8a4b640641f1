/** The words of the field, in both languages. */
import type { Locale } from './field-errors.js'

const labels = {
  kind: { complaint: ['投诉', 'complaint'], report: ['举报', 'report'] },
  status: {
    assigned: ['待处理', 'assigned'],
    in_progress: ['处理中', 'in progress'],
    responded: ['已答复', 'responded'],
    closed: ['已办结', 'closed'],
  },
  closureReason: {
    confirmed: ['已确认', 'confirmed'],
    auto_confirmed: ['逾期未评自动确认', 'confirmed automatically'],
    withdrawn: ['已撤回', 'withdrawn'],
    reassigned: ['已转办', 'reassigned'],
    duplicate: ['重复投诉', 'duplicate'],
    out_of_scope: ['不属受理范围', 'out of scope'],
    unanswered: ['逾期未答复', 'unanswered'],
  },
  responseType: {
    interim: ['进展告知', 'interim answer'],
    final: ['办结答复', 'final answer'],
    supplementary: ['补充答复', 'supplementary answer'],
  },
  outcome: {
    resolved: ['已解决', 'resolved'],
    partly_resolved: ['部分解决', 'partly resolved'],
    agreed: ['已达成一致', 'agreed'],
    explained: ['已解释说明', 'explained'],
    rejected: ['不予支持', 'rejected'],
    unreachable: ['无法联系', 'unreachable'],
  },
  contactMethod: {
    phone: ['电话', 'phone'],
    sms: ['短信', 'text message'],
    email: ['电子邮件', 'e-mail'],
    in_app: ['应用内消息', 'in-app message'],
    wechat: ['微信', 'WeChat'],
    other: ['其他', 'other'],
  },
  contactResult: {
    reached: ['已联系上', 'reached'],
    no_answer: ['无人接听', 'no answer'],
    refused: ['拒绝沟通', 'refused'],
    wrong_number: ['号码有误', 'wrong number'],
  },
  action: {
    acknowledge: ['签收', 'acknowledge'],
    respond_interim: ['进展告知', 'interim answer'],
    respond_final: ['办结答复', 'final answer'],
    respond_supplementary: ['补充答复', 'supplementary answer'],
    contest: ['申请退回', 'contest'],
    request_extension: ['延期申请', 'ask for an extension'],
    request_supplement: ['要求补充材料', 'ask for a supplement'],
    disclose_contact: ['查询联系方式', 'disclose contact'],
  },
  contestationReason: {
    not_our_service: ['非本企业服务', 'not our service'],
    affiliate: ['属关联企业', "an affiliate's"],
    duplicate: ['重复投诉', 'duplicate'],
    cannot_verify: ['信息无法核实', 'cannot be verified'],
    out_of_scope: ['不属受理范围', 'out of scope'],
    already_settled: ['已解决', 'settled already'],
    in_other_proceedings: ['已进入其他程序', 'in other proceedings'],
    too_old: ['超过受理期限', 'too old'],
  },
  contestationStatus: {
    pending: ['审核中', 'pending'],
    upheld: ['同意退回', 'upheld'],
    refused: ['不同意退回', 'refused'],
  },
  extensionStatus: {
    pending: ['审核中', 'pending'],
    granted: ['同意延期', 'granted'],
    refused: ['不同意延期', 'refused'],
  },
  disclosurePurpose: {
    contact: ['联系投诉人', 'contact'],
    locate_account: ['查找账号', 'locate the account'],
    verify_identity: ['核验身份', 'verify identity'],
    deliver_remedy: ['落实补救', 'deliver the remedy'],
  },
  serviceType: {
    app: ['应用程序', 'app'],
    site: ['网站', 'site'],
    mini_program: ['小程序', 'mini program'],
    cloud: ['云服务', 'cloud service'],
  },
  role: {
    person: ['投诉人', 'person'],
    company: ['企业', 'company'],
    operator: ['平台工作人员', 'operator'],
    system: ['系统', 'system'],
  },
  category: {
    service_function: ['服务功能', 'service function'],
    customer_service_channel: ['客服渠道', 'customer service channel'],
    feedback_channel: ['渠道反馈', 'feedback channel'],
    personal_information: ['个人信息保护', 'personal information protection'],
    complaint_mechanism: ['企业投诉机制', 'complaint mechanism'],
    other: ['其他', 'other'],
  },
  deadlineChangeReason: {
    extension: ['延期申请', 'extension'],
    calendar: ['放假安排调整', 'calendar'],
    new_round: ['再次投诉', 'new round'],
    operator: ['平台调整', 'operator'],
  },
  eventType: {
    'complaint.assigned': ['投诉已分派', 'complaint assigned'],
    'complaint.acknowledged': ['投诉已签收', 'complaint acknowledged'],
    'complaint.supplemented': ['投诉人已补充材料', 'complaint supplemented'],
    'complaint.withdrawn': ['投诉已撤回', 'complaint withdrawn'],
    'complaint.deadline_approaching': ['临近处理时限', 'deadline approaching'],
    'complaint.deadline_changed': ['处理时限变更', 'deadline changed'],
    'complaint.overdue': ['投诉超期', 'complaint overdue'],
    'complaint.urged': ['投诉人催办', 'complaint urged'],
    'complaint.responded': ['投诉已答复', 'complaint responded'],
    'complaint.reopened': ['再次投诉', 'complaint reopened'],
    'complaint.rated': ['投诉人已评价', 'complaint rated'],
    'complaint.closed': ['投诉已办结', 'complaint closed'],
    'complaint.reassigned': ['投诉已转办', 'complaint reassigned'],
    'complaint.redacted': ['个人信息已删除', 'complaint redacted'],
    'extension.decided': ['延期申请已审核', 'extension decided'],
    'contestation.decided': ['申请退回已审核', 'contestation decided'],
    'enterprise.key_changed': ['企业密钥变更', 'enterprise key changed'],
    'endpoint.disabled': ['端点已停用', 'endpoint disabled'],
    'endpoint.ping': ['端点测试', 'endpoint ping'],
  },
  term: {
    complaint_number: ['投诉编号', 'complaint number'],
    query_code: ['查询码', 'query code'],
    overdue: ['超期', 'overdue'],
    demand: ['诉求', 'demand'],
    evidence: ['证据材料', 'evidence'],
    supplement: ['补充材料', 'supplement'],
    contest: ['申请退回', 'contest'],
    extension: ['延期申请', 'extension'],
    urge: ['催办', 'urge'],
    rating: ['评价', 'rating'],
    reopened: ['再次投诉', 'reopened'],
    clue: ['线索', 'clue'],
    timely_rate: ['投诉处理及时率', 'timely-handling rate'],
    deadline: ['平台处理时限', 'handling deadline'],
    receipt: ['答复回执', 'receipt'],
    acknowledge: ['签收', 'acknowledge'],
    respond: ['答复', 'respond'],
  },
} as const satisfies Record<string, Record<string, readonly [zh: string, en: string]>>

/** The enums that have labels, and `term` for single words. */
export type LabelledEnum = keyof typeof labels

/**
 * What to show a person for a value of the contract, such as `label('status', 'assigned', 'zh')` → 待处理. A value
 * that this version does not know is shown as it is, since enums are open.
 */
export function label(enumName: LabelledEnum, value: string, locale: Locale): string {
  const words: Record<string, readonly [zh: string, en: string]> = labels[enumName]
  const pair = Object.hasOwn(words, value) ? words[value] : undefined
  return pair?.[locale === 'zh' ? 0 : 1] ?? value
}
