import { complaint } from '../../../src/contract/index.js'
import { getToken } from '../../platform/http/setup.js'
import type { Subject } from '../setup.js'
import { copy, isCall, type Mutant, type Next, type Plain, refusal } from './mutant.js'

/** The same request, sent by the first company. */
async function asFirst(request: Plain, next: Next, { platform, enterprise }: Subject) {
  const theirs = copy(request)
  theirs.headers.set('authorization', `Bearer ${await getToken(platform, enterprise)}`)
  return next(theirs)
}

export const tenancyMutants: readonly Mutant[] = [
  {
    name: 'shows a complaint to every company',
    caught: ['tenancy.complaints'],
    wrap: () => async (request, next, subject) => {
      const reply = await next(request)
      const isHidden = reply.status === 404 && isCall(request, 'GET', /^\/v1\/complaints\/[^/]+$/)
      return isHidden ? asFirst(request, next, subject) : reply
    },
  },
  {
    name: 'tells that a complaint is another company’s',
    caught: ['tenancy.complaints'],
    wrap: () => async (request, next, subject) => {
      const reply = await next(request)
      if (reply.status !== 404 || !isCall(request, 'GET', /^\/v1\/complaints\/[^/]+$/)) return reply
      const { status } = await asFirst(request, next, subject)
      return status === 200 ? refusal(403, 'insufficient_scope') : reply
    },
  },
  {
    name: 'shows a webhook endpoint to every company',
    caught: ['tenancy.endpoints'],
    wrap: () => async (request, next, subject) => {
      const reply = await next(request)
      const isHidden = reply.status === 404 && isCall(request, 'GET', /^\/v1\/webhook-endpoints\/[^/]+$/)
      return isHidden && !request.url.pathname.includes('0198000') ? asFirst(request, next, subject) : reply
    },
  },
  {
    name: 'gives all companies one feed',
    caught: ['tenancy.lists', 'events.unknown-cursor', 'moved.new-company'],
    wrap: () => async (request, next, subject) => {
      const reply = await next(request)
      const isRead = reply.status < 500 && isCall(request, 'GET', /^\/v1\/events$/)
      return isRead && ![401, 403].includes(reply.status) ? asFirst(request, next, subject) : reply
    },
  },
  {
    name: 'keeps uploads without their company',
    caught: ['tenancy.attachments'],
    wrap: () => async (request, next, subject) => {
      const reply = await next(request)
      const isKept = reply.status === 201 && isCall(request, 'POST', /^\/v1\/attachments$/)
      return isKept ? asFirst(request, next, subject) : reply
    },
  },
  {
    name: 'takes another company’s cursor',
    caught: ['tenancy.cursors', 'paging.cursor-bound'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      const isList = isCall(request, 'GET', /^\/v1\/complaints$/)
      if (!isList || reply.status !== 400 || request.url.searchParams.size !== 3) return reply
      const first = copy(request)
      first.url.searchParams.delete('cursor')
      return first.url.searchParams.get('limit') === '1' ? next(first) : reply
    },
  },
  {
    name: 'knows a person by one reference at every company',
    caught: ['complaints.same-person', 'complaints.schema', 'complaints.acknowledgement'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      if (reply.status === 200 && isCall(request, 'GET', /^\/v1\/complaints\/[^/]+$/)) {
        const read = complaint.parse(JSON.parse(reply.body.toString()))
        const complainant = read.complainant && { ...read.complainant, reference: 'ref_1' }
        reply.body = Buffer.from(JSON.stringify({ ...read, complainant }))
      }
      return reply
    },
  },
]
