/** Puts the parts of the OpenAPI document together. */
import { eventTypes } from './event.js'
import type { OpenApiDocument } from './openapi.js'
import { responseHeaders } from './openapi-headers.js'
import { faces, operationOf, webhookOf } from './openapi-operations.js'
import { problemExamples } from './openapi-responses.js'
import { createSchemas } from './openapi-schemas.js'
import type { Route } from './route.js'

const description = `The wire contract of tousu. It is its own: the real platform publishes none.

Times are RFC 3339 with an offset, dates are Asia/Shanghai's, lengths are counted in Unicode code points. Readers keep
unknown members and let unknown values of enums through; writers refuse both. Problems are told in Chinese, or in English
where \`Accept-Language\` prefers it.`

/** The document of a table of routes. */
export function documentOf(table: readonly (readonly [string, Route])[], url: string): OpenApiDocument {
  const schemas = createSchemas()
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, route] of table) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operationOf(name, route, schemas),
    }
  }
  const webhooks = Object.fromEntries(eventTypes.map((type) => [type, webhookOf(type, schemas)]))
  return {
    openapi: '3.1.0',
    info: { title: 'tousu', version: '1', description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url }],
    tags: Object.entries(faces).map(([name, text]) => ({ name, description: text })),
    paths,
    webhooks,
    components: {
      schemas: schemas.components(),
      headers: responseHeaders,
      examples: problemExamples(table.map(([, route]) => route)),
      securitySchemes: securitySchemes(url, table),
    },
  }
}

function securitySchemes(url: string, table: readonly (readonly [string, Route])[]): Record<string, object> {
  const scopes: Record<string, string> = {}
  for (const [, { scope, summary }] of table) {
    if (scope) scopes[scope] = scopes[scope] ? `${scopes[scope]}; ${summary}` : summary
  }
  const callers = new Set(table.map(([, { caller }]) => caller))
  return {
    oauth: {
      type: 'oauth2',
      description:
        'Client credentials (RFC 6749 section 4.4) with private_key_jwt (RFC 7523) or client_secret_basic.',
      flows: { clientCredentials: { tokenUrl: `${url}/oauth/token`, scopes } },
    },
    clientSecret: {
      type: 'http',
      scheme: 'basic',
      description: 'client_secret_basic, RFC 6749 section 2.3.1.',
    },
    ...(callers.has('person') && { person: bearer("The token of a person's session.") }),
    ...(callers.has('control') && { control: bearer('The control token of the simulation.') }),
  }
}

const bearer = (description: string) => ({ type: 'http', scheme: 'bearer', description })
