import { signWebhook } from '../../../src/webhooks/index.js'
import {
  before,
  editBody,
  isCall,
  type Mutant,
  type Plain,
  type Reply,
  untold,
  type Wrapper,
} from './mutant.js'

const isEndpoints = (request: Plain) => isCall(request, 'POST', /^\/v1\/webhook-endpoints$/)
const isRotation = (request: Plain) => isCall(request, 'POST', /secret-rotation$/)

/** Changes how long a former secret goes on signing. */
const overlap = (from: number, to: number): (() => Wrapper) =>
  before((request) => {
    if (isRotation(request)) {
      editBody(request, (name, value) => (name === 'overlapSeconds' && value === from ? to : value))
    }
  })

/** Changes an endpoint's settings at creation. */
const atCreation = (member: string, value: (sent: unknown) => unknown): (() => Wrapper) =>
  before((request) => {
    if (isEndpoints(request)) editBody(request, (name, sent) => (name === member ? value(sent) : sent))
  })

const withoutFragment = atCreation('url', (url) => String(url).replace(/#.*/, ''))()

/** Changes what the platform is answered. */
const answering =
  (change: (response: Response) => Response): NonNullable<Mutant['deliver']> =>
  (handler) =>
  async (request) =>
    change(await handler(request))

/** The same delivery with another body. */
export const changed = async (request: Request, body: string, headers: Record<string, string> = {}) =>
  new Request(request.url, {
    method: 'POST',
    headers: { ...Object.fromEntries(request.headers), ...headers },
    body,
  })

/** Deliveries signed again, wrongly in one way, by the secret that the endpoint was created with. */
function signing(sign: (delivery: { id: string; body: string }) => { id: string; timestamp: Date }) {
  const secrets: string[] = []
  return {
    wrap: (): Wrapper => async (request, next) => {
      const reply = await next(request)
      const [, secret] = /"secret":"(whsec_[^"]+)"/.exec(reply.body.toString()) ?? []
      if (secret !== undefined) secrets.push(secret)
      return reply
    },
    deliver: ((handler) => async (request) => {
      const body = await request.text()
      const id = request.headers.get('webhook-id') ?? ''
      const signed = await signWebhook({ ...sign({ id, body }), body, secret: secrets.slice(-2) })
      return handler(await changed(request, body, signed))
    }) satisfies NonNullable<Mutant['deliver']>,
  }
}

const notRepeated = [
  'deliveries.repeat',
  'deliveries.redirects',
  'deliveries.retry-after',
  'deliveries.gone',
  'deliveries.schedule',
] as const

export const webhookMutants: readonly Mutant[] = [
  {
    name: 'signs the parsed event, and sends it written in another way',
    caught: [
      'webhooks.signature',
      'webhooks.rotation',
      'webhooks.rotation-at-once',
      'webhooks.rotation-ends',
      'deliveries.repeat',
      'deliveries.redelivered',
    ],
    deliver: (handler) => async (request) => {
      const event: unknown = JSON.parse(await request.text())
      return handler(await changed(request, JSON.stringify(event, null, 1)))
    },
  },
  {
    name: 'signs with domain time',
    caught: [
      'webhooks.signature',
      'webhooks.rotation',
      'webhooks.rotation-at-once',
      'webhooks.rotation-ends',
      'deliveries.repeat',
      'deliveries.redelivered',
    ],
    ...signing(({ id }) => ({ id, timestamp: new Date('2026-09-14T09:00:00+08:00') })),
  },
  {
    name: 'gives each attempt an id of its own',
    caught: [
      'deliveries.repeat',
      'webhooks.signature',
      'webhooks.id',
      'webhooks.every-event',
      'webhooks.rotation',
      'webhooks.rotation-at-once',
      'webhooks.rotation-ends',
      'deliveries.listed',
      'deliveries.redelivered',
      'deliveries.recovered',
    ],
    deliver: (handler) => async (request) => {
      const headers = { 'webhook-id': `evt_${crypto.randomUUID()}` }
      return handler(await changed(request, await request.text(), headers))
    },
  },
  {
    name: 'signs by HMAC alone',
    caught: ['webhooks.signature'],
    deliver: (handler) => async (request) => {
      const entries = (request.headers.get('webhook-signature') ?? '').split(' ')
      const signature = entries.filter((entry) => entry.startsWith('v1,')).join(' ')
      return handler(await changed(request, await request.text(), { 'webhook-signature': signature }))
    },
  },
  {
    name: 'drops the old secret at rotation',
    caught: ['webhooks.rotation'],
    wrap: overlap(3_600, 0),
  },
  {
    name: 'keeps the old secret though it was to end at once',
    caught: ['webhooks.rotation-at-once'],
    wrap: overlap(0, 86_400),
  },
  {
    name: 'keeps the old secret beyond its overlap',
    caught: ['webhooks.rotation-ends'],
    wrap: overlap(3_600, 86_400),
  },
  {
    name: 'rotates to another secret than the given one',
    caught: ['webhooks.rotation-at-once'],
    wrap: before((request) => {
      if (isRotation(request)) {
        editBody(request, (name, value) =>
          name === 'secret' && String(value).length > 20 ? undefined : value,
        )
      }
    }),
  },
  {
    name: 'delivers every event twice',
    caught: [
      'webhooks.every-event',
      'endpoints.filters',
      'deliveries.repeat',
      'deliveries.redirects',
      'deliveries.retry-after',
      'deliveries.schedule',
      'moved.redelivered',
      'deliveries.recovered',
    ],
    deliver: (handler) => async (request) => {
      await handler(request.clone())
      return handler(request)
    },
  },
  {
    name: 'publishes an endpoint’s keys to those with a token alone',
    caught: ['webhooks.keys'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      const isOpen = isCall(request, 'GET', /\/jwks\.json$/) && request.url.pathname.startsWith('/v1/')
      return isOpen && !request.headers.has('authorization') ? { ...reply, status: 401 } : reply
    },
  },
  {
    name: 'shows the secret again',
    caught: ['endpoints.secret-once'],
    wrap: () => {
      const secrets = new Map<string, string>()
      return async (request, next) => {
        const reply = await next(request)
        const text = reply.body.toString()
        const [, id = ''] = /"id":"(whe_[^"]+)"/.exec(text) ?? []
        const [, secret] = /"secret":"([^"]+)"/.exec(text) ?? []
        if (secret !== undefined) secrets.set(id, secret)
        else if (secrets.has(id))
          reply.body = Buffer.from(text.replace('{', `{"secret":"${secrets.get(id)}",`))
        return reply
      }
    },
  },
  {
    name: 'takes a delivery URL with a fragment',
    caught: ['endpoints.urls'],
    wrap: () => (request, next, subject) => {
      // What it then delivers stays in this process, too.
      subject.platform.connect('https://company.example/hooks', () => new Response(null, { status: 204 }))
      return withoutFragment(request, next, subject)
    },
  },
  {
    name: 'pings at creation',
    caught: [
      'endpoints.no-ping-at-creation',
      'endpoints.deleted',
      'endpoints.filters',
      'endpoints.disabled',
      'webhooks.every-event',
      'deliveries.repeat',
      'deliveries.redirects',
      'deliveries.retry-after',
      'deliveries.schedule',
      'moved.redelivered',
      'deliveries.listed',
      'deliveries.redelivered',
      'deliveries.recovered',
    ],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      const [, id] = /"id":"(whe_[^"]+)"/.exec(reply.body.toString()) ?? []
      if (isEndpoints(request) && reply.status === 201) {
        const url = new URL(`/v1/webhook-endpoints/${id}/ping`, request.url)
        const headers = new Headers(request.headers)
        headers.set('idempotency-key', crypto.randomUUID())
        await next({ method: 'POST', url, headers, body: Buffer.alloc(0) })
      }
      return reply
    },
  },
  {
    name: 'delivers all types to everybody',
    caught: ['endpoints.filters', 'deliveries.recovered', 'deliveries.fortnight'],
    wrap: atCreation('eventTypes', (types) => (String(types) === 'endpoint.ping' ? types : [])),
  },
  {
    name: 'delivers everything in full',
    caught: ['endpoints.content', 'endpoints.secret-once', 'webhooks.id'],
    wrap: () => (request, next) => {
      if (isEndpoints(request)) {
        editBody(request, (name, value) =>
          name === '' && typeof value === 'object' ? { ...value, content: 'full' } : value,
        )
      }
      return next(request)
    },
  },
  {
    name: 'puts a ping into the feed’s numbers',
    caught: [
      'endpoints.ping',
      'webhooks.rotation',
      'webhooks.rotation-at-once',
      'webhooks.rotation-ends',
      'deliveries.repeat',
    ],
    deliver: (handler) => async (request) => {
      const text = await request.text()
      return handler(
        await changed(request, text.replace('"type":"endpoint.ping"', '"type":"endpoint.ping","sequence":7')),
      )
    },
  },
  {
    name: 'goes on delivering to a disabled endpoint',
    caught: ['endpoints.disabled', 'deliveries.recovered'],
    wrap: before((request) => {
      if (isCall(request, 'PATCH', /webhook-endpoints/)) {
        editBody(request, (name, value) => (name === 'status' ? 'enabled' : value))
      }
    }),
  },
  {
    name: 'goes on showing a deleted endpoint',
    caught: ['endpoints.deleted'],
    wrap: () => {
      const created = new Map<string, Reply>()
      const deleted = new Map<string, Reply>()
      return async (request, next) => {
        const reply = await next(request)
        const { pathname } = request.url
        const [, id] = /"id":"(whe_[^"]+)"/.exec(reply.body.toString()) ?? []
        if (id !== undefined && isEndpoints(request))
          created.set(`${pathname}/${id}`, { ...reply, status: 200 })
        const former = created.get(pathname)
        if (former && request.method === 'DELETE' && reply.status === 204) deleted.set(pathname, former)
        return request.method === 'GET' && reply.status === 404 ? (deleted.get(pathname) ?? reply) : reply
      }
    },
  },
  {
    name: 'delivers once, whatever the answer',
    caught: [...notRepeated, 'deliveries.listed', 'deliveries.failing'],
    deliver: answering(() => new Response(null, { status: 204 })),
  },
  {
    name: 'takes 3xx for success',
    caught: ['deliveries.redirects'],
    deliver: answering((response) =>
      response.status === 307 ? new Response(null, { status: 204 }) : response,
    ),
  },
  {
    name: 'does not wait for Retry-After',
    caught: ['deliveries.retry-after'],
    deliver: answering((response) => new Response(null, { status: response.status })),
  },
  {
    name: 'goes on after 410',
    caught: ['deliveries.gone'],
    deliver: answering((response) =>
      response.status === 410 ? new Response(null, { status: 500 }) : response,
    ),
  },
  {
    name: 'gives up after five attempts',
    caught: ['deliveries.schedule', 'deliveries.failing'],
    options: { retryScheduleMs: [5_000, 300_000, 1_800_000, 7_200_000] },
  },
  {
    name: 'repeats at the same pace for ever',
    caught: ['deliveries.schedule', 'deliveries.failing'],
    options: { retryScheduleMs: Array.from({ length: 20 }, () => 5_000) },
  },
  {
    name: 'tells nobody that an endpoint was disabled',
    caught: ['deliveries.gone', 'deliveries.failing'],
    wrap: untold('endpoint.disabled'),
  },
]
