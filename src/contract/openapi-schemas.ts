/**
 * From the contract's zod schemas to JSON Schema 2020-12: components of the OpenAPI document, each under the name by
 * which its module exports it, and the parameters of operations.
 */
import { z } from 'zod'
import * as calendar from './calendar.js'
import * as complaint from './complaint.js'
import * as consumer from './consumer.js'
import * as control from './control.js'
import * as directory from './directory.js'
import * as disclosure from './disclosure.js'
import * as draft from './draft.js'
import * as enterprise from './enterprise.js'
import * as events from './event.js'
import * as oauth from './oauth.js'
import { descriptions } from './openapi-descriptions.js'
import * as operator from './operator.js'
import * as problem from './problem.js'
import * as publicFace from './public.js'
import * as response from './response.js'
import * as statistics from './statistics.js'
import * as webhookEndpoint from './webhook-endpoint.js'

/** Modules whose exported object schemas become components under their own names; a test tells which is missing. */
const named: Readonly<Record<string, unknown>> = {
  ...calendar,
  ...complaint,
  ...consumer,
  ...control,
  ...directory,
  ...disclosure,
  ...draft,
  ...enterprise,
  ...oauth,
  ...operator,
  ...problem,
  ...publicFace,
  ...response,
  ...statistics,
  ...webhookEndpoint,
}

export type JsonSchema = z.core.JSONSchema.BaseSchema

export type Reference = { $ref: string }

export interface Parameter {
  readonly name: string
  readonly required: boolean
  readonly schema: JsonSchema
}

export interface Schemas {
  /** Refers to the component of a schema; one without an exported name is called `fallback`. */
  refer(schema: z.ZodType, fallback: string): Reference
  /** The components that were referred to, and those that they refer to. */
  components(): Record<string, JsonSchema>
}

const prefix = '#/components/schemas/'
const toReference = (name: string): Reference => ({ $ref: prefix + name })

/** `complaint.assigned` → `ComplaintAssigned`. */
export const pascalCase = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')

const eventName = (type: string) => `${pascalCase(type)}Event`

/** A type of event that is newer than the document. */
const unknownEvent: JsonSchema = {
  type: 'object',
  properties: { type: { type: 'string', not: { enum: [...events.eventTypes] } } },
  required: ['type'],
}

function tidy({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void {
  const { format, minimum, maximum, additionalProperties } = jsonSchema
  // The format says the same, and the pattern is longer than a line.
  if (format === 'date-time' || format === 'date') delete jsonSchema.pattern
  if (minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  // Open, as everything is that does not say otherwise.
  if (typeof additionalProperties === 'object' && Object.keys(additionalProperties).length === 0) {
    delete jsonSchema.additionalProperties
  }
  if (Object.is(zodSchema, events.event)) {
    jsonSchema.anyOf = [...events.eventTypes.map((type) => toReference(eventName(type))), unknownEvent]
  }
}

const conversion = { unrepresentable: 'any', override: tidy } as const

export function createSchemas(): Schemas {
  const registry = z.registry<{ id: string }>()
  const roots = new Set<string>()
  const add = (schema: z.ZodType, id: string) => {
    if (!registry.has(schema)) registry.add(schema, { id })
  }
  for (const [name, value] of Object.entries(named)) {
    if (value instanceof z.ZodObject) add(value, pascalCase(name))
  }
  for (const type of events.eventTypes) add(events.eventSchemas[type], eventName(type))
  add(events.event, 'Event')
  add(events.eventFeed, 'EventFeed')

  return {
    refer(schema, fallback) {
      add(schema, fallback)
      const { id = fallback } = registry.get(schema) ?? {}
      roots.add(id)
      return toReference(id)
    },
    components() {
      // What stands on the wire is what a schema takes in: in requests, and in answers as their reader sees them.
      const { schemas } = z.toJSONSchema(registry, { ...conversion, io: 'input', uri: (id) => prefix + id })
      const found = new Map<string, JsonSchema>()
      const visit = (name: string): void => {
        const schema = schemas[name]
        if (schema === undefined || found.has(name)) return
        const component = describe(withoutIdentity(schema), name)
        found.set(name, component)
        for (const [, next = ''] of JSON.stringify(component).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
          visit(next)
        }
      }
      for (const root of roots) visit(root)
      return Object.fromEntries([...found].sort(([one], [other]) => (one < other ? -1 : 1)))
    },
  }
}

/** Members of a path, a query or of headers, with the typed values that `style` spells. */
export function parametersOf(schema: z.ZodObject, owner: string): Parameter[] {
  const { properties = {}, required = [] } = describe(
    withoutIdentity(z.toJSONSchema(schema, { ...conversion, io: 'output' })),
    owner,
  )
  return Object.entries(properties).map(([name, member]) => ({
    name,
    required: required.includes(name),
    schema: typeof member === 'object' ? member : {},
  }))
}

function withoutIdentity({ $schema, $id, ...schema }: JsonSchema): JsonSchema {
  return schema
}

/** Adds what the comments of the schemas say; `path` is the component's name, then its members with dots. */
function describe(schema: JsonSchema, path: string): JsonSchema {
  const description = [descriptions[path], schema.description].filter(Boolean).join(' ')
  return { ...describeMembers(schema, path), ...(description && { description }) }
}

function describeMembers(schema: JsonSchema, path: string): JsonSchema {
  const { properties, items, anyOf } = schema
  const result = { ...schema }
  if (properties) {
    result.properties = Object.fromEntries(
      Object.entries(properties).map(([name, member]) => [
        name,
        typeof member === 'object' ? describe(member, `${path}.${name}`) : member,
      ]),
    )
  }
  if (typeof items === 'object' && !Array.isArray(items)) result.items = describeMembers(items, path)
  if (anyOf) result.anyOf = anyOf.map((each) => describeMembers(each, path))
  return result
}
