/**
 * Events: what webhooks deliver and the feed lists. One schema a type, picked by `type` from a map, so that an
 * event costs its own schema only and a type from the future is no error.
 */
import { z } from 'zod'
import { complaintInEvent, deadline, rating } from './complaint.js'
import { deadlineChangeReasons } from './enums.js'
import { date, dateTime, id, openEnum, readable } from './shapes.js'

const complaint = complaintInEvent

/** Members of every event; `createdAt` is domain time. */
const envelope = {
  id,
  apiVersion: z.string(),
  createdAt: dateTime,
  enterpriseId: id,
}

/** In the company's feed, without gaps. */
const inFeed = { ...envelope, sequence: z.int().positive() }

/** About a complaint: 1, 2, 3 … for each complaint, without gaps. */
const aboutComplaint = { ...inFeed, complaintSequence: z.int().positive() }

function complaintEvent<const T extends string, S extends z.core.$ZodLooseShape>(type: T, data: S) {
  return readable({ type: z.literal(type), ...aboutComplaint, data: readable({ complaint, ...data }) })
}

/** The schema of each known type of event. */
export const eventSchemas = {
  'complaint.assigned': complaintEvent('complaint.assigned', {}),
  'complaint.acknowledged': complaintEvent('complaint.acknowledged', {}),
  'complaint.supplemented': complaintEvent('complaint.supplemented', {}),
  'complaint.withdrawn': complaintEvent('complaint.withdrawn', {}),
  'complaint.deadline_approaching': complaintEvent('complaint.deadline_approaching', {
    remainingWorkingDays: z.int(),
  }),
  'complaint.deadline_changed': complaintEvent('complaint.deadline_changed', {
    reason: openEnum(deadlineChangeReasons),
    from: deadline.partial().required({ dueDate: true }),
    to: deadline.partial().required({ dueDate: true }),
  }),
  'complaint.overdue': complaintEvent('complaint.overdue', { dueDate: date }),
  'complaint.urged': complaintEvent('complaint.urged', {}),
  'complaint.responded': complaintEvent('complaint.responded', {
    response: readable({ id, type: z.string(), submittedAt: dateTime, onTime: z.boolean().nullable() }),
  }),
  'complaint.reopened': complaintEvent('complaint.reopened', {}),
  'complaint.rated': complaintEvent('complaint.rated', {
    rating: rating.partial().required({ score: true, solved: true }),
  }),
  'complaint.closed': complaintEvent('complaint.closed', { reason: z.string() }),
  'complaint.reassigned': complaintEvent('complaint.reassigned', { reason: z.string() }),
  'complaint.redacted': complaintEvent('complaint.redacted', {}),
  'extension.decided': complaintEvent('extension.decided', {
    decision: openEnum(['granted', 'refused']),
    workingDays: z.int(),
  }),
  'contestation.decided': complaintEvent('contestation.decided', {
    decision: openEnum(['upheld', 'refused']),
    reason: z.string(),
  }),
  'enterprise.key_changed': readable({
    type: z.literal('enterprise.key_changed'),
    ...inFeed,
    data: readable({ keyId: z.string(), use: z.string(), effectiveAt: dateTime }),
  }),
  'endpoint.disabled': readable({
    type: z.literal('endpoint.disabled'),
    ...inFeed,
    data: readable({ endpointId: id, reason: z.string() }),
  }),
  /** Sent on request, to one endpoint; not in the feed. */
  'endpoint.ping': readable({
    type: z.literal('endpoint.ping'),
    ...envelope,
    data: readable({ endpointId: id }),
  }),
} as const

/** An event whose type this version does not know. `type` is `unknown`, so that `switch` narrows. */
const unknownEvent = z
  .looseObject({
    type: z.string(),
    ...envelope,
    sequence: z.int().positive().optional(),
    complaintSequence: z.int().positive().optional(),
    data: z.unknown(),
  })
  .transform(({ type, ...rest }) => ({ ...rest, originalType: type, type: 'unknown' as const }))

/** Known types of event. */
export type EventType = keyof typeof eventSchemas
/** The event of type `T`. */
export type EventOf<T extends EventType> = z.output<(typeof eventSchemas)[T]>
/** An event whose type this version does not know. */
export interface UnknownEvent {
  readonly type: 'unknown'
  /** The type as it was sent. */
  readonly originalType: string
  readonly id: string
  readonly apiVersion: string
  readonly createdAt: string
  readonly enterpriseId: string
  readonly sequence?: number | undefined
  readonly complaintSequence?: number | undefined
  readonly data: unknown
}
/** An event of a known type. */
export type KnownEvent = { [T in EventType]: EventOf<T> }[EventType]
/** Any event; `switch (event.type)` narrows. */
export type TousuEvent = KnownEvent | UnknownEvent

export const eventTypes = Object.keys(eventSchemas).filter(isEventType)

/** Whether this version knows the event type. */
export function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventSchemas, type)
}

function schemaOf(value: unknown): z.ZodType<TousuEvent> {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  return typeof type === 'string' && isEventType(type) ? eventSchemas[type] : unknownEvent
}

/**
 * Reads an event.
 *
 * @throws ZodError when a known type does not fit its schema, or the members of every event are missing
 */
export function parseEvent(value: unknown): TousuEvent {
  return schemaOf(value).parse(value)
}

/** An event inside another answer. */
export const event: z.ZodType<TousuEvent> = z.unknown().transform((value, context) => {
  const result = schemaOf(value).safeParse(value)
  if (result.success) return result.data
  for (const { path, message } of result.error.issues) context.addIssue({ code: 'custom', path, message })
  return z.NEVER
})

/** A stretch of the feed. `nextAfter` is the last event that was looked at, also when filters left it out. */
export const eventFeed = readable({
  items: z.array(event),
  nextAfter: z.string(),
  hasMore: z.boolean(),
})
export type EventFeed = z.output<typeof eventFeed>
