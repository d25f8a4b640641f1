import { describe, expect, it } from 'vitest'
import { contest, decideContestation } from '../../../src/platform/acts/contest.js'
import { respond } from '../../../src/platform/acts/respond.js'
import { registerEnterprise } from '../../../src/platform/register-enterprise.js'
import {
  fullBulletin,
  publicStatistics,
  publishedBulletin,
  scheduleBulletins,
} from '../../../src/platform/statistics/bulletins.js'
import { answering, createCore, fileOne, finalAnswer, type TestCore } from '../core/setup.js'

const decision = { actor: 'operator-3', note: '经核实，处理如上。' }

function setUp() {
  const core = createCore('2026-04-01T09:00:00+08:00', { publicMinimum: 5 })
  scheduleBulletins(core)
  const join = (name: string) => {
    const { id } = registerEnterprise(core, { name })
    const enterprise = core.state.enterprises.get(id)
    if (!enterprise) throw new Error('no company')
    return enterprise
  }
  const file = (enterprise: ReturnType<typeof join>, count: number, answered: number) =>
    Array.from({ length: count }, (_, index) => {
      const record = fileOne(core, enterprise)
      if (index < answered) respond(core, record, finalAnswer, answering)
      return record
    })
  return { core, file, companies: [join('示例甲网络'), join('示例乙网络'), join('示例丙网络')] as const }
}

const until = (core: TestCore, date: string) => core.clock.advanceTo(`${date}T00:00:00+08:00`)

describe('a quarterly bulletin', () => {
  it('is published 15 days after the quarter, kept, and restated by what is decided later', async () => {
    const { core, file, companies } = setUp()
    const [first, second] = companies
    const records = file(first, 20, 19)
    file(second, 10, 9)
    const contested = records.at(-1)
    if (!contested) throw new Error('no complaint')
    contest(core, contested, { reason: 'not_our_service', statement: '与我司无关，请核实。' }, null)
    await until(core, '2026-07-15')
    expect(() => publishedBulletin(core, '2026Q2', 'zh')).toThrow('not_found')
    expect(() => publicStatistics(core, { quarter: '2026Q2', groupBy: 'enterprise', locale: 'zh' })).toThrow(
      'not_found',
    )
    expect(fullBulletin(core, '2026Q2', 'zh')).toMatchObject({
      publishedAt: null,
      cutOff: '2026-07-15T00:00:00+08:00',
      threshold: null,
    })
    expect(() => fullBulletin(core, '2026Q4', 'zh')).toThrow('not_found')

    await until(core, '2026-07-16')
    const published = publishedBulletin(core, '2026Q2', 'zh')
    expect(published).toMatchObject({
      from: '2026-04-01',
      to: '2026-06-30',
      publishedAt: '2026-07-16T00:00:00+08:00',
      threshold: 5,
      total: {
        received: 30,
        answered: 28,
        timely: { numerator: 28, denominator: 30, percent: 93.33 },
        restated: null,
      },
    })
    const own = (of: typeof published) => of.companies.find(({ key }) => key === first.id)
    // 19 of 20 are 95 %, 9 of 10 are not.
    expect(fullBulletin(core, '2026Q2', 'zh').belowThreshold).toEqual([
      { key: second.id, label: '示例乙网络', percent: 90 },
    ])

    decideContestation(core, contested, { ...decision, uphold: true })
    const restated = fullBulletin(core, '2026Q2', 'zh')
    expect(own(restated)).toMatchObject({
      received: 20,
      timely: { numerator: 19, denominator: 20 },
      restated: { received: 19, answered: 19, timely: { numerator: 19, denominator: 19, percent: 100 } },
    })
    expect(restated.total.restated).toMatchObject({ received: 29 })
    expect(publicStatistics(core, { groupBy: 'category', locale: 'en' })).toMatchObject({
      quarter: '2026Q2',
      total: { received: 29 },
      threshold: 5,
    })
  })

  it('shows no small numbers, neither by subtraction nor by comparing what was with what is', async () => {
    const { core, file, companies } = setUp()
    const [first, second, third] = companies
    file(first, 40, 40)
    file(second, 12, 12)
    file(third, 3, 3)
    await until(core, '2026-07-16')
    const published = publishedBulletin(core, '2026Q2', 'zh')
    expect(published.companies.map(({ received }) => received)).toEqual([40, null, null])
    expect(published.companies.map(({ timely }) => timely?.denominator)).toEqual([40, undefined, undefined])
    expect(published.total.received).toBe(55)
    expect(published.categories.find(({ key }) => key === 'service_function')?.received).toBe(55)
    expect(JSON.stringify(fullBulletin(core, '2026Q2', 'zh').companies)).toContain('"received":3')
  })

  it('names companies that grew fast, from 50 % on, and none for few complaints', async () => {
    const { core, file, companies } = setUp()
    const [first, second, third] = companies
    file(first, 20, 20)
    file(second, 20, 20)
    file(third, 4, 4)
    await until(core, '2026-07-01')
    file(first, 29, 29)
    file(second, 30, 30)
    file(third, 40, 40)
    await until(core, '2026-10-16')
    const grown = [{ key: second.id, label: '示例乙网络', percent: 50 }]
    expect(fullBulletin(core, '2026Q3', 'zh').fastGrowers).toEqual(grown)
    // In public the numbers of the second quarter are hidden beside the few ones.
    expect(publishedBulletin(core, '2026Q3', 'zh').fastGrowers).toEqual([])
  })

  it('follows quarter after quarter, the one before the start included where it is still to come', async () => {
    const { core } = setUp()
    await until(core, '2027-02-01')
    expect([...core.state.bulletins.keys()]).toEqual(['2026Q1', '2026Q2', '2026Q3', '2026Q4'])
  })

  it('ends with the last quarter that the calendar knows', async () => {
    const core = createCore('2035-06-01T09:00:00+08:00')
    scheduleBulletins(core)
    await core.clock.advanceTo('2035-12-31T00:00:00+08:00')
    expect([...core.state.bulletins.keys()]).toEqual(['2035Q2', '2035Q3'])
  })
})
