/** What an entry of the route table says, and the types that follow from it. */
import type { z } from 'zod'
import type { OperatorScope, Scope } from './enums.js'
import type { ProblemCode } from './problem.js'

export type Body =
  | { readonly type: 'json'; readonly schema: z.ZodType }
  /** `application/x-www-form-urlencoded`. */
  | { readonly type: 'form'; readonly schema: z.ZodType }
  /** The bytes of a file, of the content type that its header names. */
  | { readonly type: 'bytes' }

export type Result =
  | { readonly type: 'json'; readonly status: number; readonly schema: z.ZodType }
  | { readonly type: 'bytes'; readonly status: number }
  | { readonly type: 'none'; readonly status: 204 }

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** From the origin, with `{name}` for each member of `params`. */
  readonly path: string
  readonly summary: string
  /** The scope that an access token needs; null where none is asked for. */
  readonly scope: Scope | OperatorScope | null
  /** Who calls, where that is not the client of an access token: the token of a session, or the control token. */
  readonly caller?: 'person' | 'control'
  readonly params?: z.ZodObject
  /** Decodes query strings and, the other way round, encodes typed filters. */
  readonly query?: z.ZodObject
  /** Beside those of every route; names in lower case. */
  readonly headers?: z.ZodObject
  readonly body?: Body
  readonly result: Result
  /** Codes of its own, beside those that its kind implies: see {@link problemsOf}. */
  readonly errors: readonly ProblemCode[]
  /** The answer holds personal data, a token or a secret: `Cache-Control: no-store`. */
  readonly private?: true
}

/** Whether a route asks for a token. */
export const isAuthenticated = ({ scope, caller }: Route): boolean => scope !== null || caller !== undefined

/** Whether requests count against a limit: of the client, of the person, or on the public face of the address. */
export const isCounted = (route: Route): boolean =>
  isAuthenticated(route) || route.path.startsWith('/public/')

/** Whether `Idempotency-Key` means something: on every write of a client or a person. */
export const takesKey = ({ method, scope, caller }: Route): boolean =>
  method !== 'GET' && (scope !== null || caller === 'person')

/** Every problem that a route can answer with. */
export function problemsOf(route: Route): ProblemCode[] {
  const codes: ProblemCode[] = [
    'malformed_request',
    'rate_limited',
    'internal_error',
    'unavailable',
    ...route.errors,
  ]
  if (isAuthenticated(route)) codes.push('token_missing', 'invalid_token')
  if (route.scope) codes.push('insufficient_scope')
  if (route.params) codes.push('not_found')
  if (route.query) codes.push('validation_failed')
  if (route.body)
    codes.push('validation_failed', 'body_too_large', 'unsupported_media_type', 'request_timeout')
  if (route.body?.type === 'json') codes.push('malformed_json')
  if (takesKey(route)) {
    codes.push('idempotency_key_invalid', 'idempotency_in_progress', 'idempotency_key_reused')
    if (route.method === 'POST') codes.push('idempotency_key_missing')
  }
  if (route.headers && 'if-match' in route.headers.shape) codes.push('invalid_if_match', 'revision_conflict')
  return [...new Set(codes)]
}

type InputOf<S> = S extends z.ZodType ? z.output<S> : never
/** Path parameters of a route. */
export type ParamsOf<R extends Route> = R extends { params: infer S } ? InputOf<S> : undefined
/** Typed filters of a route. */
export type QueryOf<R extends Route> = R extends { query: infer S } ? InputOf<S> : undefined
/** Body that a client sends. */
export type BodyOf<R extends Route> = R extends { body: { schema: infer S } }
  ? S extends z.ZodType
    ? z.input<S>
    : never
  : undefined
/** Body that a platform acts on, once validated. */
export type ValidBodyOf<R extends Route> = R extends { body: { schema: infer S } } ? InputOf<S> : undefined
/** Answer of a route. */
export type ResultOf<R extends Route> = R extends { result: { schema: infer S } } ? InputOf<S> : undefined
