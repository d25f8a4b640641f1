/** Reads what a request says, by its route's schemas. */
import { z } from 'zod'
import { fieldErrors, type Locale } from '../../contract/field-errors.js'
import { limits } from '../../contract/limits.js'
import { type Route, takesKey } from '../../contract/route.js'
import { type RouteName, routes } from '../../contract/routes.js'
import type { FieldError } from '../../errors.js'
import { RefusalError } from '../refusal.js'
import type { Input } from './call.js'
import type { HeaderFields, PlatformRequest } from './message.js'
import { parseJson } from './parse-json.js'
import { parseQuery } from './parse-query.js'
import type { Match } from './router.js'

interface Raw {
  readonly params: Readonly<Record<string, string>>
  /** Without the question mark. */
  readonly query: string
  readonly headers: HeaderFields
  readonly bytes: Uint8Array
  readonly locale: Locale
}

/** @throws RefusalError not_found for an id that none can be */
export function readParams(route: Route, { params }: Match): Readonly<Record<string, string>> {
  if (route.params && !route.params.safeParse(params).success) throw new RefusalError('not_found')
  return params
}

/** Query and body by the route's schemas; every wrong member is told at once. */
export function readInput<N extends RouteName>(name: N, raw: Raw): Input<N>
export function readInput(name: RouteName, raw: Raw): unknown {
  const route: Route = routes[name]
  const errors: FieldError[] = []
  const read = (schema: z.ZodType, value: unknown, base: string): unknown => {
    const result = z.safeDecode(schema, value)
    if (result.success) return result.data
    errors.push(...fieldErrors(result.error, raw.locale, base))
    return undefined
  }
  const given = parseQuery(raw.query)
  const query = read(route.query ?? z.strictObject({}), given, '#/query')
  const body = route.body?.type === 'bytes' ? undefined : readJsonOrForm(route, raw)
  const valid = route.body?.type === 'json' ? read(route.body.schema, body, '') : body
  if (errors.length > 0) throw new RefusalError('validation_failed', { errors })
  return { params: raw.params, query: route.query ? query : undefined, body: valid }
}

function readJsonOrForm({ body }: Route, { headers, bytes, locale }: Raw): unknown {
  if (!body) {
    if (bytes.byteLength > 0 && parseJson(bytes, locale) === undefined)
      throw new RefusalError('malformed_json')
    return undefined
  }
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  const charset = parameters.find((each) => each.startsWith('charset='))
  const wanted = body.type === 'form' ? 'application/x-www-form-urlencoded' : 'application/json'
  if (type !== wanted || (charset !== undefined && !/^charset="?utf-8"?$/.test(charset))) {
    throw new RefusalError('unsupported_media_type')
  }
  return body.type === 'json' ? parseJson(bytes, locale) : undefined
}

const visible = /^[\x21-\x7e]+$/

export function readKey(
  { headers }: PlatformRequest,
  route: Route,
): { value: string | null; refusal?: 'idempotency_key_missing' | 'idempotency_key_invalid' } {
  if (!takesKey(route)) return { value: null }
  const key = headers['idempotency-key']
  if (key === undefined)
    return route.method === 'POST' ? { value: null, refusal: 'idempotency_key_missing' } : { value: null }
  if (key.length > limits.idempotencyKey || !visible.test(key))
    return { value: null, refusal: 'idempotency_key_invalid' }
  return { value: key }
}

/** The fields that count: `Range` means something for GET alone (RFC 9110 section 14.2). */
export function readHeaders({ method, headers }: PlatformRequest): HeaderFields {
  const { range, ...others } = headers
  return method === 'HEAD' ? others : headers
}

/** @throws RefusalError validation_failed */
export function readActor({ headers }: PlatformRequest, { method }: Route, locale: Locale): string | null {
  const actor = headers['tousu-actor']
  if (actor === undefined || method === 'GET') return null
  if (actor.length <= limits.actor && visible.test(actor)) return actor
  const detail = {
    en: `must be 1–${limits.actor} visible ASCII characters`,
    zh: `须为 1–${limits.actor} 个可见 ASCII 字符`,
  }
  throw new RefusalError('validation_failed', {
    errors: [{ pointer: '#/headers/tousu-actor', code: 'wrong_format', detail: detail[locale] }],
  })
}
