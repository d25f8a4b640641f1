/** Complaints that await an operator. */
import type { QueryOf, RouteOf } from '../../contract/index.js'
import type { Core } from '../core.js'
import type { ComplaintRecord } from '../state.js'

type Query = QueryOf<RouteOf<'listReviewQueue'>>
export type QueueFilter = Omit<Query, 'limit' | 'cursor'>

/** Complaints that fit, in order of filing. Without a filter: filings in review, and requests of companies. */
export function listQueue({ state }: Core, filter: QueueFilter = {}): ComplaintRecord[] {
  const hasFilter = Object.values(filter).some((value) => value !== undefined)
  // Ids rise in the order of filing, and so the map holds them.
  return [...state.complaints.values()].filter((record) =>
    hasFilter ? fits(record, filter) : awaitsOperator(record),
  )
}

const isPending = (request: { readonly status: string } | null) => request?.status === 'pending'

function awaitsOperator(record: ComplaintRecord): boolean {
  if (record.status === 'closed') return isPending(record.contestation)
  return record.stage === 'review' || isPending(record.contestation) || isPending(record.extension)
}

function fits(record: ComplaintRecord, { stage, pending, kind, enterpriseId, number }: QueueFilter): boolean {
  return (
    (stage === undefined || [stage].flat().includes(record.stage)) &&
    (pending === undefined || (isPending(record[pending]) && awaitsOperator(record))) &&
    (kind === undefined || record.kind === kind) &&
    (enterpriseId === undefined || record.enterpriseId === enterpriseId) &&
    (number === undefined || record.number === number)
  )
}
