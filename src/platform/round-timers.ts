/** What happens to a round by itself as time passes. Each timer looks again whether it still applies. */
import { endOfShanghaiDate } from '../calendar/index.js'
import { closeComplaint } from './acts/close.js'
import type { Core } from './core.js'
import { approachingMoments } from './deadlines.js'
import { perform } from './events.js'
import { scheduleRetention } from './retention.js'
import type { ComplaintRecord } from './state.js'

/** Milliseconds: Shanghai has no summer time. */
const dayLength = 86_400_000

const isOpen = ({ status }: ComplaintRecord) => status === 'assigned' || status === 'in_progress'

/**
 * From assignment on: warned as the date comes near, overdue when it has passed, closed when nobody answers.
 *
 * @param since ms: what fell due up to then has happened
 */
export function scheduleRound(
  core: Core,
  record: ComplaintRecord,
  since: number = Number.NEGATIVE_INFINITY,
): void {
  const { clock, calendar, settings } = core
  const { deadline, period } = record
  if (!deadline) return
  const { dueDate } = deadline
  const applies = () => isOpen(record) && record.period === period
  const at = (moment: number, run: () => void) => {
    if (moment > since) clock.schedule(moment, () => void (applies() && run()), record.id)
  }

  for (const { moment, remainingWorkingDays } of approachingMoments(
    { calendar, settings },
    deadline,
    Math.max(since, clock.now()),
  )) {
    at(moment, () =>
      perform(core, (emission) =>
        emission.complaint('complaint.deadline_approaching', record, { remainingWorkingDays }),
      ),
    )
  }
  at(endOfShanghaiDate(dueDate), () =>
    perform(core, (emission) => emission.complaint('complaint.overdue', record, { dueDate })),
  )
  at(endOfShanghaiDate(dueDate) + settings.unansweredDays * dayLength, () =>
    perform(core, (emission) => closeComplaint(core, record, 'unanswered', emission)),
  )
}

/** From the final answer on: it counts as confirmed when nobody rates it. */
export function scheduleConfirmation(
  core: Core,
  record: ComplaintRecord,
  since: number = Number.NEGATIVE_INFINITY,
): void {
  const { respondedAt } = record
  if (respondedAt === null) return
  // Another company's answer in the same round has a time of its own.
  const applies = () => record.status === 'responded' && record.respondedAt === respondedAt
  const at = respondedAt + core.settings.ratingDays * dayLength
  const run = () => {
    if (applies()) perform(core, (emission) => closeComplaint(core, record, 'auto_confirmed', emission))
  }
  if (at > since) core.clock.schedule(at, run, record.id)
}

/** Sets every timer of every complaint anew, after the state came from elsewhere; see `scheduleRound`. */
export function resumeRounds(core: Core, since: number): void {
  for (const record of core.state.complaints.values()) {
    if (record.status === 'responded') scheduleConfirmation(core, record, since)
    else if (record.status !== 'closed') scheduleRound(core, record, since)
    else if (record.redactedAt === null) scheduleRetention(core, record, since)
  }
}
