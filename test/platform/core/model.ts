/**
 * A second opinion on the life of complaints: what domain.md and contract.md say, written as plainly as it can be, with
 * nothing of the platform but the question whether a date is worked.
 */
import type { Calendar } from '../../../src/calendar/index.js'

const hour = 3_600_000
const day = 24 * hour

/** Shanghai is eight hours ahead. */
export const dateOf = (time: number) => new Date(time + 8 * hour).toISOString().slice(0, 10)
const startOf = (date: string) => Date.parse(`${date}T00:00:00+08:00`)
const next = (date: string, days = 1) => dateOf(startOf(date) + days * day)

type Company = 0 | 1

export interface ModelRound {
  readonly company: Company
  readonly respondedAt: number | null
  readonly dueDate: string | null
  leftOut: boolean
}

export interface ModelComplaint {
  readonly kind: 'complaint' | 'report'
  where: 'review' | 'returned' | 'company' | 'offline' | 'refused'
  company: Company | null
  revision: number
  round: number
  dueDate: string | null
  acknowledged: boolean
  respondedAt: number | null
  closed: { readonly reason: string; readonly at: number } | null
  contested: {
    readonly reason: string
    readonly round: number
    status: 'pending' | 'upheld' | 'refused'
  } | null
  extension: { readonly workingDays: number; status: 'pending' | 'granted' | 'refused' } | null
  /** Asked for more, and not answered. */
  asked: boolean
  supplements: number
  urged: boolean
  rated: boolean
  redacted: boolean
  readonly past: ModelRound[]
  /** What each company heard, in order. */
  readonly events: readonly [Heard[], Heard[]]
  /** What will happen by itself, in order of time. */
  readonly coming: { readonly at: number; readonly what: string }[]
}

interface Heard {
  readonly type: string
  readonly at: number
}

/** An act as its author names it; of companies with the one that acts. */
export type ModelAct =
  | { readonly by: 'platform' | 'person'; readonly act: string }
  | {
      readonly by: 'company'
      readonly act: string
      readonly company: Company
      readonly reason: string
      readonly workingDays: number
    }
  | {
      readonly by: 'operator'
      readonly act: string
      readonly to: Company
      readonly isNamed: boolean
      readonly agrees: boolean
      readonly hasOther: boolean
    }

/** What the rules leave open, as the platform was set up. */
export interface ModelSettings {
  readonly review: 'automatic' | 'manual'
  readonly supplements: number
  readonly disclosuresPerDay: number
}

/** Acts that a closed complaint still takes. */
export const actsAfterClosing = ['appeal', 'redact', 'metadata', 'decide_contestation']

export class Model {
  readonly complaints: ModelComplaint[] = []
  readonly #calendar: Calendar
  readonly #settings: ModelSettings
  readonly #disclosures: [string[], string[]] = [[], []]

  constructor(calendar: Calendar, settings: ModelSettings) {
    this.#calendar = calendar
    this.#settings = settings
  }

  /** @param to a company; null: one that is not connected */
  file(kind: ModelComplaint['kind'], to: Company | null, now: number): void {
    const complaint: ModelComplaint = {
      kind,
      where: 'review',
      company: null,
      revision: 1,
      round: 1,
      dueDate: null,
      acknowledged: false,
      respondedAt: null,
      closed: null,
      contested: null,
      extension: null,
      asked: false,
      supplements: 0,
      urged: false,
      rated: false,
      redacted: false,
      past: [],
      events: [[], []],
      coming: [],
    }
    this.complaints.push(complaint)
    if (this.#settings.review === 'manual') return
    if (to === null) {
      complaint.where = 'offline'
      complaint.revision += 1
    } else this.#assign(complaint, to, now)
  }

  /** Whether the act is to be accepted; if so, it has happened. */
  act(complaint: ModelComplaint, act: ModelAct, now: number): boolean {
    const isAccepted = this.#act(complaint, act, now)
    this.advance(now)
    return isAccepted
  }

  advance(now: number): void {
    for (const complaint of this.complaints) {
      for (let [first] = complaint.coming; first && first.at <= now; [first] = complaint.coming) {
        complaint.coming.shift()
        if (first.what.includes('.')) this.#tell(complaint, first.what, first.at)
        else this.#close(complaint, first.what, first.at)
      }
    }
  }

  /** What the company that has it may do, in the words of `allowedActions`. */
  allows(c: ModelComplaint, action: string, now: number): boolean {
    if (c.closed || c.company === null) return false
    const answered = c.respondedAt !== null
    const isReport = c.kind === 'report'
    switch (action) {
      case 'acknowledge':
        return !c.acknowledged
      case 'respond_interim':
      case 'respond_final':
        return !answered
      case 'respond_supplementary':
        return answered
      case 'contest':
        return !answered && !c.contested
      case 'request_extension':
        return !answered && !c.extension && c.dueDate !== null && dateOf(now) < c.dueDate
      case 'request_supplement':
        return !answered && !isReport && !c.asked
      case 'disclose_contact': {
        const today = this.#disclosures[c.company].filter((date) => date === dateOf(now))
        return !isReport && !c.redacted && today.length < this.#settings.disclosuresPerDay
      }
      default:
        throw new Error(`the model does not know ${action}`)
    }
  }

  /** On-time answers and rounds that were due, of those whose date lies in a span and has passed. */
  rate(company: Company, now: number, from: string, to: string): { numerator: number; denominator: number } {
    const due = this.complaints
      .flatMap((complaint) => [...complaint.past, ...this.#present(complaint)])
      .filter((round) => round.company === company && !round.leftOut)
      .filter(({ dueDate }) => dueDate !== null && dueDate >= from && dueDate <= to && dueDate < dateOf(now))
    const onTime = due.filter(
      ({ respondedAt, dueDate }) => respondedAt !== null && dateOf(respondedAt) <= String(dueDate),
    )
    return { numerator: onTime.length, denominator: due.length }
  }

  statusOf({ closed, respondedAt, acknowledged }: ModelComplaint): string {
    if (closed !== null) return 'closed'
    if (respondedAt !== null) return 'responded'
    return acknowledged ? 'in_progress' : 'assigned'
  }

  isOverdue({ dueDate, respondedAt, closed }: ModelComplaint, now: number): boolean {
    return dueDate !== null && dateOf(respondedAt ?? closed?.at ?? now) > dueDate
  }

  #act(complaint: ModelComplaint, act: ModelAct, now: number): boolean {
    if (act.by === 'company') return this.#actOfCompany(complaint, act, now)
    if (act.by === 'operator') return this.#actOfOperator(complaint, act, now)
    return this.#actOfPerson(complaint, act.by, act.act, now)
  }

  #actOfPerson(c: ModelComplaint, by: string, act: string, now: number): boolean {
    const answered = c.respondedAt !== null
    switch (act) {
      case 'redact':
        if (c.redacted) return true
        c.redacted = true
        // Time does not raise the revision: the end of retention.
        if (by === 'person') c.revision += 1
        this.#tell(c, 'complaint.redacted', now)
        return true
      case 'supplement':
        if (c.closed || c.redacted || c.supplements >= this.#settings.supplements) return false
        c.supplements += 1
        c.asked = false
        if (c.where === 'returned') c.where = 'review'
        c.revision += 1
        this.#tell(c, 'complaint.supplemented', now)
        return true
      case 'urge':
        if (c.closed || answered || c.urged || !this.isOverdue(c, now)) return false
        c.urged = true
        c.revision += 1
        this.#tell(c, 'complaint.urged', now)
        return true
      case 'withdraw':
        if (c.closed) return false
        c.revision += 1
        this.#tell(c, 'complaint.withdrawn', now)
        this.#close(c, 'withdrawn', now)
        return true
      case 'rate':
        if (c.closed || !answered || c.kind === 'report') return false
        c.rated = true
        c.revision += 1
        this.#tell(c, 'complaint.rated', now)
        this.#close(c, 'confirmed', now)
        return true
      default:
        return this.#appeal(c, now)
    }
  }

  #appeal(c: ModelComplaint, now: number): boolean {
    if (c.kind === 'report' || c.company === null || c.redacted || c.round === 2) return false
    if (c.closed) {
      if (!['confirmed', 'auto_confirmed', 'unanswered'].includes(c.closed.reason)) return false
      if (dateOf(now) > next(dateOf(c.closed.at), 15)) return false
    } else if (c.respondedAt === null) return false
    const { contested, company } = c
    c.past.push(...this.#present(c))
    c.round = 2
    this.#startRound(c, now)
    if (contested?.status === 'pending') c.contested = contested
    c.revision += 1
    c.events[company].push(
      { type: 'complaint.reopened', at: now },
      { type: 'complaint.deadline_changed', at: now },
    )
    return true
  }

  #actOfCompany(c: ModelComplaint, act: Extract<ModelAct, { by: 'company' }>, now: number): boolean {
    if (c.company !== act.company) return false
    if (act.act === 'metadata') return true
    if (act.act === 'draft') return c.closed === null
    if (!this.allows(c, act.act, now)) return false
    switch (act.act) {
      case 'contest':
        c.contested = { reason: act.reason, round: c.round, status: 'pending' }
        return true
      case 'request_extension':
        c.extension = { workingDays: act.workingDays, status: 'pending' }
        return true
      case 'request_supplement':
        c.asked = true
        return true
      case 'disclose_contact':
        this.#disclosures[act.company].push(dateOf(now))
        return true
    }
    if (!c.acknowledged) {
      c.acknowledged = true
      c.revision += 1
      this.#tell(c, 'complaint.acknowledged', now)
    }
    if (act.act === 'acknowledge') return true
    c.revision += 1
    this.#tell(c, 'complaint.responded', now)
    if (act.act === 'respond_final') {
      c.respondedAt = now
      c.coming.splice(0, c.coming.length, { at: now + 15 * day, what: 'auto_confirmed' })
    }
    return true
  }

  #actOfOperator(c: ModelComplaint, act: Extract<ModelAct, { by: 'operator' }>, now: number): boolean {
    const inReview = c.where === 'review' && !c.closed
    switch (act.act) {
      case 'accept':
        if (!inReview) return false
        this.#assign(c, act.to, now)
        return true
      case 'return':
      case 'forward':
        if (!inReview) return false
        c.where = act.act === 'return' ? 'returned' : 'offline'
        c.revision += 1
        return true
      case 'refuse':
        if (!inReview) return false
        c.where = 'refused'
        c.revision += 1
        this.#close(c, 'out_of_scope', now)
        return true
      case 'duplicate':
        if (c.closed || !act.hasOther) return false
        c.revision += 1
        this.#close(c, 'duplicate', now)
        return true
      case 'reassign':
        if (c.closed || c.company === null || c.company === act.to) return false
        c.revision += 1
        this.#takeAway(c, c.respondedAt === null, now)
        this.#assign(c, act.to, now)
        return true
      case 'decide_contestation':
        return this.#decideContestation(c, act, now)
      default:
        return this.#decideExtension(c, act.agrees, now)
    }
  }

  #decideContestation(
    c: ModelComplaint,
    { agrees, to, isNamed }: Extract<ModelAct, { by: 'operator' }>,
    now: number,
  ): boolean {
    if (c.contested?.status !== 'pending') return false
    if (agrees && isNamed && to === c.company) return false
    const { reason, round } = c.contested
    c.contested.status = agrees ? 'upheld' : 'refused'
    c.revision += 1
    this.#tell(c, 'contestation.decided', now)
    const [asked] = c.past.slice(-1)
    if (agrees && asked && round < c.round) asked.leftOut = true
    if (!agrees || c.closed || c.respondedAt !== null) return true
    if (isNamed || reason === 'not_our_service' || reason === 'affiliate') {
      this.#takeAway(c, true, now)
      if (isNamed) this.#assign(c, to, now)
    } else this.#close(c, reason === 'duplicate' ? 'duplicate' : 'out_of_scope', now)
    return true
  }

  #decideExtension(c: ModelComplaint, agrees: boolean, now: number): boolean {
    if (c.closed || c.extension?.status !== 'pending' || c.dueDate === null) return false
    c.extension.status = agrees ? 'granted' : 'refused'
    c.revision += 1
    this.#tell(c, 'extension.decided', now)
    if (!agrees) return true
    c.dueDate = this.#workingDays(c.dueDate, c.extension.workingDays, 1)
    this.#tell(c, 'complaint.deadline_changed', now)
    if (c.respondedAt === null) this.#wind(c, c.dueDate, now)
    return true
  }

  /** The round that goes on, as the numbers see it. */
  #present({ company, respondedAt, dueDate, contested, closed }: ModelComplaint): ModelRound[] {
    if (company === null) return []
    const upheld = contested?.status === 'upheld'
    const withdrawn = closed?.reason === 'withdrawn' && dueDate !== null && dateOf(closed.at) <= dueDate
    const setAside = respondedAt === null && ['duplicate', 'out_of_scope'].includes(closed?.reason ?? '')
    return [{ company, respondedAt, dueDate, leftOut: upheld || withdrawn || setAside }]
  }

  #takeAway(c: ModelComplaint, leftOut: boolean, now: number): void {
    if (c.company === null) return
    c.past.push({
      company: c.company,
      respondedAt: c.respondedAt,
      dueDate: c.dueDate,
      leftOut: leftOut || c.contested?.status === 'upheld',
    })
    this.#tell(c, 'complaint.reassigned', now)
    c.company = null
    c.where = 'review'
    this.#clear(c)
  }

  #assign(c: ModelComplaint, company: Company, now: number): void {
    c.company = company
    c.where = 'company'
    c.revision += 1
    this.#startRound(c, now)
    this.#tell(c, 'complaint.assigned', now)
  }

  #startRound(c: ModelComplaint, now: number): void {
    this.#clear(c)
    if (c.kind === 'report') return
    c.dueDate = this.#workingDays(dateOf(now), 10, 1)
    this.#wind(c, c.dueDate, now)
  }

  #clear(c: ModelComplaint): void {
    c.dueDate = null
    c.acknowledged = false
    c.respondedAt = null
    c.closed = null
    c.contested = null
    c.extension = null
    c.asked = false
    c.urged = false
    c.rated = false
    c.coming.length = 0
  }

  /** Sets what comes by itself. */
  #wind(c: ModelComplaint, dueDate: string, now: number): void {
    const end = startOf(dueDate) + day
    const warnings = [3, 1]
      .map((left) => startOf(this.#workingDays(dueDate, left, -1)) + 9 * hour)
      .filter((at) => at > now)
      .map((at) => ({ at, what: 'complaint.deadline_approaching' }))
    c.coming.splice(
      0,
      c.coming.length,
      ...warnings,
      { at: Math.max(end, now), what: 'complaint.overdue' },
      { at: Math.max(end + 30 * day, now), what: 'unanswered' },
    )
  }

  #close(c: ModelComplaint, reason: string, at: number): void {
    c.closed = { reason, at }
    c.coming.length = 0
    this.#tell(c, 'complaint.closed', at)
  }

  #tell(c: ModelComplaint, type: string, at: number): void {
    if (c.company !== null) c.events[c.company].push({ type, at })
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
