/** Sessions of people: an opaque random token, kept as its digest, with an end in wire time. */
import type { Core } from '../core.js'
import type { AccountRecord } from '../state.js'
import { dropAccount } from './account-index.js'
import { sha256 } from './digests.js'

export interface OpenedSession {
  /** Shown this once. */
  readonly token: string
  /** Wire time in ms. */
  readonly expiresAt: number
  readonly account: AccountRecord
}

export function openSession(core: Core, account: AccountRecord): OpenedSession {
  const { state, settings, wireClock } = core
  forgetEnded(core)
  const seconds = account.kind === 'guest' ? settings.guestSessionSeconds : settings.sessionSeconds
  const token = `tss_${Buffer.from(core.randomBytes(32)).toString('base64url')}`
  const expiresAt = wireClock.now() + seconds * 1_000
  state.sessions.set(sha256(token), { accountId: account.id, expiresAt })
  return { token, expiresAt, account }
}

/**
 * Whose session it is; undefined when it has ended or never was.
 *
 * @param wireNow wire time in ms
 */
export function findSession({ state }: Core, token: string, wireNow: number): AccountRecord | undefined {
  const session = state.sessions.get(sha256(token))
  if (!session || session.expiresAt <= wireNow) return undefined
  return state.accounts.get(session.accountId)
}

export function endSession({ state }: Core, token: string): void {
  state.sessions.delete(sha256(token))
}

export function endSessionsOf({ state }: Core, accountId: string): void {
  for (const [key, session] of state.sessions) {
    if (session.accountId === accountId) state.sessions.delete(key)
  }
}

/** Of a guest whose session has ended nothing stays but what was filed. */
function forgetEnded(core: Core): void {
  const { state, wireClock } = core
  const now = wireClock.now()
  for (const [key, { accountId, expiresAt }] of state.sessions) {
    if (expiresAt > now) break
    state.sessions.delete(key)
    const account = state.accounts.get(accountId)
    if (account?.kind !== 'guest') continue
    if (account.complaintIds.length === 0) dropAccount(core, account)
    account.drafts = []
    account.uploads = []
  }
}
