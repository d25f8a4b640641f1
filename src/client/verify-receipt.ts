import type { ReceiptPayload, VerifyReceiptOptions } from '../contract/receipt.js'

/**
 * Checks a receipt (答复回执) offline: signature, type, and that it is for exactly this answer.
 *
 * @returns its payload: who answered what, when, and whether that was on time
 * @throws IntegrityError when anything differs
 * @throws ArgumentError when `response` is no answer as the platform keeps it
 * @example
 * const { response, receipt } = await client.complaints.respond(complaint, answer)
 * await verifyReceipt({ receipt, response, keys: await client.receipts.keys() })
 */
export async function verifyReceipt(options: VerifyReceiptOptions): Promise<ReceiptPayload> {
  const { verifyReceipt: verify } = await import('../contract/receipt.js')
  return verify(options)
}
