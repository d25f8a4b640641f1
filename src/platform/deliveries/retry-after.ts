/** IMF-fixdate, the form that senders of HTTP must use (RFC 9110 section 5.6.7): always GMT. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * `Retry-After` (RFC 9110 section 10.2.3) in milliseconds from `now` (wire time, ms): seconds or a date; 0 when
 * absent, past or neither.
 */
export function parseRetryAfter(value: string | null, now: number): number {
  if (value === null) return 0
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000
  const date = httpDate.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? 0 : Math.max(0, date - now)
}
