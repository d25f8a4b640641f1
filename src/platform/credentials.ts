/** What clients authenticate with, and companies decrypt with: made here, shown once. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type ED25519KeyPairOptions,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { ArgumentError } from '../errors.js'
import type { Core } from './core.js'
import type { Client, Jwk } from './state.js'

/** Algorithms of `private_key_jwt` (contract, section 2). */
export const clientAlgorithms = ['ES256', 'Ed25519', 'PS256', 'RS256'] as const
export type ClientAlgorithm = (typeof clientAlgorithms)[number]

/** A private key as JWK (RFC 7517), with `alg` and `kid`. */
export interface PrivateJwk {
  readonly kty: string
  readonly alg: string
  readonly kid: string
  readonly [member: string]: unknown
}

/** The secret part of a credential: a key, or a secret. */
export type ClientSecret = { readonly privateKey: PrivateJwk } | { readonly clientSecret: string }

/** @throws ArgumentError an unknown method or algorithm */
export function makeCredential(
  core: Core,
  method: 'private_key_jwt' | 'client_secret_basic',
  algorithm: ClientAlgorithm,
): {
  authenticates: Client['authentication']
  secret: ClientSecret
} {
  if (method !== 'client_secret_basic' && method !== 'private_key_jwt') {
    throw new ArgumentError(
      `authentication must be private_key_jwt or client_secret_basic, not ${String(method)}.`,
    )
  }
  if (method === 'client_secret_basic') {
    const clientSecret = Buffer.from(core.randomBytes(32)).toString('base64url')
    const secretSha256 = createHash('sha256').update(clientSecret).digest('hex')
    return { authenticates: { method, secretSha256 }, secret: { clientSecret } }
  }
  if (!clientAlgorithms.includes(algorithm)) {
    throw new ArgumentError(`algorithm must be one of ${clientAlgorithms.join(', ')}.`)
  }
  const { privateKey, publicKey } = generateJwks(algorithm)
  const kid = Buffer.from(core.randomBytes(12)).toString('base64url')
  const more = { alg: algorithm, kid }
  return {
    authenticates: { method: 'private_key_jwt', keys: [{ ...publicKey, ...more, use: 'sig' }] },
    secret: { privateKey: { ...privateKey, ...more } },
  }
}

/** For contact disclosures; never one that signs. */
export function makeEncryptionKey(core: Core): { publicKey: Jwk; privateKey: PrivateJwk } {
  const { privateKey, publicKey } = generateJwks('ES256')
  const kid = Buffer.from(core.randomBytes(12)).toString('base64url')
  const more = { alg: 'ECDH-ES+A256KW', kid, use: 'enc' }
  return { publicKey: { ...publicKey, ...more }, privateKey: { ...privateKey, ...more } }
}

function generateJwks(algorithm: ClientAlgorithm) {
  const { privateKey, publicKey } = generateDer(algorithm)
  const toJwk = (key: KeyObject) => {
    const { kty = '', ...rest } = key.export({ format: 'jwk' })
    return { ...rest, kty }
  }
  return {
    privateKey: toJwk(createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' })),
    publicKey: toJwk(createPublicKey({ key: publicKey, format: 'der', type: 'spki' })),
  }
}

/**
 * In DER, and not as key objects: on Node 20 the export of a key as JWK holds a lock that the garbage collector waits
 * for, if it runs at that moment, when it frees the job that generated this very key: the process hangs for ever.
 */
function generateDer(algorithm: ClientAlgorithm) {
  const encoding: ED25519KeyPairOptions<'der', 'der'> = {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  }
  switch (algorithm) {
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256', ...encoding })
    case 'Ed25519':
      return generateKeyPairSync('ed25519', encoding)
    default:
      return generateKeyPairSync('rsa', { modulusLength: 2048, ...encoding })
  }
}
