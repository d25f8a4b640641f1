import { RefusalError } from '../refusal.js'

/** `metadata[ticket]=T-1`. */
const nested = /^([A-Za-z]{1,64})\[([^[\]]{1,200})\]$/

/**
 * Members of a query string, as a route's `query` schema reads them.
 *
 * @throws RefusalError `malformed_request` for broken percent-encoding, NUL, and a member that stands twice
 */
export function parseQuery(search: string): Record<string, unknown> {
  const top = new Map<string, unknown>()
  for (const [name, value] of pairsOf(search)) {
    const [, outer, inner] = nested.exec(name) ?? []
    if (outer === undefined || inner === undefined) {
      if (top.has(name)) throw new RefusalError('malformed_request')
      top.set(name, value)
      continue
    }
    const members = top.get(outer) ?? new Map<string, string>()
    if (!(members instanceof Map) || members.has(inner)) throw new RefusalError('malformed_request')
    top.set(outer, members.set(inner, value))
  }
  return toRecord(
    [...top].map(([name, value]) => [name, value instanceof Map ? toRecord([...value]) : value]),
  )
}

/** `application/x-www-form-urlencoded` names and values (WHATWG URL section 5), strictly decoded. */
export function* pairsOf(search: string): Generator<[string, string]> {
  for (const part of search.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = equals < 0 ? part : part.slice(0, equals)
    yield [decodePart(name), decodePart(equals < 0 ? '' : part.slice(equals + 1))]
  }
}

/** @throws RefusalError `malformed_request` */
export function decodePart(part: string): string {
  try {
    const text = decodeURIComponent(part.replaceAll('+', ' '))
    if (!text.includes('\0')) return text
  } catch {
    // Told below: nothing of what was sent is repeated.
  }
  throw new RefusalError('malformed_request')
}

function toRecord(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  if (entries.some(([name]) => name === '__proto__')) throw new RefusalError('malformed_request')
  return Object.fromEntries(entries)
}
