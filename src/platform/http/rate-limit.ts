/** A quota of requests for each client in windows of wire time, told as draft-ietf-httpapi-ratelimit-headers says. */
import type { Clock } from '../../clock.js'
import type { Settings } from '../settings.js'
import type { HeaderFields } from './message.js'

export interface Verdict {
  readonly allowed: boolean
  /** `RateLimit`, `RateLimit-Policy` and, when refused, `Retry-After`. */
  readonly headers: HeaderFields
}

/** Counts one request of a client. */
export type RateLimiter = (clientId: string) => Verdict

/** @param windows of each client */
export function createRateLimiter(
  limits: Settings['rateLimits'],
  wireClock: Clock,
  windows: Map<string, { startedAt: number; used: number }> = new Map(),
): RateLimiter {
  if (!limits) return () => ({ allowed: true, headers: {} })
  const { quota, windowSeconds } = limits
  return (clientId) => {
    const now = wireClock.now()
    const last = windows.get(clientId)
    const elapsed = last ? now - last.startedAt : Number.POSITIVE_INFINITY
    // A clock that was set back begins a new window, too: nobody waits for a time that has been.
    const current =
      last && elapsed >= 0 && elapsed < windowSeconds * 1_000 ? last : { startedAt: now, used: 0 }
    windows.set(clientId, current)
    const allowed = current.used < quota
    if (allowed) current.used += 1
    const reset = Math.max(1, Math.ceil((current.startedAt - now) / 1_000 + windowSeconds))
    const headers = {
      'ratelimit-policy': `"default";q=${quota};w=${windowSeconds}`,
      ratelimit: `"default";r=${quota - current.used};t=${reset}`,
    }
    return { allowed, headers: allowed ? headers : { ...headers, 'retry-after': String(reset) } }
  }
}
