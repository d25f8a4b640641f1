/** Reading the three headers, strictly, from whatever a framework hands over. */
import { firstOf } from './first-of.js'
import { idPattern, maxSignatures, timestampPattern } from './standard.js'
import { guard, WebhookVerificationError } from './verification-error.js'

/** Fetch's `Headers`, or a polyfill's. */
export interface FetchHeaders {
  get(name: string): string | null
}

/** Node's `IncomingMessage`: `rawHeaders` shows what came twice. */
export interface RawHeaders {
  readonly rawHeaders: readonly string[]
}

/**
 * Headers as they come: Fetch's `Headers`, Node's `request.headers`, `request.rawHeaders` (names and values in turn)
 * or the request itself, or a plain object. Names in any case.
 */
export type IncomingHeaders =
  | FetchHeaders
  | RawHeaders
  | readonly string[]
  | Iterable<readonly [string, string]>
  | { readonly [name: string]: string | readonly string[] | undefined }

/** The three headers, in the form that the standard gives them. */
export interface SignedHeaders {
  readonly id: string
  /** As sent: it is part of the signed text. */
  readonly timestamp: string
  readonly signatures: readonly string[]
}

/** More is no HTTP request: Node takes 2,000 at most, and an endless iterator must end. */
const maxHeaders = 2_000

export function readSignedHeaders(headers: unknown): SignedHeaders {
  const message = 'The headers could not be read: pass request.headers, a Headers object or a plain object.'
  return guard('malformed_header', message, () => {
    const [id, timestamp, signature] = readHeaders(headers, [
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
    ])
    const given = {
      id: single('webhook-id', id),
      timestamp: single('webhook-timestamp', timestamp),
      signature: single('webhook-signature', signature),
    }
    if (!idPattern.test(given.id)) throw malformed('webhook-id has to be 1–128 of A–Z, a–z, 0–9, _ and -')
    if (!timestampPattern.test(given.timestamp)) {
      throw malformed('webhook-timestamp has to be 1–12 digits, the seconds since 1970')
    }
    const signatures = given.signature.split(' ', maxSignatures + 1)
    if (signatures.length > maxSignatures) {
      throw malformed(`webhook-signature has more than ${maxSignatures} entries`)
    }
    return { id: given.id, timestamp: given.timestamp, signatures }
  })
}

/** All values of each of `names` (in lower case). */
export function readHeaders(headers: unknown, names: readonly string[]): unknown[][] {
  if (typeof headers !== 'object' || headers === null) {
    throw malformed(
      `headers is ${headers === null ? 'null' : `of type ${typeof headers}`}: pass request.headers`,
    )
  }
  if (isFetchHeaders(headers)) {
    return names.map((name) => {
      const value = headers.get(name)
      return value === null || value === undefined ? [] : [value]
    })
  }
  const found = names.map((): unknown[] => [])
  let count = 0
  for (const [name, value] of pairsOf(headers)) {
    count += 1
    if (count > maxHeaders) throw malformed(`There are more than ${maxHeaders} headers`)
    const index = typeof name === 'string' ? names.indexOf(name.toLowerCase()) : -1
    if (index >= 0 && value !== undefined)
      found[index]?.push(...(Array.isArray(value) ? firstOf(value, 2) : [value]))
  }
  return found
}

function isFetchHeaders(headers: object): headers is FetchHeaders {
  return (
    Object.prototype.toString.call(headers) === '[object Headers]' &&
    'get' in headers &&
    typeof headers.get === 'function'
  )
}

function* pairsOf(headers: object): Iterable<readonly [unknown, unknown]> {
  if ('rawHeaders' in headers && Array.isArray(headers.rawHeaders)) {
    yield* inTurn(headers.rawHeaders)
  } else if (Array.isArray(headers) && !Array.isArray(headers[0])) {
    yield* inTurn(headers)
  } else if (isIterable(headers)) {
    for (const pair of headers) {
      if (!Array.isArray(pair)) throw malformed('headers is an iterable of something else than [name, value]')
      yield [pair[0], pair[1]]
    }
  } else {
    yield* Object.entries(headers)
  }
}

function* inTurn(list: readonly unknown[]): Iterable<readonly [unknown, unknown]> {
  for (let i = 0; i + 1 < list.length; i += 2) yield [list[i], list[i + 1]]
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value && typeof value[Symbol.iterator] === 'function'
}

function single(name: string, values: readonly unknown[] = []): string {
  const [value] = values
  if (values.length === 0) {
    throw new WebhookVerificationError(
      'missing_header',
      `${name} is missing: this is no Standard Webhooks delivery, or a proxy in front strips the header.`,
    )
  }
  if (typeof value !== 'string') throw malformed(`${name} is no string`)
  // Fetch and Node join what came twice by a comma and a space; in one list of signatures these stand only after a
  // version whose signature is missing.
  const joined = name === 'webhook-signature' ? /,[^\s,]+, / : /, /
  if (values.length > 1 || joined.test(value)) {
    throw new WebhookVerificationError(
      'duplicate_header',
      `${name} came more than once: whose value counts would be a guess. Does a proxy in front add it again?`,
    )
  }
  return value
}

function malformed(what: string): WebhookVerificationError {
  return new WebhookVerificationError('malformed_header', `${what}.`)
}
