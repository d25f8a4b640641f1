/** A complaint as it was when an event told of it: what changes is kept with the event, small and plain. */
import { type Circumstances, circumstancesOf } from './complaint-view.js'
import type { Core } from './core.js'
import type { ComplaintMoment, ComplaintRecord, EventRecord } from './state.js'

/** One array for each set of reasons: there are few, and an event keeps one. */
const known: ComplaintMoment['reasons'][] = []
const none: ComplaintMoment['relatedComplaints'] = []

function shareReasons(reasons: ComplaintMoment['reasons']): ComplaintMoment['reasons'] {
  const shared = known.find((each) => each.every((reason, index) => reason === reasons[index]))
  if (!shared) known.push(reasons)
  return shared ?? reasons
}

export function rememberMoment(core: Core, record: ComplaintRecord): ComplaintMoment {
  const { remainingWorkingDays, relatedComplaints, reasons } = circumstancesOf(core, record)
  return {
    revision: record.revision,
    status: record.status,
    round: record.round,
    assignedAt: record.assignedAt,
    acknowledgedAt: record.acknowledgedAt,
    respondedAt: record.respondedAt,
    updatedAt: record.updatedAt,
    closure: record.closure,
    deadline: record.deadline,
    rating: record.rating,
    contestation: record.contestation,
    extension: record.extension,
    supplementRequest: record.supplementRequest,
    metadata: record.metadata,
    responses: record.responses.length,
    evidence: record.evidence.length,
    supplements: record.supplements.length,
    remainingWorkingDays,
    relatedComplaints: relatedComplaints.length > 0 ? relatedComplaints : none,
    reasons: shareReasons(reasons),
  }
}

/** @param record the complaint as it is now */
export function recallMoment(
  record: ComplaintRecord,
  { enterpriseId, serviceId, createdAt }: Pick<EventRecord, 'enterpriseId' | 'serviceId' | 'createdAt'>,
  moment: ComplaintMoment,
): { readonly record: ComplaintRecord; readonly circumstances: Circumstances } {
  const { responses, evidence, supplements, remainingWorkingDays, relatedComplaints, reasons, ...changed } =
    moment
  return {
    record: {
      ...record,
      ...changed,
      enterpriseId,
      serviceId,
      responses: record.responses.slice(0, responses),
      evidence: record.evidence.slice(0, evidence),
      supplements: record.supplements.slice(0, supplements),
    },
    circumstances: { now: createdAt, remainingWorkingDays, relatedComplaints, reasons },
  }
}
