import type { TousuEvent } from '../contract/index.js'
import { WebhookVerificationError } from './verification-error.js'

/** The schemas, loaded with the first event: zod costs more than all the rest of this entry. */
let loading: Promise<typeof import('../contract/event.js')> | undefined

/**
 * Text to event.
 *
 * @throws WebhookVerificationError `invalid_json` or `schema_mismatch`; `cause` has the places, never the values
 */
export async function readEvent(text: string): Promise<TousuEvent> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw notJson()
  }
  loading ??= import('../contract/event.js')
  const { parseEvent } = await loading
  try {
    return parseEvent(value)
  } catch (cause) {
    const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
    const name = typeof type === 'string' && /^[a-z_.]{1,64}$/.test(type) ? type : 'of no known type'
    throw new WebhookVerificationError(
      'schema_mismatch',
      `The event (${name}) has not the shape of the contract, see cause: is this library older than the platform?`,
      { cause },
    )
  }
}

/** Without `cause`: a SyntaxError repeats a piece of the text, which may be somebody's words. */
export function notJson(): WebhookVerificationError {
  return new WebhookVerificationError(
    'invalid_json',
    'The signature is right, but the body is not JSON, so the sender has to be mended. Is it a delivery of this platform?',
  )
}

/** @throws WebhookVerificationError `wrong_enterprise` when the event is not of the company that the receiver serves */
export function checkEnterprise(
  event: { readonly enterpriseId: unknown },
  enterpriseId: string | undefined,
): void {
  if (enterpriseId === undefined || event.enterpriseId === enterpriseId) return
  throw new WebhookVerificationError(
    'wrong_enterprise',
    'The event is of another company than `enterpriseId` names: is it the secret of the right endpoint?',
  )
}
