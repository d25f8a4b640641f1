/** JSON Canonicalization Scheme, RFC 8785: the same bytes for the same value, so that it can be signed. */
import { ArgumentError } from '../errors.js'
import { toPointer } from './field-errors.js'

/**
 * The canonical text of a JSON value. Members whose value is `undefined` are left out, as in `JSON.stringify`.
 *
 * @throws ArgumentError for what JSON cannot hold (NaN, infinities, functions, bigints, dates, circles) and for
 * lone surrogates, with the pointer to it
 */
export function canonicalJson(value: unknown): string {
  return write(value, [], [])
}

function write(value: unknown, path: readonly PropertyKey[], above: readonly unknown[]): string {
  const refuse = (seen: string): never => {
    throw new ArgumentError(`Canonical JSON cannot hold ${seen} (at "${toPointer(path)}").`)
  }
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? JSON.stringify(value) : refuse('a lone surrogate')
    case 'number':
      // ECMAScript's number serialisation is the one that RFC 8785 section 3.2.2.3 asks for.
      return Number.isFinite(value) ? JSON.stringify(value) : refuse(String(value))
    case 'boolean':
      return String(value)
    case 'object':
      break
    default:
      return refuse(`a value of type ${typeof value}`)
  }
  if (value === null) return 'null'
  if (above.includes(value)) return refuse('a circle')
  const within = [...above, value]
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item, index) => write(item, [...path, index], within)).join(',')}]`
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return refuse('an object of a class')
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    // RFC 8785 section 3.2.3: by UTF-16 code units, which is how JavaScript compares strings.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${write(key, [...path, key], within)}:${write(member, [...path, key], within)}`)
  return `{${members.join(',')}}`
}
