/**
 * A rehearsal: everything that a bad day brings, in half a day of domain time and a moment of real time. The company's
 * service is down for six hours, the platform answers with errors, loses an answer after the act has happened, and
 * delivers twice, in the wrong order, and with a byte changed. At the end: was one missed, was one handled twice?
 */
import { TousuClient } from 'tousu'
import { createPlatform } from 'tousu/platform'
import { createReceiver } from 'tousu/webhooks'
import { good, heading, line, refused, t, table } from '../print.js'

const url = 'https://company.example/webhooks/tousu'
const platform = createPlatform({ now: '2026-09-24T09:00:00+08:00', seed: 1 })
const enterprise = await platform.registerEnterprise({ name: '示例网络' })
const { clientId, privateKey } = enterprise
const client = new TousuClient({
  baseUrl: platform.url,
  clientId,
  privateKey,
  dispatcher: platform.dispatcher,
  retry: { baseDelayMs: 1 },
})
const { secret } = await client.webhookEndpoints.create({ url })

const handled = new Map<string, number>()
const receiver = createReceiver({
  secrets: secret,
  on: {
    'complaint.assigned': ({ data: { complaint } }) => {
      handled.set(complaint.id, (handled.get(complaint.id) ?? 0) + 1)
    },
  },
})
const reasons: string[] = []
receiver.activity.on('refused', ({ reason }) => reasons.push(reason))

const person = platform.consumer({ name: '张小明', idNumber: '000000199001010018', phone: '10012345678' })
const filed: string[] = []
async function file(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const { complaintId } = await person.file({
      enterpriseId: enterprise.id,
      title: '会员到期后被自动续费',
      description: '会员到期后未收到任何提醒即被扣款 25 元。',
      category: '服务功能',
    })
    filed.push(complaintId)
  }
  await platform.clock.advance({ seconds: 1 })
}
const score = () => {
  const once = [...handled.values()].filter((times) => times === 1).length
  return t(`已受理 ${filed.length} 件，已处理 ${once} 件`, `${filed.length} filed, ${once} handled once`)
}

heading('企业服务停机六小时', 'The company is down for six hours')
platform.connect(url, async () => new Response(null, { status: 503 }))
await file(3)
await platform.clock.advance({ hours: 6 })
refused(score(), score())
platform.connect(url, receiver.fetch)
await platform.clock.advance({ hours: 6 })
good(`恢复后平台按计划重试：${score()}`, `back again, the platform repeats by its schedule: ${score()}`)

heading('投递重复、乱序、内容被改', 'Delivered twice, in the wrong order, with a byte changed')
platform.faults.addDelivery({ eventType: 'complaint.assigned', corruptBody: true, times: 1 })
platform.faults.addDelivery({ eventType: 'complaint.assigned', duplicate: 2, times: 1 })
platform.faults.addDelivery({ eventType: 'complaint.assigned', gather: 3, order: 'reversed' })
await file(5)
await platform.clock.advance({ minutes: 10 })
line(`拒收：${reasons.join('、')}`, `refused: ${reasons.join(', ')}`)
good(score(), score())

heading('答复后连接中断', 'The connection breaks after the answer was taken')
const [first = ''] = filed
platform.faults.add({ route: 'respondToComplaint', status: 503, times: 1 })
platform.faults.add({ route: 'respondToComplaint', reset: true, when: 'after_commit', times: 1 })
const { response } = await client.complaints.respond(first, {
  type: 'final',
  outcome: 'resolved',
  statement: '您好，25 元已原路退回，自动续费已关闭。',
})
table(
  platform.requests
    .list({ route: 'respondToComplaint' })
    .map(({ status, fault, replayed }) => [
      String(status ?? '–'),
      replayed ? t('重放', 'replayed') : '',
      fault ?? '',
    ]),
)
const { responses } = await client.complaints.retrieve(first)
good(
  `答复 ${responses.length} 份，按时 ${response.onTime}：同一 Idempotency-Key，只生效一次`,
  `${responses.length} answer, on time ${response.onTime}: one Idempotency-Key, one effect`,
)

heading('对账', 'The reckoning')
platform.faults.assertAllFired()
const missed = filed.filter((id) => !handled.has(id)).length
const twice = [...handled.values()].filter((times) => times > 1).length
const verdict = missed + twice === 0 ? good : refused
verdict(
  `遗漏 ${missed} 件，重复处理 ${twice} 件；所有预设故障均已触发`,
  `${missed} missed, ${twice} handled twice; every fault that was scripted has struck`,
)
await client.close()
await platform.close()
