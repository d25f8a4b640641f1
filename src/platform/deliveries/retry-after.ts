/**
 * `Retry-After` (RFC 9110 section 10.2.3) in milliseconds from `now` (wire time, ms): seconds or a date; 0 when
 * absent, past or neither.
 */
export function parseRetryAfter(value: string | null, now: number): number {
  if (value === null) return 0
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000
  const date = Date.parse(value)
  return Number.isNaN(date) ? 0 : Math.max(0, date - now)
}
