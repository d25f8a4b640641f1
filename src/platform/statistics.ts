/** The timely-handling rate (投诉处理及时率), by the rule of the contract; integers, cut and never rounded up. */
import { dayNumberOf, formatShanghaiTime, shanghaiDateOf } from '../calendar/index.js'
import type { TimelyRate } from '../contract/enterprise.js'
import { ArgumentError } from '../errors.js'
import type { Core } from './core.js'
import { roundsAt } from './rounds.js'
import type { Enterprise } from './state.js'

export interface Span {
  /** Dates of Asia/Shanghai, both included. */
  readonly from: string
  readonly to: string
}

/** @throws ArgumentError not two dates from 2018 to 2035 in their order */
export function checkSpan(span: Span): Span {
  const { from, to } = span
  for (const date of [from, to]) {
    if (date.length !== 10) throw new ArgumentError('from and to are dates, such as 2026-10-01.')
  }
  if (dayNumberOf(from) <= dayNumberOf(to)) return { from, to }
  throw new ArgumentError(`from (${from}) must not be after to (${to}).`)
}

/** Rounds at this company whose last due date is in the span and has passed; the present moment is the cut-off. */
export function timelyRate(
  core: Core,
  enterprise: Enterprise,
  span: Span = quarterOf(core.clock.now()),
): TimelyRate {
  const now = core.clock.now()
  const today = shanghaiDateOf(now)
  let numerator = 0
  let denominator = 0
  for (const { dueDate, respondedAt, excluded } of roundsAt(core, enterprise)) {
    if (dueDate === null || excluded !== null) continue
    if (dueDate < span.from || dueDate > span.to || dueDate >= today) continue
    denominator += 1
    if (respondedAt !== null && shanghaiDateOf(respondedAt) <= dueDate) numerator += 1
  }
  return {
    ...span,
    cutOff: formatShanghaiTime(now),
    numerator,
    denominator,
    percent: denominator === 0 ? null : Math.floor((numerator * 10_000) / denominator) / 100,
    belowThreshold: denominator === 0 ? null : 100 * numerator < 95 * denominator,
  }
}

/** The calendar quarter of a moment. */
export function quarterOf(now: number): Span {
  const [year = '', month = ''] = shanghaiDateOf(now).split('-')
  const first = Math.floor((Number(month) - 1) / 3) * 3 + 1
  const pad = (value: number) => String(value).padStart(2, '0')
  const lastDay = first === 1 || first === 10 ? 31 : 30
  return { from: `${year}-${pad(first)}-01`, to: `${year}-${pad(first + 2)}-${lastDay}` }
}
