import { createHmac } from 'node:crypto'
import type { Core } from '../core.js'
import { setDeadline } from '../deadlines.js'
import { documentKey } from '../documents.js'
import type { Emission } from '../events.js'
import { writeHistory } from '../history.js'
import { scheduleRound } from '../round-timers.js'
import type { ComplaintRecord, EndedRound, Enterprise, Person } from '../state.js'

/** Gives a complaint to a company: a new period begins. Part of another act. */
export function assign(
  core: Core,
  record: ComplaintRecord,
  enterprise: Enterprise,
  emission: Emission,
  actor: string | null = null,
  note: string | null = null,
): void {
  record.stage = 'company'
  record.enterpriseId = enterprise.id
  record.addresseeId = enterprise.id
  record.complainantReference = record.person && referTo(core, enterprise, record.person)
  enterprise.complaintIds.push(record.id)
  record.isRepeat = core.counters.followsClosing(record, core.settings.repeatDays)
  beginRound(core, record)
  writeHistory(core, record, { act: 'assigned', role: 'operator', actor, note, raises: true })
  scheduleRound(core, record)
  emission.complaint('complaint.assigned', record)
}

/** Takes a complaint away from its company, which hears of it this once more. Part of another act. */
export function takeAway(
  core: Core,
  record: ComplaintRecord,
  reason: string,
  excluded: 'contested' | 'moved',
  emission: Emission,
): void {
  const former = core.state.enterprises.get(record.enterpriseId ?? '')
  // An answer that was given counts, unless a contestation was upheld, whenever that was.
  const isAnswered = record.respondedAt !== null
  const without = contestedOf(record) ?? (excluded === 'moved' && isAnswered ? null : excluded)
  endRound(core, record, without, record.responses)
  record.responses = []
  emission.farewell(record, reason)
  if (former) {
    const position = former.complaintIds.lastIndexOf(record.id)
    if (position >= 0) former.complaintIds.splice(position, 1)
    former.formerComplaintIds.push(record.id)
  }
  record.enterpriseId = null
  record.complainantReference = null
  record.serviceId = null
  record.metadata = {}
  record.draft = null
  clearRound(record)
}

/** 再次投诉: the same company gets the complaint once more. Part of another act. */
export function reopen(core: Core, record: ComplaintRecord): void {
  endRound(core, record, contestedOf(record), [])
  record.round += 1
  const { contestation } = record
  beginRound(core, record)
  // Asked before the appeal, it still awaits its decision.
  if (contestation?.status === 'pending') record.contestation = contestation
}

const contestedOf = ({ contestation }: ComplaintRecord) =>
  contestation?.status === 'upheld' ? 'contested' : null

/** The same person at the same company, and nobody can tell who without the platform's secret. */
function referTo({ referenceSecret }: Core, enterprise: Enterprise, { document }: Person): string {
  const hmac = createHmac('sha256', referenceSecret).update(`${enterprise.id}\n${documentKey(document)}`)
  return `ref_${hmac.digest('base64url').slice(0, 22)}`
}

function beginRound(core: Core, record: ComplaintRecord): void {
  const now = core.clock.now()
  clearRound(record)
  record.assignedAt = now
  // A clue has no deadline.
  record.deadline = record.kind === 'report' ? null : setDeadline(core, now)
}

/** Nothing of the round before goes on, its timers included. */
function clearRound(record: ComplaintRecord): void {
  record.period += 1
  record.status = 'assigned'
  record.acknowledgedAt = null
  record.respondedAt = null
  record.closure = null
  record.rating = null
  record.contestation = null
  record.extension = null
  record.supplementRequest = null
  record.urgedAt = null
  record.deadline = null
}

function endRound(
  core: Core,
  record: ComplaintRecord,
  excluded: EndedRound['excluded'],
  responses: EndedRound['responses'],
): void {
  const { enterpriseId, serviceId, round, assignedAt, respondedAt, rating, deadline, isRepeat } = record
  if (enterpriseId === null) return
  record.endedRounds.push({
    enterpriseId,
    serviceId,
    round,
    assignedAt,
    respondedAt,
    endedAt: core.clock.now(),
    dueDate: deadline?.dueDate ?? null,
    isRepeat,
    rating,
    excluded,
    responses,
  })
}
