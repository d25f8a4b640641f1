/**
 * The key with which receipts are signed. node:crypto and not jose: it signs without a promise, so that answering
 * stays one step that nothing can interrupt.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { type DisclosurePayload, disclosureType } from '../contract/disclosure.js'
import type { Jwks, PublicJwk } from '../contract/oauth.js'
import { type ReceiptPayload, receiptType } from '../contract/receipt.js'

export interface ReceiptSigner {
  /** A receipt: compact JWS (RFC 7515 section 7.1), EdDSA. */
  sign(payload: ReceiptPayload): string
  /** A disclosure, with the same key: its type keeps it from ever passing for a receipt. */
  signDisclosure(payload: DisclosurePayload): string
  /** Public keys, retired ones included. */
  keys(): Jwks
}

/** DER before the 32 bytes of an Ed25519 private key (RFC 8410 section 7). */
const pkcs8Prefix = Buffer.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32])

/** @param seed the 32 bytes of the private key (RFC 8032 section 5.1.5) */
export function createReceiptSigner(seed: Uint8Array): ReceiptSigner {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = toJwk(createPublicKey(key))
  const signAs = (typ: string, payload: unknown) => {
    const header = base64url(JSON.stringify({ alg: 'EdDSA', kid: publicKey.kid, typ }))
    const signed = `${header}.${base64url(JSON.stringify(payload))}`
    return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
  }
  return {
    sign: (payload) => signAs(receiptType, payload),
    signDisclosure: (payload) => signAs(disclosureType, payload),
    keys: () => ({ keys: [publicKey] }),
  }
}

function toJwk(key: KeyObject): PublicJwk {
  const { x = '' } = key.export({ format: 'jwk' })
  // RFC 7638 thumbprint, with the members that RFC 8037 section 2 names.
  const kid = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' }
}

const base64url = (text: string) => Buffer.from(text).toString('base64url')
