/** A complaint, and all that was done with it. Times are ms of domain time unless a name says otherwise. */
import type {
  Complaint,
  contestationReasons,
  disclosureFields,
  disclosurePurposes,
  Finding,
  Rating,
  ResponseDraftInput,
  StoredResponse,
  TaxonomyVersion,
} from '../../contract/index.js'
import type { FileRecord } from './file.js'
import type { ConsentRecord, Person } from './person.js'

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
  responses: readonly ResponseRecord[]
  rating: Rating | null
  contestation: ContestationRecord | null
  extension: ExtensionRecord | null
  supplementRequest: SupplementRequestRecord | null
  supplements: readonly SupplementRecord[]
  urgedAt: number | null
  draft: DraftRecord | null
  metadata: Record<string, string>
  history: readonly HistoryRecord[]
  readonly endedRounds: EndedRound[]
  /** Events of this complaint so far, by company. */
  readonly complaintSequences: Record<string, number>
}
