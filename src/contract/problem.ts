/** Every problem code of the contract, its HTTP status and its title in both languages. */
import { z } from 'zod'
import { readable } from './shapes.js'

export const problems = {
  malformed_request: { status: 400, en: 'The request is malformed', zh: '请求格式有误' },
  malformed_json: { status: 400, en: 'The body is not valid JSON', zh: '请求体不是有效的 JSON' },
  invalid_cursor: { status: 400, en: 'The cursor is not one of this list', zh: '游标与此列表不符' },
  invalid_if_match: {
    status: 400,
    en: 'If-Match must be one quoted revision',
    zh: 'If-Match 须为带引号的版本号',
  },
  idempotency_key_missing: { status: 400, en: 'Idempotency-Key is required', zh: '缺少 Idempotency-Key' },
  idempotency_key_invalid: {
    status: 400,
    en: 'Idempotency-Key must be 1–255 visible ASCII characters',
    zh: 'Idempotency-Key 须为 1–255 个可见 ASCII 字符',
  },
  token_missing: { status: 401, en: 'An access token is required', zh: '缺少访问令牌' },
  invalid_token: { status: 401, en: 'The access token is not accepted', zh: '访问令牌无效' },
  insufficient_scope: { status: 403, en: 'The access token lacks a scope', zh: '访问令牌权限不足' },
  not_found: { status: 404, en: 'There is no such thing here', zh: '未找到' },
  year_not_published: {
    status: 404,
    en: 'The notice for that year is not published',
    zh: '该年度放假通知尚未发布',
  },
  method_not_allowed: { status: 405, en: 'The method is not allowed here', zh: '不支持该请求方法' },
  request_timeout: { status: 408, en: 'The request did not arrive in time', zh: '请求接收超时' },
  idempotency_in_progress: {
    status: 409,
    en: 'The first request with this Idempotency-Key is still running',
    zh: '相同 Idempotency-Key 的请求仍在处理',
  },
  already_acknowledged: { status: 409, en: 'The complaint was acknowledged already', zh: '投诉已签收' },
  already_responded: { status: 409, en: 'This round has its final answer already', zh: '本轮已提交办结答复' },
  not_responded: { status: 409, en: 'There is no final answer yet', zh: '尚未提交办结答复' },
  complaint_closed: { status: 409, en: 'The complaint is closed', zh: '投诉已办结' },
  contestation_pending: {
    status: 409,
    en: 'A contestation of this round awaits its decision',
    zh: '本轮申请退回正在审核',
  },
  already_contested: { status: 409, en: 'This round was contested already', zh: '本轮已申请过退回' },
  already_extended: {
    status: 409,
    en: 'An extension was asked for in this round already',
    zh: '本轮已申请过延期',
  },
  extension_too_late: {
    status: 409,
    en: 'An extension is asked for before the due date',
    zh: '延期须在处理时限到期日之前申请',
  },
  no_deadline: { status: 409, en: 'A report has no deadline', zh: '举报无处理时限' },
  supplement_pending: {
    status: 409,
    en: 'The person was asked for a supplement already and has not answered',
    zh: '已请投诉人补充材料，尚待补充',
  },
  reporter_protected: { status: 409, en: 'Reporters are protected', zh: '举报人信息受保护' },
  consent_withdrawn: {
    status: 409,
    en: 'The person no longer consents, or the data has been erased',
    zh: '投诉人已撤回同意或信息已删除',
  },
  no_encryption_key: {
    status: 409,
    en: 'The company has no encryption key',
    zh: '企业未登记加密密钥',
  },
  no_client_keys: {
    status: 409,
    en: 'The client of this company authenticates with a secret',
    zh: '该企业客户端使用密钥口令认证',
  },
  not_overdue: { status: 409, en: 'The complaint is not overdue', zh: '投诉尚未超期' },
  already_urged: { status: 409, en: 'This round was urged already', zh: '本轮已催办' },
  already_rated: { status: 409, en: 'This round was rated already', zh: '本轮已评价' },
  already_appealed: { status: 409, en: 'There was an appeal already', zh: '已再次投诉过' },
  appeal_too_late: { status: 409, en: 'The time for an appeal has passed', zh: '已超过再次投诉期限' },
  not_in_review: { status: 409, en: 'The complaint is not in review', zh: '投诉不在审核中' },
  not_assigned: { status: 409, en: 'The complaint is with no company', zh: '投诉未分派给企业' },
  not_a_report: { status: 409, en: 'It is a complaint and not a report', zh: '该记录为投诉，不是举报' },
  company_connected: {
    status: 409,
    en: 'The company is connected: its name and services are its own',
    zh: '企业已接入平台，名称与服务以其登记为准',
  },
  nothing_pending: { status: 409, en: 'There is nothing to decide', zh: '没有待审核的申请' },
  identity_missing: { status: 409, en: 'Name and document are not given yet', zh: '尚未填写实名信息' },
  endpoint_disabled: { status: 409, en: 'The webhook endpoint is disabled', zh: 'Webhook 端点已停用' },
  limit_reached: { status: 409, en: 'There are as many of these as allowed', zh: '数量已达上限' },
  cursor_expired: { status: 410, en: 'The feed no longer reaches back so far', zh: '事件已超过保留期限' },
  gone: { status: 410, en: 'The content has been erased', zh: '内容已删除' },
  revision_conflict: { status: 412, en: 'The complaint has changed', zh: '投诉已更新' },
  body_too_large: { status: 413, en: 'The body is too large', zh: '请求体过大' },
  unsupported_media_type: { status: 415, en: 'The content type is not accepted', zh: '不支持的内容类型' },
  range_not_satisfiable: { status: 416, en: 'The range is outside the file', zh: '请求范围无效' },
  validation_failed: { status: 422, en: 'The input does not fit', zh: '输入校验未通过' },
  content_mismatch: {
    status: 422,
    en: 'The content is not of the declared type',
    zh: '文件内容与声明类型不符',
  },
  name_mismatched: {
    status: 422,
    en: 'Name and document do not belong together',
    zh: '姓名与证件号码不一致',
  },
  digest_mismatch: { status: 422, en: 'The content does not have the declared digest', zh: '内容摘要不符' },
  idempotency_key_reused: {
    status: 422,
    en: 'The Idempotency-Key was used for another request',
    zh: 'Idempotency-Key 已用于其他请求',
  },
  code_refused: {
    status: 422,
    en: 'The code is wrong, used up or no longer good: ask for a new one',
    zh: '验证码有误、已用完次数或已失效，请重新获取',
  },
  query_refused: {
    status: 404,
    en: 'Nothing was found for what was given',
    zh: '未查询到相关记录，请核对后重试',
  },
  rate_limited: { status: 429, en: 'Too many requests', zh: '请求过于频繁' },
  query_code_blocked: {
    status: 429,
    en: 'Too many wrong query codes for this number: ask for a code to the phone on record',
    zh: '该编号查询码错误次数过多，请改用发送至预留手机的验证码查询',
  },
  internal_error: { status: 500, en: 'The platform failed', zh: '平台内部错误' },
  unavailable: { status: 503, en: 'The platform is not available', zh: '平台暂不可用' },
} as const satisfies Record<string, { status: number; en: string; zh: string }>

export type ProblemCode = keyof typeof problems

/** RFC 9457 problem document. */
export const problem = readable({
  type: z.string().optional(),
  title: z.string().optional(),
  status: z.int().optional(),
  detail: z.string().optional(),
  code: z.string(),
  requestId: z.string().optional(),
  errors: z.array(readable({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
})
