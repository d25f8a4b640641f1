/** Rounds of complaints at companies: the unit of every number (domain, section 4). */
import { shanghaiDateOf } from '../calendar/index.js'
import type { Core } from './core.js'
import type { ComplaintRecord, EndedRound, Enterprise } from './state.js'

/** One round at one company; times in ms of domain time. */
export interface Round extends Omit<Readonly<EndedRound>, 'endedAt' | 'excluded' | 'responses'> {
  readonly complaint: ComplaintRecord
  /** When it was closed, reopened or moved on; null while it goes on. */
  readonly endedAt: number | null
  /**
   * Why it never counts in the timely rate: `contested`, a contestation upheld, whenever that was; `withdrawn` by the
   * person on or before its last due date; unanswered and `moved` on by an operator, or `set_aside` by one, as a
   * duplicate or out of scope. Reports have no `dueDate`.
   */
  readonly excluded: 'contested' | 'moved' | 'set_aside' | 'withdrawn' | null
}

/** Every round that this company had, those of complaints that moved on included. */
export function* roundsAt({ state }: Pick<Core, 'state'>, enterprise: Enterprise): Generator<Round> {
  for (const id of new Set([...enterprise.complaintIds, ...enterprise.formerComplaintIds])) {
    const complaint = state.complaints.get(id)
    for (const round of complaint ? roundsOf(complaint) : []) {
      if (round.enterpriseId === enterprise.id) yield round
    }
  }
}

/** Every round of this complaint, the oldest first. */
export function roundsOf(complaint: ComplaintRecord): Round[] {
  const ended = complaint.endedRounds.map(({ responses, ...round }): Round => ({ ...round, complaint }))
  const { enterpriseId, serviceId, round, assignedAt, respondedAt, rating, closure, deadline, isRepeat } =
    complaint
  if (enterpriseId === null) return ended
  const present: Round = {
    complaint,
    enterpriseId,
    serviceId,
    round,
    assignedAt,
    respondedAt,
    endedAt: closure?.at ?? null,
    dueDate: deadline?.dueDate ?? null,
    isRepeat,
    rating,
    excluded: exclusionOf(complaint),
  }
  return [...ended, present]
}

function exclusionOf({ contestation, closure, deadline, respondedAt }: ComplaintRecord): Round['excluded'] {
  if (contestation?.status === 'upheld') return 'contested'
  if (!closure || !deadline) return null
  const { reason, at } = closure
  if (reason === 'withdrawn') return shanghaiDateOf(at) <= deadline.dueDate ? 'withdrawn' : null
  const isSetAside = respondedAt === null && (reason === 'duplicate' || reason === 'out_of_scope')
  return isSetAside ? 'set_aside' : null
}
