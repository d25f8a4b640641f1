/**
 * The company side of the platform: client, errors, receipts. Nothing heavy is loaded before it is needed.
 */
export type {
  Activity,
  ActivityEvents,
  CallActivity,
  ResponseActivity,
  RetryActivity,
  TokenActivity,
} from './client/activity.js'
export type { Attachments, UploadOptions } from './client/attachments.js'
export type { Calendar } from './client/calendar.js'
export { TousuClient } from './client/client.js'
export type {
  Answer,
  ComplaintFilters,
  ComplaintHistory,
  ComplaintPage,
  Complaints,
  ComplaintTarget,
} from './client/complaints.js'
export type { ContactDisclosureFilters, ContactDisclosures } from './client/contact-disclosures.js'
export type { DisclosedContact } from './client/disclosed-contact.js'
export type { DispatchRequest, RequestDispatcher } from './client/dispatcher-sender.js'
export type { CategoryFilters, StatisticsFilters } from './client/enterprise.js'
export type { EventFilters, Events } from './client/events.js'
export type { DownloadOptions, EvidenceDownload, SavedEvidence } from './client/evidence.js'
export type { Fetch } from './client/fetch-sender.js'
export type { PrivateJwk, PrivateKeyInput } from './client/key-input.js'
export type { List } from './client/list.js'
export type { ActOptions, CallOptions, RespondOptions, TousuClientOptions } from './client/options.js'
export type { SigningAlgorithm } from './client/private-key.js'
export type { Receipts } from './client/receipts.js'
export type { RetrySettings } from './client/retry.js'
export type { UploadSource } from './client/upload-source.js'
export { verifyReceipt } from './client/verify-receipt.js'
export type { WebhookDeliveries } from './client/webhook-deliveries.js'
export type {
  WebhookDeliveryFilters,
  WebhookDeliveryPage,
  WebhookEndpointFilters,
  WebhookEndpointPage,
  WebhookEndpoints,
} from './client/webhook-endpoints.js'
export type { Clock } from './clock.js'
export type * from './contract/index.js'
export * from './errors.js'
export type { Scheduled, Timer } from './timer.js'
