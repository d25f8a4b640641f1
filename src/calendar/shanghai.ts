/**
 * Instants and dates of Asia/Shanghai. China has kept +08:00 without summer time since 1992, so this is
 * arithmetic and neither the process's time zone nor a zone database is asked.
 */
import { ArgumentError } from '../errors.js'
import { dayLength, firstDay, formatDay, lastDay, quote, readDate } from './dates.js'

/** Milliseconds by which Asia/Shanghai is ahead of UTC. */
const offset = 8 * 3_600_000
/** Milliseconds of 9999-12-31T23:59:59.999+08:00, the last instant that RFC 3339 can write for Shanghai. */
const lastInstant = 253_402_300_799_999 - offset

const timeShape = 'an RFC 3339 time with an offset (2026-09-24T15:00:00+08:00)'
const dateOrTimeShape = `a date (2026-09-24) or ${timeShape}`
const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})?$/

function refuse(value: unknown, shape: string): never {
  const help = value instanceof Date ? '; of a Date, pass toISOString()' : ''
  throw new ArgumentError(`expected ${shape}, got ${quote(value)}${help}`)
}

/**
 * Milliseconds since 1970-01-01T00:00:00Z of an RFC 3339 time with any offset (section 5.6). A leap second
 * counts as the second before it, so that it stays in its day.
 *
 * @throws ArgumentError not such a time, without an offset, or a date or hour that does not exist
 */
export function instantOf(time: string): number {
  return readInstant(time, timeShape)
}

/** `shape` tells what the caller takes, for the message. */
function readInstant(time: string, shape: string): number {
  const parts = typeof time === 'string' ? rfc3339.exec(time) : null
  const day = parts ? readDate(time) : undefined
  if (!parts || day === undefined) return refuse(time, shape)
  const [, hour = '', minute = '', second = '', fraction = '', zone] = parts
  if (zone === undefined) {
    const orDate = shape === dateOrTimeShape ? ', or give the date alone' : ''
    throw new ArgumentError(
      `${quote(time)} has no offset: add +08:00 for Shanghai time or Z for UTC${orDate}`,
    )
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) {
    throw new ArgumentError(`${quote(time)} does not exist: times go from 00:00:00 to 23:59:59`)
  }
  const zoneMinutes = zone.length === 1 ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))
  if (zone.length > 1 && (Number(zone.slice(1, 3)) > 23 || Number(zone.slice(4)) > 59)) {
    throw new ArgumentError(`${quote(time)} has an offset that does not exist: they go up to 23:59`)
  }
  const minutes = Number(hour) * 60 + Number(minute) - (zone.startsWith('-') ? -1 : 1) * zoneMinutes
  const milliseconds = Number(fraction.slice(1, 4).padEnd(3, '0'))
  return day * dayLength + minutes * 60_000 + Math.min(Number(second), 59) * 1000 + milliseconds
}

/** Day number of the Shanghai date of an instant, in ms. */
export function dayNumberAt(instant: number): number {
  if (!Number.isFinite(instant) || Math.abs(instant) > lastInstant) {
    throw new ArgumentError(
      `an instant is in milliseconds since 1970-01-01T00:00:00Z and before the year 10000, got ${quote(instant)}`,
    )
  }
  return Math.floor((instant + offset) / dayLength)
}

/**
 * Day number (whole days since 1970-01-01) of a date, or of the Shanghai date of a time with an offset, from
 * 2018 to 2035: what `calendar.dayNumbers` takes.
 *
 * @throws ArgumentError anything else; the message says what was seen and what is allowed
 * @example
 * dayNumberOf('2026-09-24') // 20720
 */
export function dayNumberOf(value: string): number {
  const isDate = typeof value === 'string' && value.length === 10
  const day =
    (isDate ? readDate(value) : dayNumberAt(readInstant(value, dateOrTimeShape))) ??
    refuse(value, dateOrTimeShape)
  if (day < firstDay || day > lastDay) {
    throw new ArgumentError(
      `${quote(value)} is outside 2018-01-01 to 2035-12-31, the dates of Asia/Shanghai that the calendar knows`,
    )
  }
  return day
}

/**
 * `YYYY-MM-DD` of a day number: the inverse of {@link dayNumberOf}.
 *
 * @throws ArgumentError not a whole number from 17532 (2018-01-01) to 24105 (2035-12-31)
 */
export function dateOfDayNumber(day: number): string {
  if (Number.isInteger(day) && day >= firstDay && day <= lastDay) return formatDay(day)
  throw new ArgumentError(
    `day numbers go from ${firstDay} (2018-01-01) to ${lastDay} (2035-12-31), got ${quote(day)}`,
  )
}

/**
 * The calendar date in Shanghai, `YYYY-MM-DD`, of an instant: milliseconds since 1970-01-01T00:00:00Z, or an
 * RFC 3339 time with any offset.
 *
 * @throws ArgumentError a time without an offset, or one that does not exist
 * @example
 * shanghaiDateOf('2026-09-24T16:00:00Z') // '2026-09-25'
 */
export function shanghaiDateOf(instant: number | string): string {
  return formatDay(dayNumberAt(typeof instant === 'number' ? instant : instantOf(instant)))
}

/** Milliseconds since 1970-01-01T00:00:00Z at which a date (`YYYY-MM-DD`, 2018–2035) begins in Shanghai. */
export function startOfShanghaiDate(date: string): number {
  return dayNumberOf(date) * dayLength - offset
}

/**
 * Milliseconds since 1970-01-01T00:00:00Z of the first instant after a date in Shanghai: a deadline on that
 * date is overdue from here on.
 */
export function endOfShanghaiDate(date: string): number {
  return startOfShanghaiDate(date) + dayLength
}

/** An instant (milliseconds) as RFC 3339 time of Shanghai; fractions of a second only where there are any. */
export function formatShanghaiTime(instant: number): string {
  dayNumberAt(instant)
  return new Date(instant + offset).toISOString().replace(/(\.000)?Z$/, '+08:00')
}

/** The last second of a date in Shanghai: `2026-10-15T23:59:59+08:00`. */
export function lastSecondOf(date: string): string {
  return `${date}T23:59:59+08:00`
}

/**
 * The date `days` calendar days later (or earlier, when negative).
 *
 * @throws ArgumentError not a whole number from -6573 to 6573, or the result is outside 2018–2035
 */
export function addCalendarDays(date: string, days: number): string {
  const day = dayNumberOf(date) + days
  if (!Number.isInteger(days) || day < firstDay || day > lastDay) {
    throw new ArgumentError(
      `${quote(date)} and ${quote(days)} days do not make a date from 2018-01-01 to 2035-12-31; days are whole numbers`,
    )
  }
  return formatDay(day)
}
