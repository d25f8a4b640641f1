/**
 * `tousu/webhooks`: sign and verify deliveries per Standard Webhooks 1.0, and receive them. Importing it loads no
 * schema and no cryptography; both come with the first delivery.
 */
export type { Activity, ReceiverActivity } from './activity.js'
export type { BodySink, BodySource } from './collect-body.js'
export type { Dedupe, DedupeState } from './dedupe.js'
export type { FetchHeaders, IncomingHeaders, RawHeaders } from './headers.js'
export type { RemoteKeys, WebhookPublicKeys, WebhookSecrets } from './keyring.js'
export type { WebhookRequest } from './read-request.js'
export { createReceiver, type Receiver, type WebhookResponse } from './receiver.js'
export type {
  EventHandler,
  EventHandlers,
  EventMap,
  HandlerContext,
  ReceiverOptions,
} from './receiver-options.js'
export type { RefusalReason } from './refusal.js'
export { type RemoteKeysOptions, remoteKeys } from './remote-keys.js'
export { type SignWebhookOptions, signWebhook, type WebhookHeaders } from './sign.js'
export { WebhookVerificationError, type WebhookVerificationReason } from './verification-error.js'
export { type VerifiedSignature, type VerifySignatureOptions, verifySignature } from './verify-signature.js'
export { verifyWebhook } from './verify-webhook.js'
