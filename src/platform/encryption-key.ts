import type { Enterprise, Jwk } from './state.js'

/** The public key for which contact disclosures are encrypted at `now` (ms of domain time): the newest in effect. */
export function encryptionKeyOf({ encryptionKeys }: Enterprise, now: number): Jwk | undefined {
  return encryptionKeys.findLast(({ effectiveAt }) => effectiveAt <= now)?.jwk
}
