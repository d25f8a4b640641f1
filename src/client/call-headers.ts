import { ArgumentError } from '../errors.js'
import type { ActOptions } from './options.js'

/** The client's own, and those that say where a message ends. */
const reserved =
  /^(accept(-.*)?|authorization|connection|content-(disposition|encoding|length|type)|cookie|expect|host|idempotency-key|if-match|keep-alive|te|tousu-actor|trailer|transfer-encoding|upgrade|user-agent)$/
// RFC 9110 section 5.6.2 and 5.5, ASCII only.
const token = /^[\w!#$%&'*+.^`|~-]{1,100}$/
const fieldValue = /^[\x20-\x7e\t]{0,4000}$/

/** Headers that follow from the options of a call. */
export function readCallHeaders(method: string, options: ActOptions): Record<string, string> {
  const { headers, actor, idempotencyKey, ifRevision } = options
  const result: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers ?? {})) {
    const lower = name.toLowerCase()
    if (!token.test(name) || typeof value !== 'string' || !fieldValue.test(value)) {
      throw new ArgumentError(
        `headers: ${JSON.stringify(name.slice(0, 40))} is no valid name or has no valid value.`,
      )
    }
    if (reserved.test(lower)) {
      throw new ArgumentError(
        `headers: ${lower} is set by the client; see actor, idempotencyKey, ifRevision.`,
      )
    }
    result[lower] = value
  }
  if (actor !== undefined) {
    if (!/^[\x21-\x7e]{1,64}$/.test(actor)) {
      throw new ArgumentError('actor must be 1–64 visible ASCII characters: a staff reference, never a name.')
    }
    result['tousu-actor'] = actor
  }
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,255}$/.test(idempotencyKey)) {
    throw new ArgumentError('idempotencyKey must be 1–255 visible ASCII characters.')
  }
  if (method !== 'GET') result['idempotency-key'] = idempotencyKey ?? crypto.randomUUID()
  if (ifRevision !== undefined) {
    if (!Number.isSafeInteger(ifRevision) || ifRevision < 0) {
      throw new ArgumentError(`ifRevision must be a complaint's revision, a whole number, not ${ifRevision}.`)
    }
    result['if-match'] = `"${ifRevision}"`
  }
  return result
}
