import type { deadlineChangeReasons } from '../../contract/index.js'
import type { Core } from '../core.js'
import { extendDeadline, setDeadline, showDeadline } from '../deadlines.js'
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
  const show = (deadline: DeadlineRecord) => showDeadline(core.calendar, deadline, core.clock.now())
  const [from, to] = [show(former), show(record.deadline)]
  emission.complaint('complaint.deadline_changed', record, { reason, from, to })
}

/** After a change of the calendar: open rounds get the deadline that they would have had from the start. */
export function recomputeDeadlines(core: Core): void {
  for (const record of core.state.complaints.values()) {
    const { deadline, extension, status, assignedAt } = record
    if (!deadline || status === 'responded' || status === 'closed') continue
    const plain = setDeadline(core, assignedAt)
    const right = extension?.status === 'granted' ? extendDeadline(core, plain, extension.workingDays) : plain
    const isMoved = right.dueDate !== deadline.dueDate || right.earliestDueDate !== deadline.earliestDueDate
    if (isMoved) perform(core, (emission) => moveDeadline(core, record, right, 'calendar', emission))
    else record.deadline = right
  }
}
