/** Events: written with the act that caused them, gapless for a company and for a complaint, never changed. */
import { formatShanghaiTime } from '../calendar/index.js'
import { parseEvent } from '../contract/event.js'
import type { Complaint, ComplaintInEvent, EventType, TousuEvent } from '../contract/index.js'
import { recallMoment, rememberMoment } from './complaint-moment.js'
import { complaintView } from './complaint-view.js'
import type { Core } from './core.js'
import type { ComplaintMoment, ComplaintRecord, Enterprise, EventRecord } from './state.js'

/** Version of the events' form. */
const apiVersion = '1'

/** What a summary says of a complaint: no free text and no person. */
const summaryMembers = [
  'id',
  'number',
  'kind',
  'revision',
  'status',
  'closure',
  'round',
  'category',
  'service',
  'assignedAt',
  'acknowledgedAt',
  'respondedAt',
  'updatedAt',
  'deadline',
  'overdue',
] as const satisfies readonly (keyof Complaint)[]

function summarize(complaint: Complaint): ComplaintInEvent {
  const { id, number, revision } = complaint
  return {
    ...Object.fromEntries(summaryMembers.map((member) => [member, complaint[member]])),
    id,
    number,
    revision,
  }
}

/** Events that the company of a complaint heard of it, the last first. */
function* eventsOf({ state }: Core, { id, enterpriseId }: ComplaintRecord): Generator<EventRecord> {
  const events = state.enterprises.get(enterpriseId ?? '')?.events ?? []
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index]
    if (event?.complaintId !== id) continue
    yield event
    if (event.complaintSequence === 1) return
  }
}

/** From now on it tells less, and keeps no word of the person. */
function reduce(event: EventRecord, tells: 'summary' | 'number'): void {
  event.tells = tells
  event.complaint &&= { ...event.complaint, rating: null }
}

/** What was told in full is told in summary from now on: the person's data is erased. */
export function eraseFromEvents(core: Core, record: ComplaintRecord): void {
  for (const event of eventsOf(core, record)) if (event.tells === 'full') reduce(event, 'summary')
}

/** An event as a company reads it: the same at any time, but for what may no longer be told. */
export function showEvent(core: Core, event: EventRecord, content: 'full' | 'summary'): TousuEvent {
  const { id, type, enterpriseId, sequence, complaintSequence, createdAt, data } = event
  const complaint = event.complaint && showComplaint(core, event, event.complaint, content)
  return parseEvent({
    id,
    type,
    apiVersion,
    ...(sequence === null ? {} : { sequence }),
    ...(complaintSequence === null ? {} : { complaintSequence }),
    createdAt: formatShanghaiTime(createdAt),
    enterpriseId,
    data: complaint ? { complaint, ...data } : data,
  })
}

function showComplaint(
  core: Core,
  event: EventRecord,
  moment: ComplaintMoment,
  content: 'full' | 'summary',
): ComplaintInEvent {
  const record = core.state.complaints.get(event.complaintId ?? '')
  if (!record) throw new TypeError('an event of an unknown complaint')
  const { id, number } = record
  if (event.tells === 'number') return { id, number, revision: moment.revision }
  const past = recallMoment(record, event, moment)
  const view = complaintView(core, past.record, past.circumstances)
  return content === 'full' && event.tells === 'full' ? view : summarize(view)
}

/** Events of one act; the listeners are told when it is complete. */
export class Emission {
  readonly #core: Core
  readonly #events: EventRecord[] = []

  constructor(core: Core) {
    this.#core = core
  }

  /** About a complaint, as it is now. `data` holds nothing personal: it is the same in both contents. */
  complaint(type: EventType, record: ComplaintRecord, data: EventRecord['data'] = nothing): void {
    // With no company, there is nobody to tell.
    if (record.enterpriseId !== null) this.#append(type, record.enterpriseId, record, data, 'full')
  }

  /** `complaint.reassigned`, the last that a company hears of a complaint. What it heard before is reduced, too. */
  farewell(record: ComplaintRecord, reason: string): void {
    if (record.enterpriseId === null) return
    for (const event of eventsOf(this.#core, record)) reduce(event, 'number')
    this.#append('complaint.reassigned', record.enterpriseId, record, { reason }, 'number')
  }

  /** About the company itself. */
  enterprise(type: EventType, enterpriseId: string, data: EventRecord['data']): void {
    this.#append(type, enterpriseId, null, data, 'full')
  }

  /** Tells the listeners. */
  complete(): void {
    for (const event of this.#events) for (const listener of this.#core.eventListeners) listener(event)
  }

  #append(
    type: EventType,
    enterpriseId: string,
    record: ComplaintRecord | null,
    data: EventRecord['data'],
    tells: EventRecord['tells'],
  ): void {
    const { clock, ids, state } = this.#core
    const enterprise = state.enterprises.get(enterpriseId)
    if (!enterprise) throw new TypeError('an event of an unknown company')
    const complaintSequence = record && (record.complaintSequences[enterpriseId] ?? 0) + 1
    if (record && complaintSequence) record.complaintSequences[enterpriseId] = complaintSequence
    const event: EventRecord = {
      id: ids.next('evt'),
      type,
      enterpriseId,
      complaintId: record?.id ?? null,
      serviceId: record?.serviceId ?? null,
      sequence: enterprise.events.length + 1,
      complaintSequence,
      createdAt: clock.now(),
      data,
      complaint: record && rememberMoment(this.#core, record),
      tells,
    }
    enterprise.events.push(event)
    this.#events.push(event)
  }
}

const nothing = {}

/** Runs an act. It refuses by throwing before its first change; its events are told when it is complete. */
export function perform<T>(core: Core, work: (emission: Emission) => T): T {
  const emission = new Emission(core)
  const result = work(emission)
  emission.complete()
  return result
}

/** Position of an event of this company in its feed, from 0; −1 when it is not one. Ids rise with the sequence. */
export function findEvent({ events }: Enterprise, id: string): number {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((events[middle]?.id ?? '') < id) low = middle + 1
    else high = middle
  }
  return events[low]?.id === id ? low : -1
}
