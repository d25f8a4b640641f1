/** Dates as text and as day numbers (whole days since 1970-01-01), by arithmetic: no time zone is involved. */
import { ArgumentError } from '../errors.js'

/** Milliseconds. */
export const dayLength = 86_400_000
/** Years that the calendar answers for: the first notice kept, and the end of the table of statutory holidays. */
export const firstYear = 2018
export const lastYear = 2035
/** Day numbers of 2018-01-01 and 2035-12-31. */
export const firstDay = 17_532
export const lastDay = 24_105
/** Days from 2018-01-01 to 2035-12-31. */
export const dayCount = lastDay - firstDay + 1

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** What was seen, short enough for a message. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (typeof value === 'number' || typeof value === 'boolean' || value == null) return String(value)
  return Array.isArray(value)
    ? 'an array'
    : value instanceof Date
      ? 'a Date'
      : `a value of type ${typeof value}`
}

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}

function lengthOfMonth(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return leap ? 29 : (monthLengths[month - 1] ?? 0)
}

/**
 * Day number of the `YYYY-MM-DD` at the start of `text`, in any year; undefined when it is not one.
 *
 * @throws ArgumentError the date does not exist, such as 2026-02-30
 */
export function readDate(text: string): number | undefined {
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  if (year < 0 || month < 0 || day < 0 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return
  const length = lengthOfMonth(year, month)
  if (length === 0) throw new ArgumentError(`${quote(text)} does not exist: months are 01 to 12`)
  if (day < 1 || day > length) {
    throw new ArgumentError(`${quote(text)} does not exist: ${text.slice(0, 7)} has the days 01 to ${length}`)
  }
  // Years begin in March here, so that a leap day is the last day of its year.
  const shifted = month > 2 ? year : year - 1
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400)
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return 365 * shifted + leapDays + dayOfYear - 719_468
}

const texts = new Array<string | undefined>(dayCount)

/** `YYYY-MM-DD` of a day number from {@link firstDay} to {@link lastDay}, looked up after the first time. */
export function formatDay(day: number): string {
  const known = texts[day - firstDay]
  if (known !== undefined) return known
  const text = new Date(day * dayLength).toISOString().slice(0, 10)
  if (day >= firstDay && day <= lastDay) texts[day - firstDay] = text
  return text
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOf(day: number): number {
  return (day + 4) % 7
}

export function isWeekend(day: number): boolean {
  const weekday = weekdayOf(day)
  return weekday === 0 || weekday === 6
}

/** Day number of a date that is known to be right, such as one of the tables here. */
export function dayOf(date: string): number {
  const day = date.length === 10 ? readDate(date) : undefined
  if (day === undefined) throw new ArgumentError(`${quote(date)} is not a date: give YYYY-MM-DD`)
  return day
}
