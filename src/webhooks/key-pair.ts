/**
 * Ed25519 keys: `whsk_` and the base64 of the 32 bytes of the private key (or of 64: private, then public), `whpk_`
 * and the base64 of the 32 bytes of the public one (Standard Webhooks 1.0, signature scheme).
 */
import { ArgumentError } from '../errors.js'
import { decodeBase64, decodeBase64Of, encodeBase64 } from './base64.js'
import { derivePublicKey, equalInConstantTime, randomBytes } from './crypto.js'

const privatePrefix = 'whsk_'
const publicPrefix = 'whpk_'
const keyBytes = 32

export interface WebhookKeyPair {
  /** `whsk_…`: signs, stays with the sender. */
  readonly secretKey: string
  /** `whpk_…`: verifies, may be shown to anybody. */
  readonly publicKey: string
}

/** A public key as a JWK (RFC 8037 section 2). */
export interface WebhookJwk {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
  readonly use: 'sig'
  readonly alg: 'EdDSA'
}

export interface GenerateKeyPairOptions {
  /** Where random bytes come from; node:crypto by default. */
  readonly randomBytes?: (size: number) => Uint8Array
}

/** Makes a new pair of keys for `v1a` signatures. */
export function generateKeyPair(options: GenerateKeyPairOptions = {}): WebhookKeyPair {
  const seed = (options.randomBytes ?? randomBytes)(keyBytes)
  return {
    secretKey: privatePrefix + encodeBase64(seed),
    publicKey: publicPrefix + encodeBase64(derivePublicKey(seed)),
  }
}

export function isPrivateKey(secret: unknown): secret is string {
  return typeof secret === 'string' && secret.startsWith(privatePrefix)
}

/**
 * The 32 bytes inside `whsk_…`.
 *
 * @throws ArgumentError when it is not one
 */
export function decodePrivateKey(key: string): Uint8Array {
  const bytes = decodeBase64(key.slice(privatePrefix.length))
  const seed = bytes?.subarray(0, keyBytes)
  if (!bytes || !seed || (bytes.length !== keyBytes && bytes.length !== 2 * keyBytes)) {
    throw new ArgumentError(
      'The key whsk_… is not canonical base64 of 32 bytes (the private key) or 64 bytes (private, then public).',
    )
  }
  if (bytes.length > keyBytes && !equalInConstantTime(bytes.subarray(keyBytes), derivePublicKey(seed))) {
    throw new ArgumentError(
      'The key whsk_… has 64 bytes, but its second half is not the public key of its first.',
    )
  }
  return seed
}

/**
 * The 32 bytes inside `whpk_…`.
 *
 * @throws ArgumentError when it is not one
 */
export function decodePublicKey(key: unknown): Uint8Array {
  if (typeof key !== 'string' || !key.startsWith(publicPrefix)) {
    throw new ArgumentError(
      typeof key === 'string' && key.startsWith('whsec_')
        ? 'The public key is a secret (whsec_…): give it as `secrets`.'
        : 'The public key does not begin with whpk_: give it exactly as the endpoint shows it in `publicKey`.',
    )
  }
  const bytes = decodeBase64Of(keyBytes, key.slice(publicPrefix.length))
  if (!bytes) throw new ArgumentError('The public key whpk_… is not canonical base64 of 32 bytes.')
  return bytes
}

/**
 * A public key as the JWK that the endpoint's key set holds.
 *
 * @throws ArgumentError when it is not a `whpk_…`
 */
export function toJwk(publicKey: string): WebhookJwk {
  const x = Buffer.from(decodePublicKey(publicKey)).toString('base64url')
  return { kty: 'OKP', crv: 'Ed25519', x, use: 'sig', alg: 'EdDSA' }
}

/** A member of a key set as `whpk_…`; undefined when it is no Ed25519 key for signatures. */
export function fromJwk(jwk: unknown): string | undefined {
  if (typeof jwk !== 'object' || jwk === null) return undefined
  const { kty, crv, x, use } = { kty: undefined, crv: undefined, x: undefined, use: undefined, ...jwk }
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string' || (use !== undefined && use !== 'sig')) {
    return undefined
  }
  const bytes = Buffer.from(x, 'base64url')
  if (bytes.length !== keyBytes || bytes.toString('base64url') !== x) return undefined
  return publicPrefix + encodeBase64(bytes)
}
