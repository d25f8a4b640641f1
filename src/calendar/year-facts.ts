/** The facts of a published year: what `loadYear` takes and `GET /calendar/{year}` answers. */
import { ArgumentError } from '../errors.js'
import { dayOf, firstYear, lastYear, quote } from './dates.js'

/** A date that a notice names. */
export interface NamedDay {
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly date: string
  /** The holiday in the notice's words, such as 国庆节; for a working day, the one it was swapped for. */
  readonly name: string
  /** The notice that says so, where `notices` has several. */
  readonly notice?: string | undefined
}

/** What the State Council's notices say of a year, as given to {@link loadYear}. */
export interface YearFacts {
  readonly year: number
  /** Numbers of the notices (发文字号), the deciding one last. */
  readonly notices: readonly string[]
  /** Identifies this state of the year; the last notice's number when left out. */
  readonly version?: string | undefined
  /** Days off, from 20 December of the year before to 31 December. Weekends that no notice names are off anyway. */
  readonly daysOff: readonly NamedDay[]
  /** Weekend days made working days (调休), in the same span. */
  readonly workingDays: readonly NamedDay[]
}

/** A published year: checked facts, in order of date, frozen. */
export interface CalendarYear extends YearFacts {
  readonly version: string
}

const limits = { days: 120, notices: 10, text: 100 } as const

function fail(where: string, expected: string, value: unknown): never {
  throw new ArgumentError(`${where}: expected ${expected}, got ${quote(value)}`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readText(where: string, value: unknown): string {
  const fits = typeof value === 'string' && value.trim() !== '' && value.length <= limits.text
  return fits ? value : fail(where, `a text of 1–${limits.text} characters`, value)
}

function readList(where: string, value: unknown, least: number, most: number): readonly unknown[] {
  const fits = Array.isArray(value) && value.length >= least && value.length <= most
  if (fits) return value
  return fail(where, `an array of ${least}–${most} items`, Array.isArray(value) ? value.length : value)
}

function readDays(where: string, value: unknown, year: number, notices: readonly string[]): NamedDay[] {
  const first = `${year - 1}-12-20`
  const last = `${year}-12-31`
  const days = readList(where, value, 0, limits.days).map((item, index): NamedDay => {
    const here = `${where}[${index}]`
    if (!isRecord(item)) return fail(here, '{ date, name }', item)
    const { date, notice } = item
    if (typeof date !== 'string') return fail(`${here}.date`, 'YYYY-MM-DD', date)
    dayOf(date)
    if (date < first || date > last) fail(`${here}.date`, `a date from ${first} to ${last}`, date)
    const name = readText(`${here}.name`, item['name'])
    if (notice === undefined) return Object.freeze({ date, name })
    const known = notices.find((number) => number === notice)
    if (known === undefined) return fail(`${here}.notice`, 'one of notices', notice)
    return Object.freeze({ date, name, notice: known })
  })
  return days.sort((left, right) => (left.date < right.date ? -1 : 1))
}

/**
 * Checks the facts of a year and makes them ready for {@link createCalendar} and `calendar.with`. It takes
 * what `GET /calendar/{year}` answers as it is; members that it does not know are left out.
 *
 * @throws ArgumentError a member is missing or wrong, a date is named twice; the message names the member
 * @example
 * loadYear({
 *   year: 2027,
 *   notices: ['国办发明电〔2026〕0号'],
 *   daysOff: [{ date: '2027-01-01', name: '元旦' }],
 *   workingDays: [],
 * })
 */
export function loadYear(facts: YearFacts): CalendarYear {
  const input: unknown = facts
  if (!isRecord(input)) return fail('facts', '{ year, notices, daysOff, workingDays }', input)
  const year = input['year']
  if (typeof year !== 'number' || !Number.isInteger(year) || year < firstYear || year > lastYear) {
    return fail('year', `a whole number from ${firstYear} to ${lastYear}`, year)
  }
  const notices = readList('notices', input['notices'], 1, limits.notices).map((notice, index) =>
    readText(`notices[${index}]`, notice),
  )
  const version = readText('version', input['version'] ?? notices.at(-1))
  const daysOff = readDays('daysOff', input['daysOff'], year, notices)
  const workingDays = readDays('workingDays', input['workingDays'], year, notices)
  if (daysOff.length === 0) fail('daysOff', 'at least one day off: a notice without any is none', 0)
  const seen = new Set<string>()
  for (const { date } of [...daysOff, ...workingDays]) {
    if (seen.has(date))
      throw new ArgumentError(`${date} is named twice in the facts of ${year}: name it once`)
    seen.add(date)
  }
  return Object.freeze({
    year,
    notices: Object.freeze(notices),
    version,
    daysOff: Object.freeze(daysOff),
    workingDays: Object.freeze(workingDays),
  })
}
