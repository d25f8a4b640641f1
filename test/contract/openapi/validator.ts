/** Judges exchanges and deliveries by the OpenAPI document alone. */
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { type OpenApiDocument, type Route, routes } from '../../../src/contract/index.js'
import type { Delivery, Exchange } from './driver.js'

interface Content {
  readonly [contentType: string]: {
    readonly schema?: object
    readonly example?: unknown
    readonly examples?: Readonly<Record<string, { readonly $ref: string }>>
  }
}

export interface Operation {
  readonly parameters: readonly {
    readonly name: string
    readonly in: 'path' | 'query' | 'header'
    readonly required: boolean
    readonly schema: AnySchemaObject
    readonly style?: string
    readonly example?: unknown
  }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly headers?: object; readonly content?: Content }>>
}

/** Fields that HTTP itself explains. */
const plainFields = ['content-type', 'content-length', 'date', 'vary', 'connection', 'x-content-type-options']

/** Schemas that name only some of the members that may stand there, as their standards have it. */
const open = ['Problem', 'RetrieveOpenapiResult', 'TokenRequest', 'ValidateResponseInput']

export function createValidator(document: OpenApiDocument) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true })
  formats.default(ajv)
  ajv.addVocabulary(['openapi', 'info', 'servers', 'tags', 'paths', 'webhooks', 'components'])
  ajv.addSchema(closed(document), 'urn:tousu:document')
  const compiled = new Map<string, ValidateFunction>()

  /** What is wrong with a value, by the schema at a pointer into the document. */
  function check(value: unknown, ...pointer: string[]): string[] {
    const fragment = pointer
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/')
    const $ref = `urn:tousu:document#/${fragment}`
    const validate = compiled.get($ref) ?? ajv.compile({ $ref })
    compiled.set($ref, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${pointer.join(' ')}: ${instancePath} ${message} ${JSON.stringify(params)}`,
    )
  }

  function checkBody(text: string, contentType: string, content: Content | undefined, ...pointer: string[]) {
    if (content === undefined)
      return text === '' ? [] : [`${pointer.join(' ')}: a body though none is documented`]
    const type = contentType.split(';', 1)[0] ?? ''
    const key = type in content ? type : '*/*'
    const media = content[key]
    if (!media) return [`${pointer.join(' ')}: content type ${type} is not documented`]
    if (!media.schema) return []
    const value: unknown =
      type === 'application/x-www-form-urlencoded'
        ? Object.fromEntries(new URLSearchParams(text))
        : JSON.parse(text)
    const known = media.examples && Object.keys(media.examples)
    const code = known && typeof value === 'object' && value !== null ? Reflect.get(value, 'code') : undefined
    const unknownCode =
      known && !known.includes(code) ? [`${pointer.join(' ')}: code ${code} is not documented`] : []
    return [...check(value, ...pointer, 'content', key, 'schema'), ...unknownCode]
  }

  return {
    check,
    /** The request, if it was accepted; the answer, whatever it was. */
    checkExchange(exchange: Exchange): string[] {
      const { path, method }: Route = routes[exchange.operation]
      const at = ['paths', path, method.toLowerCase()]
      const operation = operationAt(document, path, method.toLowerCase())
      const accepted = exchange.status < 400
      return [
        ...(accepted ? checkRequest(exchange, operation, at) : []),
        ...checkResponse(exchange, operation, at),
      ]
    },
    checkDelivery({ headers, body }: Delivery): string[] {
      const { type }: { type: string } = JSON.parse(body)
      const webhook = webhookOf(document, type)
      const missing = webhook.parameters
        .filter(({ name }) => !headers.has(name))
        .map(({ name }) => `no ${name}`)
      const content = webhook.requestBody?.content
      const contentType = headers.get('content-type') ?? ''
      return [...missing, ...checkBody(body, contentType, content, 'webhooks', type, 'post', 'requestBody')]
    },
  }

  function checkRequest(exchange: Exchange, operation: Operation, at: string[]): string[] {
    const { url, requestHeaders, requestBody } = exchange
    const documented = new Set(operation.parameters.map(({ name }) => name))
    const wrong = operation.parameters.flatMap((parameter, index) => {
      const value = readParameter(parameter, url, requestHeaders, at[1] ?? '')
      if (value === undefined) return parameter.required ? [`${at.join(' ')}: no ${parameter.name}`] : []
      return check(value, ...at, 'parameters', String(index), 'schema')
    })
    const strange = [...url.searchParams.keys()].filter((name) => !documented.has(name.replace(/\[.*/, '')))
    const contentType = requestHeaders.get('content-type') ?? ''
    return [
      ...wrong,
      ...strange.map((name) => `${at.join(' ')}: ${name} is not documented`),
      ...checkBody(requestBody, contentType, operation.requestBody?.content, ...at, 'requestBody'),
    ]
  }

  function checkResponse(exchange: Exchange, operation: Operation, at: string[]): string[] {
    const { status, responseHeaders, responseBody } = exchange
    const response = operation.responses[status]
    if (!response) return [`${at.join(' ')}: status ${status} is not documented`]
    const documented = [
      ...plainFields,
      ...Object.keys(response.headers ?? {}).map((name) => name.toLowerCase()),
    ]
    const strange = [...responseHeaders.keys()].filter((name) => !documented.includes(name))
    const contentType = responseHeaders.get('content-type') ?? ''
    return [
      ...(responseHeaders.has('request-id') ? [] : [`${at.join(' ')}: no Request-Id`]),
      ...strange.map((name) => `${at.join(' ')} ${status}: header ${name} is not documented`),
      ...checkBody(responseBody, contentType, response.content, ...at, 'responses', String(status)),
    ]
  }
}

export function operationAt(document: OpenApiDocument, path: string, method: string): Operation {
  return readOperation(document.paths[path]?.[method])
}

export function webhookOf(document: OpenApiDocument, type: string): Operation {
  const item: { post?: unknown } = document.webhooks[type] ?? {}
  return readOperation(item.post)
}

/** The document's own types say no more than `object`. */
function readOperation(value: unknown): Operation {
  if (isOperation(value)) return value
  throw new Error('not an operation of the document')
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'responses' in value && 'parameters' in value

function readParameter(
  { name, in: place, schema, style }: Operation['parameters'][number],
  url: URL,
  headers: Headers,
  template: string,
): unknown {
  if (style === 'deepObject') {
    const members = [...url.searchParams].filter(([key]) => key.startsWith(`${name}[`))
    return members.length === 0
      ? undefined
      : Object.fromEntries(members.map(([key, value]) => [key.slice(name.length + 1, -1), value]))
  }
  const text =
    place === 'query'
      ? url.searchParams.get(name)
      : place === 'header'
        ? headers.get(name)
        : decodeURIComponent(url.pathname.split('/')[template.split('/').indexOf(`{${name}}`)] ?? '')
  if (text === null) return undefined
  if (schema['type'] === 'array') return text.split(',')
  return schema['type'] === 'integer' || schema['type'] === 'boolean' ? JSON.parse(text) : text
}

/** The document with its objects closed: what is sent and not documented is told. */
function closed(document: OpenApiDocument): AnySchemaObject {
  const close = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(close)
    if (typeof value !== 'object' || value === null) return value
    const inner = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, close(each)]))
    // An event of an unknown type stays open.
    const isObject =
      inner['type'] === 'object' &&
      inner['properties'] &&
      !JSON.stringify(inner['properties']).startsWith('{"type":{"type":"string","not"')
    return isObject ? { additionalProperties: false, ...inner } : inner
  }
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [
    name,
    open.includes(name) ? schema : close(schema),
  ])
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } }
}
