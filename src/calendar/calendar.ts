/** A calendar: the published years it knows, the law for all others. */
import { ArgumentError } from '../errors.js'
import { firstDay, formatDay, quote } from './dates.js'
import { createDayTable } from './day-table.js'
import { addToDay, createDeadline, type Deadline, type Period, readPeriod } from './deadline.js'
import { listPublishedYears } from './published-years.js'
import { explainCalendarDay, explainDay, explainStart } from './reasons.js'
import { dayNumberOf } from './shanghai.js'
import { describeVersion } from './version.js'
import { createWorkingDayIndex, type DayNumbers } from './working-day-index.js'
import { type CalendarYear, loadYear, type YearFacts } from './year-facts.js'

/**
 * Working days of Asia/Shanghai, 2018-01-01 to 2035-12-31. Dates are `YYYY-MM-DD`, or RFC 3339 times with an
 * offset, of which the Shanghai date is taken. A calendar never changes.
 */
export interface Calendar {
  /**
   * Identifies what this calendar knows: `2018-2026.1a2b3c4d`, the published years and a checksum of their
   * facts. Calendars with the same facts have the same one, in every process and version of this package.
   */
  readonly version: string
  /** The published years, in order. */
  readonly years: readonly CalendarYear[]
  /** The facts of a published year, as `GET /calendar/{year}` answers them; undefined when it is not published. */
  year(year: number): CalendarYear | undefined
  /** A new calendar that knows this year, too, or in this state instead of another one. */
  with(year: YearFacts): Calendar
  isWorkingDay(date: string): boolean
  addWorkingDays(date: string, workingDays: number): string
  countWorkingDays(from: string, to: string): number
  deadlineOf(start: string, period: Period): Deadline
  /** The same arithmetic on whole days since 1970-01-01, for many dates at once. */
  readonly dayNumbers: DayNumbers
}

export interface CalendarOptions {
  /** All published years that the calendar knows. The years kept in this package when left out. */
  readonly years?: readonly YearFacts[] | undefined
}

/**
 * A calendar of exactly the given years: any other counts as unpublished. To add a year to those kept in this
 * package, use `createCalendar().with(year)`.
 *
 * @throws ArgumentError facts are wrong, or a year is given twice
 * @example
 * const calendar = createCalendar().with(loadYear(facts2027))
 * calendar.deadlineOf('2026-12-25', { workingDays: 10 }).provisional // false
 */
export function createCalendar(options: CalendarOptions = {}): Calendar {
  const given: unknown = options.years ?? []
  if (!Array.isArray(given)) throw new ArgumentError(`years: expected an array of years, got ${quote(given)}`)
  const years = (options.years ?? listPublishedYears())
    .map((year) => loadYear(year))
    .sort((a, b) => a.year - b.year)
  const known = new Map(years.map((year) => [year.year, year]))
  const twice = years.find((year) => known.get(year.year) !== year)
  if (twice) throw new ArgumentError(`${twice.year} is given twice: give each year in one state`)

  const published = new Set(known.keys())
  const table = createDayTable(years)
  const dayNumbers = Object.freeze(createWorkingDayIndex(table.working))
  const atMost = createWorkingDayIndex(table.workingAtMost)
  const unpublishedUpTo = (day: number) => table.unpublishedUpTo[day - firstDay] ?? 0

  return Object.freeze({
    version: describeVersion(years),
    years: Object.freeze(years),
    year(year: number) {
      if (!Number.isInteger(year)) throw new ArgumentError(`expected a year such as 2026, got ${quote(year)}`)
      return known.get(year)
    },
    with(facts: YearFacts) {
      const added = loadYear(facts)
      return createCalendar({ years: [...years.filter(({ year }) => year !== added.year), added] })
    },
    isWorkingDay: (date: string) => dayNumbers.isWorking(dayNumberOf(date)),
    addWorkingDays: (date: string, workingDays: number) =>
      formatDay(dayNumbers.add(dayNumberOf(date), workingDays)),
    countWorkingDays: (from: string, to: string) => dayNumbers.count(dayNumberOf(from), dayNumberOf(to)),
    deadlineOf(start: string, period: Period) {
      const day = dayNumberOf(start)
      const { unit, length } = readPeriod(period)
      if (unit === 'calendarDays') {
        const due = addToDay(day, length)
        const explain = (each: number) => ({ counted: true, reason: explainCalendarDay(each) })
        return createDeadline({
          start: day,
          due,
          earliestDue: due,
          provisional: false,
          explain,
          explainStart,
        })
      }
      const due = dayNumbers.add(day, length)
      const provisional = unpublishedUpTo(due) > unpublishedUpTo(day)
      return createDeadline({
        start: day,
        due,
        earliestDue: provisional ? atMost.add(day, length) : due,
        provisional,
        explain(each) {
          const counted = dayNumbers.isWorking(each)
          return { counted, reason: explainDay(each, counted, table, published) }
        },
        explainStart,
      })
    },
    dayNumbers,
  })
}
