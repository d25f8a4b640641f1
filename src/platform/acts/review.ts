/** 审核: what an operator does with a filing. Each is written down with who did it and why. */
import { ArgumentError } from '../../errors.js'
import type { Core } from '../core.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord, Enterprise } from '../state.js'
import { assign, takeAway } from './assign.js'
import { closeComplaint } from './close.js'

/** Who acts, and the words that the person reads. */
export interface Decision {
  /** The operator's staff reference, never a name. */
  readonly actor: string | null
  readonly note: string
}

/**
 * Accepts a filing and assigns it; a report reaches the company as a clue.
 *
 * @throws RefusalError not_in_review
 */
export function accept(
  core: Core,
  record: ComplaintRecord,
  enterprise: Enterprise,
  actor: string | null = null,
  note: string | null = null,
): void {
  assertInReview(record)
  perform(core, (emission) => {
    // The service is one of the company that the person named.
    if (enterprise.id !== record.addresseeId) record.serviceId = null
    assign(core, record, enterprise, emission, actor, note)
  })
}

/**
 * 退回补充: the person is to add something; the next supplement brings it back into review.
 *
 * @throws RefusalError not_in_review
 */
export function returnToPerson(core: Core, record: ComplaintRecord, { actor, note }: Decision): void {
  assertInReview(record)
  perform(core, () => {
    record.stage = 'returned'
    writeHistory(core, record, { act: 'returned', role: 'operator', actor, note, raises: true })
  })
}

/**
 * 不予受理: a filing that the platform does not take.
 *
 * @throws RefusalError not_in_review
 */
export function refuse(core: Core, record: ComplaintRecord, { actor, note }: Decision): void {
  assertInReview(record)
  perform(core, (emission) => {
    record.stage = 'refused'
    writeHistory(core, record, { act: 'refused', role: 'operator', actor, note, raises: true })
    closeComplaint(core, record, 'out_of_scope', emission)
  })
}

/**
 * Forwarded offline: to a company that is not connected, or a report to the body that it concerns.
 *
 * @throws RefusalError not_in_review
 */
export function forwardOffline(core: Core, record: ComplaintRecord, decision: Decision): void {
  assertInReview(record)
  perform(core, () => forward(core, record, decision))
}

/**
 * 举报转送: a report to the body that it concerns, by the number that people call. The person reads which one.
 *
 * @throws RefusalError not_in_review
 */
export function passOn(core: Core, record: ComplaintRecord, to: '12377' | '12321', decision: Decision): void {
  assertInReview(record)
  perform(core, () => forward(core, record, decision, `passed_to_${to}`))
}

/** The same as a part of another act. */
export function forward(
  core: Core,
  record: ComplaintRecord,
  decision: Decision | null,
  act = 'forwarded_offline',
): void {
  record.stage = 'offline'
  const { actor = null, note = null } = decision ?? {}
  writeHistory(core, record, { act, role: 'operator', actor, note, raises: true })
}

/**
 * 重复投诉: closes it, and links it with the one that goes on.
 *
 * @throws RefusalError complaint_closed
 * @throws ArgumentError of itself
 */
export function markDuplicate(
  core: Core,
  record: ComplaintRecord,
  other: ComplaintRecord,
  { actor, note }: Decision,
): void {
  if (record.status === 'closed') throw new RefusalError('complaint_closed')
  if (other.id === record.id)
    throw new ArgumentError('A complaint is not a duplicate of itself: name another one.')
  perform(core, (emission) => {
    link(record, other)
    link(other, record)
    writeHistory(core, record, { act: 'marked_duplicate', role: 'operator', actor, note, raises: true })
    closeComplaint(core, record, 'duplicate', emission)
  })
}

/**
 * 转办: another company gets it, with a new period. The former one hears of it once more, and then it is gone for it.
 *
 * @throws RefusalError complaint_closed; not_assigned: it is with no company, or with this one already
 */
export function reassign(
  core: Core,
  record: ComplaintRecord,
  enterprise: Enterprise,
  { actor, note }: Decision,
): void {
  if (record.status === 'closed') throw new RefusalError('complaint_closed')
  if (record.enterpriseId === null || record.enterpriseId === enterprise.id) {
    throw new RefusalError('not_assigned')
  }
  perform(core, (emission) => {
    writeHistory(core, record, { act: 'reassigned', role: 'operator', actor, note, raises: true })
    takeAway(core, record, 'reassigned', 'moved', emission)
    assign(core, record, enterprise, emission, actor)
  })
}

function link({ relatedIds }: ComplaintRecord, { id }: ComplaintRecord): void {
  if (!relatedIds.includes(id)) relatedIds.push(id)
}

function assertInReview({ stage, status }: ComplaintRecord): void {
  if (stage !== 'review' || status === 'closed') throw new RefusalError('not_in_review')
}
