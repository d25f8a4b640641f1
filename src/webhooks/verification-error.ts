import { TousuError, type TousuErrorOptions } from '../errors.js'

/** Why a delivery is not taken for an authentic webhook. Closed: a new reason is a new minor version. */
export type WebhookVerificationReason =
  /** One of `webhook-id`, `webhook-timestamp`, `webhook-signature` is not there. */
  | 'missing_header'
  /** One of them came twice: whose value counts would be a guess. */
  | 'duplicate_header'
  /** One of them has another form than Standard Webhooks 1.0 says. */
  | 'malformed_header'
  /** Signed longer ago than the tolerance, 300 s by default. */
  | 'timestamp_too_old'
  /** Signed further ahead than the tolerance. */
  | 'timestamp_too_new'
  /** No signature of these bytes was made with one of the secrets or keys. */
  | 'no_matching_signature'
  /** A secret or public key of this side is not one. */
  | 'malformed_secret'
  /** The body is an object: a parser has read it before, and the signed bytes are gone. */
  | 'body_already_parsed'
  | 'body_too_large'
  /** Authentic, but the bytes are not UTF-8. */
  | 'invalid_encoding'
  /** Authentic, but the text is not JSON. */
  | 'invalid_json'
  /** Authentic, but an event of a known type has not the shape of its schema. */
  | 'schema_mismatch'
  /** Authentic, but an event of another company. */
  | 'wrong_enterprise'
  /** The keys could not be had: `secrets()` failed, or the platform's key set is out of reach. */
  | 'keys_unavailable'

/** Looked up instead of `instanceof`, which a hostile proxy around one of ours would pass. */
const made = new WeakSet<object>()

/**
 * A delivery is not an authentic webhook. The message says what to do about it and repeats neither secret nor body.
 *
 * @example
 * try {
 *   await verifyWebhook({ body, headers, secrets })
 * } catch (error) {
 *   if (error instanceof WebhookVerificationError) console.log(error.reason, error.message)
 * }
 */
export class WebhookVerificationError extends TousuError {
  readonly reason: WebhookVerificationReason

  constructor(reason: WebhookVerificationReason, message: string, options: TousuErrorOptions = {}) {
    super('webhook_refused', message, options)
    this.reason = reason
    made.add(this)
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason }
  }
}

/** Whether something that was thrown is our own refusal, safe to read. */
export function isRefusal(thrown: unknown): thrown is WebhookVerificationError {
  return typeof thrown === 'object' && thrown !== null && made.has(thrown)
}

/** Does what touches a value from outside: a getter or proxy that throws becomes a refusal. */
export function guard<T>(reason: WebhookVerificationReason, message: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (isRefusal(cause)) throw cause
    throw new WebhookVerificationError(reason, message, { cause })
  }
}
