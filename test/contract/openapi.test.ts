import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventTypes, openapi, problemsOf, type Route, routes } from '../../src/contract/index.js'
import { documentOf } from '../../src/contract/openapi-document.js'
import { createValidator, operationAt, webhookOf } from './openapi/validator.js'

const document = openapi()
const { check } = createValidator(document)
const table: [string, Route][] = Object.entries(routes)
const contract = fileURLToPath(new URL('../../src/contract', import.meta.url))

describe('the OpenAPI document', () => {
  it('is one by the meta-schema of OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone({ ...document }))
    expect(result).toEqual({ valid: true })
  })

  it('has every route of the table and every type of event, and no other', () => {
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(operations.sort()).toEqual(table.map(([, { method, path }]) => `${method} ${path}`).sort())
    expect(Object.keys(document.webhooks)).toEqual(eventTypes)
  })

  it.each(table)('%s has its problems by status, its scope and its headers', (name, route) => {
    const operation = operationAt(document, route.path, route.method.toLowerCase())
    expect(operation).toMatchObject({ operationId: name, summary: route.summary })
    const codes = Object.values(operation.responses).flatMap(({ content }) =>
      Object.keys(content?.['application/problem+json']?.examples ?? {}),
    )
    expect(codes.sort()).toEqual(route.body?.type === 'form' ? [] : problemsOf(route).sort())
    const key = operation.parameters.find(({ name: written }) => written === 'Idempotency-Key')
    expect(key?.required ?? false).toBe(problemsOf(route).includes('idempotency_key_missing'))
    if (route.scope) {
      expect(operation).toMatchObject({ security: [{ oauth: [route.scope] }] })
      expect(document.components.securitySchemes).toHaveProperty(
        `oauth.flows.clientCredentials.scopes.${route.scope}`,
      )
    }
  })

  it('names the origin of the platform that serves it', () => {
    const served = openapi({ url: 'http://127.0.0.1:4010' })
    expect(served.servers).toEqual([{ url: 'http://127.0.0.1:4010' }])
    expect(served.components.securitySchemes).toHaveProperty(
      'oauth.flows.clientCredentials.tokenUrl',
      'http://127.0.0.1:4010/oauth/token',
    )
  })

  it('takes what other faces bring: sessions, the control token, files without ranges, headers of their own', () => {
    const of = (change: Partial<Route>): Route => ({
      method: 'GET',
      path: '/consumer/v1/things',
      summary: 'Things',
      scope: null,
      result: { type: 'bytes', status: 200 },
      errors: [],
      ...change,
    })
    const made = documentOf(
      [
        ['listThings', of({ caller: 'person', headers: z.object({ 'x-own': z.string() }) })],
        ['retrieveClock', of({ caller: 'control', path: '/control/v1/clock' })],
      ],
      'http://127.0.0.1:4010',
    )
    expect(made.paths).toMatchObject({
      '/consumer/v1/things': {
        get: {
          tags: ['consumer'],
          security: [{ person: [] }],
          parameters: [{ name: 'x-own', in: 'header', required: true, schema: { type: 'string' } }],
          responses: { 200: { content: { '*/*': {} } }, 401: {} },
        },
      },
      '/control/v1/clock': { get: { tags: ['control'], security: [{ control: [] }] } },
    })
    expect(made.components.securitySchemes).toMatchObject({
      person: { type: 'http', scheme: 'bearer' },
      control: { type: 'http', scheme: 'bearer' },
    })
  })

  it.each(modulesWithSchemas())('takes the names of schemas from %s', (module) => {
    const source = readFileSync(`${contract}/openapi-schemas.ts`, 'utf8')
    expect(source.includes(`from './${module}.js'`), `openapi-schemas.ts imports ./${module}.js`).toBe(true)
  })
})

describe('examples of the OpenAPI document', () => {
  const shown = new Map<string, boolean>()
  for (const [, route] of table) {
    const { responses } = operationAt(document, route.path, route.method.toLowerCase())
    const { schema, example } = responses[route.result.status]?.content?.['application/json'] ?? {}
    const key = JSON.stringify(schema)
    if (schema) shown.set(key, (shown.get(key) ?? false) || example !== undefined)
  }
  const record = 'TOUSU_RECORD=1 npx vitest run test/contract/openapi-driver.test.ts'

  it.each(table)('%s', (name, { path, method, result }) => {
    const at = ['paths', path, method.toLowerCase()]
    const { requestBody, responses, parameters } = operationAt(document, path, method.toLowerCase())
    for (const [contentType, { schema, example }] of Object.entries(requestBody?.content ?? {})) {
      if (!schema) continue
      expect(example, `an example of ${name}: ${record}`).toBeDefined()
      expect(check(example, ...at, 'requestBody', 'content', contentType, 'schema')).toEqual([])
    }
    const status = String(result.status)
    const { schema, example } = responses[status]?.content?.['application/json'] ?? {}
    if (schema && name !== 'retrieveOpenapi') {
      expect(shown.get(JSON.stringify(schema)), `an example of what ${name} answers: ${record}`).toBe(true)
    }
    if (example !== undefined) {
      expect(check(example, ...at, 'responses', status, 'content', 'application/json', 'schema')).toEqual([])
    }
    for (const [index, parameter] of parameters.entries()) {
      if (parameter.example === undefined) continue
      expect(check(parameter.example, ...at, 'parameters', String(index), 'schema')).toEqual([])
    }
  })

  it.each(eventTypes)('%s', (type) => {
    const example = webhookOf(document, type).requestBody?.content['application/json']?.example
    if (example === undefined) return
    const at = ['webhooks', type, 'post', 'requestBody', 'content', 'application/json', 'schema']
    expect(check(example, ...at)).toEqual([])
  })

  it.each(Object.keys(document.components.examples))('the problem %s', (code) => {
    const example: { value?: unknown } = document.components.examples[code] ?? {}
    expect(check(example.value, 'components', 'schemas', 'Problem')).toEqual([])
  })
})

/**
 * Modules of the contract that export schemas of objects. Routes name the schemas of their modules, and a receipt
 * stands in no message but as text.
 */
function modulesWithSchemas(): string[] {
  const exported =
    /^export const \w+ = (?:readable|z\s*\.(?:strictObject|object|looseObject))\(|^export const \w+ = z$/m
  return readdirSync(contract)
    .filter((file) => !/^openapi|^receipt|^shapes|^route|routes\.ts$/.test(file))
    .filter((file) => exported.test(readFileSync(`${contract}/${file}`, 'utf8')))
    .map((file) => file.replace(/\.ts$/, ''))
}
