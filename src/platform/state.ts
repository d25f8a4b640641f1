/**
 * What the platform remembers. Plain data, no HTTP and no behaviour: acts change it, views read it. Times are
 * milliseconds of domain time since 1970-01-01T00:00:00Z unless a name says otherwise; dates are Asia/Shanghai's.
 */
import type {
  Complaint,
  Finding,
  Rating,
  Scope,
  StoredResponse,
  TaxonomyVersion,
  TousuEvent,
} from '../contract/index.js'
import type { IdentityDocument } from './documents.js'

type Jwk = Readonly<Record<string, unknown>>

export interface Enterprise {
  readonly id: string
  readonly name: string
  readonly publicContacts: readonly string[]
  readonly connectedAt: number
  readonly services: readonly Service[]
  /** The company's feed; the event with sequence n stands at n − 1. */
  readonly events: EventRecord[]
  /** In filing order. */
  readonly complaintIds: string[]
  readonly endpointIds: string[]
}

export interface Service {
  readonly id: string
  readonly name: string
  readonly type: 'app' | 'site' | 'mini_program' | 'cloud'
  readonly filingNumber: string | null
}

/** An OAuth client; it has one method of authentication. */
export interface Client {
  readonly id: string
  readonly enterpriseId: string
  readonly scopes: readonly Scope[]
  readonly authentication:
    | { readonly method: 'private_key_jwt'; readonly keys: readonly Jwk[] }
    | { readonly method: 'client_secret_basic'; readonly secretSha256: string }
}

/** A file of a complaint or of an answer. */
export interface FileRecord {
  readonly id: string
  /** As it was uploaded. */
  readonly name: string
  readonly contentType: string
  readonly sha256: string
  readonly data: Uint8Array
}

/** An upload that answers may refer to. */
export interface AttachmentRecord extends FileRecord {
  readonly enterpriseId: string
  readonly uploadedAt: number
}

export interface Person {
  readonly name: string
  readonly document: IdentityDocument
  readonly phone: string
}

export interface DeadlineRecord {
  dueDate: string
  replyBy: string
  workingDays: number
  calendarVersion: string
  provisional: boolean
  earliestDueDate: string
  extendedFrom: string | null
}

export interface HistoryRecord {
  readonly at: number
  readonly act: string
  readonly role: 'person' | 'company' | 'operator' | 'system'
  readonly actor: string | null
  readonly round: number
  readonly revision: number
}

export interface ResponseRecord extends StoredResponse {
  readonly warnings: Finding[]
}

export interface ComplaintRecord {
  readonly id: string
  readonly number: string
  readonly queryCodeSha256: string
  readonly kind: 'complaint' | 'report'
  readonly enterpriseId: string
  readonly person: Person
  /** HMAC of the person under a secret of the platform: the same person at the same company. */
  readonly complainantReference: string
  readonly registered: boolean
  readonly province: string | null
  readonly city: string | null
  readonly filedAt: number
  readonly title: string
  readonly description: string
  readonly occurredAt: string | null
  readonly place: string | null
  readonly demand: string | null
  readonly category: { readonly code: string; readonly taxonomyVersion: TaxonomyVersion }
  readonly serviceId: string | null
  readonly accountReference: string | null
  readonly otherChannels: Complaint['otherChannels']
  readonly evidence: readonly FileRecord[]
  revision: number
  status: 'assigned' | 'in_progress' | 'responded' | 'closed'
  round: number
  assignedAt: number
  acknowledgedAt: number | null
  respondedAt: number | null
  updatedAt: number
  closure: { readonly reason: string; readonly at: number } | null
  /** Null for a report. */
  deadline: DeadlineRecord | null
  readonly responses: ResponseRecord[]
  rating: Rating | null
  metadata: Record<string, string>
  readonly history: HistoryRecord[]
  /** Events of this complaint so far. */
  complaintSequence: number
}

/** An event as it was when it happened, in both contents. */
export interface EventRecord {
  readonly id: string
  readonly type: string
  readonly enterpriseId: string
  readonly complaintId: string | null
  readonly serviceId: string | null
  readonly sequence: number | null
  readonly createdAt: number
  readonly full: TousuEvent
  readonly summary: TousuEvent
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
  /** `whsk_…` / `whpk_…` of this endpoint alone. */
  readonly secretKey: string
  readonly publicKey: string
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
}

export interface DeliveryRecord {
  readonly id: string
  readonly endpointId: string
  readonly event: EventRecord
  readonly createdAt: number
  status: 'pending' | 'delivered' | 'dead'
  nextAttemptAt: number | null
  readonly attempts: AttemptRecord[]
}

export interface State {
  readonly enterprises: Map<string, Enterprise>
  readonly clients: Map<string, Client>
  readonly complaints: Map<string, ComplaintRecord>
  /** Complaint number → id. */
  readonly numbers: Map<string, string>
  readonly attachments: Map<string, AttachmentRecord>
  readonly endpoints: Map<string, EndpointRecord>
  readonly deliveries: Map<string, DeliveryRecord>
}

export function createState(): State {
  return {
    enterprises: new Map(),
    clients: new Map(),
    complaints: new Map(),
    numbers: new Map(),
    attachments: new Map(),
    endpoints: new Map(),
    deliveries: new Map(),
  }
}
