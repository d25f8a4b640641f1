/**
 * A second opinion on the life of complaints: what domain.md says, written as plainly as it can be, with nothing of the
 * platform but the question whether a date is worked.
 */
import type { Calendar } from '../../../src/calendar/index.js'
import type { Action } from '../../../src/platform/allowed-actions.js'

const hour = 3_600_000
const day = 24 * hour

/** Shanghai is eight hours ahead. */
export const dateOf = (time: number) => new Date(time + 8 * hour).toISOString().slice(0, 10)
const startOf = (date: string) => Date.parse(`${date}T00:00:00+08:00`)
const next = (date: string, days = 1) => dateOf(startOf(date) + days * day)

export interface ModelComplaint {
  readonly assignedAt: number
  readonly dueDate: string
  revision: number
  acknowledged: boolean
  respondedAt: number | null
  closed: string | null
  /** Type and time of its events, in order. */
  readonly events: { readonly type: string; readonly at: number }[]
  /** What will happen by itself, in order of time. */
  readonly coming: { readonly at: number; readonly what: string }[]
}

export class Model {
  readonly complaints: ModelComplaint[] = []
  readonly #calendar: Calendar

  constructor(calendar: Calendar) {
    this.#calendar = calendar
  }

  file(now: number): void {
    const dueDate = this.#workingDays(dateOf(now), 10, 1)
    const end = startOf(dueDate) + day
    const warnings = [3, 1].map((left) => ({
      at: startOf(this.#workingDays(dueDate, left, -1)) + 9 * hour,
      what: 'complaint.deadline_approaching',
    }))
    this.complaints.push({
      assignedAt: now,
      dueDate,
      revision: 2,
      acknowledged: false,
      respondedAt: null,
      closed: null,
      events: [{ type: 'complaint.assigned', at: now }],
      coming: [
        ...warnings,
        { at: end, what: 'complaint.overdue' },
        { at: end + 30 * day, what: 'unanswered' },
      ],
    })
  }

  /** Whether the act is to be accepted; if so, it has happened. */
  act(complaint: ModelComplaint, action: Action | 'rate', now: number): boolean {
    if (complaint.closed !== null) return false
    const answered = complaint.respondedAt !== null
    if (action === 'acknowledge' && complaint.acknowledged) return false
    if ((action === 'respond_interim' || action === 'respond_final') && answered) return false
    if ((action === 'respond_supplementary' || action === 'rate') && !answered) return false

    const happens = (type: string) => complaint.events.push({ type, at: now })
    if (action === 'rate') {
      complaint.revision += 1
      happens('complaint.rated')
      this.#close(complaint, 'confirmed', now)
      return true
    }
    if (!complaint.acknowledged) {
      complaint.acknowledged = true
      complaint.revision += 1
      happens('complaint.acknowledged')
    }
    if (action === 'acknowledge') return true
    complaint.revision += 1
    happens('complaint.responded')
    if (action === 'respond_final') {
      complaint.respondedAt = now
      complaint.coming.splice(0, complaint.coming.length, { at: now + 15 * day, what: 'auto_confirmed' })
    }
    return true
  }

  advance(now: number): void {
    for (const complaint of this.complaints) {
      for (let [first] = complaint.coming; first && first.at <= now; [first] = complaint.coming) {
        complaint.coming.shift()
        const isEvent = first.what.includes('.')
        if (isEvent) complaint.events.push({ type: first.what, at: first.at })
        else this.#close(complaint, first.what, first.at)
      }
    }
  }

  /** On-time answers and rounds that were due, of those whose date lies in a span and has passed. */
  rate(now: number, from: string, to: string): { numerator: number; denominator: number } {
    const due = this.complaints.filter(
      ({ dueDate }) => dueDate >= from && dueDate <= to && dueDate < dateOf(now),
    )
    const onTime = due.filter(
      ({ respondedAt, dueDate }) => respondedAt !== null && dateOf(respondedAt) <= dueDate,
    )
    return { numerator: onTime.length, denominator: due.length }
  }

  statusOf({ closed, respondedAt, acknowledged }: ModelComplaint): string {
    if (closed !== null) return 'closed'
    if (respondedAt !== null) return 'responded'
    return acknowledged ? 'in_progress' : 'assigned'
  }

  #close(complaint: ModelComplaint, reason: string, at: number): void {
    complaint.closed = reason
    complaint.coming.length = 0
    complaint.events.push({ type: 'complaint.closed', at })
  }

  #workingDays(from: string, count: number, step: 1 | -1): string {
    let date = from
    for (let left = count; left > 0; ) {
      date = next(date, step)
      if (this.#calendar.isWorkingDay(date)) left -= 1
    }
    return date
  }
}
