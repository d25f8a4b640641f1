/** Whether public keys are what they claim to be. */
import { createPublicKey } from 'node:crypto'
import type { Jwk } from '../state.js'
import type { InputRule } from './input-errors.js'

/** Bits of the modulus of an RSA key: RFC 7518 sections 3.3 and 4.3. */
const rsaBits = { min: 2_048, max: 8_192 }

const curves: Readonly<Record<string, readonly string[]>> = {
  ES256: ['P-256'],
  Ed25519: ['Ed25519'],
  EdDSA: ['Ed25519'],
  // RFC 7518 section 4.6, RFC 8037 section 3.2.
  'ECDH-ES+A256KW': ['P-256', 'P-384', 'P-521', 'X25519'],
}

/** What is wrong with a public key for its `alg`; undefined when nothing is. */
export function brokenKeyRule(key: Jwk): InputRule | undefined {
  const allowed = curves[String(key['alg'])]
  if (allowed ? !allowed.includes(String(key['crv'])) : key['kty'] !== 'RSA') return 'wrong_key_type'
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: { ...key }, format: 'jwk' })
    const bits = asymmetricKeyDetails?.modulusLength
    return bits !== undefined && (bits < rsaBits.min || bits > rsaBits.max) ? 'wrong_key_size' : undefined
  } catch {
    return 'broken_key'
  }
}
