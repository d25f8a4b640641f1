/** How often something may be done in a window of wire time that begins with the first use. */
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import { keyedDigest } from './digests.js'

const hour = 3_600_000
const day = 24 * hour

/** The setting that says how often, and the window in ms. */
const windows = {
  codesPerPhone: day,
  codesPerSource: hour,
  queriesPerSource: hour,
  queriesOfAll: hour,
  wrongQueryCodes: day,
  queryCodesPerSubject: day,
  suggestionsPerSource: day,
} as const

export type Limit = keyof typeof windows

/** Seconds until there is one more use; 0: now. */
export function secondsUntilFree(core: Core, limit: Limit, subject: string): number {
  const record = core.state.uses.get(keyOf(core, limit, subject))
  const left = record ? record.startedAt + windows[limit] - core.wireClock.now() : 0
  const used = left > 0 ? (record?.used ?? 0) : 0
  if (used < core.settings[limit]) return 0
  return Math.max(1, Math.ceil((left > 0 ? left : windows[limit]) / 1_000))
}

/** Counts one use, allowed or not. */
export function countUse(core: Core, limit: Limit, subject: string): void {
  const { uses } = core.state
  const now = core.wireClock.now()
  const key = keyOf(core, limit, subject)
  const record = uses.get(key)
  if (record && record.startedAt + windows[limit] > now && record.startedAt <= now) {
    record.used += 1
    return
  }
  uses.delete(key)
  // In order of their beginning: what has no window left comes first.
  for (const [each, { startedAt }] of uses) {
    if (startedAt + day > now) break
    uses.delete(each)
  }
  uses.set(key, { startedAt: now, used: 1 })
}

/** @throws RefusalError rate_limited, with `retryAfterSeconds`; then nothing is counted */
export function useUp(core: Core, limits: readonly (readonly [Limit, string])[]): void {
  const seconds = Math.max(...limits.map(([limit, subject]) => secondsUntilFree(core, limit, subject)))
  if (seconds > 0) throw new RefusalError('rate_limited', { members: { retryAfterSeconds: seconds } })
  for (const [limit, subject] of limits) countUse(core, limit, subject)
}

function keyOf(core: Core, limit: Limit, subject: string): string {
  return keyedDigest(core, limit, subject)
}
