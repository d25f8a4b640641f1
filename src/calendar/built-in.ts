/** The calendar of the notices kept in this package, made when it is first asked. */
import { type Calendar, createCalendar } from './calendar.js'
import type { Deadline, Period } from './deadline.js'

let calendar: Calendar | undefined

/** The calendar behind {@link isWorkingDay} and its sisters. It never changes: `with` makes a new one. */
export function builtInCalendar(): Calendar {
  calendar ??= createCalendar()
  return calendar
}

/**
 * Whether a date of Asia/Shanghai is a working day: a weekday that is not a day off, or a weekend day made a
 * working day by a notice of the State Council. Unpublished dates: weekends, and the holidays known by law.
 *
 * @param date `YYYY-MM-DD`, or an RFC 3339 time with an offset; 2018–2035
 * @throws ArgumentError anything else
 * @example
 * isWorkingDay('2026-10-10') // true: a Saturday worked for National Day
 */
export function isWorkingDay(date: string): boolean {
  return builtInCalendar().isWorkingDay(date)
}

/**
 * The n-th working day after a date, which is itself not counted; with 0, the date.
 *
 * @param date `YYYY-MM-DD`, or an RFC 3339 time with an offset; 2018–2035
 * @param workingDays whole, 0–366
 * @throws ArgumentError anything else, or the answer is after 2035-12-31
 * @example
 * addWorkingDays('2026-09-24', 10) // '2026-10-15'
 */
export function addWorkingDays(date: string, workingDays: number): string {
  return builtInCalendar().addWorkingDays(date, workingDays)
}

/**
 * The working days after `from` up to and including `to`, negative when `to` is earlier: the inverse of
 * {@link addWorkingDays}. With today and a due date these are the working days that remain.
 *
 * @throws ArgumentError a date is not `YYYY-MM-DD` or RFC 3339 with an offset, or not of 2018–2035
 * @example
 * countWorkingDays('2026-09-24', '2026-10-15') // 10
 */
export function countWorkingDays(from: string, to: string): number {
  return builtInCalendar().countWorkingDays(from, to)
}

/**
 * When a period ends, and why: every day with its reason, and whether a notice still to come can move it.
 *
 * @param start `YYYY-MM-DD`, or an RFC 3339 time with an offset; not counted itself
 * @param period `{ workingDays }` or `{ calendarDays }`, whole, 0–366
 * @throws ArgumentError anything else, or the period ends after 2035-12-31
 * @example
 * const { dueAt, days } = deadlineOf('2026-09-24T15:00:00+08:00', { workingDays: 10 })
 * dueAt // '2026-10-15T23:59:59+08:00'
 * days[1] // { date: '2026-09-25', counted: false, reason: { code: 'holiday', zh: '…', en: '…' } }
 */
export function deadlineOf(start: string, period: Period): Deadline {
  return builtInCalendar().deadlineOf(start, period)
}
