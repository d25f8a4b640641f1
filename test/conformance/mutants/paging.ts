import { after, before, copy, edit, isCall, type Mutant, type Plain } from './mutant.js'

const isList = (request: Plain) => isCall(request, 'GET', /^\/v1\/complaints$/)

export const pagingMutants: readonly Mutant[] = [
  {
    name: 'has a cursor that skips a complaint',
    caught: [
      'paging.complete',
      'paging.under-writes',
      'paging.under-changed-keys',
      'paging.sorts',
      'paging.cursor-bound',
    ],
    wrap: after((reply, request) => {
      if (!isList(request) || !request.url.searchParams.has('cursor')) return
      edit(reply, (name, value) => (name === 'items' && Array.isArray(value) ? value.slice(1) : value))
    }),
  },
  {
    name: 'has a cursor that counts rows',
    caught: ['paging.under-writes', 'paging.cursor-bound', 'tenancy.cursors'],
    wrap: () => async (request, next) => {
      const { searchParams } = request.url
      const limit = Number(searchParams.get('limit') ?? 50)
      const [, offset] = /^rows-(\d+)$/.exec(searchParams.get('cursor') ?? 'rows-0') ?? []
      if (
        !isList(request) ||
        offset === undefined ||
        !(Number.isInteger(limit) && limit >= 1 && limit <= 100)
      )
        return next(request)
      const from = Number(offset)
      searchParams.delete('cursor')
      searchParams.set('limit', '100')
      const reply = await next(request)
      let rows = 0
      edit(reply, (name, value) => {
        if (name === 'items' && Array.isArray(value)) {
          rows = value.length
          return value.slice(from, from + limit)
        }
        return name === 'nextCursor' && rows > from + limit ? `rows-${from + limit}` : value
      })
      return reply
    },
  },
  {
    name: 'repeats the last complaint of a page on the next one',
    caught: [
      'paging.complete',
      'paging.under-writes',
      'paging.under-changed-keys',
      'paging.sorts',
      'paging.cursor-bound',
    ],
    wrap: () => {
      const last = new Map<string, unknown>()
      return async (request, next) => {
        const reply = await next(request)
        if (!isList(request)) return reply
        const cursor = request.url.searchParams.get('cursor')
        let tail: unknown
        edit(reply, (name, value) => {
          if (name === 'items' && Array.isArray(value)) {
            tail = value.at(-1)
            return cursor !== null && last.has(cursor) ? [last.get(cursor), ...value] : value
          }
          if (name === 'nextCursor' && typeof value === 'string') last.set(value, tail)
          return value
        })
        return reply
      }
    },
  },
  {
    name: 'begins anew with a cursor that it does not know',
    caught: ['paging.cursor-changed', 'paging.cursor-bound', 'errors.problem-documents', 'tenancy.cursors'],
    wrap: () => async (request, next) => {
      const reply = await next(copy(request))
      if (!isList(request) || !reply.body.toString().includes('invalid_cursor')) return reply
      request.url.searchParams.delete('cursor')
      return next(request)
    },
  },
  {
    name: 'has a cursor that brings its own filters',
    caught: ['paging.cursor-bound'],
    wrap: () => {
      const queries = new Map<string, string>()
      return async (request, next) => {
        if (!isList(request)) return next(request)
        const { searchParams } = request.url
        const cursor = searchParams.get('cursor')
        const limit = searchParams.get('limit')
        const before = cursor === null ? undefined : queries.get(cursor)
        if (before !== undefined && cursor !== null) {
          request.url.search = before
          request.url.searchParams.set('cursor', cursor)
          if (limit !== null) request.url.searchParams.set('limit', limit)
        }
        const { search } = request.url
        const reply = await next(request)
        const [, given] = /"nextCursor":"([^"]+)"/.exec(reply.body.toString()) ?? []
        if (given !== undefined) queries.set(given, search)
        return reply
      }
    },
  },
  {
    name: 'takes a limit of 101 for 100',
    caught: ['paging.limit'],
    wrap: before(({ url }) => {
      if (url.searchParams.get('limit') === '101') url.searchParams.set('limit', '100')
    }),
  },
  {
    name: 'ignores a filter',
    caught: ['paging.filters', 'paging.cursor-bound'],
    wrap: before((request) => {
      if (isList(request)) request.url.searchParams.delete('status')
    }),
  },
  {
    name: 'sorts one way alone',
    caught: ['paging.sorts'],
    wrap: before(({ url }) => {
      if (url.searchParams.get('sort') === '-dueAt') url.searchParams.set('sort', 'dueAt')
    }),
  },
]
