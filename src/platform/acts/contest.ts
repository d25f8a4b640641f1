import type { ContestationInput } from '../../contract/index.js'
import { assertAllowed } from '../allowed-actions.js'
import type { Core } from '../core.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord, ContestationRecord, Enterprise } from '../state.js'
import { assign, takeAway } from './assign.js'
import { closeComplaint } from './close.js'
import type { Decision } from './review.js'

/**
 * 申请退回: the company holds that the complaint is not for it. An operator decides; the clock goes on meanwhile.
 *
 * @throws RefusalError complaint_closed, already_responded, contestation_pending, already_contested
 */
export function contest(
  core: Core,
  record: ComplaintRecord,
  { reason, statement }: ContestationInput,
  actor: string | null,
): void {
  assertAllowed(core, record, 'contest')
  perform(core, () => {
    const requestedAt = core.clock.now()
    const { round } = record
    record.contestation = {
      reason,
      statement,
      round,
      status: 'pending',
      requestedAt,
      decidedAt: null,
      note: null,
    }
    writeHistory(core, record, { act: 'contested', role: 'company', actor, raises: false })
  })
}

export interface ContestationDecision extends Decision {
  readonly uphold: boolean
  /** Of an upheld one: the company that gets the complaint. */
  readonly to?: Enterprise | undefined
}

/** Reasons that speak of the company and not of the complaint: somebody else is to answer it. */
const aboutCompany: readonly ContestationRecord['reason'][] = ['not_our_service', 'affiliate']

/**
 * Upheld, whenever that is, the round leaves the numbers, and the complaint goes to another company, back into review
 * when none is named, or is closed. Refused, nothing moves.
 *
 * @throws RefusalError nothing_pending: decided already, or moved on meanwhile; not_assigned: to the company that gives it back
 */
export function decideContestation(
  core: Core,
  record: ComplaintRecord,
  { uphold, to, actor, note }: ContestationDecision,
): void {
  const { contestation } = record
  if (contestation?.status !== 'pending') throw new RefusalError('nothing_pending')
  if (uphold && to && to.id === record.enterpriseId) throw new RefusalError('not_assigned')
  perform(core, (emission) => {
    const { reason } = contestation
    const decision = uphold ? 'upheld' : 'refused'
    record.contestation = { ...contestation, status: decision, decidedAt: core.clock.now(), note }
    writeHistory(core, record, {
      act: `contestation_${decision}`,
      role: 'operator',
      actor,
      note,
      raises: true,
    })
    emission.complaint('contestation.decided', record, { decision, reason })
    if (uphold) leaveOut(record, contestation)
    // Answered meanwhile, or over: only the numbers change.
    if (!uphold || record.status === 'responded' || record.status === 'closed') return
    if (!to && !aboutCompany.includes(reason)) {
      closeComplaint(core, record, reason === 'duplicate' ? 'duplicate' : 'out_of_scope', emission)
      return
    }
    takeAway(core, record, reason, 'contested', emission)
    if (to) assign(core, record, to, emission, actor)
    else record.stage = 'review'
  })
}

/** The round in which it was asked, where an appeal has ended that one. */
function leaveOut({ endedRounds, round }: ComplaintRecord, contestation: ContestationRecord): void {
  const asked = endedRounds.at(-1)
  if (asked && contestation.round < round) asked.excluded = 'contested'
}
