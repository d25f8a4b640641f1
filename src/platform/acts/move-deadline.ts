import type { deadlineChangeReasons } from '../../contract/index.js'
import type { Core } from '../core.js'
import { countRemaining, extendDeadline, isOverdue, setDeadline, showDeadline } from '../deadlines.js'
import { type Emission, perform } from '../events.js'
import { scheduleRound } from '../round-timers.js'
import type { ComplaintRecord, DeadlineRecord } from '../state.js'

type Reason = (typeof deadlineChangeReasons)[number]

/** Gives a round another deadline, and tells. Part of another act. */
export function moveDeadline(
  core: Core,
  record: ComplaintRecord,
  deadline: DeadlineRecord,
  reason: Reason,
  emission: Emission,
): void {
  const former = record.deadline
  if (!former) return
  record.deadline = deadline
  record.period += 1
  core.counters.changed(record)
  tellDeadline(core, record, former, reason, emission)
  scheduleRound(core, record)
}

/** `complaint.deadline_changed`: from the former to the present one. */
export function tellDeadline(
  core: Core,
  record: ComplaintRecord,
  former: DeadlineRecord,
  reason: Reason,
  emission: Emission,
): void {
  if (!record.deadline) return
  const show = (deadline: DeadlineRecord) =>
    showDeadline(deadline, countRemaining(core.calendar, deadline, core.clock.now()))
  const [from, to] = [show(former), show(record.deadline)]
  emission.complaint('complaint.deadline_changed', record, { reason, from, to })
}

/**
 * After a change of the calendar: open rounds get the deadline that they would have had from the start.
 *
 * @returns how many moved
 * @throws ArgumentError one would lie beyond the calendar's last year; nothing has changed then
 */
export function recomputeDeadlines(core: Core): number {
  let moved = 0
  for (const { record, former, right } of listRecomputed(core)) {
    const isMoved = right.dueDate !== former.dueDate || right.earliestDueDate !== former.earliestDueDate
    if (isMoved) {
      perform(core, (emission) => moveDeadline(core, record, right, 'calendar', emission))
      moved += 1
      continue
    }
    record.deadline = right
    if (isOverdue(record, core.clock.now())) continue
    // The days of the reminders may have moved all the same.
    record.period += 1
    scheduleRound(core, record)
  }
  return moved
}

/** All of them, before the first one changes. */
function listRecomputed(core: Core) {
  return [...core.state.complaints.values()].flatMap((record) => {
    const { deadline: former, extension, status, assignedAt } = record
    if (!former || status === 'responded' || status === 'closed') return []
    const plain = setDeadline(core, assignedAt)
    const right = extension?.status === 'granted' ? extendDeadline(core, plain, extension.workingDays) : plain
    return [{ record, former, right }]
  })
}
