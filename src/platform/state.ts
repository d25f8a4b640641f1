/**
 * What the platform remembers. Plain data, no HTTP and no behaviour: acts change it, views read it. Times are
 * milliseconds of domain time since 1970-01-01T00:00:00Z unless a name says otherwise; dates are Asia/Shanghai's.
 */
import type { CalendarYear } from '../calendar/index.js'
import type {
  Complaint,
  consentKinds,
  contestationReasons,
  disclosureFields,
  disclosurePurposes,
  EventType,
  FilingDraftInput,
  Finding,
  OperatorScope,
  Rating,
  ResponseDraftInput,
  Scope,
  StoredResponse,
  TaxonomyVersion,
} from '../contract/index.js'
import type { IdentityDocument } from './documents.js'
import type { FaultMemory } from './faults/faults.js'
import type { KeptAnswer } from './http/idempotency.js'
import type { RequestEntry } from './logs/request-log.js'
import { type RandomState, seedRandom } from './random.js'
import { faq, type Question } from './texts/faq.js'
import { type Notice, notices } from './texts/notices.js'
import { type Policy, policies } from './texts/policies.js'

export type Jwk = Readonly<Record<string, unknown>>

export interface Enterprise {
  readonly id: string
  readonly name: string
  readonly publicContacts: readonly string[]
  readonly connectedAt: number
  readonly services: readonly Service[]
  /** The company's feed; the event with sequence n stands at n − 1. */
  readonly events: EventRecord[]
  /** Assigned to it now. */
  readonly complaintIds: string[]
  /** Moved on to another company or back into review: hidden from it, but its rounds count. One may come back. */
  readonly formerComplaintIds: string[]
  /** Contact disclosures, the oldest first. */
  readonly disclosures: DisclosureRecord[]
  /** For contact disclosures, the newest last: the last one in effect counts. */
  readonly encryptionKeys: { readonly jwk: Jwk; readonly effectiveAt: number }[]
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
  /** Null: an operator's. */
  readonly enterpriseId: string | null
  readonly scopes: readonly (Scope | OperatorScope)[]
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

/** Who files: somebody registered, or a guest for one session. */
export interface AccountRecord {
  readonly id: string
  readonly kind: 'registered' | 'guest'
  readonly phone: string
  readonly createdAt: number
  /** Null until given. */
  identity: Pick<Person, 'name' | 'document'> | null
  /** Own records, in filing order. */
  readonly complaintIds: string[]
  drafts: readonly FilingDraftRecord[]
  /** Files sent ahead of a filing. */
  uploads: readonly FileRecord[]
}

export interface FilingDraftRecord {
  readonly id: string
  readonly content: Readonly<FilingDraftInput>
  readonly savedAt: number
}

/** Stored under the digest of its token. */
export interface SessionRecord {
  readonly accountId: string
  /** Wire time in ms. */
  readonly expiresAt: number
}

/** A one-time code, stored under the digest of what it is for. */
export interface CodeRecord {
  /** HMAC. */
  readonly digest: string
  /** Wire time in ms. */
  readonly expiresAt: number
  /** Wrong tries. */
  wrong: number
  /** What a query with it shows. */
  readonly complaintIds: readonly string[]
}

/** Uses of something limited, stored under the limit and the digest of who uses it. */
export interface UsesRecord {
  /** Wire time in ms. */
  readonly startedAt: number
  used: number
}

/** What the person agreed to at filing. */
export interface ConsentRecord {
  readonly given: readonly (typeof consentKinds)[number][]
  readonly givenAt: number
  readonly withdrawnAt: number | null
}

export interface DeadlineRecord {
  readonly dueDate: string
  readonly replyBy: string
  readonly workingDays: number
  readonly calendarVersion: string
  readonly provisional: boolean
  readonly earliestDueDate: string
  readonly extendedFrom: string | null
}

export interface HistoryRecord {
  readonly at: number
  readonly act: string
  readonly role: 'person' | 'company' | 'operator' | 'system'
  readonly actor: string | null
  readonly round: number
  readonly revision: number
  /** Of the company's acts: a company sees no other one's. */
  readonly enterpriseId: string | null
  /** The operator's or person's words, shown to the person. */
  readonly note: string | null
}

export interface ResponseRecord extends Omit<StoredResponse, 'receipt'> {
  readonly warnings: Finding[]
  readonly receipt: ReceiptRecord | null
}

/** What a receipt says beside its answer. It is signed when it is read: the same bytes each time. */
export interface ReceiptRecord {
  readonly issuer: string
  readonly enterpriseId: string
  readonly dueDate: string | null
  /** Position of its key in `receiptKeys`. */
  readonly key: number
}

/** 申请退回 or 延期申请: asked by the company, decided by an operator. */
interface RequestRecord<Status extends string> {
  readonly requestedAt: number
  status: 'pending' | Status
  decidedAt: number | null
  note: string | null
}

export interface ContestationRecord extends RequestRecord<'upheld' | 'refused'> {
  readonly reason: (typeof contestationReasons)[number]
  readonly statement: string
  /** In which it was asked: an appeal does not end it. */
  readonly round: number
}

export interface ExtensionRecord extends RequestRecord<'granted' | 'refused'> {
  readonly workingDays: number
  readonly reason: string
}

export interface SupplementRequestRecord {
  readonly message: string
  readonly requestedAt: number
  readonly answeredAt: number | null
}

export interface SupplementRecord {
  readonly text: string | null
  readonly evidenceIds: readonly string[]
  readonly at: number
}

export interface DraftRecord {
  readonly content: Readonly<ResponseDraftInput>
  readonly savedAt: number
  readonly savedBy: string | null
  readonly basedOnRevision: number
}

/** Log of a contact disclosure: no values. */
export interface DisclosureRecord {
  readonly id: string
  readonly complaintId: string
  readonly at: number
  readonly actor: string | null
  readonly fields: readonly (typeof disclosureFields)[number][]
  readonly purpose: (typeof disclosurePurposes)[number]
  readonly note: string | null
}

/** A round at a company that is over, as the numbers need it. */
export interface EndedRound {
  readonly enterpriseId: string
  readonly serviceId: string | null
  readonly round: number
  readonly assignedAt: number
  readonly respondedAt: number | null
  readonly endedAt: number
  /** Null for a report. */
  readonly dueDate: string | null
  readonly isRepeat: boolean
  rating: Rating | null
  /** Why it never counts in the timely rate: a contestation upheld, whenever, or moved by an operator unanswered. */
  excluded: 'contested' | 'moved' | null
  /** Answers that the next company does not see. */
  readonly responses: readonly ResponseRecord[]
}

export interface ComplaintRecord {
  readonly id: string
  readonly number: string
  readonly queryCodeSha256: string
  readonly kind: 'complaint' | 'report'
  /**
   * Where it is: with the reviewers, back with the person for more, with a company, forwarded offline (其他, or a
   * report passed to another body), or refused.
   */
  stage: 'review' | 'returned' | 'company' | 'offline' | 'refused'
  /** The company that it is addressed to; null for 其他. */
  addresseeId: string | null
  /** The company as the person named it, where the directory has none (其他). */
  readonly addresseeName: string | null
  /** The company that it is assigned to; null in any other stage. */
  enterpriseId: string | null
  /** Null once erased. */
  person: Person | null
  /** Whose own record it is; null: nobody's, once the account is deleted. */
  accountId: string | null
  consents: ConsentRecord
  /** HMAC of the person under a secret of the platform: the same person at the same company. */
  complainantReference: string | null
  readonly registered: boolean
  province: string | null
  city: string | null
  readonly filedAt: number
  /** Null once erased; so are the others that a person wrote. */
  title: string | null
  description: string | null
  occurredAt: string | null
  place: string | null
  demand: string | null
  readonly category: { readonly code: string; readonly taxonomyVersion: TaxonomyVersion }
  serviceId: string | null
  accountReference: string | null
  otherChannels: Complaint['otherChannels']
  /** Data is empty once erased. */
  evidence: readonly FileRecord[]
  /** Set once the personal data is erased. */
  redactedAt: number | null
  /** Filed soon after another complaint of this person about the same service of this company was closed. */
  isRepeat: boolean
  /** Complaints of the same matter: the one before, and duplicates; linked both ways. */
  readonly relatedIds: string[]
  revision: number
  status: 'assigned' | 'in_progress' | 'responded' | 'closed'
  round: number
  /** Counts assignments, rounds, returns into review and changes of the deadline: what was scheduled before is void. */
  period: number
  /** The filing until it is assigned. */
  assignedAt: number
  acknowledgedAt: number | null
  respondedAt: number | null
  updatedAt: number
  closure: { readonly reason: string; readonly at: number } | null
  /** Null for a report. */
  deadline: DeadlineRecord | null
  readonly responses: ResponseRecord[]
  rating: Rating | null
  contestation: ContestationRecord | null
  extension: ExtensionRecord | null
  supplementRequest: SupplementRequestRecord | null
  supplements: readonly SupplementRecord[]
  urgedAt: number | null
  draft: DraftRecord | null
  metadata: Record<string, string>
  readonly history: HistoryRecord[]
  readonly endedRounds: EndedRound[]
  /** Events of this complaint so far, by company. */
  readonly complaintSequences: Record<string, number>
}

/**
 * What changes of a complaint, as it was when an event happened; the rest is read from the complaint itself. No value
 * in it is ever changed in place.
 */
export interface ComplaintMoment
  extends Readonly<
    Pick<
      ComplaintRecord,
      | 'revision'
      | 'status'
      | 'round'
      | 'assignedAt'
      | 'acknowledgedAt'
      | 'respondedAt'
      | 'updatedAt'
      | 'closure'
      | 'deadline'
      | 'rating'
      | 'contestation'
      | 'extension'
      | 'supplementRequest'
      | 'metadata'
    >
  > {
  /** How many there were. */
  readonly responses: number
  readonly evidence: number
  readonly supplements: number
  readonly remainingWorkingDays: number | null
  readonly relatedComplaints: readonly { readonly id: string; readonly number: string }[]
  /** Why each action was refused, in their order in the contract; null where it was allowed. */
  readonly reasons: readonly (string | null)[]
}

/** An event as it was when it happened: both contents are made from it when they are read. */
export interface EventRecord {
  readonly id: string
  readonly type: EventType
  readonly enterpriseId: string
  readonly complaintId: string | null
  readonly serviceId: string | null
  readonly sequence: number | null
  readonly complaintSequence: number | null
  readonly createdAt: number
  /** What it says beside the complaint; nothing personal. */
  readonly data: Readonly<Record<string, unknown>>
  /** Null where it is about no complaint. */
  complaint: ComplaintMoment | null
  /** What may still be told of the complaint: a summary once it is redacted, its number once it moved on. */
  tells: 'full' | 'summary' | 'number'
}

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

/** A key with which receipts and disclosures are signed. */
export interface ReceiptKeyRecord {
  /** The 32 bytes of an Ed25519 private key (RFC 8032 section 5.1.5), base64url: a secret. */
  readonly seed: string
  readonly since: number
}

/** A company as it stands in the directory. */
export interface DirectoryRecord {
  readonly id: string
  readonly name: string
  /** In Pinyin. */
  readonly initials: string
  readonly aliases: readonly string[]
  /** Null: not connected. */
  readonly enterpriseId: string | null
  /** Of one that is not connected; the others registered theirs. */
  readonly services: readonly Service[]
}

export interface SuggestionRecord {
  readonly id: string
  readonly text: string
  readonly submittedAt: number
  reply: { readonly text: string; readonly at: number } | null
  /** Anyone may read it. */
  published: boolean
}

/** An act of an operator; nobody's personal data. */
export interface AuditRecord {
  readonly id: string
  readonly at: number
  /** Null: in process. */
  readonly clientId: string | null
  readonly actor: string | null
  readonly act: string
  readonly target: string | null
  readonly note: string | null
}

/** What is published of a group in a quarter: numbers of rounds. */
export interface QuarterGroup {
  /** Id of the company, or code of the category. */
  readonly group: string
  readonly received: number
  readonly answered: number
  readonly onTime: number
  readonly due: number
}

export interface QuarterCounts {
  readonly enterprise: readonly QuarterGroup[]
  readonly category: readonly QuarterGroup[]
}

/** 季度通报 as it was published; later decisions change only the present numbers. */
export interface BulletinRecord {
  readonly publishedAt: number
  readonly counts: QuarterCounts
}

export interface Secrets {
  /** Key of the HMAC behind `complainant.reference`, and of the digests of one-time codes. */
  reference: Uint8Array
  /** Private key of access tokens: the 32 bytes of RFC 8032 section 5.1.5. */
  tokens: Uint8Array
  /** Key of the HMAC in cursors. */
  cursors: Uint8Array
}

/** Whatever decides the future stands here, so that a snapshot holds it. */
export interface State {
  /** Of the seed: ids and jitter. */
  readonly random: RandomState
  /** The last id: its millisecond, and how many there were in it before. */
  readonly lastId: { millisecond: number; count: number }
  readonly secrets: Secrets
  readonly enterprises: Map<string, Enterprise>
  readonly clients: Map<string, Client>
  readonly complaints: Map<string, ComplaintRecord>
  /** Complaint number → id. */
  readonly numbers: Map<string, string>
  readonly attachments: Map<string, AttachmentRecord>
  readonly endpoints: Map<string, EndpointRecord>
  readonly deliveries: Map<string, DeliveryRecord>
  /** By quarter, such as `2026Q3`. */
  readonly bulletins: Map<string, BulletinRecord>
  readonly accounts: Map<string, AccountRecord>
  /** Phone → ids of its accounts: one that is registered, and guests. */
  readonly accountIds: Map<string, readonly string[]>
  readonly sessions: Map<string, SessionRecord>
  readonly codes: Map<string, CodeRecord>
  readonly uses: Map<string, UsesRecord>
  readonly directory: Map<string, DirectoryRecord>
  readonly policies: Map<string, Policy>
  /** 常见问题. */
  readonly questions: Map<string, Question>
  readonly notices: Map<string, Notice>
  readonly suggestions: Map<string, SuggestionRecord>
  /** Years of the calendar that operators published or corrected, in that order; a later one replaces its year. */
  readonly publishedYears: CalendarYear[]
  /** Keys of receipts, the oldest first: the last one signs, all verify. */
  readonly receiptKeys: ReceiptKeyRecord[]
  /** Every act of an operator, the oldest first. */
  readonly audit: AuditRecord[]
  /** What writes were answered, by client and `Idempotency-Key`. */
  readonly keptAnswers: Map<string, KeptAnswer>
  /** Client and `jti` of assertions → when they expire, in ms of wire time. */
  readonly seenAssertions: Map<string, number>
  /** Of each client, in wire time: for the rate limit. */
  readonly requestWindows: Map<string, { startedAt: number; used: number }>
  /** The log of requests. */
  readonly requests: RequestEntry[]
  readonly faults: FaultMemory
}

const byId = <E extends { readonly id: string }>(entries: readonly E[]) =>
  new Map(entries.map((entry) => [entry.id, entry]))

/** Nothing but the texts of the public columns. */
export function createState(seed = 1): State {
  return {
    random: seedRandom(seed),
    lastId: { millisecond: -1, count: 0 },
    secrets: { reference: nothing, tokens: nothing, cursors: nothing },
    enterprises: new Map(),
    clients: new Map(),
    complaints: new Map(),
    numbers: new Map(),
    attachments: new Map(),
    endpoints: new Map(),
    deliveries: new Map(),
    bulletins: new Map(),
    accounts: new Map(),
    accountIds: new Map(),
    sessions: new Map(),
    codes: new Map(),
    uses: new Map(),
    directory: new Map(),
    policies: byId(policies),
    questions: byId(faq),
    notices: byId(notices),
    suggestions: new Map(),
    publishedYears: [],
    receiptKeys: [],
    audit: [],
    keptAnswers: new Map(),
    seenAssertions: new Map(),
    requestWindows: new Map(),
    requests: [],
    faults: { requests: { count: 0, entries: [] }, deliveries: { count: 0, entries: [] } },
  }
}

const nothing = new Uint8Array()

export function makeSecrets(randomBytes: (length: number) => Uint8Array): Secrets {
  return { reference: randomBytes(32), tokens: randomBytes(32), cursors: randomBytes(32) }
}
