/**
 * The counters behind the statistics. Acts tell which complaint they changed; what was counted of it is taken out and
 * counted anew when somebody asks next. So a question costs what has changed since the last one, and the days of its
 * span, never a walk over all complaints.
 */
import { dayNumberOf, shanghaiDateOf } from '../../calendar/index.js'
import type { ComplaintRecord, State } from '../state.js'
import { factsOf, type RoundFact } from './round-facts.js'
import type { Span } from './span.js'
import { addTally, count, emptyTally, type Tally } from './tally.js'

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
  /** Sums of each group that has a cell. */
  tally(question: Question): Map<string, Tally>
  /**
   * Whether its person filed it within `days` calendar days of the closing of another complaint about the same service
   * of the same company.
   */
  followsClosing(record: ComplaintRecord, days: number): boolean
}

interface CellCounts extends Cell {
  /** Day number → what happened on it. */
  readonly days: Map<number, Tally>
}

interface Closing {
  readonly id: string
  readonly at: number
}

interface Counted {
  readonly facts: readonly RoundFact[]
  readonly closing: string | null
}

export function createCounters(state: State): Counters {
  const cells = new Map<string, CellCounts>()
  const counted = new Map<string, Counted>()
  /** Person and service → which complaints were closed when (ms). */
  const closings = new Map<string, readonly Closing[]>()
  const changed = new Set<ComplaintRecord>()

  function cellOf({ enterpriseId, serviceId, category }: RoundFact): CellCounts {
    const key = `${enterpriseId} ${serviceId ?? ''} ${category}`
    const found = cells.get(key)
    if (found) return found
    const cell: CellCounts = { enterpriseId, serviceId, category, days: new Map() }
    cells.set(key, cell)
    return cell
  }

  function countAll(facts: readonly RoundFact[], times: 1 | -1): void {
    for (const fact of facts) {
      const { days } = cellOf(fact)
      count(fact, times, (day) => {
        const found = days.get(day) ?? emptyTally()
        days.set(day, found)
        return found
      })
    }
  }

  function takeBack(closing: string, id: string): void {
    const others = closings.get(closing)?.filter((each) => each.id !== id) ?? []
    if (others.length > 0) closings.set(closing, others)
    else closings.delete(closing)
  }

  function update(record: ComplaintRecord): void {
    const former = counted.get(record.id)
    if (former) {
      countAll(former.facts, -1)
      if (former.closing !== null) takeBack(former.closing, record.id)
    }
    const facts = factsOf(record)
    countAll(facts, 1)
    const closing = record.closure && personAndService(record)
    if (closing !== null && record.closure) {
      closings.set(closing, [...(closings.get(closing) ?? []), { id: record.id, at: record.closure.at }])
    }
    counted.set(record.id, { facts, closing })
  }

  function catchUp(): void {
    for (const record of changed) update(record)
    changed.clear()
  }

  return {
    changed: (record) => void changed.add(record),
    recount() {
      for (const each of [cells, counted, closings, changed]) each.clear()
      for (const record of state.complaints.values()) changed.add(record)
    },
    tally({ from, to, enterpriseId, groupOf, today }) {
      catchUp()
      const [first, last, cutOff] = [dayNumberOf(from), dayNumberOf(to), dayNumberOf(today)]
      const sums = new Map<string, Tally>()
      for (const cell of cells.values()) {
        if (enterpriseId !== undefined && cell.enterpriseId !== enterpriseId) continue
        const group = groupOf(cell)
        if (group === null) continue
        const sum = sums.get(group) ?? emptyTally()
        sums.set(group, sum)
        for (let day = first; day <= last; day += 1) {
          const part = cell.days.get(day)
          if (part) addTally(sum, part, day < cutOff)
        }
      }
      return sums
    },
    followsClosing(record, days) {
      catchUp()
      const key = personAndService(record)
      const filedOn = dayNumberOf(shanghaiDateOf(record.filedAt))
      return (closings.get(key ?? '') ?? []).some(
        ({ id, at }) =>
          id !== record.id && at <= record.filedAt && filedOn <= dayNumberOf(shanghaiDateOf(at)) + days,
      )
    },
  }
}

/** Who and about what, as long as the personal data is there. */
function personAndService(record: ComplaintRecord): string | null {
  const { kind, enterpriseId, complainantReference, serviceId } = record
  if (kind === 'report' || enterpriseId === null || complainantReference === null) return null
  // Joined: one string, not a tree of them.
  return [enterpriseId, complainantReference, serviceId].join(' ')
}
