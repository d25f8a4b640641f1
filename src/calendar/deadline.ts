/** A period and the date on which it ends. */
import { ArgumentError } from '../errors.js'
import { formatDay, lastDay, quote } from './dates.js'
import type { DayReason } from './reasons.js'
import { lastSecondOf } from './shanghai.js'
import { failLength, longestPeriod } from './working-day-index.js'

/** The length of a period, in whole days from 0 to 366. The day on which it starts is not counted. */
export type Period =
  | { readonly workingDays: number; readonly calendarDays?: undefined }
  | { readonly calendarDays: number; readonly workingDays?: undefined }

export interface DeadlineDay {
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly date: string
  readonly counted: boolean
  readonly reason: DayReason
}

export interface Deadline {
  /** `YYYY-MM-DD`, Asia/Shanghai. On time means: received on or before this date. */
  readonly dueDate: string
  /** The last second of `dueDate`, RFC 3339, +08:00. */
  readonly dueAt: string
  /** Whether a day of the period is of an unpublished year, so that `dueAt` may change when its notice appears. */
  readonly provisional: boolean
  /** The earliest that `dueAt` can become; equal to it unless `provisional`. Plan by this one. */
  readonly earliestDueAt: string
  /**
   * Each day from the start to `dueDate`, the start included: whether it counts, and why. Worked out when it
   * is first read; as many days are counted as the period is long.
   */
  readonly days: readonly DeadlineDay[]
}

export interface ReadPeriod {
  readonly unit: 'workingDays' | 'calendarDays'
  readonly length: number
}

/** The one length that a period gives. */
export function readPeriod(period: Period): ReadPeriod {
  const input: unknown = period
  const given =
    typeof input === 'object' && input !== null
      ? Object.entries(input).filter(([, value]) => value !== undefined)
      : []
  const [[unit, length] = []] = given
  if (given.length !== 1 || (unit !== 'workingDays' && unit !== 'calendarDays')) {
    const seen = given.length > 0 ? given.map(([name]) => quote(name)).join(' and ') : quote(input)
    throw new ArgumentError(`expected either { workingDays } or { calendarDays }, got ${seen}`)
  }
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || length > longestPeriod) {
    return failLength(unit, length)
  }
  return { unit, length }
}

/** The day `length` calendar days later. */
export function addToDay(day: number, length: number): number {
  if (day + length <= lastDay) return day + length
  throw new ArgumentError(
    `${length} calendar days after ${formatDay(day)} end after 2035-12-31, the last date that the calendar knows`,
  )
}

export interface DeadlineParts {
  readonly start: number
  readonly due: number
  readonly earliestDue: number
  readonly provisional: boolean
  /** Explains a day of the period after its start. */
  explain(day: number): Omit<DeadlineDay, 'date'>
  explainStart(day: number): DayReason
}

/** The deadline as it is shown; explaining it day by day waits until somebody reads it. */
export function createDeadline(parts: DeadlineParts): Deadline {
  const { start, due } = parts
  const dueDate = formatDay(due)
  let days: readonly DeadlineDay[] | undefined
  return {
    dueDate,
    dueAt: lastSecondOf(dueDate),
    provisional: parts.provisional,
    earliestDueAt: lastSecondOf(formatDay(parts.earliestDue)),
    get days() {
      days ??= Array.from({ length: due - start + 1 }, (_, index) => {
        const day = start + index
        const explained =
          index === 0 ? { counted: false, reason: parts.explainStart(day) } : parts.explain(day)
        return { date: formatDay(day), ...explained }
      })
      return days
    },
  }
}
