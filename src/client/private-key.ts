/** Reads the key that signs assertions, and says of a wrong one what it is and what to do. */
import type { KeyObject, webcrypto } from 'node:crypto'

/** Algorithms of the contract. `EdDSA` is the older name of `Ed25519` (RFC 9864). */
export const signingAlgorithms = ['ES256', 'Ed25519', 'EdDSA', 'PS256', 'RS256'] as const
export type SigningAlgorithm = (typeof signingAlgorithms)[number]

/** A private key as JWK (RFC 7517). */
export interface PrivateJwk {
  readonly kty: string
  readonly kid?: string | undefined
  readonly alg?: string | undefined
  readonly use?: string | undefined
  readonly key_ops?: readonly string[] | undefined
  readonly crv?: string | undefined
  readonly x?: string | undefined
  readonly y?: string | undefined
  readonly d?: string | undefined
  readonly n?: string | undefined
  readonly e?: string | undefined
  readonly p?: string | undefined
  readonly q?: string | undefined
  readonly dp?: string | undefined
  readonly dq?: string | undefined
  readonly qi?: string | undefined
}

/** PKCS#8 PEM, JWK (also as JSON text), KeyObject or CryptoKey. */
export type PrivateKeyInput = string | PrivateJwk | KeyObject | webcrypto.CryptoKey

export interface SigningKey {
  readonly key: KeyObject | webcrypto.CryptoKey
  readonly algorithm: SigningAlgorithm
  /** `kid` of the assertion's header; the platform may ask for one. */
  readonly keyId: string | undefined
}

/** Why a key cannot be used: a sentence without any part of the key. */
export class UnusableKey extends Error {}

const toPkcs8 = 'convert it with: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pk8.pem'
const wrongPems: readonly (readonly [RegExp, string])[] = [
  [
    /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type:.*ENCRYPTED/m,
    'is an encrypted PEM: decrypt it first, as in createPrivateKey({ key, passphrase }) of node:crypto, and give the KeyObject',
  ],
  [
    /-----BEGIN (RSA )?PUBLIC KEY-----|^(ssh-|ecdsa-)/m,
    'is a public key: give the private one here (-----BEGIN PRIVATE KEY-----); the public one is what the platform gets',
  ],
  [/-----BEGIN CERTIFICATE-----/, 'is a certificate: give the private key that belongs to it'],
  [/-----BEGIN RSA PRIVATE KEY-----/, `is a PKCS#1 PEM, PKCS#8 is needed: ${toPkcs8}`],
  [/-----BEGIN (EC|DSA) PRIVATE KEY-----/, `is a SEC1 PEM, PKCS#8 is needed: ${toPkcs8}`],
  [
    /-----BEGIN OPENSSH PRIVATE KEY-----/,
    'is an OpenSSH key: export it as PKCS#8 with ssh-keygen -p -m PKCS8, or make a new one',
  ],
]

/**
 * @throws UnusableKey
 */
export function readPrivateKey(
  input: PrivateKeyInput,
  given: { readonly keyId?: string | undefined; readonly algorithm?: string | undefined },
): SigningKey {
  const source = typeof input === 'string' ? readText(input) : input
  const { KeyObject } = process.getBuiltinModule('node:crypto')
  if (source instanceof KeyObject) return finish(source, checkObject(source), given)
  if (isCryptoKey(source)) return finish(source, checkCryptoKey(source), given)
  if (typeof source !== 'object' || source === null || ArrayBuffer.isView(source) || !('kty' in source)) {
    throw new UnusableKey(
      'must be a PKCS#8 PEM, a JWK, a KeyObject or a CryptoKey; bytes: turn them into text',
    )
  }
  const { kid, alg } = source
  const key = fromJwk(source)
  if (alg !== undefined && given.algorithm !== undefined && alg !== given.algorithm) {
    throw new UnusableKey(`is a JWK for ${alg}, but algorithm says ${given.algorithm}: leave one of them out`)
  }
  return finish(key, checkObject(key), { keyId: given.keyId ?? kid, algorithm: given.algorithm ?? alg })
}

function readText(input: string): KeyObject | PrivateJwk {
  // Environment variables often hold line ends as backslash and n.
  const text = input.includes('\\n') && !input.includes('\n') ? input.replaceAll('\\n', '\n') : input
  if (text.trimStart().startsWith('{')) return parseJwk(text)
  for (const [pattern, sentence] of wrongPems) if (pattern.test(text)) throw new UnusableKey(sentence)
  if (!text.includes('-----BEGIN PRIVATE KEY-----')) {
    throw new UnusableKey(
      'is text but no PEM: give the content of the file, from -----BEGIN PRIVATE KEY----- on, not its path',
    )
  }
  try {
    return process.getBuiltinModule('node:crypto').createPrivateKey(text)
  } catch {
    throw new UnusableKey('is a PEM that cannot be read: it is cut, or its line ends were lost')
  }
}

function parseJwk(text: string): PrivateJwk {
  try {
    const value: PrivateJwk = JSON.parse(text)
    return value
  } catch {
    throw new UnusableKey('looks like a JWK, but is not valid JSON')
  }
}

function fromJwk(jwk: PrivateJwk): KeyObject {
  if (jwk.kty === 'oct') {
    throw new UnusableKey('is a symmetric JWK (kty oct): give a private one, or use clientSecret')
  }
  if (jwk.d === undefined) {
    throw new UnusableKey(
      'is a public JWK (it has no d): give the private one; the public one is what the platform gets',
    )
  }
  if (jwk.use === 'enc') throw new UnusableKey('is a JWK for encryption (use enc): give the signing key')
  const members = Object.entries(jwk).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  try {
    const key = Object.fromEntries(members)
    return process.getBuiltinModule('node:crypto').createPrivateKey({ key, format: 'jwk' })
  } catch {
    throw new UnusableKey('is a JWK whose members make no key: compare it with the one that was generated')
  }
}

function isCryptoKey(value: unknown): value is webcrypto.CryptoKey {
  return Object.prototype.toString.call(value) === '[object CryptoKey]'
}

/** Algorithms that a key can sign with, the default first. */
type Usable = readonly [SigningAlgorithm, ...SigningAlgorithm[]]

function checkObject(key: KeyObject): Usable {
  if (key.type === 'secret') {
    throw new UnusableKey('is a symmetric key: give a private one, or use clientSecret')
  }
  if (key.type === 'public') {
    throw new UnusableKey('is a public key: give the private one; the public one is what the platform gets')
  }
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {}
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      return ['Ed25519', 'EdDSA']
    case 'ec':
      if (namedCurve === 'prime256v1') return ['ES256']
      throw new UnusableKey(`is an EC key on ${namedCurve}: only P-256 (ES256) is accepted`)
    case 'rsa':
      if (modulusLength < 2048) {
        throw new UnusableKey(`is an RSA key of ${modulusLength} bits: at least 2048 are needed`)
      }
      return ['PS256', 'RS256']
    // Those of rsa-pss, too: jose signs with none.
    default:
      throw new UnusableKey(
        `is a ${key.asymmetricKeyType} key: use P-256 (ES256), Ed25519, or RSA of at least 2048 bits`,
      )
  }
}

/** A CryptoKey is bound to one algorithm and to what it may be used for. */
function checkCryptoKey(key: webcrypto.CryptoKey): Usable {
  const usable = checkObject(process.getBuiltinModule('node:crypto').KeyObject.from(key))
  if (!key.usages.includes('sign')) {
    throw new UnusableKey('is a CryptoKey that may not sign: import it with the usage sign')
  }
  if (!key.algorithm.name.startsWith('RSA')) return usable
  const hash: unknown = 'hash' in key.algorithm ? key.algorithm.hash : undefined
  if (typeof hash !== 'object' || hash === null || !('name' in hash) || hash.name !== 'SHA-256') {
    throw new UnusableKey('is an RSA CryptoKey of another hash: import it with SHA-256')
  }
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
