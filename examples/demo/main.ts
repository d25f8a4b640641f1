/**
 * The main job from end to end, for real: HTTP on loopback, signed webhooks, an Express app. Only the calendar
 * days pass faster: domain time is the reference platform's virtual clock.
 */
import { createHash } from 'node:crypto'
import { isTousuError, TousuClient, verifyReceipt } from 'tousu'
import { deadlineOf } from 'tousu/calendar'
import { label, scopes } from 'tousu/contract'
import { createPlatform } from 'tousu/platform'
import { signWebhook } from 'tousu/webhooks'
import { bytes, good, heading, lang, line, refused, t, table } from '../print.js'
import { startCompany } from './company.js'
import { chatLog, refundSlip, screenshot } from './files.js'

const startedAt = performance.now()
const shanghai = (time: string) => time.slice(0, 16).replace('T', ' ')
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')

console.log(
  t(
    '投诉平台企业端演示：从投诉到答复',
    'The company side of the complaint platform: from complaint to answer',
  ),
)

// —— the platform, the company and its client ——
const platform = createPlatform({ now: '2026-09-24T09:00:00+08:00', seed: 1 })
const server = await platform.listen({ port: 0 })
const enterprise = await platform.registerEnterprise({
  name: '示例网络',
  authentication: 'private_key_jwt',
  services: [{ name: '示例视频', type: 'app' }],
})
const operator = platform.operator({ role: 'reviewer', actor: 'op-7' })
const company = await startCompany()
const client = new TousuClient({
  baseUrl: server.url,
  clientId: enterprise.clientId,
  privateKey: enterprise.privateKey,
  decryptionKey: enterprise.decryptionKey,
  scope: scopes.join(' '),
  clock: platform.clock,
})
const tokens: string[] = []
client.activity.on('token', () => tokens.push('token'))

heading('企业接入', 'The company connects')
const endpoint = await client.webhookEndpoints.create({ url: company.url })
company.secrets.push(endpoint.secret)
line(
  `参考平台 ${server.url}，企业服务 ${company.url}`,
  `reference platform ${server.url}, company service ${company.url}`,
)
good(
  `private_key_jwt 认证通过；Webhook 端点 ${endpoint.id}，内容 ${endpoint.content}`,
  `authenticated by private_key_jwt; webhook endpoint ${endpoint.id}, content ${endpoint.content}`,
)

// —— a person files ——
heading('用户投诉', 'A person files a complaint')
const person = platform.consumer({ name: '张小明', idNumber: '000000199001010018', phone: '10012345678' })
const filed = await person.file({
  enterpriseId: enterprise.id,
  title: '会员到期后被自动续费',
  description: '2026 年 9 月 20 日会员到期，未收到任何提醒即被扣款 25 元，客服电话一直无人接听。',
  demand: '退还 25 元，并关闭自动续费。',
  category: '服务功能',
  serviceId: enterprise.services[0]?.id,
  evidence: [
    { name: '扣款截图.png', contentType: 'image/png', data: screenshot },
    { name: '聊天记录.txt', contentType: 'text/plain; charset=utf-8', data: chatLog },
  ],
})
await platform.clock.advance({ seconds: 1 })
line(
  `${label('term', 'complaint_number', lang)} ${filed.number}，${label('term', 'query_code', lang)} ${filed.queryCode}，${label('term', 'evidence', lang)} 2 份`,
  `${label('term', 'complaint_number', lang)} ${filed.number}, ${label('term', 'query_code', lang)} ${filed.queryCode}, 2 files of ${label('term', 'evidence', lang)}`,
)

// —— the delivery, and what is not one ——
heading('签名 Webhook', 'The signed webhook')
const delivery = company.deliveries[0]
if (!delivery) throw new Error('No delivery came in.')
for (const [name, value] of Object.entries(delivery.headers)) {
  console.log(`   ${name}: ${value.length > 88 ? `${value.slice(0, 85)}…` : value}`)
}
good(`验签通过，已处理：${company.handled.join('；')}`, `verified and handled: ${company.handled.join('; ')}`)

const forged = { ...delivery, body: delivery.body.replace(filed.number, 'TS00000000') }
const forgedStatus = await company.receive(forged)
refused(
  `伪造内容 → ${forgedStatus} ${company.refusals.at(-1)}`,
  `forged body → ${forgedStatus} ${company.refusals.at(-1)}`,
)
const stale = await signWebhook({
  id: delivery.headers['webhook-id'] ?? '',
  timestamp: new Date(Date.now() - 301_000),
  body: delivery.body,
  secret: endpoint.secret,
})
const staleStatus = await company.receive({
  headers: { 'content-type': 'application/json', ...stale },
  body: delivery.body,
})
refused(
  `301 秒前的签名 → ${staleStatus} ${company.refusals.at(-1)}`,
  `signed 301 s ago → ${staleStatus} ${company.refusals.at(-1)}`,
)
const repeatStatus = await company.receive(delivery)
good(
  `重复投递 → ${repeatStatus}，处理次数仍为 ${company.handled.length}`,
  `the same delivery again → ${repeatStatus}, handled ${company.handled.length} time`,
)

// —— fetch ——
heading('拉取投诉', 'Fetching')
for await (const item of client.complaints.list({ status: 'assigned' })) {
  line(
    `${item.number} ${label('status', item.status, lang)} ${item.title}，剩余 ${item.deadline?.remainingWorkingDays} 个工作日`,
    `${item.number} ${label('status', item.status, lang)} ${item.title}, ${item.deadline?.remainingWorkingDays} working days left`,
  )
}
const complaint = await client.complaints.retrieve(filed.complaintId)
const { complainant, deadline } = complaint
line(
  `投诉人 ${complainant?.name} ${complainant?.phone} ${complainant?.idNumber}（默认脱敏）`,
  `complainant ${complainant?.name} ${complainant?.phone} ${complainant?.idNumber} (masked by default)`,
)
line(
  `${label('term', 'demand', lang)}：${complaint.demand}`,
  `${label('term', 'demand', lang)}: ${complaint.demand}`,
)

heading('处理时限', 'The deadline, day by day')
const explained = deadlineOf(complaint.assignedAt, { workingDays: deadline?.workingDays ?? 10 })
let counted = 0
table(
  explained.days.map(({ date, counted: counts, reason }) => {
    if (counts) counted += 1
    return [date, counts ? `${counted}`.padStart(2) : ' –', reason[lang]]
  }),
)
good(
  `${label('term', 'deadline', lang)} ${deadline?.dueAt}；15 日内答复（replyBy）${deadline?.replyBy}`,
  `${label('term', 'deadline', lang)} ${deadline?.dueAt}; reply within 15 calendar days (replyBy) ${deadline?.replyBy}`,
)

// —— evidence, acknowledgement, answer ——
heading('核查与答复', 'Evidence, acknowledgement, answer')
for (const [index, evidence] of complaint.evidence.entries()) {
  const download = await client.complaints.downloadEvidence(complaint.id, evidence.id)
  const data = new Uint8Array(await download.arrayBuffer())
  const same =
    sha256(data) === evidence.sha256 && Buffer.from(data).equals(index === 0 ? screenshot : chatLog)
  good(
    `${evidence.name} ${evidence.contentType} ${bytes(data.length)}，SHA-256 ${same ? '一致' : '不一致'}`,
    `${evidence.name} ${evidence.contentType} ${bytes(data.length)}, SHA-256 ${same ? 'matches' : 'differs'}`,
  )
}
await platform.clock.advance({ workingDays: 1 })
const acknowledged = await client.complaints.acknowledge(complaint.id)
good(
  `${label('term', 'acknowledge', lang)} → ${label('status', acknowledged.status, lang)}`,
  `${label('term', 'acknowledge', lang)} → ${label('status', acknowledged.status, lang)}`,
)
await client.complaints.requestSupplement(complaint.id, { message: '请补充扣款短信的截图，以便核对。' })
const supplemented = await person.supplement(complaint.id, {
  evidence: [{ name: '短信.png', contentType: 'image/png', data: screenshot }],
})
good(
  `${label('action', 'request_supplement', lang)} → 投诉人已补充，${label('term', 'evidence', lang)} ${supplemented.evidence.length} 份`,
  `${label('action', 'request_supplement', lang)} → the person has added one, ${supplemented.evidence.length} files now`,
)
const contact = await client.complaints.discloseContact(complaint.id, {
  fields: ['name', 'phone'],
  purpose: 'contact',
})
const contacts = Object.keys(contact.fields).length
good(
  `${label('action', 'disclose_contact', lang)}：已解密并验签 ${contacts} 项（${label('disclosurePurpose', contact.purpose, lang)}），须于 ${contact.deleteAfter.slice(0, 10)} 前删除`,
  `${label('action', 'disclose_contact', lang)}: ${contacts} fields decrypted and verified (${label('disclosurePurpose', contact.purpose, lang)}), to be deleted by ${contact.deleteAfter.slice(0, 10)}`,
)
await client.complaints.requestExtension(complaint.id, {
  workingDays: 2,
  reason: '需向支付渠道核对扣款记录。',
})
await operator.decideExtension(complaint.id, { decision: 'granted', note: '情况属实，同意延期。' })
const { deadline: extended } = await client.complaints.retrieve(complaint.id)
good(
  `${label('term', 'extension', lang)} 2 个工作日 → ${label('extensionStatus', 'granted', lang)}：${extended?.extendedFrom} → ${extended?.dueDate}`,
  `${label('term', 'extension', lang)} of 2 working days → ${label('extensionStatus', 'granted', lang)}: ${extended?.extendedFrom} → ${extended?.dueDate}`,
)
const attachment = await client.attachments.upload(refundSlip, {
  filename: '退款凭证.png',
  contentType: 'image/png',
})
good(
  `附件 ${attachment.name} ${bytes(attachment.size)}`,
  `attachment ${attachment.name} ${bytes(attachment.size)}`,
)

await platform.clock.advance({ workingDays: 2 })
const answer = await client.complaints.respond(acknowledged, {
  type: 'final',
  outcome: 'resolved',
  statement: '您好，25 元已于今日原路退回，自动续费已关闭。给您带来不便，我们深表歉意。',
  measures: ['退款 25 元', '关闭自动续费'],
  contactAttempts: [{ at: answeredAt(), method: 'phone', result: 'reached' }],
  attachments: [attachment.id],
})
function answeredAt(): string {
  return new Date(platform.now() - 3_600_000 + 8 * 3_600_000).toISOString().replace('.000Z', '+08:00')
}
good(
  `${label('responseType', 'final', lang)} ${shanghai(answer.response.submittedAt)}，onTime = ${answer.onTime}`,
  `${label('responseType', 'final', lang)} ${shanghai(answer.response.submittedAt)}, onTime = ${answer.onTime}`,
)
const keys = await (await fetch(`${server.url}/.well-known/receipt-keys.json`)).json()
const receipt = await verifyReceipt({ receipt: answer.receipt ?? '', response: answer.response, keys })
good(
  `${label('term', 'receipt', lang)}离线验证通过：第 ${receipt.round} 轮，时限 ${receipt.dueDate}，按时 ${receipt.onTime}`,
  `${label('term', 'receipt', lang)} verified offline: round ${receipt.round}, due ${receipt.dueDate}, on time ${receipt.onTime}`,
)

heading('用户查看并评价', 'The person reads and rates')
const seen = await person.retrieve(filed.complaintId)
line(
  `${label('status', seen.status, lang)}：${seen.responses.at(-1)?.statement}`,
  `${label('status', seen.status, lang)}: ${seen.responses.at(-1)?.statement}`,
)
const rated = await person.rate(filed.complaintId, { score: 5, solved: true, comment: '处理很快，谢谢。' })
await platform.clock.advance({ seconds: 1 })
good(
  `${label('term', 'rating', lang)} ${rated.rating?.score} 分 → ${label('status', rated.status, lang)}（${label('closureReason', rated.closure?.reason ?? '', lang)}）`,
  `${label('term', 'rating', lang)} ${rated.rating?.score} → ${label('status', rated.status, lang)} (${label('closureReason', rated.closure?.reason ?? '', lang)})`,
)

// —— a complaint that nobody answers ——
heading('无人答复的投诉', 'A complaint that nobody answers')
const other = platform.consumer({ name: '欧阳小红', idNumber: '000000198507120025', phone: '10087654321' })
const forgotten = await other.file({
  enterpriseId: enterprise.id,
  title: '无法注销账号',
  description: '多次提交账号注销申请，页面始终提示系统繁忙，无法完成注销。',
  demand: '协助注销账号并删除个人信息。',
  category: '个人信息保护',
})
const before = company.handled.length
await platform.clock.advance({ workingDays: 11 })
for (const happened of company.handled.slice(before)) line(happened, happened)
const late = await client.complaints.retrieve(forgotten.complaintId)
refused(
  `${late.number} ${label('term', 'overdue', lang)} = ${late.overdue}，时限 ${late.deadline?.dueDate}，剩余 ${late.deadline?.remainingWorkingDays} 个工作日`,
  `${late.number} ${label('term', 'overdue', lang)} = ${late.overdue}, due ${late.deadline?.dueDate}, ${late.deadline?.remainingWorkingDays} working days left`,
)

await other.urge(forgotten.complaintId)
await platform.clock.advance({ seconds: 1 })
line(
  `投诉人${label('term', 'urge', lang)} → ${company.handled.at(-1)}`,
  `the person urges → ${company.handled.at(-1)}`,
)

// —— a complaint that is not the company's ——
heading('申请退回', 'A complaint that is not for this company')
const sister = await platform.registerEnterprise({ name: '示例支付' })
const misdirected = await other.file({
  enterpriseId: enterprise.id,
  title: '余额提现未到账',
  description: '提现申请提交三天后仍未到账，客服答复由支付公司处理。',
  category: '服务功能',
})
const given = await client.complaints.contest(misdirected.complaintId, {
  reason: 'affiliate',
  statement: '提现服务由关联企业示例支付提供，与本企业无关。',
})
await operator.decideContestation(misdirected.complaintId, {
  decision: 'upheld',
  enterpriseId: sister.id,
  note: '服务由示例支付提供，转交该企业处理。',
})
const gone = await client.complaints.retrieve(misdirected.complaintId).catch((error: unknown) => error)
good(
  `${label('contestationReason', given.contestation?.reason ?? '', lang)} → ${label('contestationStatus', 'upheld', lang)}，已转办；原企业再查询 → ${isTousuError(gone) ? gone.code : ''}`,
  `${label('contestationReason', given.contestation?.reason ?? '', lang)} → ${label('contestationStatus', 'upheld', lang)}, moved on; the former company asks again → ${isTousuError(gone) ? gone.code : ''}`,
)

// —— misfortune ——
heading('平台短暂故障', 'The platform fails for a moment')
const fault = platform.faults.add({ route: 'retrieveEnterprise', status: 503, times: 1 })
client.activity.on('retry', ({ route, status, attempt }) =>
  line(
    `${route} → ${status}，自动重试（第 ${attempt} 次）`,
    `${route} → ${status}, repeated by itself (attempt ${attempt})`,
  ),
)
const profile = await client.enterprise.retrieve()
good(`故障触发 ${fault.fired} 次，调用成功`, `the fault fired ${fault.fired} time, the call succeeded`)

heading('本季度及时率', 'The timely-handling rate of the quarter')
const rate = profile.timelyRate
line(
  `${profile.name} ${rate.from} 至 ${rate.to}：按时 ${rate.numerator} ÷ 到期 ${rate.denominator} = ${rate.percent}%${rate.belowThreshold ? '（低于 95%）' : ''}`,
  `${profile.name} ${rate.from} to ${rate.to}: on time ${rate.numerator} ÷ due ${rate.denominator} = ${rate.percent} %${rate.belowThreshold ? ' (under 95 %)' : ''}`,
)

await client.close()
await server.close()
await platform.close()
await company.close()
line(
  `令牌请求 ${tokens.length} 次；用时 ${((performance.now() - startedAt) / 1000).toFixed(1)} 秒`,
  `${tokens.length} token request; ${((performance.now() - startedAt) / 1000).toFixed(1)} s of real time`,
)
