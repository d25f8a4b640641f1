/** What is counted of rounds: sums over the days of a span. */
import type { RoundFact } from './round-facts.js'

/** Of rounds: those assigned, answered, due or rated on the days that were summed up. */
export interface Tally {
  received: number
  /** Of those received: not begun by an appeal. */
  first: number
  /** Of the first ones: by the same person about the same service soon after another one was closed. */
  repeats: number
  /** Of those received: begun by an appeal (再次投诉). */
  reopened: number
  answered: number
  /** Those that count in the timely rate. */
  due: number
  onTime: number
  rated: number
  /** Rated 4 or 5. */
  satisfied: number
  solved: number
  /** The ones that were answered, for exact quantiles. */
  readonly handled: RoundFact[]
}

export function emptyTally(): Tally {
  return {
    received: 0,
    first: 0,
    repeats: 0,
    reopened: 0,
    answered: 0,
    due: 0,
    onTime: 0,
    rated: 0,
    satisfied: 0,
    solved: 0,
    handled: [],
  }
}

/**
 * Adds what happened with a round on one day.
 *
 * @param isOver whether what was due on that day counts already
 */
export function addFact(sum: Tally, fact: RoundFact, day: number, isOver: boolean): void {
  const { assignedDay, answeredDay, dueDay, rating } = fact
  if (assignedDay === day) {
    sum.received += 1
    if (fact.isReopened) sum.reopened += 1
    else sum.first += 1
    if (fact.isRepeat) sum.repeats += 1
  }
  if (answeredDay === day) {
    sum.answered += 1
    sum.handled.push(fact)
  }
  if (dueDay === day && isOver) {
    sum.due += 1
    if (answeredDay !== null && answeredDay <= dueDay) sum.onTime += 1
  }
  if (rating?.day === day) {
    sum.rated += 1
    if (rating.score >= 4) sum.satisfied += 1
    if (rating.solved) sum.solved += 1
  }
}
