/** Remembers the `jti` of each assertion until it expires, so that none is accepted twice (RFC 7523 section 3). */
export interface ReplayGuard {
  /** @returns false when this client has used the id before */
  accept(clientId: string, jti: string, expiresAt: number): boolean
}

/**
 * @param now wire time in ms
 * @param seen when each expires, in ms of wire time
 */
export function createReplayGuard(now: () => number, seen: Map<string, number> = new Map()): ReplayGuard {
  let sweepAt = 0
  return {
    accept(clientId, jti, expiresAt) {
      if (now() >= sweepAt) {
        for (const [id, end] of seen) if (end <= now()) seen.delete(id)
        sweepAt = now() + 60_000
      }
      const id = JSON.stringify([clientId, jti])
      if (seen.has(id)) return false
      seen.set(id, expiresAt)
      return true
    },
  }
}
