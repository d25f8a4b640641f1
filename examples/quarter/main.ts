/**
 * A quarter as its compliance officer reads it: a company's numbers by service, how they stand against the 95 % line,
 * and what the platform's bulletin tells everybody. The quarter is lived on the virtual clock first.
 */
import { type StatisticsFigures, TousuClient } from 'tousu'
import { label, routes } from 'tousu/contract'
import { createPlatform } from 'tousu/platform'
import { good, heading, lang, line, refused, t, table } from '../print.js'

const platform = createPlatform({ now: '2026-06-15T09:00:00+08:00', seed: 1, publicMinimum: 5 })
const { id, services, clientId, privateKey } = await platform.registerEnterprise({
  name: '示例网络',
  services: [
    { name: '示例视频', type: 'app' },
    { name: '示例商城', type: 'mini_program' },
  ],
})
const client = new TousuClient({
  baseUrl: platform.url,
  clientId,
  privateKey,
  dispatcher: platform.dispatcher,
  clock: platform.clock,
  language: lang === 'zh' ? 'zh-CN' : 'en',
})

// —— the quarter is lived: a complaint every other working day, answered after so many ——
const pace = [2, 4, 2, 6, 4, 8, 6, 2, 14, 6, 4, 2, 8, 4, 2, 6, 10, 4, 6, 2, 4, 12, 2, 6, 4, 2, 8, 4]
const people = Array.from({ length: 11 }, (_, index) =>
  platform.consumer({
    name: '张小明',
    document: { type: 'passport', number: `E${10_000_001 + index}` },
    phone: `100${12_345_678 + index}`,
  }),
)
const open: { readonly complaintId: string; readonly person: (typeof people)[number]; wait: number }[] = []

async function passTwoDays(): Promise<void> {
  await platform.clock.advance({ workingDays: 2 })
  for (const [index, each] of open.entries()) {
    each.wait -= 2
    if (each.wait !== 0) continue
    await client.complaints.respond(each.complaintId, {
      type: 'final',
      outcome: 'resolved',
      statement: '您好，款项已原路退回，自动续费已关闭，请留意到账通知。',
    })
    if (index % 3 > 0)
      await each.person.rate(each.complaintId, { score: index % 4 > 0 ? 5 : 2, solved: true })
  }
}

for (const [index, wait] of pace.entries()) {
  const person = people[index % people.length]
  if (!person) break
  const { complaintId } = await person.file({
    enterpriseId: id,
    serviceId: services[index % 3 === 0 ? 1 : 0]?.id,
    title: '会员到期后被自动续费',
    description: '会员到期后未收到任何提醒即被扣款 25 元。',
    category: index % 4 === 0 ? '客服渠道' : '服务功能',
  })
  open.push({ complaintId, person, wait })
  await passTwoDays()
}
for (let step = 0; step < 4; step += 1) await passTwoDays()
await platform.clock.advanceTo('2026-10-16T09:00:00+08:00')

// —— the numbers, by service ——
const statistics = await client.enterprise.statistics({
  groupBy: 'service',
  from: '2026-07-01',
  to: '2026-09-30',
})
heading('2026年第三季度投诉处理情况', 'Complaints in the third quarter of 2026')
line(`统计时点 ${statistics.cutOff}`, `as of ${statistics.cutOff}`)
const shown = (value: number | null, unit = '') => (value === null ? '–' : `${value}${unit}`)
const row = (name: string, figures: StatisticsFigures): string[] => {
  const { timely, received, answered, handling, satisfaction, repeats, growth } = figures
  return [
    name,
    `${received}`,
    shown(growth.previous?.percent ?? null, '%'),
    `${answered}`,
    `${timely.numerator}/${timely.denominator}`,
    shown(timely.percent, '%'),
    shown(handling.workingDays.median),
    shown(handling.workingDays.p95),
    shown(satisfaction.percent, '%'),
    `${repeats.numerator}`,
  ]
}
table(
  [
    [
      t('服务', 'service'),
      t('收到', 'received'),
      t('环比', 'growth'),
      t('已答复', 'answered'),
      t('按时/到期', 'on time/due'),
      t('及时率', 'timely'),
      t('中位（工作日）', 'median (working days)'),
      t('95分位', 'p95'),
      t('满意率', 'satisfied'),
      t('重复投诉', 'repeats'),
    ],
    ...statistics.groups.map((group) => row(group.label, group)),
    row(t('合计', 'total'), statistics.total),
  ],
  1,
)

// —— the line ——
heading('95% 及时率红线', 'The 95 % line')
const { timely } = statistics.total
const name = label('term', 'timely_rate', lang)
const rate = `${name}${t('：', ': ')}${timely.numerator} ÷ ${timely.denominator} = ${timely.percent}%`
if (timely.belowThreshold) {
  const missing = Math.ceil((95 * timely.denominator - 100 * timely.numerator) / 100)
  refused(
    `${rate}，低于 95%：还差 ${missing} 件按时办结`,
    `${rate}, under 95 %: answers on time that were missing: ${missing}`,
  )
} else good(`${rate}，达到 95%`, `${rate}, 95 % is met`)
for await (const { number, deadline, respondedAt } of client.complaints.list({ sort: 'id' })) {
  const dueDate = deadline?.dueDate ?? ''
  const isLate = respondedAt !== null && respondedAt.slice(0, 10) > dueDate
  if (isLate && dueDate >= statistics.from && dueDate <= statistics.to) {
    line(
      `超期 ${number}：时限 ${dueDate}，答复 ${respondedAt.slice(0, 10)}`,
      `late ${number}: due ${dueDate}, answered ${respondedAt.slice(0, 10)}`,
    )
  }
}

// —— what everybody reads ——
heading('平台季度通报', 'The platform’s bulletin')
const answer = await platform.fetch(new Request(`${platform.url}/public/v1/bulletins/2026Q3`))
const bulletin = routes.retrieveBulletin.result.schema.parse(await answer.json())
for (const company of bulletin.belowThreshold) {
  refused(
    `${bulletin.publishedAt} 发布：${company.label} ${company.percent}%，低于 95%`,
    `published ${bulletin.publishedAt}: ${company.label} ${company.percent} %, under 95 %`,
  )
}
line(`少于 ${bulletin.threshold} 件的数字不公开`, `numbers under ${bulletin.threshold} are not published`)

await client.close()
await platform.close()
