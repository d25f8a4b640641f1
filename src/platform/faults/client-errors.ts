/** A connection's end as clients see it: undici's own errors, and what `fetch` makes of them. */
import { errors } from 'undici'
import { WireFailure, type WireFailureKind } from './wire-failure.js'

const makers: Record<WireFailureKind, () => Error> = {
  // What Node gives for RST.
  reset: () =>
    Object.assign(new Error('read ECONNRESET'), { errno: -104, code: 'ECONNRESET', syscall: 'read' }),
  closed: () => new errors.SocketError('other side closed'),
  headers_timeout: () => new errors.HeadersTimeoutError(),
  body_timeout: () => new errors.BodyTimeoutError(),
}

/** What undici gives a handler. Other errors are left as they are. */
export function toUndiciError(thrown: unknown): unknown {
  return thrown instanceof WireFailure ? makers[thrown.kind]() : thrown
}

/** What `fetch` rejects with, and what it breaks a body off with. */
export function toFetchError(thrown: unknown, message: 'fetch failed' | 'terminated'): unknown {
  return thrown instanceof WireFailure ? new TypeError(message, { cause: makers[thrown.kind]() }) : thrown
}
