/** Webhook endpoints, and what is delivered to them. Times are ms of domain time unless a name says otherwise. */
import type { EventRecord } from './event.js'

/** A key of one endpoint, for `v1a`. */
export interface EndpointKey {
  /** `whsk_…`. */
  readonly secretKey: string
  /** `whpk_…`. */
  readonly publicKey: string
  /** When it begins to sign: domain time, ms. */
  readonly from: number
}

export interface EndpointRecord {
  readonly id: string
  readonly enterpriseId: string
  url: string
  eventTypes: readonly string[]
  serviceIds: readonly string[]
  content: 'summary' | 'full'
  description: string | null
  status: 'enabled' | 'disabled'
  disabledReason: string | null
  readonly createdAt: number
  updatedAt: number
  /** The newest first; `endsAt` null: no end set. At most two live. */
  secrets: readonly { readonly secret: string; readonly endsAt: number | null }[]
  /** The newest first; one may not sign yet. */
  keys: readonly EndpointKey[]
  /** Since when every delivery has failed; null after a success. */
  failingSince: number | null
}

export interface AttemptRecord {
  readonly at: number
  /** HTTP status, or null when there was no answer. */
  readonly status: number | null
  /** `answered`, `timed_out`, `refused_connection` …: never a word of the answer. */
  readonly outcome: string
  /** Bytes of the answer that were read. */
  readonly responseBytes: number
  readonly durationMs: number
  /** What struck it, in a few words. */
  readonly fault: string | null
  /** Made by a fault beside the attempt of the schedule. */
  readonly isCopy: boolean
}

export interface DeliveryRecord {
  readonly id: string
  readonly endpointId: string
  readonly event: EventRecord
  /** The endpoint's when it was made. */
  readonly content: 'summary' | 'full'
  readonly createdAt: number
  status: 'pending' | 'delivered' | 'dead'
  nextAttemptAt: number | null
  /** In [0, 1): how long its pauses are. */
  readonly jitterSeed: number
  /** Id of the fault that struck it and still has it: delayed, or held back. */
  struckBy: string | null
  readonly attempts: AttemptRecord[]
}
