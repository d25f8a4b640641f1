import { expect, it } from 'vitest'
import { addCalendarDays, shanghaiDateOf } from '../../../src/calendar/index.js'
import { taxonomies } from '../../../src/contract/index.js'
import { quartersOf, type Span, spanBefore, yearBefore } from '../../../src/platform/statistics/span.js'
import { makeStatistics } from '../../../src/platform/statistics/statistics.js'
import { createLife, type Life } from './random-life.js'
import { recount } from './recount.js'

const size = 5_000
const seeds = process.env['TOUSU_TIER'] === 'full' ? [7, 8, 9] : [7]
const begin = '2024-11-01'

/** Every question of a span, each answered twice. */
function compare(life: Life, span: Span): void {
  const { core } = life
  const ask = (question: Partial<Parameters<typeof makeStatistics>[1]>) =>
    makeStatistics(core, { span, locale: 'zh', ...question })
  const growthTo = (other: Span | null, received: number, belongs: Parameters<typeof recount>[2]) => {
    if (!other) return null
    const was = recount(life, other, belongs).received
    const percent = was === 0 ? null : Math.floor(((received - was) * 10_000) / was) / 100
    return { ...other, received: was, percent }
  }
  const expected = (belongs: Parameters<typeof recount>[2], of: Span = span) => {
    const counted = recount(life, of, belongs)
    return {
      ...counted,
      growth: {
        previous: growthTo(spanBefore(of), counted.received, belongs),
        yearBefore: growthTo(yearBefore(of), counted.received, belongs),
      },
    }
  }
  const companies = [...core.state.enterprises.values()]
  const all = ask({ groupBy: 'enterprise' })
  expect(all.total).toEqual(expected(() => true))
  expect(all.groups).toEqual(
    companies.map(({ id, name }) => ({ key: id, label: name, ...expected((of) => of.enterpriseId === id) })),
  )
  const byCategory = ask({ groupBy: 'category' }).groups
  expect(byCategory.map(({ key }) => key)).toEqual(Object.keys(taxonomies['2022Q4']).sort())
  for (const { key, label: _, ...shown } of byCategory)
    expect(shown).toEqual(expected((of) => of.category === key))
  const own = companies[2]?.id
  const byService = ask({ groupBy: 'service', enterpriseId: own }).groups
  expect(byService.length).toBeGreaterThan(1)
  for (const { key, label: _, ...shown } of byService) {
    expect(shown).toEqual(expected((of) => of.enterpriseId === own && of.serviceId === key))
  }
  expect(ask({ groupBy: 'quarter', enterpriseId: own }).groups).toEqual(
    quartersOf(span).map(({ quarter, span: part }) => ({
      key: quarter,
      label: `${quarter.slice(0, 4)}年第${quarter.slice(5)}季度`,
      ...expected((of) => of.enterpriseId === own, part),
    })),
  )
}

it.each(seeds)(
  `equals a plain recount at any moment of a random life of ${size} complaints (seed %i)`,
  async (seed) => {
    const life = createLife(seed, `${begin}T00:00:00+08:00`)
    const { core } = life
    for (let each = 1; each <= size; each += 1) {
      await life.step()
      if (each % (size / 4) !== 0) continue
      const today = shanghaiDateOf(core.clock.now())
      compare(life, { from: begin, to: addCalendarDays(today, 20) })
      compare(life, { from: addCalendarDays(today, -45), to: addCalendarDays(today, -3) })
    }
    const whole = makeStatistics(core, { span: { from: '2024-01-01', to: '2027-12-31' }, locale: 'zh' }).total
    // Nothing that the life was to bring about is missing.
    for (const { numerator, denominator } of [
      whole.timely,
      whole.satisfaction,
      whole.reopened,
      whole.repeats,
    ]) {
      expect(numerator).toBeGreaterThan(50)
      expect(denominator).toBeGreaterThan(numerator)
    }
    // From the state alone, as after a restored snapshot, the same numbers follow.
    core.counters.recount()
    const again = makeStatistics(core, { span: { from: '2024-01-01', to: '2027-12-31' }, locale: 'zh' }).total
    expect(again).toEqual(whole)
  },
  60_000,
)
