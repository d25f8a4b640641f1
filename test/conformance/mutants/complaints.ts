import { complaint as complaintSchema } from '../../../src/contract/index.js'
import { after, afterwards, before, copy, edit, editBody, isCall, type Mutant, refusal } from './mutant.js'

const isComplaint = /^\/v1\/complaints\/[^/]+$/
const isResponse = /^\/v1\/complaints\/[^/]+\/responses$/

export const complaintMutants: readonly Mutant[] = [
  {
    name: 'shows the last digits of the phone',
    caught: ['complaints.masked', 'disclosures.sealed'],
    wrap: afterwards('phone', (value) =>
      typeof value === 'string' ? value.replace(/\*{4}$/, '5678') : value,
    ),
  },
  {
    name: 'replaces the metadata',
    caught: [
      'complaints.metadata',
      'complaints.metadata-limits',
      'errors.malformed-json',
      'paging.under-changed-keys',
    ],
    wrap: () => async (request, next) => {
      if (!isCall(request, 'PATCH', isComplaint)) return next(request)
      const reading = copy(request)
      reading.method = 'GET'
      const known = await next(reading)
      if (known.status === 200) {
        const { metadata } = complaintSchema.parse(JSON.parse(known.body.toString()))
        const none = Object.fromEntries(Object.keys(metadata).map((name) => [name, null]))
        editBody(request, (name, value) =>
          name === 'metadata' && typeof value === 'object' ? { ...none, ...value } : value,
        )
      }
      return next(request)
    },
  },
  {
    name: 'raises the revision for metadata',
    caught: ['locking.metadata-apart'],
    wrap: afterwards(
      'revision',
      (value) => (typeof value === 'number' ? value + 1 : value),
      (request) => isCall(request, 'PATCH', isComplaint),
    ),
  },
  {
    name: 'allows every action',
    caught: ['complaints.allowed-actions', 'persons.withdrawal'],
    wrap: after((reply, { url }) => {
      if (url.pathname.startsWith('/v1/complaints')) {
        edit(reply, (name, value) => (name === 'allowed' ? true : value))
      }
    }),
  },
  {
    name: 'forgets who acted',
    caught: ['complaints.history', 'disclosures.log'],
    wrap: before(({ headers }) => headers.delete('tousu-actor')),
  },
  {
    name: 'acknowledges again and again',
    caught: ['complaints.acknowledgement', 'errors.allowed-actions'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      if (!isCall(request, 'POST', /acknowledgement$/) || reply.status !== 409) return reply
      return { ...reply, status: 200, headers: new Headers({ 'content-type': 'application/json' }) }
    },
  },
  {
    name: 'lets complaints be stored on the way',
    caught: ['complaints.no-store'],
    wrap: after((reply, { url }) => {
      if (url.pathname.startsWith('/v1/complaints')) reply.headers.delete('cache-control')
    }),
  },
  {
    name: 'counts UTF-16 units',
    caught: ['complaints.metadata-limits'],
    wrap: () => async (request, next) => {
      const isLong = /"[^"]{501,}"/.test(request.body.toString()) && request.body.length < 2 ** 20
      return isLong && request.method === 'PATCH' ? refusal(422, 'validation_failed') : next(request)
    },
  },
  {
    name: 'leaves out a member of the contract',
    caught: ['complaints.schema', 'paging.filters'],
    wrap: afterwards(
      'number',
      () => undefined,
      ({ url }) => url.searchParams.has('number'),
    ),
  },
  {
    name: 'ignores If-Match',
    caught: [
      'locking.if-match',
      'locking.malformed',
      'access.order',
      'idempotency.conflicts-not-kept',
      'persons.supplements',
    ],
    wrap: before(({ headers }) => headers.delete('if-match')),
  },
  {
    name: 'takes a weak tag for a strong one',
    caught: ['locking.malformed'],
    wrap: before(({ headers }) => {
      const tag = headers.get('if-match')
      if (tag?.startsWith('W/')) headers.set('if-match', tag.slice(2))
    }),
  },
  {
    name: 'does not tell the current revision',
    caught: ['locking.if-match'],
    wrap: afterwards('currentRevision', () => undefined),
  },
  {
    name: 'has one revision for ever',
    caught: [
      'locking.revision-rises',
      'locking.if-match',
      'complaints.acknowledgement',
      'complaints.history',
    ],
    wrap: afterwards(
      'revision',
      () => 2,
      ({ method }) => method === 'POST',
    ),
  },
  {
    name: 'takes a second final answer for the first',
    caught: ['responses.final'],
    wrap: () => {
      const answers = new Map<string, string>()
      return async (request, next) => {
        const reply = await next(request)
        if (!isCall(request, 'POST', isResponse) || !request.body.toString().includes('"final"')) return reply
        const { pathname } = request.url
        const first = answers.get(pathname)
        if (reply.status === 201) answers.set(pathname, reply.body.toString())
        if (reply.status !== 409 || first === undefined) return reply
        return {
          status: 201,
          headers: new Headers({ 'content-type': 'application/json' }),
          body: Buffer.from(first),
        }
      }
    },
  },
  {
    name: 'takes a supplementary answer before the final one for an interim one',
    caught: ['responses.supplementary', 'idempotency.refusals-kept', 'persons.appeal'],
    wrap: () => async (request, next) => {
      const first = await next(copy(request))
      if (first.status !== 409 || !first.body.toString().includes('not_responded')) return first
      request.headers.set('idempotency-key', crypto.randomUUID())
      editBody(request, (name, value) => (name === 'type' ? 'interim' : value))
      return next(request)
    },
  },
  {
    name: 'takes a statement of nine characters',
    caught: ['responses.rules'],
    wrap: before((request) => {
      if (!isCall(request, 'POST', isResponse)) return
      editBody(request, (name, value) =>
        name === 'statement' && typeof value === 'string' && [...value].length === 9 ? `${value}。` : value,
      )
    }),
  },
  {
    name: 'trims text',
    caught: ['responses.text-kept'],
    wrap: before((request) => {
      if (request.method !== 'POST') return
      editBody(request, (name, value) =>
        name === 'statement' && typeof value === 'string' ? value.trim() : value,
      )
    }),
  },
  {
    name: 'answers where it was only asked to check',
    caught: ['responses.validation'],
    wrap: () => async (request, next) => {
      const reply = await next(copy(request))
      if (isCall(request, 'POST', /\/validation$/) && reply.status === 200) {
        request.url.pathname = request.url.pathname.replace(/\/validation$/, '')
        request.headers.set('idempotency-key', crypto.randomUUID())
        await next(request)
      }
      return reply
    },
  },
  {
    name: 'warns of nothing',
    caught: ['responses.warnings', 'responses.validation'],
    wrap: afterwards('warnings', () => []),
  },
  {
    name: 'counts every answer as on time',
    caught: ['responses.late'],
    wrap: afterwards('onTime', (value) => (value === false ? true : value)),
  },
  {
    name: 'gives a receipt for other measures',
    caught: ['receipts.verify'],
    wrap: afterwards('measures', (value) => (Array.isArray(value) ? value.toReversed() : value)),
  },
  {
    name: 'publishes the keys of tokens as those of receipts',
    caught: ['receipts.verify', 'receipts.keys-apart', 'disclosures.sealed'],
    wrap: before(({ url }) => {
      if (url.pathname === '/.well-known/receipt-keys.json') url.pathname = '/.well-known/jwks.json'
    }),
  },
  {
    name: 'does not acknowledge with an answer',
    caught: ['responses.interim'],
    wrap: afterwards(
      'acknowledgedAt',
      () => null,
      (request) => isCall(request, 'POST', isResponse),
    ),
  },
  {
    name: 'hides that the complaint went on meanwhile',
    caught: ['responses.based-on'],
    wrap: after((reply, request) => {
      if (isCall(request, 'POST', isResponse))
        edit(reply, (name, value) => (name === 'latestRevision' ? 1 : value))
    }),
  },
  {
    name: 'leaves a rated complaint open',
    caught: [
      'responses.closed',
      'deadlines.confirmed',
      'persons.withdrawal',
      'decisions.contestation-upheld',
    ],
    wrap: afterwards('status', (value) => (value === 'closed' ? 'responded' : value)),
  },
]
