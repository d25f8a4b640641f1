/**
 * Strict reading of JSON: UTF-8, no member twice (RFC 7493 section 2.3), bounded nesting, and text that can be kept
 * as it was sent.
 */
import { describeRule, type Locale, toPointer } from '../../contract/field-errors.js'
import { isCleanText } from '../../contract/shapes.js'
import { RefusalError } from '../refusal.js'
import { scanJson } from './scan-json.js'

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * The value of a request's body.
 *
 * @throws RefusalError `malformed_json`; `malformed_request` for lone surrogates and NUL; `validation_failed` for a
 * member `__proto__`, which no schema has and no object should be given
 */
export function parseJson(bytes: Uint8Array, locale: Locale): unknown {
  const value = decode(bytes)
  checkTexts(value, [], locale)
  return value
}

function decode(bytes: Uint8Array): unknown {
  try {
    const text = decoder.decode(bytes)
    scanJson(text)
    return JSON.parse(text)
  } catch (cause) {
    throw cause instanceof RefusalError ? cause : new RefusalError('malformed_json')
  }
}

function checkTexts(value: unknown, path: readonly PropertyKey[], locale: Locale): void {
  if (typeof value === 'string' && !isCleanText(value)) refuseText(path, locale)
  if (typeof value !== 'object' || value === null) return
  for (const [key, member] of Object.entries(value)) {
    if (!isCleanText(key)) refuseText(path, locale)
    if (key === '__proto__') {
      const error = { pointer: toPointer([...path, key]), ...describeRule('unknown_member', locale) }
      throw new RefusalError('validation_failed', { errors: [error] })
    }
    checkTexts(member, [...path, Array.isArray(value) ? Number(key) : key], locale)
  }
}

function refuseText(path: readonly PropertyKey[], locale: Locale): never {
  const error = { pointer: toPointer(path), ...describeRule('malformed_text', locale) }
  throw new RefusalError('malformed_request', { errors: [error] })
}
