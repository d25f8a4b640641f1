/** Writes src/contract/openapi-examples.ts from what was exchanged: `TOUSU_RECORD=1 npx vitest run test/contract/openapi-driver.test.ts`. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type OpenApiDocument, type Route, routes } from '../../../src/contract/index.js'
import type { Driver } from './driver.js'
import { operationAt } from './validator.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const target = 'src/contract/openapi-examples.ts'

export function recordExamples(document: OpenApiDocument, { exchanges, deliveries }: Driver): void {
  const shown = new Set<string>()
  const operations: Record<string, { request?: unknown; response?: unknown }> = {}
  for (const [name, route] of Object.entries<Route>(routes)) {
    const exchange = exchanges.find(({ operation, status }) => operation === name && status < 300)
    if (!exchange) continue
    const example: { request?: unknown; response?: unknown } = {}
    const { requestBody } = exchange
    if (route.body?.type === 'json') example.request = shorten(JSON.parse(requestBody))
    if (route.body?.type === 'form') example.request = Object.fromEntries(new URLSearchParams(requestBody))
    const { responses } = operationAt(document, route.path, route.method.toLowerCase())
    const schema = JSON.stringify(responses[exchange.status]?.content?.['application/json']?.schema ?? null)
    // An answer is shown once, at the first operation that gives it.
    if (schema !== 'null' && !shown.has(schema) && name !== 'retrieveOpenapi') {
      shown.add(schema)
      example.response = shorten(JSON.parse(exchange.responseBody))
    }
    if (Object.keys(example).length > 0) operations[name] = example
  }
  const events: Record<string, unknown> = {}
  for (const { body } of deliveries) {
    const event: { type: string } = JSON.parse(body)
    events[event.type] ??= shorten(event)
  }
  const file = `/**
 * Examples of the OpenAPI document, recorded from the reference platform by
 * \`TOUSU_RECORD=1 npx vitest run test/contract/openapi-driver.test.ts\`: do not edit.
 */
export const examples: Examples = ${JSON.stringify({ operations, events })}

export interface Examples {
  readonly operations: Readonly<Record<string, { readonly request?: unknown; readonly response?: unknown }>>
  readonly events: Readonly<Record<string, unknown>>
}
`
  const formatted = execFileSync('node_modules/.bin/biome', ['format', `--stdin-file-path=${target}`], {
    cwd: root,
    input: file,
    encoding: 'utf8',
  })
  writeFileSync(root + target, formatted)
}

/** One object of a list says enough, and so does the beginning of a token, a key or a secret. */
function shorten(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value
    return (typeof items[0] === 'object' ? items.slice(0, 1) : items).map(shorten)
  }
  if (typeof value === 'string') {
    const secret = /^(?:whsec_|whpk_|eyJ)/.exec(value)?.[0]
    return secret === undefined ? value : `${secret}…`
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shorten(member)]))
}
