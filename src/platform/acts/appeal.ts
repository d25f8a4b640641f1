import { addCalendarDays, shanghaiDateOf } from '../../calendar/index.js'
import type { Core } from '../core.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import { RefusalError } from '../refusal.js'
import { scheduleRound } from '../round-timers.js'
import type { ComplaintRecord } from '../state.js'
import { reopen } from './assign.js'
import { tellDeadline } from './move-deadline.js'

/** Ends with which a person need not be content. */
const contestable = ['confirmed', 'auto_confirmed', 'unanswered']

/**
 * 再次投诉: the person is not content with the answer, or had none: round 2 at the same company, with a new period.
 * Once, and within `appealDays` of closing.
 *
 * @throws RefusalError not_responded: no answer yet, and never for a report; already_appealed; appeal_too_late;
 * complaint_closed: withdrawn, a duplicate, or out of scope; consent_withdrawn: erased, so there is nothing to answer
 */
export function appeal(core: Core, record: ComplaintRecord): void {
  assertContestable(core, record)
  const former = record.deadline
  perform(core, (emission) => {
    reopen(core, record)
    writeHistory(core, record, { act: 'reopened', role: 'person', raises: true })
    emission.complaint('complaint.reopened', record)
    if (former) tellDeadline(core, record, former, 'new_round', emission)
    scheduleRound(core, record)
  })
}

function assertContestable({ clock, settings }: Core, record: ComplaintRecord): void {
  const { kind, status, closure, round, redactedAt } = record
  if (kind === 'report' || record.enterpriseId === null) throw new RefusalError('not_responded')
  if (round > 1) throw new RefusalError('already_appealed')
  if (redactedAt !== null) throw new RefusalError('consent_withdrawn')
  if (status === 'responded') return
  if (!closure) throw new RefusalError('not_responded')
  if (!contestable.includes(closure.reason)) throw new RefusalError('complaint_closed')
  const lastDate = addCalendarDays(shanghaiDateOf(closure.at), settings.appealDays)
  if (shanghaiDateOf(clock.now()) > lastDate) throw new RefusalError('appeal_too_late')
}
