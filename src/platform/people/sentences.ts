/** A sentence for each act of the history, for the person. No sentence holds anything personal. */
import type { Locale } from '../../contract/field-errors.js'
import type { ComplaintRecord, HistoryRecord } from '../state.js'

type Sentence = Readonly<Record<Locale, string>>

const sentences: Readonly<Record<string, Sentence>> = {
  filed: { zh: '您已提交，平台已收到。', en: 'You filed it, and the platform has it.' },
  assigned: {
    zh: '平台已受理，并转交企业处理。',
    en: 'The platform took it up and passed it to the company.',
  },
  returned: {
    zh: '平台请您补充材料后再审核。',
    en: 'The platform asks you to add something before it goes on.',
  },
  refused: { zh: '平台未予受理。', en: 'The platform did not take it up.' },
  forwarded_offline: {
    zh: '平台已线下转交有关单位处理。',
    en: 'The platform passed it on by other means than this platform.',
  },
  passed_to_12377: {
    zh: '平台已将举报转送中央网信办举报中心（12377）。',
    en: 'The platform passed the report on to 12377.',
  },
  passed_to_12321: {
    zh: '平台已将举报转送12321举报受理中心。',
    en: 'The platform passed the report on to 12321.',
  },
  marked_duplicate: {
    zh: '与您的另一件记录重复，已合并处理。',
    en: 'It is about the same matter as another one, which goes on.',
  },
  reassigned: { zh: '平台已改由另一家企业处理。', en: 'The platform is moving it to another company.' },
  acknowledged: { zh: '企业已签收，正在处理。', en: 'The company took it up and is working on it.' },
  responded_interim: { zh: '企业告知了处理进展。', en: 'The company told how far it is.' },
  responded_final: {
    zh: '企业已作出办结答复，请查看并评价。',
    en: 'The company gave its final answer: please read and rate it.',
  },
  responded_supplementary: { zh: '企业补充了答复。', en: 'The company added to its answer.' },
  contested: {
    zh: '企业申请退回，平台正在审核。',
    en: 'The company asked to give it back; the platform decides.',
  },
  contestation_upheld: {
    zh: '平台同意企业退回。',
    en: 'The platform agreed that the company gives it back.',
  },
  contestation_refused: {
    zh: '平台不同意企业退回，由该企业继续处理。',
    en: 'The platform did not agree: the company goes on with it.',
  },
  extension_requested: {
    zh: '企业申请延期，平台正在审核。',
    en: 'The company asked for more time; the platform decides.',
  },
  extension_granted: { zh: '平台同意企业延期。', en: 'The platform gave the company more time.' },
  extension_refused: { zh: '平台不同意企业延期。', en: 'The platform did not give the company more time.' },
  supplement_requested: { zh: '企业请您补充材料。', en: 'The company asks you to add something.' },
  supplemented: { zh: '您已补充材料。', en: 'You added to it.' },
  urged: { zh: '您已催办，平台已通知企业。', en: 'You urged it, and the company was told.' },
  withdrawn: { zh: '您已撤回。', en: 'You took it back.' },
  rated: { zh: '您已评价企业的答复。', en: 'You rated the answer.' },
  reopened: { zh: '您已再次投诉，企业将重新处理。', en: 'You appealed, and the company works on it anew.' },
  contact_disclosed: {
    zh: '企业为处理此事查询了您的联系方式，平台已留存记录。',
    en: 'The company looked up your contact to handle it; the platform keeps a log.',
  },
  closed: { zh: '已办结。', en: 'It is closed.' },
  redacted: { zh: '您的个人信息已删除。', en: 'Your personal data has been erased.' },
}

/** A reporter does not see the answer: it goes to the operator alone. */
const forReports: Readonly<Record<string, Sentence>> = {
  responded_interim: { zh: '企业向平台反馈了核查进展。', en: 'The company told the platform how far it is.' },
  responded_final: { zh: '企业已向平台反馈核查结果。', en: 'The company told the platform what it found.' },
  responded_supplementary: { zh: '企业向平台补充了核查情况。', en: 'The company told the platform more.' },
}

/** An act that this version has no words for. */
const other: Sentence = { zh: '有新的进展。', en: 'There is news.' }

export function describeAct(
  { kind }: Pick<ComplaintRecord, 'kind'>,
  { act }: Pick<HistoryRecord, 'act'>,
  locale: Locale,
): string {
  const special = kind === 'report' && Object.hasOwn(forReports, act) ? forReports[act] : undefined
  const plain = Object.hasOwn(sentences, act) ? sentences[act] : undefined
  return (special ?? plain ?? other)[locale]
}
