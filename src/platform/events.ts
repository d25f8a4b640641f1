/** Events: written with the act that caused them, gapless for a company and for a complaint, never changed. */
import { formatShanghaiTime } from '../calendar/index.js'
import { complaintInEvent } from '../contract/complaint.js'
import { parseEvent } from '../contract/event.js'
import type { Complaint, ComplaintInEvent, EventType, TousuEvent } from '../contract/index.js'
import { complaintView } from './complaint-view.js'
import type { Core } from './core.js'
import type { ComplaintRecord, Enterprise, EventRecord } from './state.js'

/** Version of the events' form. */
export const apiVersion = '1'

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

/** Events that the company of a complaint heard of it. */
function eventsOf({ state }: Core, { id, enterpriseId }: ComplaintRecord): EventRecord[] {
  const events = state.enterprises.get(enterpriseId ?? '')?.events ?? []
  return events.filter(({ complaintId }) => complaintId === id)
}

function reduce(event: TousuEvent, change: (complaint: ComplaintInEvent) => ComplaintInEvent): TousuEvent {
  const { data } = event
  if (typeof data !== 'object' || data === null || !('complaint' in data)) return event
  return parseEvent({
    ...event,
    data: { ...data, complaint: change(complaintInEvent.parse(data.complaint)) },
  })
}

/** What was told in full is told in summary from now on: the person's data is erased. */
export function eraseFromEvents(core: Core, record: ComplaintRecord): void {
  for (const event of eventsOf(core, record)) event.full = event.summary
}

/** Events of one act; the listeners are told when it is complete. */
export class Emission {
  readonly #core: Core
  readonly #events: EventRecord[] = []

  constructor(core: Core) {
    this.#core = core
  }

  /** About a complaint, as it is now. `data` holds nothing personal: it is the same in both contents. */
  complaint(type: EventType, record: ComplaintRecord, data: Readonly<Record<string, unknown>> = {}): void {
    // With no company, there is nobody to tell.
    if (record.enterpriseId === null) return
    const view = complaintView(this.#core, record)
    this.#append(type, record.enterpriseId, record, (content) => ({
      complaint: content === 'full' ? view : summarize(view),
      ...data,
    }))
  }

  /** `complaint.reassigned`, the last that a company hears of a complaint. What it heard before is reduced, too. */
  farewell(record: ComplaintRecord, reason: string): void {
    const { enterpriseId, id, number, revision } = record
    if (enterpriseId === null) return
    const complaint = { id, number, revision }
    for (const event of eventsOf(this.#core, record)) {
      event.full = reduce(event.full, (was) => ({ id, number, revision: was.revision }))
      event.summary = event.full
    }
    this.#append('complaint.reassigned', enterpriseId, record, () => ({ complaint, reason }))
  }

  /** About the company itself. */
  enterprise(type: EventType, enterpriseId: string, data: Readonly<Record<string, unknown>>): void {
    this.#append(type, enterpriseId, null, () => data)
  }

  /** Tells the listeners. */
  complete(): void {
    for (const event of this.#events) for (const listener of this.#core.eventListeners) listener(event)
  }

  #append(
    type: EventType,
    enterpriseId: string,
    record: ComplaintRecord | null,
    data: (content: 'full' | 'summary') => unknown,
  ): void {
    const { clock, ids, state } = this.#core
    const enterprise = state.enterprises.get(enterpriseId)
    if (!enterprise) throw new TypeError('an event of an unknown company')
    const createdAt = clock.now()
    const sequence = enterprise.events.length + 1
    const complaintSequence = (record?.complaintSequences[enterpriseId] ?? 0) + 1
    if (record) record.complaintSequences[enterpriseId] = complaintSequence
    const envelope = {
      id: ids.next('evt'),
      type,
      apiVersion,
      sequence,
      ...(record ? { complaintSequence } : {}),
      createdAt: formatShanghaiTime(createdAt),
      enterpriseId,
    }
    const make = (content: 'full' | 'summary'): TousuEvent => parseEvent({ ...envelope, data: data(content) })
    const event: EventRecord = {
      id: envelope.id,
      type,
      enterpriseId,
      complaintId: record?.id ?? null,
      serviceId: record?.serviceId ?? null,
      sequence,
      createdAt,
      full: make('full'),
      summary: make('summary'),
    }
    enterprise.events.push(event)
    this.#events.push(event)
  }
}

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
