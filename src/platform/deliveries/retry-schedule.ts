/** When a delivery is tried again. */
import type { Settings } from '../settings.js'
import { parseRetryAfter } from './retry-after.js'
import type { Attempt } from './send.js'

/** The longest that `Retry-After` can put the next attempt off. */
const longestRetryAfterMs = 24 * 3_600_000

/** Statuses with which an endpoint may ask for a pause. */
const throttling = new Set([429, 502, 503, 504])

/** Fraction of the golden ratio: its multiples spread evenly over [0, 1). */
const spread = 0.618_033_988_749_895

export interface RetryState {
  /** Attempts made so far, all failed. */
  readonly attempts: number
  /** In [0, 1), drawn once for a delivery: how a network answers then changes no other number of the seed. */
  readonly jitterSeed: number
  readonly last: Pick<Attempt, 'status' | 'retryAfter'>
  /** Wire time, ms: a date in `Retry-After` is judged by it. */
  readonly wireNow: number
}

/**
 * Pause before the next attempt, in ms of domain time; null after the last one. `Retry-After` can only lengthen a
 * pause, and adds no attempt.
 */
export function pauseBeforeRetry(
  { retryScheduleMs, retryJitter }: Pick<Settings, 'retryScheduleMs' | 'retryJitter'>,
  { attempts, jitterSeed, last, wireNow }: RetryState,
): number | null {
  const pause = retryScheduleMs[attempts - 1]
  if (pause === undefined) return null
  const jittered = pause * (1 + retryJitter * ((jitterSeed + attempts * spread) % 1))
  const mayAsk = last.status !== null && throttling.has(last.status)
  const asked = mayAsk ? Math.min(parseRetryAfter(last.retryAfter, wireNow), longestRetryAfterMs) : 0
  return Math.round(Math.max(jittered, asked))
}
