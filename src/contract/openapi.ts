/** The OpenAPI 3.1 document, made from the route table and the schemas; there is no second copy of either. */
import { eventTypes } from './event.js'
import { responseHeaders } from './openapi-headers.js'
import { faces, operationOf, webhookOf } from './openapi-operations.js'
import { problemExamples } from './openapi-responses.js'
import { createSchemas, type JsonSchema } from './openapi-schemas.js'
import type { Route } from './route.js'
import { routes } from './routes.js'

/** An OpenAPI 3.1 document; https://spec.openapis.org/oas/v3.1.0 says what its members hold. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly [member: string]: unknown }
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  /** Operations by path, then by method in lower case. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>
  /** Deliveries by type of event. */
  readonly webhooks: Readonly<Record<string, object>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly headers: Readonly<Record<string, object>>
    readonly examples: Readonly<Record<string, object>>
    readonly securitySchemes: Readonly<Record<string, object>>
  }
}

export interface OpenApiOptions {
  /** Origin of the platform; that of the platform in memory by default. */
  readonly url?: string | undefined
}

const description = `The wire contract of tousu. It is its own: the real platform publishes none.

Times are RFC 3339 with an offset, dates are Asia/Shanghai's, lengths are counted in Unicode code points. Readers keep
unknown members and let unknown values of enums through; writers refuse both. Problems are told in Chinese, or in English
where \`Accept-Language\` prefers it.`

/**
 * Makes the document of the whole contract: every face, webhooks included.
 *
 * @example
 * await writeFile('openapi.json', JSON.stringify(openapi()))
 */
export function openapi({ url = 'https://platform.tousu.test' }: OpenApiOptions = {}): OpenApiDocument {
  const schemas = createSchemas()
  const table = Object.entries<Route>(routes)
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
      examples: problemExamples(Object.values(routes)),
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
