/** Acts of a company that many cases begin with. */
import { type Complaint, complaint, complaintResult } from '../contract/complaint.js'
import { type EventFeed, eventFeed } from '../contract/event.js'
import { type StoredResponse, storedResponse } from '../contract/response.js'
import { readable } from '../contract/shapes.js'
import { member } from './answer.js'
import { read } from './check.js'
import type { CallOptions, Company } from './company.js'

export const interim = { type: 'interim', statement: '您好，投诉已收到，正在核实情况，请耐心等待。' }
export const final = {
  type: 'final',
  outcome: 'resolved',
  statement: '您好，费用已原路退回，自动续费已关闭，感谢您的反馈。',
}
export const supplementary = { type: 'supplementary', statement: '补充说明：退款一般在三个工作日内到账。' }

const pathOf = (id: string) => `/v1/complaints/${id}`
const answered = readable({ complaint, response: storedResponse })

export async function retrieve(company: Company, id: string): Promise<Complaint> {
  return read(await company.call('GET', pathOf(id)), complaint)
}

export async function acknowledge(company: Company, id: string, options?: CallOptions): Promise<Complaint> {
  return read(await company.call('POST', `${pathOf(id)}/acknowledgement`, options), complaintResult).complaint
}

/** The answer as it came, for cases that expect a refusal. */
export function tryToRespond(company: Company, id: string, body: unknown, options?: CallOptions) {
  return company.call('POST', `${pathOf(id)}/responses`, { ...options, body })
}

export async function respond(
  company: Company,
  id: string,
  body: unknown,
  options?: CallOptions,
): Promise<{ readonly complaint: Complaint; readonly response: StoredResponse }> {
  return read(await tryToRespond(company, id, body, options), answered, 201)
}

export async function setMetadata(
  company: Company,
  id: string,
  metadata: Readonly<Record<string, string | null>>,
): Promise<Complaint> {
  return read(await company.call('PATCH', pathOf(id), { body: { metadata } }), complaintResult).complaint
}

/** @param query such as `after=latest` */
export async function readFeed(company: Company, query: string): Promise<EventFeed> {
  return read(await company.call('GET', `/v1/events?${query}`), eventFeed)
}

/** Where the feed ends now: a case reads on from here, whatever came before it. */
export async function headOf(company: Company): Promise<string> {
  return (await readFeed(company, 'after=latest')).nextAfter
}

/** What was told of one complaint after an event, in order. */
export async function toldOf(company: Company, id: string, after: string, query = '') {
  const events = await eventsAfter(company, after, query)
  return events.filter(({ data }) => member(member(data, 'complaint'), 'id') === id)
}

/** All events after one, in order. */
export async function eventsAfter(company: Company, after: string, query = ''): Promise<EventFeed['items']> {
  const items: EventFeed['items'] = []
  for (let from = after; ; ) {
    const feed = await readFeed(company, `after=${from}&limit=100${query && `&${query}`}`)
    items.push(...feed.items)
    if (!feed.hasMore) return items
    from = feed.nextAfter
  }
}
