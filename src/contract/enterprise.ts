import { z } from 'zod'
import { service } from './complaint.js'
import { date, dateTime, id, readable } from './shapes.js'

/**
 * The timely-handling rate (投诉处理及时率) over rounds whose last `dueDate` is in the span and before the cut-off.
 * Not yet due: in neither number. Withdrawn before it, contested with success, and reports do not count.
 */
export const timelyRate = readable({
  from: date,
  to: date,
  cutOff: dateTime,
  /** Rounds with a final answer on time. */
  numerator: z.int(),
  denominator: z.int(),
  /** Per cent with two places, cut and never rounded up; null when the denominator is 0. */
  percent: z.number().nullable(),
  /** `100·n < 95·d` on integers: the line under which the ministry names companies. */
  belowThreshold: z.boolean().nullable(),
})

/** The company's profile, and its timely rate in the current quarter. */
export const enterprise = readable({
  id,
  name: z.string(),
  /** Phones and addresses that the company publishes; never taken for personal data. */
  publicContacts: z.array(z.string()),
  connectedAt: dateTime,
  timelyRate,
})

export const serviceList = readable({ items: z.array(service) })

export const categoryList = readable({
  version: z.string(),
  items: z.array(readable({ code: z.string(), label: z.string() })),
})

export type TimelyRate = z.output<typeof timelyRate>
export type Enterprise = z.output<typeof enterprise>
export type ServiceList = z.output<typeof serviceList>
export type CategoryList = z.output<typeof categoryList>
