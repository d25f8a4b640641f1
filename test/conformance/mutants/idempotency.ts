import { after, before, copy, isCall, type Mutant, type Reply } from './mutant.js'

const keyName = 'idempotency-key'
const replayed = (reply: Reply): Reply => {
  const headers = new Headers(reply.headers)
  headers.set('idempotent-replayed', 'true')
  return { ...reply, headers }
}

export const idempotencyMutants: readonly Mutant[] = [
  {
    name: 'runs the same write twice',
    caught: [
      'idempotency.replay',
      'idempotency.reused',
      'idempotency.refusals-kept',
      'idempotency.if-match-apart',
      'idempotency.at-once',
      'idempotency.other-methods',
      'idempotency.seven-days',
    ],
    wrap: before(({ headers }) => {
      if (/^[\x21-\x7e]{1,255}$/.test(headers.get(keyName) ?? '')) headers.set(keyName, crypto.randomUUID())
    }),
  },
  {
    name: 'does not tell that an answer is a repeat',
    caught: [
      'idempotency.replay',
      'idempotency.refusals-kept',
      'idempotency.if-match-apart',
      'idempotency.other-methods',
      'idempotency.seven-days',
    ],
    wrap: after(({ headers }) => headers.delete('idempotent-replayed')),
  },
  {
    name: 'calls every answer a repeat',
    caught: ['idempotency.first-answer', 'idempotency.conflicts-not-kept'],
    wrap: after((reply) => {
      if (reply.status === 201) reply.headers.set('idempotent-replayed', 'true')
    }),
  },
  {
    name: 'replays by the key alone, whatever is asked',
    caught: ['idempotency.reused'],
    wrap: () => {
      const answers = new Map<string, Reply>()
      return async (request, next) => {
        const key = `${request.headers.get('authorization')} ${request.headers.get(keyName)}`
        const known = request.headers.has(keyName) ? answers.get(key) : undefined
        if (known) return replayed(known)
        const reply = await next(request)
        if (reply.status < 300) answers.set(key, reply)
        return reply
      }
    },
  },
  {
    name: 'forgets what it refused',
    caught: ['idempotency.refusals-kept'],
    wrap: () => {
      const names = new Map<string, string>()
      return async (request, next) => {
        const key = request.headers.get(keyName)
        if (key === null || key.length > 255) return next(request)
        request.headers.set(keyName, names.get(key) ?? key)
        const reply = await next(request)
        if (reply.status === 409) names.set(key, crypto.randomUUID())
        return reply
      }
    },
  },
  {
    name: 'keeps a conflict of revisions under its key',
    caught: ['idempotency.conflicts-not-kept'],
    wrap: () => {
      const conflicts = new Map<string, Reply>()
      return async (request, next) => {
        const key = request.headers.get(keyName) ?? ''
        const known = conflicts.get(key)
        if (known) return replayed(known)
        const reply = await next(request)
        if (reply.status === 412) conflicts.set(key, reply)
        return reply
      }
    },
  },
  {
    name: 'takes If-Match for a part of the request',
    caught: ['idempotency.if-match-apart'],
    wrap: before(({ headers }) => {
      const key = headers.get(keyName)
      const tag = headers.get('if-match')
      if (key !== null && key.length < 100 && tag !== null)
        headers.set(keyName, `${key}${tag.replaceAll(/\W/g, '-')}`)
    }),
  },
  {
    name: 'runs the same write twice when it comes at once',
    caught: ['idempotency.at-once'],
    wrap: () => {
      const running = new Set<string>()
      return async (request, next) => {
        const key = request.headers.get(keyName)
        if (key === null || key.length > 200) return next(request)
        if (running.has(key)) request.headers.set(keyName, crypto.randomUUID())
        running.add(key)
        const reply = await next(request)
        running.delete(key)
        return reply
      }
    },
  },
  {
    name: 'has one set of keys for all companies',
    caught: ['idempotency.of-one-client'],
    wrap: () => {
      const clients = new Map<string, string>()
      return async (request, next) => {
        const key = request.headers.get(keyName)
        const client = request.headers.get('authorization') ?? ''
        if (key === null) return next(request)
        const first = clients.get(key) ?? client
        clients.set(key, first)
        const reply = await next(copy(request))
        if (first === client || reply.status >= 400) return reply
        return { ...reply, status: 422, body: Buffer.from('{}') }
      }
    },
  },
  {
    name: 'keeps keys on POST alone',
    caught: ['idempotency.other-methods'],
    wrap: before(({ method, headers }) => {
      if (method !== 'POST') headers.delete(keyName)
    }),
  },
  {
    name: 'keeps answers for a day',
    caught: ['idempotency.seven-days'],
    options: { idempotencyDays: 1 },
  },
  {
    name: 'asks for no key',
    caught: ['idempotency.required', 'access.order', 'errors.problem-documents'],
    wrap: before((request) => {
      if (isCall(request, 'POST', /^\/v1\//) && !request.headers.has(keyName)) {
        request.headers.set(keyName, crypto.randomUUID())
      }
    }),
  },
  {
    name: 'cuts keys that are too long',
    caught: ['idempotency.form'],
    wrap: before(({ headers }) => {
      const key = headers.get(keyName)
      if (key !== null) headers.set(keyName, key.slice(0, 255))
    }),
  },
]
