/** Reads the key that opens contact disclosures. */
import type { KeyObject } from 'node:crypto'
import {
  checkCryptoKey,
  checkRsaSize,
  type PrivateKeyInput,
  type ReadKey,
  readKey,
  UnusableKey,
} from './key-input.js'
import { signingAlgorithms } from './private-key.js'

/** RFC 7518 section 4; the key decides which. */
export type KeyAgreement = 'ECDH-ES+A256KW' | 'RSA-OAEP-256'

export interface DecryptionKey {
  readonly key: ReadKey['key']
  readonly algorithm: KeyAgreement
}

/**
 * @param signing the key that signs assertions: one key never does both
 * @throws UnusableKey
 */
export function readDecryptionKey(
  input: PrivateKeyInput,
  signing: ReadKey['key'] | undefined,
): DecryptionKey {
  const { key, object, labels } = readKey(input)
  const { use, alg, key_ops: operations } = labels
  const signs = signingAlgorithms.find((algorithm) => algorithm === alg)
  if (use === 'sig' || signs) {
    throw new UnusableKey(`is a JWK for signatures (${signs ?? 'use sig'}): ${wanted}`)
  }
  const algorithm = findAlgorithm(object)
  checkCryptoKey(key, algorithm === 'RSA-OAEP-256' ? 'decrypt' : 'deriveBits')
  if (alg !== undefined && alg !== algorithm) {
    throw new UnusableKey(`is a JWK for ${String(alg).slice(0, 20)}, but opens ${algorithm} alone: ${wanted}`)
  }
  if (Array.isArray(operations) && !operations.some((each) => opening.has(each))) {
    throw new UnusableKey(`is a JWK whose key_ops do not let it decrypt: ${wanted}`)
  }
  if (signing && publicPart(signing).equals(publicPart(key))) {
    throw new UnusableKey(`is the key that signs, given as privateKey: ${wanted}`)
  }
  return { key, algorithm }
}

const wanted = 'give the private half of the encryption key that the platform has of the company'
/** RFC 7517 section 4.3. */
const opening = new Set(['decrypt', 'unwrapKey', 'deriveKey', 'deriveBits'])

function findAlgorithm(key: KeyObject): KeyAgreement {
  const { asymmetricKeyType: type, asymmetricKeyDetails: { namedCurve } = {} } = key
  if (type === 'x25519' || (type === 'ec' && namedCurve === 'prime256v1')) return 'ECDH-ES+A256KW'
  if (type === 'rsa') {
    checkRsaSize(key)
    return 'RSA-OAEP-256'
  }
  if (type === 'ed25519' || type === 'ed448' || type === 'rsa-pss') {
    throw new UnusableKey(`is a ${type} key, which only signs: ${wanted}`)
  }
  throw new UnusableKey(`is a ${namedCurve ?? type} key: use P-256, X25519, or RSA of at least 2048 bits`)
}

function publicPart(key: ReadKey['key']): Buffer {
  const { KeyObject, createPublicKey } = process.getBuiltinModule('node:crypto')
  const object = key instanceof KeyObject ? key : KeyObject.from(key)
  return createPublicKey(object).export({ type: 'spki', format: 'der' })
}
