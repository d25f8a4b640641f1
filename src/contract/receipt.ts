/**
 * The receipt (答复回执) of a final answer: a JWS with which anyone can check offline what was answered, when, and
 * whether it was on time.
 */
import { z } from 'zod'
import { ArgumentError, IntegrityError } from '../errors.js'
import { canonicalJson } from './canonical-json.js'
import { fieldErrors } from './field-errors.js'
import { type StoredResponse, storedResponse } from './response.js'
import { date, dateTime, readable, sha256 } from './shapes.js'
import { readSigned } from './signed-text.js'

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

const receivedResponse = storedResponse.pick({
  id: true,
  type: true,
  outcome: true,
  statement: true,
  measures: true,
  contactAttempts: true,
  attachments: true,
})

export interface VerifyReceiptOptions {
  /** Compact JWS, as `respond` returned it: null, and refused, unless the answer was final. */
  receipt: string | null
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
 * @throws ArgumentError when `response` is no answer as the platform keeps it
 */
export async function verifyReceipt(options: VerifyReceiptOptions): Promise<ReceiptPayload> {
  const response = readResponse(options)
  const refuse = (reason: string, cause?: unknown): never => {
    throw new IntegrityError(`The receipt does not hold: ${reason}.`, { cause })
  }
  if (options.receipt === null) return refuse('there is none, as only a final answer has one')
  const signed = await readSigned(options.receipt, { type: receiptType, keys: options.keys })
  if ('refusal' in signed) return refuse(signed.refusal, signed.cause)
  const { data: payload } = receiptPayload.safeParse(signed.payload)
  if (!payload) return refuse('its payload is not that of a receipt')
  if (options.issuer !== undefined && payload.iss !== options.issuer) refuse('another platform issued it')
  if (payload.responseId !== response.id) refuse('it is for another answer')
  const { createHash } = await import('node:crypto')
  const digest = createHash('sha256').update(receiptSubject(response)).digest('hex')
  if (payload.responseSha256 !== digest) refuse('the answer is not the one that was received')
  return payload
}

function readResponse(options: VerifyReceiptOptions): VerifyReceiptOptions['response'] {
  const input: unknown = options
  if (typeof input !== 'object' || input === null) {
    throw new ArgumentError('Pass one object: verifyReceipt({ receipt, response, keys }).')
  }
  const { success, data, error } = receivedResponse.safeParse(options.response)
  if (success) return data
  const wrong = fieldErrors(error).map(({ pointer, detail }) => `${pointer} ${detail}`.trim())
  throw new ArgumentError(
    `response is not an answer as the platform keeps it (${wrong.join(', ')}): pass the response that respond() resolved to, or one of complaint.responses.`,
  )
}
