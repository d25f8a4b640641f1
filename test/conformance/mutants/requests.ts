import { afterwards, before, copy, editBody, isCall, type Mutant, type Plain, type Reply } from './mutant.js'

const isExtension = (request: Plain) => isCall(request, 'POST', /\/extensions$/)

export const requestMutants: readonly Mutant[] = [
  {
    name: 'moves the deadline when an extension is asked for',
    caught: ['requests.clock'],
    wrap: afterwards('dueDate', () => '2026-12-31', isExtension),
  },
  {
    name: 'takes a request again and again',
    caught: ['requests.once'],
    wrap: () => {
      const taken = new Map<string, Reply>()
      return async (request, next) => {
        const reply = await next(request)
        const { pathname } = request.url
        if (!/\/supplement-requests$/.test(pathname)) return reply
        if (reply.status === 201) taken.set(pathname, reply)
        return reply.body.toString().includes('supplement_pending') ? (taken.get(pathname) ?? reply) : reply
      }
    },
  },
  {
    name: 'lets an answered complaint be given back',
    caught: ['requests.answered'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      const isLate = isCall(request, 'POST', /\/contestations$/) && reply.status === 409
      return isLate && reply.body.toString().includes('already_responded') ? { ...reply, status: 201 } : reply
    },
  },
  {
    name: 'extends by more than 10 working days',
    caught: ['requests.rules'],
    wrap: before((request) => {
      if (isExtension(request))
        editBody(request, (name, value) => (name === 'workingDays' && value === 11 ? 10 : value))
    }),
  },
  {
    name: 'merges a draft with the former one',
    caught: ['drafts.one'],
    wrap: () => async (request, next) => {
      if (isCall(request, 'PUT', /\/draft$/)) {
        const reading = copy(request)
        reading.method = 'GET'
        const { status, body } = await next(reading)
        if (status === 200) {
          const { type, outcome } = JSON.parse(body.toString())
          editBody(request, (name, value) =>
            name === '' && typeof value === 'object' ? { type, outcome, ...value } : value,
          )
        }
      }
      return next(request)
    },
  },
]
