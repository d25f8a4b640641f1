import { z } from 'zod'
import { readable } from './shapes.js'

/** RFC 8414 authorization server metadata, the members that matter here. */
export const serverMetadata = readable({
  issuer: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  response_types_supported: z.array(z.string()),
  grant_types_supported: z.array(z.string()).optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  token_endpoint_auth_signing_alg_values_supported: z.array(z.string()).optional(),
  scopes_supported: z.array(z.string()).optional(),
})

const member = z.string().exactOptional()

/** A public key, RFC 7517 and RFC 7518 section 6. */
export const publicJwk = readable({
  kty: z.string(),
  kid: member,
  alg: member,
  use: member,
  crv: member,
  x: member,
  y: member,
  n: member,
  e: member,
})

/** RFC 7517 section 5. */
export const jwks = readable({ keys: z.array(publicJwk) })

/** RFC 6749 section 4.4 with RFC 7523 section 2.2. */
export const tokenRequest = z.looseObject({
  grant_type: z.string(),
  scope: z.string().optional(),
  client_id: z.string().optional(),
  client_assertion_type: z.string().optional(),
  client_assertion: z.string().optional(),
})

/** RFC 6749 section 5.1. */
export const tokenResponse = readable({
  access_token: z.string().min(1),
  token_type: z.string(),
  /** Seconds. */
  expires_in: z.number().positive(),
  scope: z.string().optional(),
})

/** RFC 6749 section 5.2. */
export const tokenError = readable({ error: z.string(), error_description: z.string().optional() })

export type ServerMetadata = z.output<typeof serverMetadata>
export type Jwks = z.output<typeof jwks>
export type TokenResponse = z.output<typeof tokenResponse>
export type PublicJwk = z.output<typeof publicJwk>
