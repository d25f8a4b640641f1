/**
 * The counters behind the statistics. Acts tell which complaint they changed; what was counted of it is taken out and
 * counted anew when somebody asks next. So a question costs what has changed since the last one, and what happened on
 * the days of its span, never a walk over all complaints.
 */
import { dayNumberAt, dayNumberOf } from '../../calendar/shanghai.js'
import type { ComplaintRecord, State } from '../state.js'
import { daysOf, factsOf, type RoundFact } from './round-facts.js'
import type { Span } from './span.js'
import { addFact, emptyTally, type Tally } from './tally.js'

/** What a number is told apart by; the least that is counted on its own. */
export type Cell = Pick<RoundFact, 'enterpriseId' | 'serviceId' | 'category'>

export interface Question extends Span {
  /** Of this company alone. */
  readonly enterpriseId?: string | undefined
  /** The group of a cell; null: it is in none. */
  readonly groupOf: (cell: Cell) => string | null
  /** The date of the cut-off: rounds due on it or later are not due yet. */
  readonly today: string
}

export interface Counters {
  /** Called by every act that changes the rounds of a complaint, before or after its change. */
  changed(record: ComplaintRecord): void
  /** Forgets everything and counts the state as it is: after it was restored. */
  recount(): void
  /** Sums of each group that something was counted of on a day of the span. */
  tally(question: Question): Map<string, Tally>
  /**
   * Whether its person filed it within `days` calendar days of the closing of another complaint about the same service
   * of the same company.
   */
  followsClosing(record: ComplaintRecord, days: number): boolean
}

/** Day number → the rounds of a company with which something happened on it. */
type Days = Map<number, RoundFact[]>

export function createCounters(state: State): Counters {
  const companies = new Map<string, Days>()
  const counted = new Map<ComplaintRecord, readonly RoundFact[]>()
  /** Person at a company → what this person filed there, as far as it was told of. */
  const filings = new Map<string, readonly ComplaintRecord[]>()
  const changed = new Set<ComplaintRecord>()

  function listOf(enterpriseId: string, day: number): RoundFact[] {
    const days: Days = companies.get(enterpriseId) ?? new Map()
    companies.set(enterpriseId, days)
    const found = days.get(day)
    if (found) return found
    const list: RoundFact[] = []
    days.set(day, list)
    return list
  }

  function update(record: ComplaintRecord): void {
    for (const fact of counted.get(record) ?? []) {
      for (const day of daysOf(fact)) takeOut(listOf(fact.enterpriseId, day), fact)
    }
    const facts = factsOf(record)
    for (const fact of facts) {
      for (const day of daysOf(fact)) listOf(fact.enterpriseId, day).push(fact)
    }
    counted.set(record, facts)
  }

  function change(record: ComplaintRecord): void {
    changed.add(record)
    const { kind, complainantReference } = record
    if (kind === 'report' || complainantReference === null) return
    const known = filings.get(complainantReference)
    if (!known?.includes(record)) filings.set(complainantReference, known ? [...known, record] : [record])
  }

  return {
    changed: change,
    recount() {
      for (const each of [companies, counted, filings, changed]) each.clear()
      for (const record of state.complaints.values()) change(record)
    },
    tally({ from, to, enterpriseId, groupOf, today }) {
      for (const record of changed) update(record)
      changed.clear()
      const [first, last, cutOff] = [dayNumberOf(from), dayNumberOf(to), dayNumberOf(today)]
      const sums = new Map<string, Tally>()
      for (const [company, days] of companies) {
        if (enterpriseId !== undefined && company !== enterpriseId) continue
        for (let day = first; day <= last; day += 1) {
          for (const fact of days.get(day) ?? []) {
            const group = groupOf(fact)
            if (group === null) continue
            const sum = sums.get(group) ?? emptyTally()
            sums.set(group, sum)
            addFact(sum, fact, day, day < cutOff)
          }
        }
      }
      return sums
    },
    followsClosing(record, days) {
      const { kind, enterpriseId, complainantReference, serviceId, filedAt } = record
      if (kind === 'report' || complainantReference === null) return false
      const filedOn = dayNumberAt(filedAt)
      return (filings.get(complainantReference) ?? []).some((other) => {
        const { closure } = other
        return (
          other !== record &&
          closure !== null &&
          closure.at <= filedAt &&
          filedOn <= dayNumberAt(closure.at) + days &&
          other.enterpriseId === enterpriseId &&
          other.serviceId === serviceId &&
          // Null once its personal data is erased.
          other.complainantReference === complainantReference
        )
      })
    },
  }
}

function takeOut(facts: RoundFact[], fact: RoundFact): void {
  const position = facts.indexOf(fact)
  const last = facts.pop()
  if (last && last !== fact) facts[position] = last
}
