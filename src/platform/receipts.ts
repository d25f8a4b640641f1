/**
 * The keys with which receipts are signed. node:crypto and not jose: it signs without a promise, so that answering
 * stays one step that nothing can interrupt.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { type DisclosurePayload, disclosureType } from '../contract/disclosure.js'
import type { Jwks, PublicJwk } from '../contract/oauth.js'
import { type ReceiptPayload, receiptSubject, receiptType } from '../contract/receipt.js'
import type { ReceiptKeyRecord, ReceiptRecord, ResponseRecord, State } from './state.js'

export interface ReceiptSigner {
  /** The receipt of an answer: compact JWS (RFC 7515 section 7.1), EdDSA. Null where it has none. */
  receiptOf(complaintId: string, response: ResponseRecord): string | null
  /** A disclosure, with the same key: its type keeps it from ever passing for a receipt. */
  signDisclosure(payload: DisclosurePayload): string
  /** Public keys, retired ones included, the one that signs last. */
  keys(): Jwks
}

/** DER before the 32 bytes of an Ed25519 private key (RFC 8410 section 7). */
const pkcs8Prefix = Buffer.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32])

/** A key of receipts as it is kept. @param bytes 32, a secret */
export function receiptKey(bytes: Uint8Array, since: number): ReceiptKeyRecord {
  return { seed: Buffer.from(bytes).toString('base64url'), since }
}

/** Signs with the keys of the state; none is made here. */
export function createReceiptSigner({ receiptKeys }: Pick<State, 'receiptKeys'>): ReceiptSigner {
  const opened = new Map<string, KeyPair>()
  const open = ({ seed }: ReceiptKeyRecord): KeyPair => {
    const pair = opened.get(seed) ?? openKey(seed)
    opened.set(seed, pair)
    return pair
  }
  const signed = new WeakMap<ResponseRecord, string>()
  const signAs = (typ: string, payload: unknown, keyAt: number) => {
    const record = receiptKeys.at(keyAt)
    if (!record) throw new TypeError('no key of receipts')
    const { key, publicKey } = open(record)
    const header = base64url(JSON.stringify({ alg: 'EdDSA', kid: publicKey.kid, typ }))
    const text = `${header}.${base64url(JSON.stringify(payload))}`
    return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`
  }
  return {
    receiptOf(complaintId, response) {
      const { receipt } = response
      if (!receipt) return null
      // EdDSA is deterministic (RFC 8032 section 5.1.6): remembered to save time, not to keep the bytes.
      const text =
        signed.get(response) ?? signAs(receiptType, payloadOf(complaintId, response, receipt), receipt.key)
      signed.set(response, text)
      return text
    },
    signDisclosure: (payload) => signAs(disclosureType, payload, -1),
    keys: () => ({ keys: receiptKeys.map((each) => open(each).publicKey) }),
  }
}

function payloadOf(
  complaintId: string,
  response: ResponseRecord,
  { issuer, enterpriseId, dueDate }: ReceiptRecord,
): ReceiptPayload {
  const { id: responseId, round, submittedAt, onTime } = response
  const responseSha256 = createHash('sha256').update(receiptSubject(response)).digest('hex')
  return {
    v: 1,
    iss: issuer,
    enterpriseId,
    complaintId,
    responseId,
    round,
    submittedAt,
    dueDate,
    onTime,
    responseSha256,
  }
}

interface KeyPair {
  readonly key: KeyObject
  readonly publicKey: PublicJwk
}

function openKey(seed: string): KeyPair {
  const der = Buffer.concat([pkcs8Prefix, Buffer.from(seed, 'base64url')])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { key, publicKey: toJwk(createPublicKey(key)) }
}

function toJwk(key: KeyObject): PublicJwk {
  const { x = '' } = key.export({ format: 'jwk' })
  // RFC 7638 thumbprint, with the members that RFC 8037 section 2 names.
  const kid = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' }
}

const base64url = (text: string) => Buffer.from(text).toString('base64url')
