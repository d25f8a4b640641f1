import { after, afterwards, before, copy, edit, editBody, isCall, type Mutant, refusal } from './mutant.js'

export const errorMutants: readonly Mutant[] = [
  {
    name: 'tells refusals as plain JSON',
    caught: ['errors.problem-documents', 'paging.limit'],
    wrap: after((reply, { url }) => {
      const isProblem = reply.headers.get('content-type')?.startsWith('application/problem')
      if (isProblem && url.search === '?limit=0') reply.headers.set('content-type', 'application/json')
    }),
  },
  {
    name: 'gives refusals another id than the response',
    caught: ['errors.problem-documents'],
    wrap: afterwards('requestId', () => 'req_another'),
  },
  {
    name: 'has one Request-Id for all',
    caught: ['errors.request-ids'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      reply.headers.set('request-id', 'req_1')
      edit(reply, (name, value) => (name === 'requestId' ? 'req_1' : value))
      return reply
    },
  },
  {
    name: 'speaks English alone',
    caught: ['errors.languages'],
    wrap: before(({ headers }) => headers.set('accept-language', 'en')),
  },
  {
    name: 'does not say which methods a path has',
    caught: ['errors.unknown-route'],
    wrap: after(({ headers }) => headers.delete('allow')),
  },
  {
    name: 'takes cut JSON for an empty patch',
    caught: ['errors.malformed-json'],
    wrap: before((request) => {
      if (request.method !== 'PATCH') return
      try {
        JSON.parse(request.body.toString())
      } catch {
        request.body = Buffer.from('{"metadata":{}}')
      }
    }),
  },
  {
    name: 'drops NUL from text',
    caught: ['errors.unclean-text'],
    wrap: before((request) => {
      if (request.method === 'PATCH') {
        request.body = Buffer.from(request.body.toString('latin1').replaceAll('\\u0000', ''), 'latin1')
      }
    }),
  },
  {
    name: 'ignores unknown members',
    caught: ['errors.unknown-members'],
    wrap: before((request) => {
      if (request.method === 'POST')
        editBody(request, (name, value) => (name === 'staus' ? undefined : value))
    }),
  },
  {
    name: 'tells the first wrong member alone',
    caught: ['errors.all-at-once'],
    wrap: after((reply) => {
      if (reply.status !== 422) return
      edit(reply, (name, value) => (name === 'errors' && Array.isArray(value) ? value.slice(0, 1) : value))
    }),
  },
  {
    name: 'refuses by state without saying what is allowed',
    caught: ['errors.allowed-actions'],
    wrap: after((reply) => {
      if (reply.status === 409) edit(reply, (name, value) => (name === 'allowedActions' ? undefined : value))
    }),
  },
  {
    name: 'reads JSON whatever it is called',
    caught: ['errors.media-type'],
    wrap: before((request) => {
      if (request.method === 'PATCH') request.headers.set('content-type', 'application/json')
    }),
  },
  {
    name: 'cuts what is too large',
    caught: ['errors.body-too-large'],
    wrap: () => (request, next) => {
      const shorter = copy(request)
      if (isCall(request, 'PATCH', /./) && request.body.length > 2 ** 20)
        shorter.body = Buffer.from('{"metadata":{}}')
      return next(shorter)
    },
  },
  {
    name: 'tells quotas in words of its own',
    caught: ['limits.rate-limit', 'limits.exhausted'],
    options: { rateLimits: { quota: 100_000, windowSeconds: 60 } },
    wrap: after(({ headers }) => headers.set('ratelimit', '99999')),
  },
  {
    name: 'does not say how long to wait',
    caught: ['limits.exhausted'],
    wrap: () => {
      let left = 300
      return async (request, next) => {
        if (!isCall(request, 'GET', /^\/v1\/enterprise$/)) return next(request)
        const reply = left > 0 ? await next(request) : refusal(429, 'rate_limited')
        left = Math.max(0, left - 1)
        reply.headers.set('ratelimit-policy', '"default";q=300;w=60')
        reply.headers.set('ratelimit', `"default";r=${left};t=60`)
        return reply
      }
    },
  },
]
