/** What happens to a round by itself as time passes. Each timer looks again whether it still applies. */
import { addCalendarDays, startOfShanghaiDate } from '../calendar/index.js'
import { closeComplaint } from './acts/close.js'
import type { Core } from './core.js'
import { approachingMoments } from './deadlines.js'
import { perform } from './events.js'
import type { ComplaintRecord } from './state.js'

const isOpen = ({ status }: ComplaintRecord) => status === 'assigned' || status === 'in_progress'

/** From assignment on: warned as the date comes near, overdue when it has passed, closed when nobody answers. */
export function scheduleRound(core: Core, record: ComplaintRecord): void {
  const { clock, calendar, settings } = core
  const { deadline, round } = record
  if (!deadline) return
  const { dueDate } = deadline
  const applies = () => isOpen(record) && record.round === round && record.deadline?.dueDate === dueDate
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
  at(startOfShanghaiDate(addCalendarDays(dueDate, 1)), () =>
    perform(core, (emission) => emission.complaint('complaint.overdue', record, { dueDate })),
  )
  at(startOfShanghaiDate(addCalendarDays(dueDate, settings.unansweredDays + 1)), () =>
    perform(core, (emission) => closeComplaint(core, record, 'unanswered', emission)),
  )
}

/** From the final answer on: it counts as confirmed when nobody rates it. */
export function scheduleConfirmation(core: Core, record: ComplaintRecord): void {
  const { round, respondedAt } = record
  if (respondedAt === null) return
  core.clock.schedule(respondedAt + core.settings.ratingDays * 86_400_000, () => {
    if (record.status !== 'responded' || record.round !== round) return
    perform(core, (emission) => closeComplaint(core, record, 'auto_confirmed', emission))
  })
}
