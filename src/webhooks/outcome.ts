import type { VerifiedSignature } from './verify-signature.js'

/** Why an authentic delivery is not safe. */
export type FailureReason =
  | 'handler_failed'
  | 'handler_timed_out'
  | 'running_elsewhere'
  | 'dedupe_failed'
  /** The store threw, or is slower than `handlerTimeoutMs`. */
  | 'inbox_failed'
  | 'inbox_timed_out'

/** What became of an authentic delivery. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly type: string; readonly handled: boolean }
  | { readonly kind: 'duplicate'; readonly type: string }
  | {
      readonly kind: 'failed'
      readonly type: string
      readonly reason: FailureReason
      readonly status: number
      readonly error?: unknown
    }

/**
 * What the receiver does with an authentic delivery. It resolves once the event is safe: the 2xx goes out after it.
 *
 * @throws WebhookVerificationError when the text is not an event for this receiver
 */
export type TakeDelivery = (delivery: VerifiedSignature) => Promise<Outcome>
