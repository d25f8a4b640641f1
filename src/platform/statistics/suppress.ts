/**
 * Suppression in tables that anyone may read (complementary cell suppression): a row with a number under the threshold
 * is hidden, and so are further rows, so that no hidden number can be computed from the total and what is shown.
 *
 * Why that holds: which rows are hidden depends on the hidden rows' numbers as a set, never on which row has which. So
 * any exchange of numbers among the hidden rows gives the same table, and as they are not all equal, each hidden row
 * may have had another number.
 */

export interface Row {
  readonly group: string
  /** Numbers of which totals are shown. */
  readonly counts: readonly number[]
  /** Those of them that say how many were counted: under the threshold, the row is hidden. Nobody (0) is no secret. */
  readonly sizes: readonly number[]
}

/**
 * @param minimum numbers below it are hidden
 * @returns the groups to hide; null: nothing of this table may be shown, not even the total
 */
export function suppress(rows: readonly Row[], minimum: number): ReadonlySet<string> | null {
  const smallest = ({ sizes }: Row) => Math.min(...sizes)
  const counted = rows.filter(({ sizes }) => sizes.some((size) => size > 0))
  const hidden = counted.filter((row) => smallest(row) < minimum)
  const total = rows.reduce<number[]>(
    (sums, { sizes }) => sizes.map((size, index) => size + (sums[index] ?? 0)),
    [],
  )
  if (counted.length === 0 || total.some((size) => size < minimum)) return null
  const open = counted.filter((row) => smallest(row) >= minimum).sort((a, b) => smallest(a) - smallest(b))
  while (hidden.length > 0 && !differ(hidden)) {
    const [next] = open
    if (!next) return null
    // All that are as small: which of them comes first must not tell anything.
    while (open[0] && smallest(open[0]) === smallest(next)) hidden.push(...open.splice(0, 1))
  }
  return new Set(hidden.map(({ group }) => group))
}

/** Whether each number differs between some of the rows. */
function differ(rows: readonly Row[]): boolean {
  const [first] = rows
  return !!first?.counts.every((count, index) => rows.some(({ counts }) => counts[index] !== count))
}
