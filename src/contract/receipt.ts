/**
 * The receipt (答复回执) of a final answer: a JWS with which anyone can check offline what was answered, when, and
 * whether it was on time.
 */
import { z } from 'zod'
import { IntegrityError } from '../errors.js'
import { canonicalJson } from './canonical-json.js'
import { jwks } from './oauth.js'
import type { StoredResponse } from './response.js'
import { date, dateTime, readable, sha256 } from './shapes.js'

/** `typ` of the JWS: a token or a disclosure never passes as a receipt. */
export const receiptType = 'tousu-receipt+jws'

export const receiptPayload = readable({
  v: z.literal(1),
  /** Issuer of the platform that gave it. */
  iss: z.string(),
  enterpriseId: z.string(),
  complaintId: z.string(),
  responseId: z.string(),
  round: z.int(),
  submittedAt: dateTime,
  /** Null for a report, which has no deadline. */
  dueDate: date.nullable(),
  onTime: z.boolean().nullable(),
  /** Over the RFC 8785 bytes of the answer, see {@link receiptSubject}. */
  responseSha256: sha256,
})

export type ReceiptPayload = z.output<typeof receiptPayload>

/** What of an answer its receipt vouches for. */
export type ReceiptSubject = Pick<
  StoredResponse,
  'type' | 'outcome' | 'statement' | 'measures' | 'contactAttempts' | 'attachments'
>

/** The canonical text whose SHA-256 stands in the receipt: exactly these members, in RFC 8785's order. */
export function receiptSubject(response: ReceiptSubject): string {
  const { type, outcome, statement, measures } = response
  const contactAttempts = response.contactAttempts.map(({ at, method, result, note }) => ({
    at,
    method,
    result,
    note,
  }))
  const attachments = response.attachments.map(({ id, sha256 }) => ({ id, sha256 }))
  return canonicalJson({ type, outcome, statement, measures, contactAttempts, attachments })
}

export interface VerifyReceiptOptions {
  /** Compact JWS, as `respond` returned it. */
  receipt: string
  /** The answer that it is for, as the platform stored it. */
  response: ReceiptSubject & Pick<StoredResponse, 'id'>
  /** The document of `/.well-known/receipt-keys.json` as it was fetched; retired keys stay in it. */
  keys: unknown
  /** If given, the receipt must be of this platform. */
  issuer?: string
}

/**
 * Checks a receipt offline: signature, type, and that it is for exactly this answer.
 *
 * @returns its payload
 * @throws IntegrityError when anything differs
 */
export async function verifyReceipt(options: VerifyReceiptOptions): Promise<ReceiptPayload> {
  const { compactVerify, createLocalJWKSet } = await import('jose')
  const refuse = (reason: string, cause?: unknown): never => {
    throw new IntegrityError(`The receipt does not hold: ${reason}.`, { cause })
  }
  const keys = jwks.safeParse(options.keys)
  if (!keys.success) return refuse('keys is not the document of /.well-known/receipt-keys.json')
  const keySet = createLocalJWKSet(keys.data)
  const { payload: bytes, protectedHeader } = await compactVerify(options.receipt, keySet, {
    algorithms: ['EdDSA', 'Ed25519'],
  }).catch((cause: unknown) => refuse('its signature is not one of these keys', cause))
  if (protectedHeader.typ !== receiptType) refuse(`it is not of type ${receiptType}`)

  const payload = readPayload(bytes) ?? refuse('its payload is not that of a receipt')
  if (options.issuer !== undefined && payload.iss !== options.issuer) refuse('another platform issued it')
  if (payload.responseId !== options.response.id) refuse('it is for another answer')
  const { createHash } = await import('node:crypto')
  const digest = createHash('sha256').update(receiptSubject(options.response)).digest('hex')
  if (payload.responseSha256 !== digest) refuse('the answer is not the one that was received')
  return payload
}

function readPayload(bytes: Uint8Array): ReceiptPayload | undefined {
  try {
    return receiptPayload.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return undefined
  }
}
