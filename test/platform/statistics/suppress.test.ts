import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Row, suppress } from '../../../src/platform/statistics/suppress.js'

const minimum = 5
const rowsOf = (counts: readonly number[]): Row[] =>
  counts.map((count, index) => ({ group: `g${index}`, counts: [count], sizes: [count] }))
const hidden = (...counts: number[]) => {
  const groups = suppress(rowsOf(counts), minimum)
  return groups && counts.map((count, index) => (groups.has(`g${index}`) ? null : count))
}

describe('a table of which one can subtract', () => {
  it.each<[number[], (number | null)[] | null]>([
    [
      [5, 6, 100],
      [5, 6, 100],
    ],
    // The 4 alone would follow from the total.
    [
      [4, 6, 100],
      [null, null, 100],
    ],
    // Both would have to be 4 if no other were hidden.
    [
      [4, 4, 6, 100],
      [null, null, null, 100],
    ],
    [
      [1, 4, 6, 100],
      [null, null, 6, 100],
    ],
    // Nobody is no secret.
    [
      [0, 0, 6, 100],
      [0, 0, 6, 100],
    ],
    [
      [0, 4, 6, 100],
      [0, null, null, 100],
    ],
    // Which of two that are as small is hidden would tell where the small one is.
    [
      [4, 6, 6, 100],
      [null, null, null, 100],
    ],
    // Nothing is left to hide behind.
    [[4, 4], null],
    [[4], null],
    [[0, 0, 0], null],
    [[], null],
    [[100], [100]],
  ])('of %j shows %j', (counts, shown) => expect(hidden(...counts)).toEqual(shown))
})

it('tells no number under the threshold: another table with another number there looks the same', () => {
  const row = fc
    .tuple(fc.integer({ min: 0, max: 12 }), fc.nat(12))
    .map(([size, part]) => [size, Math.min(part, size)])
  fc.assert(
    fc.property(fc.array(row, { maxLength: 7 }), (cells) => {
      const toRows = (all: readonly number[][]): Row[] =>
        all.map((counts, index) => ({ group: `g${index}`, counts, sizes: counts.slice(0, 1) }))
      const show = (all: readonly number[][]) => {
        const groups = suppress(toRows(all), minimum)
        if (!groups) return null
        const total = [0, 1].map((column) => all.reduce((sum, counts) => sum + (counts[column] ?? 0), 0))
        return { total, rows: all.map((counts, index) => (groups.has(`g${index}`) ? null : counts)) }
      }
      const shown = show(cells)
      if (!shown) return
      expect(shown.total[0]).toBeGreaterThanOrEqual(minimum)
      const secret = cells.flatMap((_, index) => (shown.rows[index] === null ? [index] : []))
      for (const index of cells.keys()) {
        const size = cells[index]?.[0] ?? 0
        if (size > 0 && size < minimum) expect(shown.rows[index]).toBeNull()
      }
      for (const one of secret) {
        for (const column of [0, 1]) {
          const other = secret.find((index) => cells[index]?.[column] !== cells[one]?.[column])
          expect(other).toBeDefined()
          const exchanged = cells.map((counts, index) =>
            index === one ? (cells[other ?? 0] ?? counts) : index === other ? (cells[one] ?? counts) : counts,
          )
          expect(show(exchanged)).toEqual(shown)
        }
      }
    }),
    { numRuns: process.env['TOUSU_TIER'] === 'full' ? 20_000 : 1_000 },
  )
})
