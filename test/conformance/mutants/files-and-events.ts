import { getToken } from '../../platform/http/setup.js'
import { after, afterwards, before, edit, isCall, type Mutant, type Plain } from './mutant.js'

const isUpload = (request: Plain) => isCall(request, 'POST', /^\/v1\/attachments$/)
const isFeed = (request: Plain) => isCall(request, 'GET', /^\/v1\/events$/)

export const fileMutants: readonly Mutant[] = [
  {
    name: 'tells another digest than that of the bytes',
    caught: ['files.upload'],
    wrap: afterwards('sha256', () => '0'.repeat(64), isUpload),
  },
  {
    name: 'believes the declared type of a file',
    caught: ['files.content'],
    wrap: before((request) => {
      if (isUpload(request) && request.headers.get('content-type') === 'image/png') {
        request.headers.set('content-type', 'text/plain')
      }
    }),
  },
  {
    name: 'does not compare Content-Digest',
    caught: ['files.digest'],
    wrap: before(({ headers }) => headers.delete('content-digest')),
  },
  {
    name: 'takes files of any size',
    caught: ['files.too-large'],
    options: { fileBytes: 30 * 1024 * 1024 },
  },
  {
    name: 'lets browsers guess what evidence is',
    caught: ['files.evidence'],
    wrap: after(({ headers }) => headers.delete('x-content-type-options')),
  },
  {
    name: 'lists evidence by its original name',
    caught: ['files.names'],
    wrap: afterwards('name', (value) =>
      typeof value === 'string' && value.startsWith('evidence-1') ? '扣款.txt' : value,
    ),
  },
  {
    name: 'gives a byte too many of a range',
    caught: ['files.ranges'],
    wrap: before(({ headers }) => {
      if (headers.get('range') === 'bytes=3-9') headers.set('range', 'bytes=3-10')
    }),
  },
]

export const eventMutants: readonly Mutant[] = [
  {
    name: 'loses an event',
    caught: ['events.sequence', 'events.types', 'webhooks.every-event', 'moved.reduced'],
    wrap: after((reply, request) => {
      if (!isFeed(request)) return
      edit(reply, (name, value) =>
        name === 'items' && Array.isArray(value)
          ? value.filter((event) => event.type !== 'complaint.acknowledged')
          : value,
      )
    }),
  },
  {
    name: 'leaves a gap in the numbers of a complaint',
    caught: ['events.sequence', 'webhooks.id', 'moved.new-company'],
    wrap: afterwards('complaintSequence', (value) => (value === 4 ? 5 : value === 1 ? 2 : value), isFeed),
  },
  {
    name: 'gives the last event again after it',
    caught: ['events.pages'],
    wrap: () => {
      const known = new Map<string, unknown>()
      return async (request, next) => {
        const reply = await next(request)
        const after = request.url.searchParams.get('after') ?? ''
        if (!isFeed(request)) return reply
        const isEnd = !request.url.searchParams.has('limit')
        edit(reply, (name, value) => {
          if (name !== 'items' || !Array.isArray(value)) return value
          for (const event of value) known.set(event.id, event)
          return isEnd && value.length === 0 && known.has(after) ? [known.get(after)] : value
        })
        return reply
      }
    },
  },
  {
    name: 'says that more follows the head of the feed',
    caught: ['events.latest'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      if (isFeed(request) && request.url.searchParams.get('after') === 'latest') {
        edit(reply, (name, value) => (name === 'hasMore' ? true : value))
      }
      return reply
    },
  },
  {
    name: 'goes on after the last event that fits, not after the last one looked at',
    caught: ['events.types'],
    wrap: after((reply, request) => {
      if (!isFeed(request) || !request.url.searchParams.has('types')) return
      let last: unknown
      edit(reply, (name, value) => {
        if (name === 'items' && Array.isArray(value)) last = value.at(-1)?.id
        return name === 'nextAfter' ? (last ?? value) : value
      })
    }),
  },
  {
    name: 'tells everything in a summary',
    caught: ['events.content', 'webhooks.id'],
    wrap: before((request) => {
      if (isFeed(request)) request.url.searchParams.set('content', 'full')
    }),
  },
  {
    name: 'shows complaints in events as they are now',
    caught: ['events.as-then', 'moved.new-company'],
    wrap:
      () =>
      async (request, next, { platform, enterprise }) => {
        const reply = await next(request)
        if (!isFeed(request)) return reply
        const token = await getToken(platform, enterprise)
        const text = reply.body.toString()
        const ids = [...new Set([...text.matchAll(/"complaint":\{"id":"(\w+)"/g)].map(([, id]) => id ?? ''))]
        const states = new Map<unknown, unknown>()
        for (const id of ids) {
          const url = new URL(`/v1/complaints/${id}`, platform.url)
          const headers = new Headers({ authorization: `Bearer ${token}` })
          const { body } = await next({ method: 'GET', url, headers, body: Buffer.alloc(0) })
          states.set(id, JSON.parse(body.toString()))
        }
        edit(reply, (name, value) => {
          if (name !== 'complaint' || typeof value !== 'object' || value === null || !('id' in value))
            return value
          const current = states.get(value.id)
          if (typeof current !== 'object' || current === null) return value
          const entries = Object.entries(value).map(([member, then]) => [
            member,
            Reflect.get(current, member) ?? then,
          ])
          return Object.fromEntries(entries)
        })
        return reply
      },
  },
  {
    name: 'begins anew after an event that it does not know',
    caught: ['events.unknown-cursor'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      if (!isFeed(request) || reply.status !== 400) return reply
      request.url.searchParams.delete('after')
      return next(request)
    },
  },
]
