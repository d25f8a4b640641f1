import type { TousuError } from '../errors.js'

export interface RetrySettings {
  /** How often a request is sent again after the first time. */
  readonly repeats: number
  /** The first wait is at most this long; each further one may be twice as long. */
  readonly baseDelayMs: number
  /** No wait is longer, but for a `Retry-After`. */
  readonly maxDelayMs: number
  /** A `Retry-After` beyond this ends the call instead of being waited for. */
  readonly maxRetryAfterMs: number
}

/** Two repeats carry over a restart behind a load balancer; more would make an outage worse. */
export const defaultRetry: RetrySettings = {
  repeats: 2,
  baseDelayMs: 250,
  maxDelayMs: 5_000,
  maxRetryAfterMs: 20_000,
}

const repeated = new Set([408, 425, 429, 500, 502, 503, 504])

/** Whether the same request, sent again, may be answered otherwise. */
export function isRepeatable({ status, problem }: TousuError): boolean {
  if (status === 409) return problem?.code === 'idempotency_in_progress'
  return status !== undefined && repeated.has(status)
}

/** Full jitter: anything between nothing and the doubled delay, so that clients do not return in step. */
export function backoffMs(repeat: number, settings: RetrySettings, random: () => number): number {
  const ceiling = Math.min(settings.maxDelayMs, settings.baseDelayMs * 2 ** (repeat - 1))
  return Math.floor(random() * ceiling)
}

const seconds = /^\d{1,9}$/
// RFC 9110 section 5.6.7, the one form that may be sent. `Date.parse` alone takes almost anything.
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Milliseconds since 1970 of an HTTP date, or undefined. */
export function parseHttpDate(value: string | undefined): number | undefined {
  if (value === undefined || !httpDate.test(value)) return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : time
}

/**
 * How long `Retry-After` (RFC 9110 section 10.2.3) asks to wait, in milliseconds.
 *
 * @param now wire time, ms since 1970
 */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (seconds.test(value)) return Number(value) * 1_000
  const at = parseHttpDate(value)
  return at === undefined ? undefined : Math.max(0, at - now)
}
