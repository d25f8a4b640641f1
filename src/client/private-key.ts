/** Reads the key that signs assertions. */
import type { KeyObject } from 'node:crypto'
import {
  checkCryptoKey,
  checkRsaSize,
  isCryptoKey,
  type PrivateKeyInput,
  type ReadKey,
  readKey,
  UnusableKey,
} from './key-input.js'

/** Algorithms of the contract. `EdDSA` is the older name of `Ed25519` (RFC 9864). */
export const signingAlgorithms = ['ES256', 'Ed25519', 'EdDSA', 'PS256', 'RS256'] as const
export type SigningAlgorithm = (typeof signingAlgorithms)[number]

export interface SigningKey {
  readonly key: ReadKey['key']
  readonly algorithm: SigningAlgorithm
  /** `kid` of the assertion's header; the platform may ask for one. */
  readonly keyId: string | undefined
}

/**
 * @throws UnusableKey
 */
export function readPrivateKey(
  input: PrivateKeyInput,
  given: { readonly keyId?: string | undefined; readonly algorithm?: string | undefined },
): SigningKey {
  const { key, object, labels } = readKey(input)
  const { kid, alg, use } = labels
  if (use === 'enc') throw new UnusableKey('is a JWK for encryption (use enc): give the signing key')
  const usable = findAlgorithms(object)
  checkCryptoKey(key, 'sign')
  if (alg !== undefined && given.algorithm !== undefined && alg !== given.algorithm) {
    throw new UnusableKey(`is a JWK for ${alg}, but algorithm says ${given.algorithm}: leave one of them out`)
  }
  return finish(key, boundTo(key) ?? usable, {
    keyId: given.keyId ?? kid,
    algorithm: given.algorithm ?? alg,
  })
}

/** Algorithms that a key can sign with, the default first. */
type Usable = readonly [SigningAlgorithm, ...SigningAlgorithm[]]

function findAlgorithms(key: KeyObject): Usable {
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      return ['Ed25519', 'EdDSA']
    case 'ec': {
      const curve = key.asymmetricKeyDetails?.namedCurve
      if (curve === 'prime256v1') return ['ES256']
      throw new UnusableKey(`is an EC key on ${curve}: only P-256 (ES256) is accepted`)
    }
    case 'rsa':
      checkRsaSize(key)
      return ['PS256', 'RS256']
    // Those of rsa-pss, too: jose signs with none.
    default:
      throw new UnusableKey(
        `is a ${key.asymmetricKeyType} key: use P-256 (ES256), Ed25519, or RSA of at least 2048 bits`,
      )
  }
}

/** An RSA CryptoKey knows its padding. */
function boundTo(key: SigningKey['key']): Usable | undefined {
  if (!isCryptoKey(key) || !key.algorithm.name.startsWith('RSA')) return undefined
  return key.algorithm.name === 'RSA-PSS' ? ['PS256'] : ['RS256']
}

function finish(
  key: SigningKey['key'],
  usable: Usable,
  { keyId, algorithm }: { readonly keyId?: string | undefined; readonly algorithm?: string | undefined },
): SigningKey {
  if (keyId !== undefined && (typeof keyId !== 'string' || !/^\P{Cc}{1,255}$/u.test(keyId))) {
    throw new UnusableKey('has no usable kid: keyId must be text of 1–255 characters')
  }
  if (algorithm === undefined) return { key, algorithm: usable[0], keyId }
  const chosen = usable.find((name) => name === algorithm)
  if (chosen === undefined) {
    throw new UnusableKey(
      `signs with ${usable.join(' or ')}, but algorithm says ${String(algorithm).slice(0, 20)}`,
    )
  }
  return { key, algorithm: chosen, keyId }
}
