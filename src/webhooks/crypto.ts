/**
 * The cryptography of Standard Webhooks, all in one place. node:crypto is looked up at the first use, so that
 * importing the entry stays cheap.
 */
import type { KeyObject } from 'node:crypto'

const nodeCrypto = () => process.getBuiltinModule('node:crypto')

/** DER before the 32 bytes of an Ed25519 private key (PKCS#8, RFC 8410 section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
/** DER before the 32 bytes of an Ed25519 public key (SPKI, RFC 8410 section 4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** HMAC-SHA256 over `prefix` and `body`, which is not copied. */
export function hmacSha256(key: Uint8Array, prefix: string, body: Uint8Array | string): Uint8Array {
  return nodeCrypto().createHmac('sha256', key).update(prefix).update(body).digest()
}

/** Whether two digests are equal, in a time that does not tell where they differ. */
export function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && nodeCrypto().timingSafeEqual(a, b)
}

export function randomBytes(size: number): Uint8Array {
  return nodeCrypto().randomBytes(size)
}

/** The message that Ed25519 takes whole. */
export function joinMessage(prefix: string, body: Uint8Array | string): Uint8Array {
  return Buffer.concat([Buffer.from(prefix), typeof body === 'string' ? Buffer.from(body) : body])
}

/** Ed25519 (RFC 8032) over `message`, with the 32 bytes of the private key. */
export function signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return nodeCrypto().sign(null, message, privateKeyOf(seed))
}

export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return nodeCrypto().verify(null, message, publicKeyOf(publicKey), signature)
}

/** The 32 bytes of the public key that belongs to a private one. */
export function derivePublicKey(seed: Uint8Array): Uint8Array {
  const spki = nodeCrypto().createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' })
  return spki.subarray(spkiPrefix.length)
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return nodeCrypto().createPrivateKey({
    key: Buffer.concat([pkcs8Prefix, seed]),
    format: 'der',
    type: 'pkcs8',
  })
}

function publicKeyOf(bytes: Uint8Array): KeyObject {
  return nodeCrypto().createPublicKey({
    key: Buffer.concat([spkiPrefix, bytes]),
    format: 'der',
    type: 'spki',
  })
}
