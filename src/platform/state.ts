/**
 * What the platform remembers. Plain data, no HTTP and no behaviour: acts change it, views read it. Times are
 * milliseconds of domain time since 1970-01-01T00:00:00Z unless a name says otherwise; dates are Asia/Shanghai's.
 */
import type { CalendarYear } from '../calendar/index.js'
import type { FaultMemory } from './faults/faults.js'
import type { KeptAnswer } from './http/idempotency.js'
import type { RequestEntry } from './logs/request-log.js'
import { type RandomState, seedRandom } from './random.js'
import type { BulletinRecord } from './state/bulletin.js'
import type { Client, Enterprise } from './state/company.js'
import type { ComplaintRecord } from './state/complaint.js'
import type { DeliveryRecord, EndpointRecord } from './state/delivery.js'
import type { AttachmentRecord } from './state/file.js'
import type { AuditRecord, DirectoryRecord, ReceiptKeyRecord, SuggestionRecord } from './state/operator.js'
import type { AccountRecord, CodeRecord, SessionRecord, UsesRecord } from './state/person.js'
import { faq, type Question } from './texts/faq.js'
import { type Notice, notices } from './texts/notices.js'
import { type Policy, policies } from './texts/policies.js'

export type * from './state/bulletin.js'
export type * from './state/company.js'
export type * from './state/complaint.js'
export type * from './state/delivery.js'
export type * from './state/event.js'
export type * from './state/file.js'
export type * from './state/operator.js'
export type * from './state/person.js'

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
