import { z } from 'zod'
import { deliveryStatuses, endpointStatuses, webhookContents } from './enums.js'
import { eventTypes } from './event.js'
import { dateTime, id, openEnum, readable, text } from './shapes.js'

const settings = {
  /** https; http to loopback where the platform allows it. No userinfo, no fragment. */
  url: z.string().min(1).max(2_000),
  /** Absent or empty: all. */
  eventTypes: z.array(z.enum(eventTypes)).max(100).optional(),
  /** Absent or empty: all. */
  serviceIds: z.array(id).max(100).optional(),
  /** `summary` by default: ids, number, status, deadline, category, service; no free text, no person. */
  content: z.enum(webhookContents).optional(),
  description: text(0, 200).optional(),
}

export const webhookEndpointInput = z.strictObject(settings)

export const webhookEndpointPatch = z.strictObject({
  ...settings,
  url: settings.url.optional(),
  /** Enabling again after the platform disabled it. */
  status: z.enum(endpointStatuses).optional(),
})

export const webhookEndpoint = readable({
  id,
  url: z.string(),
  eventTypes: z.array(z.string()),
  serviceIds: z.array(z.string()),
  content: openEnum(webhookContents),
  description: z.string().nullable(),
  status: openEnum(endpointStatuses),
  disabledReason: z.string().nullable(),
  createdAt: dateTime,
  updatedAt: dateTime,
  /** `whpk_…`: the Ed25519 key with which `v1a` signatures are checked. */
  publicKey: z.string(),
})

/** Answer of creation and rotation: the only ones that show the secret. */
export const webhookEndpointWithSecret = webhookEndpoint.extend({
  /** `whsec_…` of 24–64 bytes. */
  secret: z.string(),
})

export const secretRotation = z.strictObject({
  /** How long the former secret goes on signing beside the new one, 0–86,400 s. */
  overlapSeconds: z.int().min(0).max(86_400),
  /** Your own `whsec_…` of 24–64 bytes; made by the platform if absent. */
  secret: z.string().optional(),
})

export const pingResult = readable({ eventId: id, deliveryId: id })

export const webhookDelivery = readable({
  id,
  endpointId: id,
  /** `webhook-id` of every attempt. */
  eventId: id,
  eventType: z.string(),
  /** Null where the event is about no complaint. */
  complaintId: id.nullable(),
  createdAt: dateTime,
  status: openEnum(deliveryStatuses),
  nextAttemptAt: dateTime.nullable(),
  /** The oldest first. */
  attempts: z.array(
    readable({
      at: dateTime,
      /** HTTP status; null when there was no answer. */
      status: z.int().nullable(),
      /** `answered`, `timed_out`, `connection_refused` …: never a word of the answer. */
      outcome: z.string(),
      /** Bytes of the answer that were read, 64 KiB at most. */
      responseBytes: z.int(),
      durationMs: z.int(),
    }),
  ),
})

export const recoveryInput = z.strictObject({
  /** Events from this time on; as far back as it goes, 14 days, by default. */
  since: dateTime.optional(),
})

/** How many events are sent again. */
export const recoveryResult = readable({ deliveries: z.int() })

export type WebhookDelivery = z.output<typeof webhookDelivery>
export type RecoveryInput = z.input<typeof recoveryInput>
export type RecoveryResult = z.output<typeof recoveryResult>
export type WebhookEndpoint = z.output<typeof webhookEndpoint>
export type WebhookEndpointInput = z.input<typeof webhookEndpointInput>
export type WebhookEndpointPatch = z.input<typeof webhookEndpointPatch>
export type WebhookEndpointWithSecret = z.output<typeof webhookEndpointWithSecret>
export type SecretRotation = z.input<typeof secretRotation>
export type PingResult = z.output<typeof pingResult>
