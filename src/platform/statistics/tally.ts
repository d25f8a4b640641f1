/** What is counted of rounds on one day, and its sums over days. */
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

/** Counts a round in (1) or out again (-1). `at` gives the tally of a day, by its number. */
export function count(fact: RoundFact, times: 1 | -1, at: (day: number) => Tally): void {
  const { assignedDay, answeredDay, dueDay, rating } = fact
  const received = at(assignedDay)
  received.received += times
  if (fact.isReopened) received.reopened += times
  else received.first += times
  if (fact.isRepeat) received.repeats += times
  if (answeredDay !== null) {
    const answered = at(answeredDay)
    answered.answered += times
    if (times > 0) answered.handled.push(fact)
    else takeOut(answered.handled, fact)
  }
  if (dueDay !== null) {
    const due = at(dueDay)
    due.due += times
    if (answeredDay !== null && answeredDay <= dueDay) due.onTime += times
  }
  if (rating) {
    const rated = at(rating.day)
    rated.rated += times
    if (rating.score >= 4) rated.satisfied += times
    if (rating.solved) rated.solved += times
  }
}

/** @param isOver whether what was due on that day counts already */
export function addTally(sum: Tally, part: Tally, isOver: boolean): void {
  sum.received += part.received
  sum.first += part.first
  sum.repeats += part.repeats
  sum.reopened += part.reopened
  sum.answered += part.answered
  if (isOver) {
    sum.due += part.due
    sum.onTime += part.onTime
  }
  sum.rated += part.rated
  sum.satisfied += part.satisfied
  sum.solved += part.solved
  for (const fact of part.handled) sum.handled.push(fact)
}

function takeOut(facts: RoundFact[], fact: RoundFact): void {
  const position = facts.indexOf(fact)
  const last = facts.pop()
  if (last && last !== fact) facts[position] = last
}
