/** Spans of dates in Asia/Shanghai, both ends included, and the spans that they are compared with. */
import { addCalendarDays, dayNumberOf, shanghaiDateOf } from '../../calendar/index.js'
import { ArgumentError } from '../../errors.js'

export interface Span {
  readonly from: string
  readonly to: string
}

/** A span of which either end may be left out. */
export interface SpanInput {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** First and last date that the calendar knows. */
const firstDate = '2018-01-01'
const lastDate = '2035-12-31'

/** @throws ArgumentError not two dates from 2018 to 2035 in their order */
export function checkSpan(span: Span): Span {
  const { from, to } = span
  for (const date of [from, to]) checkDate(date)
  if (dayNumberOf(from) <= dayNumberOf(to)) return { from, to }
  throw new ArgumentError(`from (${from}) must not be after to (${to}).`)
}

/** @throws ArgumentError not a date from 2018 to 2035 */
export function checkDate(date: string): void {
  if (date.length !== 10) throw new ArgumentError('from and to are dates, such as 2026-10-01.')
  dayNumberOf(date)
}

/** The calendar quarter of a moment (ms of domain time). */
export function quarterOf(now: number): Span {
  return quarterSpan(quarterName(shanghaiDateOf(now)))
}

/** The current quarter by default; one end alone is completed by the quarter that it lies in. */
export function completeSpan({ from, to }: SpanInput, now: number): Span {
  const quarter = quarterSpan(quarterName(from ?? to ?? shanghaiDateOf(now)))
  return { from: from ?? quarter.from, to: to ?? quarter.to }
}

/** `2026Q3` of a date. */
export function quarterName(date: string): string {
  return `${date.slice(0, 4)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
}

/** The dates of `2026Q3`. */
export function quarterSpan(quarter: string): Span {
  const last = Number(quarter.slice(5)) * 3
  return monthsOf(Number(quarter.slice(0, 4)), last - 2, 3)
}

/** The quarters that a span touches, each with the part that lies in it. */
export function quartersOf({ from, to }: Span): { readonly quarter: string; readonly span: Span }[] {
  const found: { quarter: string; span: Span }[] = []
  for (let date = from; date <= to; ) {
    const quarter = quarterName(date)
    const { to: end } = quarterSpan(quarter)
    found.push({ quarter, span: { from: date, to: end < to ? end : to } })
    if (end >= to) break
    date = addCalendarDays(end, 1)
  }
  return found
}

/**
 * 环比: the span before. Whole months are compared with as many months, other spans with as many days; null where that
 * would begin before 2018.
 */
export function spanBefore({ from, to }: Span): Span | null {
  const months = wholeMonths({ from, to })
  if (months > 0) return shiftMonths(from, months, -months)
  const length = dayNumberOf(to) - dayNumberOf(from) + 1
  if (dayNumberOf(from) - length < dayNumberOf(firstDate)) return null
  return { from: addCalendarDays(from, -length), to: addCalendarDays(from, -1) }
}

/** 同比: the same dates of the year before; 29 February is compared with the 28th. Null before 2018. */
export function yearBefore({ from, to }: Span): Span | null {
  const months = wholeMonths({ from, to })
  if (months > 0) return shiftMonths(from, months, -12)
  if (from < '2019') return null
  const back = (date: string) => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`.replace('-02-29', '-02-28')
  return { from: back(from), to: back(to) }
}

/** How many months the span is, when it begins with a first day and ends with a last one; else 0. */
function wholeMonths({ from, to }: Span): number {
  const next = to === lastDate ? '2036-01-01' : addCalendarDays(to, 1)
  if (!from.endsWith('-01') || !next.endsWith('-01')) return 0
  return monthNumber(next) - monthNumber(from)
}

const monthNumber = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1

function shiftMonths(from: string, count: number, shift: number): Span | null {
  const first = monthNumber(from) + shift
  return first < monthNumber(firstDate) ? null : monthsOf(Math.floor(first / 12), (first % 12) + 1, count)
}

/** So many whole months from this one (1–12) on. */
function monthsOf(year: number, month: number, count: number): Span {
  const end = year * 12 + month - 1 + count
  const to = end > monthNumber(lastDate) ? lastDate : addCalendarDays(firstOf(end), -1)
  return { from: firstOf(year * 12 + month - 1), to }
}

function firstOf(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
}
