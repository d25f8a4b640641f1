import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInCalendar, dayNumberOf } from '../../../src/calendar/index.js'
import { figuresOf, percentOf, timelyOf } from '../../../src/platform/statistics/figures.js'
import type { RoundFact } from '../../../src/platform/statistics/round-facts.js'
import { emptyTally } from '../../../src/platform/statistics/tally.js'

describe('a rate', () => {
  it.each([
    [0, 0, null, null],
    [19, 20, 95, false],
    [94_999, 100_000, 94.99, true],
    [95_000, 100_000, 95, false],
    [199_999, 200_000, 99.99, false],
    [2, 3, 66.66, true],
    [0, 7, 0, true],
  ])('of %i in %i is %j %%, under 95 %%: %j', (onTime, due, percent, belowThreshold) =>
    expect(timelyOf(onTime, due)).toEqual({ numerator: onTime, denominator: due, percent, belowThreshold }),
  )

  it('is decided on integers and never shown greater than it is', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (a, b) => {
        const [numerator, denominator] = [Math.min(a, b), Math.max(a, b)]
        fc.pre(denominator > 0)
        const { percent, belowThreshold } = timelyOf(numerator, denominator)
        const exact = (BigInt(numerator) * 10_000n) / BigInt(denominator)
        expect(percent).toBe(Number(exact) / 100)
        expect(belowThreshold).toBe(100n * BigInt(numerator) < 95n * BigInt(denominator))
      }),
    )
  })

  it.each([
    [50, 100, 50],
    [-1, 3, -33.34],
    [0, 3, 0],
  ])('of growth is cut downwards: %i of %i is %d %%', (more, before, percent) =>
    expect(percentOf(more, before)).toBe(percent),
  )
})

describe('handling times', () => {
  const calendar = builtInCalendar()
  const handled = (hours: readonly number[]) =>
    hours.map((each): RoundFact => {
      const assigned = Date.parse('2026-09-24T09:00:00+08:00')
      const date = new Date(assigned + each * 3_600_000 + 8 * 3_600_000).toISOString().slice(0, 10)
      return {
        enterpriseId: 'ent_1',
        serviceId: null,
        category: 'other',
        assignedDay: dayNumberOf('2026-09-24'),
        answeredDay: dayNumberOf(date),
        handledMs: each * 3_600_000,
        dueDay: null,
        isReopened: false,
        isRepeat: false,
        rating: null,
      }
    })
  const timesOf = (hours: readonly number[]) =>
    figuresOf({ ...emptyTally(), handled: handled(hours) }, calendar).handling

  it.each<[number[], number | null, number | null]>([
    [[], null, null],
    [[3], 3, 3],
    [[1, 2], 1.5, 2],
    [[5, 1, 3], 3, 5],
    [[1, 2, 3, 4], 2.5, 4],
    [Array.from({ length: 20 }, (_, index) => index + 1), 10.5, 19],
    [Array.from({ length: 21 }, (_, index) => index + 1), 11, 20],
    [Array.from({ length: 100 }, (_, index) => index + 1), 50.5, 95],
  ])('of %j h have the median %j and the 95th percentile %j', (hours, median, p95) =>
    expect(timesOf(hours).hours).toEqual({ median, p95 }),
  )

  it('are cut to hundredths of an hour', () =>
    expect(timesOf([1 / 3]).hours).toEqual({ median: 0.33, p95: 0.33 }))

  it('count working days as the deadline does: not the day of assignment, holidays left out, swapped days in', () => {
    // The Mid-Autumn holiday begins on 25 September 2026; 10 October is a worked Saturday.
    expect(timesOf([2]).workingDays.median).toBe(0)
    expect(timesOf([4 * 24]).workingDays.median).toBe(1)
    expect(timesOf([16 * 24]).workingDays.median).toBe(6)
  })
})
