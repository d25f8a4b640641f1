/** Events, as they were when they happened. Times are ms of domain time unless a name says otherwise. */
import type { EventType } from '../../contract/index.js'
import type { ComplaintRecord } from './complaint.js'

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
