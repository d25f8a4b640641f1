/** What the numbers need of a round. Days are numbers of dates in Shanghai, as `calendar.dayNumbers` takes them. */
import { dayNumberAt, dayNumberOf } from '../../calendar/shanghai.js'
import { roundsOf } from '../rounds.js'
import type { ComplaintRecord } from '../state.js'

export interface RoundFact {
  readonly enterpriseId: string
  readonly serviceId: string | null
  /** Code of the category. */
  readonly category: string
  readonly assignedDay: number
  /** Of the final answer; null without one. */
  readonly answeredDay: number | null
  /** From assignment to the final answer, in ms; 0 without one. */
  readonly handledMs: number
  /** The last due date; null where the round does not count in the timely rate. */
  readonly dueDay: number | null
  readonly isReopened: boolean
  readonly isRepeat: boolean
  readonly rating: { readonly day: number; readonly score: number; readonly solved: boolean } | null
}

/** Of every round that counts. Reports do not, nor does a round with a contestation that was upheld. */
export function factsOf(record: ComplaintRecord): RoundFact[] {
  if (record.kind === 'report') return []
  const rounds = roundsOf(record)
  return rounds
    .filter(({ excluded }) => excluded !== 'contested')
    .map((round) => {
      const { excluded, assignedAt, respondedAt, dueDate, rating } = round
      const before = rounds[rounds.indexOf(round) - 1]
      const isReopened = round.round > (before?.round ?? round.round)
      return {
        enterpriseId: round.enterpriseId,
        serviceId: round.serviceId,
        category: record.category.code,
        assignedDay: dayNumberAt(assignedAt),
        answeredDay: respondedAt === null ? null : dayNumberAt(respondedAt),
        handledMs: respondedAt === null ? 0 : respondedAt - assignedAt,
        dueDay: dueDate === null || excluded !== null ? null : dayNumberOf(dueDate),
        isReopened,
        isRepeat: round.isRepeat && !isReopened,
        rating: rating && { day: dayNumberOf(rating.ratedAt), score: rating.score, solved: rating.solved },
      }
    })
}

/** The days on which something happened with it, each once. */
export function daysOf({ assignedDay, answeredDay, dueDay, rating }: RoundFact): readonly number[] {
  const days = [assignedDay]
  if (answeredDay !== null && !days.includes(answeredDay)) days.push(answeredDay)
  if (dueDay !== null && !days.includes(dueDay)) days.push(dueDay)
  if (rating && !days.includes(rating.day)) days.push(rating.day)
  return days
}
