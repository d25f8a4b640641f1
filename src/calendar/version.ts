/** A short name for what a calendar knows. */
import type { CalendarYear, NamedDay } from './year-facts.js'

/** FNV-1a, 32 bits, over UTF-16 code units: tells states apart, protects nothing. */
function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** `2018-2021+2023`: runs of years. */
function describeSpan(years: readonly number[]): string {
  const runs: [first: number, last: number][] = []
  for (const year of years) {
    const run = runs.at(-1)
    if (run && run[1] === year - 1) run[1] = year
    else runs.push([year, year])
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join('+')
}

/** Years (in order) and a checksum of their versions and dates. Names of holidays are left out: they decide nothing. */
export function describeVersion(years: readonly CalendarYear[]): string {
  const dates = (days: readonly NamedDay[]) => days.map(({ date }) => date).join()
  const facts = years.map((year) =>
    [year.year, year.version, dates(year.daysOff), dates(year.workingDays)].join(';'),
  )
  return `${describeSpan(years.map(({ year }) => year)) || 'none'}.${checksum(facts.join('\n'))}`
}
