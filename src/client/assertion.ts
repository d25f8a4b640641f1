import type { Clock } from '../clock.js'
import type { SigningKey } from './private-key.js'

/** Seconds. Enough for a slow connection; the contract allows 5 minutes. */
const lifetime = 60

/**
 * Signs a client assertion (RFC 7523 section 3, and its update on `typ` and `aud`). Each call makes a new `jti`: the
 * platform refuses one that it has seen.
 */
export async function signAssertion(
  { key, algorithm, keyId }: SigningKey,
  { clientId, issuer, wireClock }: { clientId: string; issuer: string; wireClock: Clock },
): Promise<string> {
  const { SignJWT } = await import('jose')
  const now = Math.floor(wireClock.now() / 1_000)
  return new SignJWT({})
    .setProtectedHeader({
      alg: algorithm,
      typ: 'client-authentication+jwt',
      ...(keyId === undefined ? {} : { kid: keyId }),
    })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuer)
    .setJti(crypto.randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + lifetime)
    .sign(key)
}
