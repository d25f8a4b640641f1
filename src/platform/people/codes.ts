/** One-time codes: six digits, for one purpose, for a few tries and minutes of wire time; kept as a digest. */
import type { Core } from '../core.js'
import type { CodeRecord } from '../state.js'
import { isSame, keyedDigest } from './digests.js'

/** The greatest multiple of a million that 32 bits hold: every code is equally likely. */
const fair = 4_294_000_000

function makeCode({ randomBytes }: Core): string {
  for (;;) {
    const value = Buffer.from(randomBytes(4)).readUInt32BE()
    if (value < fair) return String(value % 1_000_000).padStart(6, '0')
  }
}

/**
 * Makes a code; one made before for the same is void.
 *
 * @param purpose what it is for, and for whom
 */
export function issueCode(
  core: Core,
  purpose: readonly string[],
  complaintIds: readonly string[] = [],
): string {
  const { state, settings, wireClock } = core
  const now = wireClock.now()
  const key = keyedDigest(core, 'code', ...purpose)
  const code = makeCode(core)
  state.codes.delete(key)
  // All live equally long, so the oldest come first.
  for (const [each, { expiresAt }] of state.codes) {
    if (expiresAt > now) break
    state.codes.delete(each)
  }
  const digest = keyedDigest(core, key, code)
  state.codes.set(key, { digest, expiresAt: now + settings.codeSeconds * 1_000, wrong: 0, complaintIds })
  return code
}

/**
 * Uses a code up.
 *
 * @returns undefined when it is wrong, used, tried too often, too old, or was never made: nobody can tell which
 */
export function takeCode(core: Core, purpose: readonly string[], code: string): CodeRecord | undefined {
  const { state, settings, wireClock } = core
  const key = keyedDigest(core, 'code', ...purpose)
  const record = state.codes.get(key)
  // The same work whether there is one or not.
  const isRight = isSame(keyedDigest(core, key, code), record?.digest ?? key)
  if (!record) return undefined
  if (isRight || record.expiresAt <= wireClock.now()) state.codes.delete(key)
  else {
    record.wrong += 1
    if (record.wrong >= settings.codeTries) state.codes.delete(key)
  }
  return isRight && record.expiresAt > wireClock.now() ? record : undefined
}
