/** From a connection that failed to the error that says why. */
import {
  ArgumentError,
  ConnectionError,
  TimeoutError,
  type TousuError,
  type TousuErrorOptions,
} from '../errors.js'

/** Sent again, they end the same way. */
const hopeless = /^(UND_ERR_(INVALID_ARG|NOT_SUPPORTED|CLOSED|DESTROYED)|UND_MOCK_ERR_.*|ERR_INVALID_.*)$/

const timedOut = /^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$/

/** Whether a dispatcher waited in vain for a connection, for headers, or for the next piece of a body. */
export function isTimeout(cause: unknown): boolean {
  return timedOut.test(readCode(cause))
}

/** Whether the same request may be answered when it is sent again. */
export function mayComeThrough(error: TousuError): boolean {
  return (
    (error instanceof ConnectionError && !hopeless.test(readCode(error.cause))) ||
    (error instanceof TimeoutError && error.cause !== undefined)
  )
}

/** No answer came, or no more of it. */
export function toLostError(
  call: string,
  origin: string,
  cause: unknown,
  options: TousuErrorOptions,
): TousuError {
  const code = readCode(cause)
  const tries = options.attempts && options.attempts > 1 ? `, attempt ${options.attempts}` : ''
  const why = `${code || 'no reason given'}${tries}`
  if (timedOut.test(code)) {
    return new TimeoutError(
      `${call}: no answer in time from ${origin} (${why}). See connectTimeoutMs, headersTimeoutMs and bodyTimeoutMs.`,
      { ...options, cause },
    )
  }
  if (code === 'UND_ERR_INVALID_ARG' || code.startsWith('ERR_INVALID_')) {
    return new ArgumentError(`${call}: the request cannot be sent (${why}); see cause.`, {
      ...options,
      cause,
    })
  }
  return new ConnectionError(
    `${call}: no answer from ${origin} (${why}). Check baseUrl, name resolution, proxy and certificates.`,
    { ...options, cause },
  )
}

/** The system's or undici's code; `fetch` hides it one level down. */
function readCode(cause: unknown): string {
  for (let error = cause, depth = 0; error instanceof Error && depth < 3; error = error.cause, depth += 1) {
    if ('code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{1,64}$/.test(error.code)) {
      return error.code
    }
  }
  return ''
}
