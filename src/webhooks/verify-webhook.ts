import type { TousuEvent } from '../contract/index.js'
import { readEvent } from './parse-event.js'
import { type VerifySignatureOptions, verifySignature } from './verify-signature.js'

/**
 * Checks the signature, reads the JSON and checks it against the schema of its type. A type of the future is no
 * error: it comes as `{ type: 'unknown', originalType, … }`.
 *
 * @throws WebhookVerificationError and nothing else, whatever is passed in; `reason` says why
 * @example
 * const event = await verifyWebhook({ body, headers: request.headers, secrets: 'whsec_…' })
 * if (event.type === 'complaint.assigned') console.log(event.data.complaint.number)
 */
export async function verifyWebhook(options: VerifySignatureOptions): Promise<TousuEvent> {
  const { text } = await verifySignature(options)
  return readEvent(text)
}
