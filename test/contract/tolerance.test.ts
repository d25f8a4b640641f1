import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  eventFeed,
  eventSchemas,
  problem,
  type Route,
  receiptPayload,
  routes,
  tokenError,
} from '../../src/contract/index.js'

/** A place in a schema, and what stands there. */
interface Place {
  readonly at: string
  readonly node: Record<string, unknown>
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Every node of a schema, written as JSON Schema. */
function placesOf(schema: z.ZodType, io: 'input' | 'output'): Place[] {
  const visit = (node: unknown, at: string): Place[] =>
    isNode(node)
      ? [{ at, node }, ...Object.entries(node).flatMap(([name, child]) => visit(child, `${at}/${name}`))]
      : []
  return visit(z.toJSONSchema(schema, { io, unrepresentable: 'any' }), '')
}

const objectsOf = (places: readonly Place[]) => places.filter(({ node }) => isNode(node['properties']))

const table: Route[] = Object.values(routes)
const read: [string, z.ZodType][] = [
  ...table.flatMap(({ method, path, result }): [string, z.ZodType][] =>
    result.type === 'json' ? [[`${method} ${path}`, result.schema]] : [],
  ),
  ...Object.entries(eventSchemas),
  ['the feed', eventFeed],
  ['a problem', problem],
  ['an error of the token endpoint', tokenError],
  ['a receipt', receiptPayload],
]
/** RFC 6749 section 3.2: the token endpoint ignores parameters that it does not know. */
const open = new Set(['POST /oauth/token'])
const written: [string, z.ZodType][] = table.flatMap(({ method, path, body }): [string, z.ZodType][] =>
  body && 'schema' in body && !open.has(`${method} ${path}`) ? [[`${method} ${path}`, body.schema]] : [],
)

describe('what is read', () => {
  it.each(read)('keeps unknown members everywhere: %s', (_, schema) => {
    const objects = objectsOf(placesOf(schema, 'output'))
    const closed = objects.filter(({ node }) => JSON.stringify(node['additionalProperties']) !== '{}')
    expect(closed.map(({ at }) => at)).toEqual([])
  })

  it.each(read)('lets unknown values of an enum through everywhere: %s', (_, schema) => {
    const closed = placesOf(schema, 'output').filter(({ node }) => Array.isArray(node['enum']))
    expect(closed.map(({ at }) => at)).toEqual([])
  })
})

describe('what is written', () => {
  it.each(written)('refuses unknown members everywhere: %s', (_, schema) => {
    const objects = objectsOf(placesOf(schema, 'input'))
    const openOnes = objects.filter(({ node }) => node['additionalProperties'] !== false)
    expect(openOnes.map(({ at }) => at)).toEqual([])
  })

  it.each(table.filter(({ query }) => query).map((route) => [route.path, route.query] as const))(
    'refuses unknown filters: %s',
    (_, query) => {
      const result = query?.safeParse({ colour: 'red' })
      expect(result?.error?.issues.map(({ code }) => code)).toContain('unrecognized_keys')
    },
  )
})
