import { builtInCalendar, loadYear } from '../../../src/calendar/index.js'
import { complaint as complaintSchema } from '../../../src/contract/index.js'
import { getToken } from '../../platform/http/setup.js'
import { after, afterwards, copy, edit, isCall, type Mutant, refusal, untold } from './mutant.js'

const isComplaint = /^\/v1\/complaints\/[^/]+$/
const isFeed = /^\/v1\/events$/

const calendar = builtInCalendar()
const facts = calendar.year(2026)
/** 2026 with the Saturday 10 October off, against the notice. */
const withoutSaturday = facts
  ? calendar.with(
      loadYear({ ...facts, workingDays: facts.workingDays.filter(({ date }) => date !== '2026-10-10') }),
    )
  : calendar

/** Changes a complaint as its company reads it alone. */
const onComplaint = (member: string, change: (value: unknown) => unknown) =>
  afterwards(member, change, (request) => isCall(request, 'GET', isComplaint))

/** The same, where the complaint is one that `matches`. */
const onSome = (matches: RegExp, member: string, change: (value: unknown) => unknown) =>
  after((reply, request) => {
    if (isCall(request, 'GET', isComplaint) && matches.test(reply.body.toString()))
      edit(reply, (name, value) => (name === member ? change(value) : value))
  })

/** What becomes of a complaint when persons and operators act on it. */
export const actMutants: readonly Mutant[] = [
  {
    name: 'tells the former company where its complaint has gone',
    caught: ['moved.farewell'],
    wrap: after((reply, request) => {
      if (!isCall(request, 'GET', isFeed)) return
      edit(reply, (name, value) =>
        name === 'data' && typeof value === 'object' && value !== null && Object.keys(value).length === 2
          ? { ...value, to: '另一网络' }
          : value,
      )
    }),
  },
  {
    name: 'goes on showing the history to the former company',
    caught: ['moved.gone'],
    wrap:
      () =>
      async (request, next, { platform, other }) => {
        const reply = await next(request)
        if (reply.status !== 404 || !isCall(request, 'GET', /\/history$/)) return reply
        const theirs = copy(request)
        theirs.headers.set('authorization', `Bearer ${await getToken(platform, other)}`)
        return next(theirs)
      },
  },
  {
    name: 'leaves in old events how a moved complaint stood',
    caught: ['moved.reduced', 'moved.farewell'],
    wrap: after((reply, request) => {
      if (!isCall(request, 'GET', isFeed)) return
      edit(reply, (name, value) =>
        name === 'complaint' && typeof value === 'object' ? { status: 'assigned', ...value } : value,
      )
    }),
  },
  {
    name: 'delivers again what it kept of the first time',
    caught: ['moved.redelivered'],
    deliver: (handler) => {
      const kept = new Map<string, string>()
      return async (request) => {
        const id = request.headers.get('webhook-id') ?? ''
        const text = await request.text()
        const first = kept.get(id) ?? text
        kept.set(id, first)
        const { url, headers } = request
        return handler(new Request(url, { method: 'POST', headers, body: first }))
      }
    },
  },
  {
    name: 'hands the metadata on to the new company',
    caught: ['moved.new-company'],
    wrap: () => {
      const kept = new Map<string, unknown>()
      return async (request, next) => {
        const reply = await next(request)
        const { pathname } = request.url
        if (reply.status !== 200 || !isComplaint.test(pathname)) return reply
        edit(reply, (name, value) => {
          if (name !== 'metadata' || typeof value !== 'object' || value === null) return value
          if (request.method === 'PATCH') kept.set(pathname, value)
          return Object.keys(value).length === 0 ? (kept.get(pathname) ?? value) : value
        })
        return reply
      }
    },
  },
  {
    name: 'does not count rounds',
    caught: ['persons.appeal'],
    wrap: onComplaint('round', () => 1),
  },
  {
    name: 'takes a withdrawal for a confirmation',
    caught: ['persons.withdrawal'],
    wrap: onComplaint('reason', (value) => (value === 'withdrawn' ? 'confirmed' : value)),
  },
  {
    name: 'loses what the person adds',
    caught: ['persons.supplements'],
    wrap: onComplaint('supplements', () => []),
  },
  {
    name: 'leaves the place of what is erased',
    caught: ['persons.redaction'],
    wrap: onSome(/"title":null/, 'place', () => '示例市'),
  },
  {
    name: 'knows nothing of evidence that was erased',
    caught: ['persons.redaction'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      return reply.status === 410 && request.url.pathname.includes('/evidence/')
        ? refusal(404, 'not_found')
        : reply
    },
  },
  {
    name: 'extends beyond a swapped Saturday',
    caught: ['decisions.extension', 'deadlines.fortnight'],
    options: { calendar: { ...calendar, deadlineOf: withoutSaturday.deadlineOf } },
  },
  {
    name: 'tells an extension as if an operator had moved the date alone',
    caught: ['decisions.extension'],
    wrap: afterwards(
      'reason',
      (value) => (value === 'extension' ? 'operator' : value),
      (request) => isCall(request, 'GET', isFeed),
    ),
  },
  {
    name: 'grants what the operator refused',
    caught: ['decisions.extension-refused'],
    act: (act) => (act.do === 'decide_extension' ? { ...act, decision: 'granted' } : act),
  },
  {
    name: 'takes every contestation for upheld',
    caught: ['decisions.contestation-refused'],
    act: (act) => (act.do === 'decide_contestation' ? { ...act, decision: 'upheld' } : act),
  },
  {
    name: 'takes what is out of scope for withdrawn',
    caught: ['decisions.contestation-upheld'],
    wrap: onComplaint('closure', (value) => {
      const { success, data } = complaintSchema.shape.closure.safeParse(value)
      return success && data?.reason === 'out_of_scope' ? { ...data, reason: 'withdrawn' } : value
    }),
  },
  {
    name: 'applies no extension back',
    caught: ['overdue.extension'],
    wrap: onSome(/"status":"granted"/, 'overdue', () => true),
  },
  {
    name: 'tells nobody of an urging',
    caught: ['overdue.urging'],
    wrap: untold('complaint.urged'),
  },
  {
    name: 'shows the numbers of the first time',
    caught: ['statistics.counts', 'statistics.timely'],
    wrap: () => {
      const shown = new Map<string, Buffer>()
      return async (request, next) => {
        const reply = await next(request)
        if (reply.status !== 200 || !isCall(request, 'GET', /statistics$/)) return reply
        const body = shown.get(request.url.href) ?? reply.body
        shown.set(request.url.href, body)
        return { ...reply, body }
      }
    },
  },
  {
    name: 'counts whatever was answered as timely',
    caught: ['statistics.timely'],
    wrap: after((reply, request) => {
      if (!isCall(request, 'GET', /statistics$/)) return
      edit(reply, (name, value) =>
        name === 'timely' && typeof value === 'object' && value !== null && 'denominator' in value
          ? { ...value, numerator: value.denominator, percent: value.denominator === 0 ? null : 100 }
          : value,
      )
    }),
  },
  {
    name: 'counts a report among the complaints',
    caught: ['statistics.counts'],
    wrap: () => {
      let reports = 0
      return async (request, next) => {
        const reply = await next(request)
        const isReport = isCall(request, 'GET', isComplaint) && /"kind":"report"/.test(reply.body.toString())
        if (isReport) reports += 1
        if (isCall(request, 'GET', /statistics$/))
          edit(reply, (name, value) =>
            name === 'received' && typeof value === 'number' ? value + reports : value,
          )
        return reply
      }
    },
  },
]
