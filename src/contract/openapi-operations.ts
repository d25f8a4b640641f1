/** From a route of the table to an operation of the OpenAPI document, and from a type of event to a webhook. */
import { type EventType, eventSchemas } from './event.js'
import { label } from './label.js'
import { examples } from './openapi-examples.js'
import { deliveryHeaders, requestHeader } from './openapi-headers.js'
import { responsesOf } from './openapi-responses.js'
import { type JsonSchema, type Parameter, parametersOf, pascalCase, type Schemas } from './openapi-schemas.js'
import { problemsOf, type Route } from './route.js'

/** The face that a path belongs to. */
export const faces = {
  authentication: 'OAuth 2.0, and the keys of tokens and receipts.',
  enterprise: 'What a company does: `/v1`.',
  consumer: 'What a person does: `/consumer/v1`.',
  operator: 'What the staff of the platform does: `/operator/v1`.',
  public: 'What anyone may read.',
  control: 'The controls of the simulation: `/control/v1`.',
} as const

type FaceName = keyof typeof faces

function faceOf(path: string): FaceName {
  if (path.startsWith('/oauth/') || path.startsWith('/.well-known/')) return 'authentication'
  if (path.startsWith('/v1/')) return 'enterprise'
  const [, first = ''] = path.split('/')
  return isFace(first) ? first : 'public'
}

const isFace = (name: string): name is FaceName => Object.hasOwn(faces, name)

/** Of what `components.securitySchemes` holds; a form is the token endpoint's, which takes a client's own credentials. */
function securityOf({ scope, caller, body }: Route): Record<string, string[]>[] {
  if (caller) return [{ [caller]: [] }]
  if (scope) return [{ oauth: [scope] }]
  return body?.type === 'form' ? [{}, { clientSecret: [] }] : []
}

export function operationOf(name: string, route: Route, schemas: Schemas): object {
  const { body } = route
  const example = examples.operations[name]?.request
  return {
    operationId: name,
    summary: route.summary,
    tags: [faceOf(route.path)],
    security: securityOf(route),
    parameters: parametersOfRoute(name, route),
    ...(body && {
      requestBody: {
        required: true,
        content: {
          [contentTypeOf(body)]: {
            ...('schema' in body && { schema: schemas.refer(body.schema, `${pascalCase(name)}Input`) }),
            ...(example === undefined ? {} : { example }),
          },
        },
      },
    }),
    responses: responsesOf(name, route, schemas),
  }
}

function contentTypeOf({ type }: NonNullable<Route['body']>): string {
  if (type === 'bytes') return '*/*'
  return type === 'form' ? 'application/x-www-form-urlencoded' : 'application/json'
}

function parametersOfRoute(name: string, route: Route): object[] {
  const { params, query, headers } = route
  const of = (schema: Route['params'], place: string) =>
    schema ? parametersOf(schema, pascalCase(name) + place) : []
  return [
    ...of(params, 'Params').map((each) => ({ ...described(each), in: 'path', required: true })),
    ...of(query, 'Query').map((each) => ({ ...described(each), in: 'query', ...styleOf(each.schema) })),
    ...of(headers, 'Headers').map(({ name: field, required, schema }) => {
      const { name: written, description, example } = requestHeader(field)
      const isKey = field === 'idempotency-key'
      return {
        name: written,
        in: 'header',
        required: required || (isKey && problemsOf(route).includes('idempotency_key_missing')),
        ...(description && { description }),
        schema,
        ...(example && { example }),
      }
    }),
  ]
}

/** What a member's schema says of it belongs to the parameter. */
function described({ name, required, schema: { description, ...schema } }: Parameter): Parameter & object {
  return { name, required, ...(description && { description }), schema }
}

/** A list stands as `a,b`; the members of an object as `metadata[ticket]=T-1`. */
function styleOf(schema: JsonSchema): object {
  const { description, ...bare } = schema
  const list = schema.anyOf?.find(({ type }) => type === 'array')
  if (list) return { schema: list, style: 'form', explode: false }
  return bare.type === 'object' ? { schema: bare, style: 'deepObject', explode: true } : {}
}

/** A delivery of an event; what the receiver answers is read no further than its status. */
export function webhookOf(type: EventType, schemas: Schemas): object {
  const example = examples.events[type]
  const schema = schemas.refer(eventSchemas[type], pascalCase(type))
  return {
    post: {
      operationId: `on${pascalCase(type)}`,
      summary: label('eventType', type, 'en'),
      description: label('eventType', type, 'zh'),
      tags: ['enterprise'],
      security: [],
      parameters: deliveryHeaders.map((header) => ({
        ...header,
        in: 'header',
        required: true,
        schema: { type: 'string' },
      })),
      requestBody: {
        required: true,
        content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) } },
      },
      responses: {
        '2XX': { description: 'The event is safe with the receiver: the delivery has succeeded.' },
        '410': { description: 'Nobody listens here any more: the endpoint is disabled.' },
        '429': { description: 'Later, please: `Retry-After` delays the next attempt by 24 h at most.' },
        default: { description: 'The delivery has failed and is tried again.' },
      },
    },
  }
}
