/** What anyone may read: the contract itself. */
import { z } from 'zod'
import type { Route } from './route.js'
import { readable } from './shapes.js'

/** An OpenAPI 3.1 document. */
export const openapiDocument = readable({
  openapi: z.string(),
  info: readable({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
  webhooks: z.record(z.string(), z.unknown()),
  components: z.record(z.string(), z.unknown()),
})

export const publicRoutes = {
  retrieveOpenapi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This contract as an OpenAPI 3.1 document',
    scope: null,
    result: { type: 'json', status: 200, schema: openapiDocument },
    errors: [],
  },
} as const satisfies Record<string, Route>
