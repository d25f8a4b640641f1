/** What happens to a round by itself as time passes. Each timer looks again whether it still applies. */
import { endOfShanghaiDate } from '../calendar/index.js'
import { closeComplaint } from './acts/close.js'
import type { Core } from './core.js'
import { approachingMoments } from './deadlines.js'
import { type Emission, perform } from './events.js'
import { scheduleRetention } from './retention.js'
import type { ComplaintRecord, DeadlineRecord } from './state.js'

/** Milliseconds: Shanghai has no summer time. */
const dayLength = 86_400_000

const isOpen = ({ status }: ComplaintRecord) => status === 'assigned' || status === 'in_progress'

/** What comes of a round that nobody answers. */
interface Step {
  readonly moment: number
  /** Left out where its moment has passed. */
  readonly isWarning: boolean
  readonly act: (core: Core, record: ComplaintRecord, emission: Emission) => void
}

/** Rounds that were assigned on one date share their deadline, and the steps, as long as the calendar stays. */
const known = new WeakMap<DeadlineRecord, Pick<Core, 'calendar' | 'settings'> & { readonly steps: Step[] }>()

/** In order of time. */
function stepsOf({ calendar, settings }: Core, deadline: DeadlineRecord): readonly Step[] {
  const former = known.get(deadline)
  if (former?.calendar === calendar && former.settings === settings) return former.steps
  const { dueDate } = deadline
  const overdueAt = endOfShanghaiDate(dueDate)
  const warnings = approachingMoments({ calendar, settings }, deadline).map(
    ({ moment, remainingWorkingDays }): Step => ({
      moment,
      isWarning: true,
      act: (_, record, emission) =>
        emission.complaint('complaint.deadline_approaching', record, { remainingWorkingDays }),
    }),
  )
  const steps: Step[] = [
    ...warnings.sort((one, other) => one.moment - other.moment),
    {
      moment: overdueAt,
      isWarning: false,
      act: (_, record, emission) => emission.complaint('complaint.overdue', record, { dueDate }),
    },
    {
      moment: overdueAt + settings.unansweredDays * dayLength,
      isWarning: false,
      act: (core, record, emission) => closeComplaint(core, record, 'unanswered', emission),
    },
  ]
  known.set(deadline, { calendar, settings, steps })
  return steps
}

/**
 * From assignment on: warned as the date comes near, overdue when it has passed, closed when nobody answers. Of these, a
 * timer stands for the next one alone: most rounds are answered before any of them.
 *
 * @param since ms: what fell due up to then has happened
 */
export function scheduleRound(
  core: Core,
  record: ComplaintRecord,
  since: number = Number.NEGATIVE_INFINITY,
): void {
  const { clock } = core
  const { deadline, period } = record
  if (!deadline) return
  const steps = stepsOf(core, deadline)
  const now = clock.now()
  const awaitStep = (position: number): void => {
    const step = steps[position]
    if (!step) return
    const run = () => {
      if (!isOpen(record) || record.period !== period) return
      perform(core, (emission) => step.act(core, record, emission))
      awaitStep(position + 1)
    }
    clock.schedule(step.moment, run, record.id)
  }
  awaitStep(steps.findIndex(({ moment, isWarning }) => moment > (isWarning ? Math.max(since, now) : since)))
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
