/** The OpenAPI 3.1 document, made from the route table and the schemas; there is no second copy of either. */
import { documentOf } from './openapi-document.js'
import type { JsonSchema } from './openapi-schemas.js'
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

/**
 * Makes the document of the whole contract: every face, webhooks included.
 *
 * @example
 * await writeFile('openapi.json', JSON.stringify(openapi()))
 */
export function openapi({ url = 'https://platform.tousu.test' }: OpenApiOptions = {}): OpenApiDocument {
  return documentOf(Object.entries(routes), url)
}
