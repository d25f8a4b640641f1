/** What happens to a round by itself as time passes. Each timer looks again whether it still applies. */
import { endOfShanghaiDate } from '../calendar/index.js'
import { closeComplaint } from './acts/close.js'
import type { Core } from './core.js'
import { approachingMoments } from './deadlines.js'
import { perform } from './events.js'
import type { ComplaintRecord } from './state.js'

/** Milliseconds: Shanghai has no summer time. */
const dayLength = 86_400_000

const isOpen = ({ status }: ComplaintRecord) => status === 'assigned' || status === 'in_progress'

/** From assignment on: warned as the date comes near, overdue when it has passed, closed when nobody answers. */
export function scheduleRound(core: Core, record: ComplaintRecord): void {
  const { clock, calendar, settings } = core
  const { deadline, period } = record
  if (!deadline) return
  const { dueDate } = deadline
  const applies = () => isOpen(record) && record.period === period
  const at = (moment: number, run: () => void) => clock.schedule(moment, () => void (applies() && run()))

  for (const { moment, remainingWorkingDays } of approachingMoments(
    { calendar, settings },
    deadline,
    clock.now(),
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
export function scheduleConfirmation(core: Core, record: ComplaintRecord): void {
  const { respondedAt } = record
  if (respondedAt === null) return
  // Another company's answer in the same round has a time of its own.
  const applies = () => record.status === 'responded' && record.respondedAt === respondedAt
  core.clock.schedule(respondedAt + core.settings.ratingDays * dayLength, () => {
    if (!applies()) return
    perform(core, (emission) => closeComplaint(core, record, 'auto_confirmed', emission))
  })
}
