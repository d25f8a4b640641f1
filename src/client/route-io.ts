/**
 * What the route table says about a call: checks what goes out, writes the path, checks what comes in. The one file
 * of this room that loads zod; it is imported when the first call is made.
 */
import { z } from 'zod'
import { type EnterpriseRouteName, enterpriseRoutes } from '../contract/enterprise-routes.js'
import { fieldErrors, type Locale, toPointer } from '../contract/field-errors.js'
import type { BodyOf, ParamsOf, QueryOf, ResultOf, Route } from '../contract/route.js'
import { type FieldError, ValidationError } from '../errors.js'

type Part<Name extends string, T> = [T] extends [undefined] ? unknown : { readonly [N in Name]: T }

type RouteOf<N extends EnterpriseRouteName> = (typeof enterpriseRoutes)[N]

/** What a route takes. */
export type CallInput<N extends EnterpriseRouteName> = Part<'params', ParamsOf<RouteOf<N>>> &
  ([QueryOf<RouteOf<N>>] extends [undefined]
    ? unknown
    : { readonly query?: QueryOf<RouteOf<N>> | undefined }) &
  Part<'body', BodyOf<RouteOf<N>>>

/** What a route answers. */
export type CallResult<N extends EnterpriseRouteName> = ResultOf<RouteOf<N>>

/** {@link CallInput} of any route. */
export interface AnyInput {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
}

export interface WrittenRequest {
  readonly method: Route['method']
  /** The template. */
  readonly route: string
  /** Filled in, with the query string. */
  readonly path: string
  /** JSON text. */
  readonly body: string | null
}

export function routeOf(name: EnterpriseRouteName): Route {
  return enterpriseRoutes[name]
}

/**
 * @throws ValidationError that lists every wrong member; nothing was sent
 */
export function writeRequest(name: EnterpriseRouteName, input: AnyInput, locale: Locale): WrittenRequest {
  const { method, path: route, params, query, body } = routeOf(name)
  const errors: FieldError[] = []
  const keep = <T>(result: z.ZodSafeParseResult<T>, base: string): T | undefined => {
    if (result.success) return result.data
    errors.push(...fieldErrors(result.error, locale, base))
    return undefined
  }
  const values = params && keep(params.safeParse(input.params), '#/path')
  const filters = query && keep(z.safeEncode(query, { ...Object(input.query ?? {}) }), '#/query')
  const content = body?.type === 'json' ? keep(body.schema.safeParse(input.body), '') : undefined
  if (errors.length > 0) {
    const list = errors.slice(0, 5).map(({ pointer, detail }) => `${pointer || 'the input'} ${detail}`)
    const more = errors.length > 5 ? `; and ${errors.length - 5} more` : ''
    throw new ValidationError(`${method} ${route}: nothing was sent, as ${list.join('; ')}${more}.`, {
      errors,
    })
  }
  return {
    method,
    route,
    path: fillIn(route, values) + toSearch(filters),
    body: content === undefined ? null : JSON.stringify(content),
  }
}

function fillIn(template: string, values: Record<string, unknown> | undefined): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values?.[name])))
}

/** `metadata: { ticket: 'T-1' }` becomes `metadata[ticket]=T-1`. */
function toSearch(filters: Record<string, unknown> | undefined): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filters ?? {})) {
    if (typeof value === 'string') search.append(name, value)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) search.append(`${name}[${key}]`, String(member))
    }
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

/** The value of an answer, or pointers to what does not fit, without any value. */
export type Checked = { readonly value: unknown } | { readonly pointers: readonly string[] }

/** Checks the JSON of an answer against its schema. */
export function checkResult(name: EnterpriseRouteName, value: unknown): Checked {
  const { result } = routeOf(name)
  if (result.type !== 'json') return { value: undefined }
  const checked = result.schema.safeParse(value)
  if (checked.success) return { value: checked.data }
  return { pointers: checked.error.issues.map(({ path }) => toPointer(path) || '/') }
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Members of answers that this client opens itself, before its caller sees anything. */
const opened: Readonly<Record<string, (value: unknown) => boolean>> = {
  items: Array.isArray,
  errors: Array.isArray,
  warnings: Array.isArray,
  complaint: isObject,
  response: isObject,
}

/** Checks only what this client itself relies on: for callers who trust the platform and save the time. */
export function checkOutline(name: EnterpriseRouteName, value: unknown): Checked {
  if (!isObject(value)) return { pointers: ['/'] }
  const { result } = routeOf(name)
  const members = result.type === 'json' && result.schema instanceof z.ZodObject ? result.schema.shape : {}
  const wrong = Object.entries(opened).filter(
    ([member, fits]) => member in members && !fits(Reflect.get(Object(value), member)),
  )
  return wrong.length > 0 ? { pointers: wrong.map(([member]) => `/${member}`) } : { value }
}
