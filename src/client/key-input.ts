/** Reads a private key in whatever form it comes, and says of a wrong one what it is and what to do. */
import type { KeyObject, webcrypto } from 'node:crypto'

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

export interface ReadKey {
  readonly key: KeyObject | webcrypto.CryptoKey
  /** The same for what both kinds tell: type and size. */
  readonly object: KeyObject
  /** What a JWK says of itself. */
  readonly labels: Pick<PrivateJwk, 'kid' | 'alg' | 'use' | 'key_ops'>
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
 * @returns a private key, of whatever kind
 * @throws UnusableKey
 */
export function readKey(input: PrivateKeyInput): ReadKey {
  const source = typeof input === 'string' ? readText(input) : input
  const { KeyObject } = process.getBuiltinModule('node:crypto')
  if (source instanceof KeyObject) return { key: source, object: checkPrivate(source), labels: {} }
  if (isCryptoKey(source)) {
    return { key: source, object: checkPrivate(KeyObject.from(source)), labels: {} }
  }
  if (typeof source !== 'object' || source === null || ArrayBuffer.isView(source) || !('kty' in source)) {
    throw new UnusableKey(
      'must be a PKCS#8 PEM, a JWK, a KeyObject or a CryptoKey; bytes: turn them into text',
    )
  }
  const key = fromJwk(source)
  return { key, object: checkPrivate(key), labels: source }
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
    throw new UnusableKey('is a symmetric JWK (kty oct): give a private one; a secret is a clientSecret')
  }
  if (jwk.d === undefined) {
    throw new UnusableKey(
      'is a public JWK (it has no d): give the private one; the public one is what the platform gets',
    )
  }
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

function checkPrivate(key: KeyObject): KeyObject {
  if (key.type === 'private') return key
  throw new UnusableKey(
    key.type === 'secret'
      ? 'is a symmetric key: give a private one; a secret is a clientSecret'
      : 'is a public key: give the private one; the public one is what the platform gets',
  )
}

export function isCryptoKey(value: unknown): value is webcrypto.CryptoKey {
  return Object.prototype.toString.call(value) === '[object CryptoKey]'
}

/** A CryptoKey is bound to what it may be used for, and an RSA one to its hash. */
export function checkCryptoKey(key: ReadKey['key'], usage: webcrypto.KeyUsage): void {
  if (!isCryptoKey(key)) return
  if (!key.usages.includes(usage)) {
    throw new UnusableKey(`is a CryptoKey that may not ${usage}: import it with the usage ${usage}`)
  }
  if (!key.algorithm.name.startsWith('RSA')) return
  const hash: unknown = 'hash' in key.algorithm ? key.algorithm.hash : undefined
  if (typeof hash !== 'object' || hash === null || !('name' in hash) || hash.name !== 'SHA-256') {
    throw new UnusableKey('is an RSA CryptoKey of another hash: import it with SHA-256')
  }
}

/** Why an RSA key of `modulusLength` bits is too short; RFC 7518 sections 3.3 and 4.3 ask for 2048. */
export function checkRsaSize({ asymmetricKeyDetails: { modulusLength = 0 } = {} }: KeyObject): void {
  if (modulusLength >= 2048) return
  throw new UnusableKey(`is an RSA key of ${modulusLength} bits: at least 2048 are needed`)
}
