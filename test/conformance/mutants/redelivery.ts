import { afterwards, edit, isCall, type Mutant } from './mutant.js'
import { changed } from './webhooks.js'

/** Of what is listed, sent again, and kept. */
export const redeliveryMutants: readonly Mutant[] = [
  {
    name: 'lists deliveries the oldest first',
    caught: ['deliveries.listed'],
    wrap: afterwards(
      'items',
      (value) => (Array.isArray(value) ? value.toReversed() : value),
      (request) => isCall(request, 'GET', /\/deliveries$/),
    ),
  },
  {
    name: 'gives what it sends again an id of its own',
    caught: ['deliveries.redelivered', 'deliveries.repeat', 'deliveries.listed'],
    deliver: (handler) => {
      const seen = new Set<string>()
      return async (request) => {
        const id = request.headers.get('webhook-id') ?? ''
        if (!seen.has(id)) {
          seen.add(id)
          return handler(request)
        }
        return handler(await changed(request, await request.text(), { 'webhook-id': `${id}_2` }))
      }
    },
  },
  {
    name: 'recovers nothing',
    caught: ['deliveries.recovered'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      if (isCall(request, 'POST', /\/recovery$/) && reply.status === 202)
        edit(reply, (name, value) => (name === 'deliveries' ? 0 : value))
      return reply
    },
  },
  {
    name: 'never disables an endpoint that fails',
    caught: ['deliveries.failing'],
    options: { disableAfterMs: 30 * 86_400_000 },
  },
  {
    name: 'disables an endpoint after four days',
    caught: ['deliveries.failing'],
    options: { disableAfterMs: 4 * 86_400_000 },
  },
  {
    name: 'sends again what is a month old',
    caught: ['deliveries.fortnight'],
    options: { recoveryDays: 30 },
  },
  {
    name: 'keeps the feed for longer than it says',
    caught: ['events.kept'],
    options: { feedDays: 500 },
  },
  {
    name: 'keeps the feed for a year',
    caught: ['events.kept'],
    options: { feedDays: 365 },
  },
]
