/** Arithmetic on working days in constant time: a prefix count (rank) and its inverse (select). */
import { ArgumentError } from '../errors.js'
import { dayCount, firstDay, formatDay, quote } from './dates.js'

/**
 * Working-day arithmetic on day numbers: whole days since 1970-01-01, from 17532 (2018-01-01) to 24105
 * (2035-12-31). All throw ArgumentError outside of these.
 */
export interface DayNumbers {
  /** The n-th working day after `day`, or `day` when `workingDays` is 0 (whole, 0–366). */
  add(day: number, workingDays: number): number
  /** Working days after `from` up to and including `to`; negative when `to` is earlier. */
  count(from: number, to: number): number
  isWorking(day: number): boolean
}

/** Longest period, in days of either kind: a year. */
export const longestPeriod = 366

function failDay(day: number): never {
  throw new ArgumentError(
    `day numbers are whole days since 1970-01-01, from ${firstDay} (2018-01-01) to ${firstDay + dayCount - 1} (2035-12-31), got ${quote(day)}`,
  )
}

export function failLength(name: string, value: unknown): never {
  throw new ArgumentError(`${name} must be a whole number from 0 to ${longestPeriod}, got ${quote(value)}`)
}

/** `working[i]` is 1 when the i-th day since 2018-01-01 is a working day. */
export function createWorkingDayIndex(working: Uint8Array): DayNumbers {
  /** Working days up to and including a day. */
  const rank = new Uint16Array(dayCount)
  /** The day on which the n-th working day falls, n from 0. */
  const select = new Uint16Array(dayCount)
  let total = 0
  for (let index = 0; index < dayCount; index++) {
    if (working[index] === 1) select[total++] = index
    rank[index] = total
  }
  const rankOf = (day: number) => {
    const found = rank[day - firstDay]
    return found === undefined ? failDay(day) : found
  }
  return {
    add(day, workingDays) {
      const before = rankOf(day)
      if (workingDays >>> 0 !== workingDays || workingDays > longestPeriod)
        failLength('workingDays', workingDays)
      if (workingDays === 0) return day
      const position = before + workingDays - 1
      if (position < total) return firstDay + (select[position] ?? 0)
      throw new ArgumentError(
        `${workingDays} working days after ${formatDay(day)} end after 2035-12-31, the last date that the calendar knows`,
      )
    },
    count: (from, to) => rankOf(to) - rankOf(from),
    isWorking(day) {
      rankOf(day)
      return working[day - firstDay] === 1
    },
  }
}
