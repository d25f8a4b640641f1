/**
 * Every error that this library throws. One base class, one subclass for each thing that a caller can do
 * about it, and a closed union of codes. `webhooks/` adds `WebhookVerificationError`,
 * `inbox/` `LeaseLostError`.
 */

/** What went wrong, for `switch`. Closed: a new code is a new minor version. */
export type TousuErrorCode =
  /** An argument or option is wrong: fix the call. Nothing was sent. */
  | 'invalid_argument'
  /** The platform does not accept who we say we are. */
  | 'authentication_failed'
  /** Authenticated, but a scope or right is missing. */
  | 'permission_denied'
  /** Unknown, or another company's. */
  | 'not_found'
  /** The input does not fit the contract, found here or by the platform: see `errors`. */
  | 'validation_failed'
  /** `ifRevision` named an older revision than the platform has. */
  | 'revision_conflict'
  /** The complaint's state does not allow the act. */
  | 'conflict'
  /** Too many requests, and the repeats are used up. */
  | 'rate_limited'
  /** The platform failed (5xx), and the repeats are used up. */
  | 'platform_error'
  /** No answer: DNS, TLS, reset, refused. */
  | 'connection_failed'
  /** No answer in time. */
  | 'timed_out'
  /** The caller's `signal` was aborted. */
  | 'aborted'
  /** The answer breaks the contract. */
  | 'contract_violated'
  /** Bytes or signature are not what they claim to be: a digest or a receipt differs. */
  | 'integrity_failed'
  /** The target file exists, or cannot be written. */
  | 'file_not_written'
  /** A delivery is not an authentic webhook: see `reason`. */
  | 'webhook_refused'
  /** Another worker has the event by now: nothing was written. */
  | 'lease_lost'

/** One wrong member of an input. `detail` never repeats the value that was sent. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) into the body; `#/query/limit` and the like elsewhere. */
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

/** An RFC 9457 problem document as the platform sent it. `code` is open: a platform may extend it. */
export interface Problem {
  readonly type?: string | undefined
  readonly title?: string | undefined
  readonly status?: number | undefined
  readonly detail?: string | undefined
  readonly code: string
  readonly requestId?: string | undefined
  readonly errors?: readonly FieldError[] | undefined
  readonly [member: string]: unknown
}

export interface TousuErrorOptions {
  /** HTTP status of the answer, where there was one. */
  readonly status?: number | undefined
  /** The platform's `Request-Id`: quote it when you ask the platform. */
  readonly requestId?: string | undefined
  /** How often the request was sent. */
  readonly attempts?: number | undefined
  readonly problem?: Problem | undefined
  readonly cause?: unknown
}

// Registered: two copies of this package in one process recognise each other's errors.
const brand = Symbol.for('tousu.error')
const inspect = Symbol.for('nodejs.util.inspect.custom')

/** Whether a code or pointer of the platform is one, and no free text in its place. */
const isPlain = (text: string) => /^[\w#/~.[\]-]{0,200}$/.test(text)

/** Base class of all errors of this library. */
export class TousuError extends Error {
  /** What went wrong. */
  readonly code: TousuErrorCode
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly attempts: number | undefined
  /** The platform's own words. It may hold what the platform chose to say: log `code` and `requestId` instead. */
  declare readonly problem: Problem | undefined

  constructor(code: TousuErrorCode, message: string, options: TousuErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.code = code
    this.status = options.status
    this.requestId = options.requestId
    this.attempts = options.attempts
    // Not enumerable: loggers that walk an error's own members print neither problem nor brand.
    Object.defineProperty(this, 'problem', { value: options.problem, enumerable: false })
    Object.defineProperty(this, brand, { value: true, enumerable: false })
  }

  /** What is safe to log: never a token, key, secret, statement or personal field. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries({
        name: this.name,
        code: this.code,
        message: this.message,
        status: this.status,
        requestId: this.requestId,
        attempts: this.attempts,
        problemCode: this.problem && isPlain(this.problem.code) ? this.problem.code : undefined,
      }).filter(([, value]) => value !== undefined),
    )
  }

  [inspect](): string {
    const { name: _name, message: _message, ...rest } = this.toJSON()
    return `${this.stack ?? `${this.name}: ${this.message}`} ${JSON.stringify(rest)}`
  }
}

/** Whether `value` is an error of this library, of this copy of it or of another one. */
export function isTousuError(value: unknown): value is TousuError {
  return typeof value === 'object' && value !== null && brand in value
}

/** An argument or option is wrong; nothing was sent. The message says what was seen and what is allowed. */
export class ArgumentError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('invalid_argument', message, options)
  }
}

/** The platform refused the client's credentials or token (401, or an OAuth error of the token endpoint). */
export class AuthenticationError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('authentication_failed', message, options)
  }
}

/** The credentials lack a scope or right (403). */
export class PermissionError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('permission_denied', message, options)
  }
}

/** No such thing for this company (404, 410). */
export class NotFoundError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('not_found', message, options)
  }
}

/** The input does not fit the contract; `errors` lists every wrong member. */
export class ValidationError extends TousuError {
  /** `detail` may be the platform's own words: log `pointer` and `code` instead. */
  declare readonly errors: readonly FieldError[]
  constructor(message: string, options: TousuErrorOptions & { readonly errors: readonly FieldError[] }) {
    super('validation_failed', message, options)
    Object.defineProperty(this, 'errors', { value: options.errors, enumerable: false })
  }
  override toJSON(): Record<string, unknown> {
    const errors = this.errors
      .filter(({ pointer, code }) => isPlain(pointer) && isPlain(code))
      .map(({ pointer, code }) => ({ pointer, code }))
    return { ...super.toJSON(), errors }
  }
}

/** The complaint changed since `ifRevision` (412): read it again, then decide. */
export class RevisionConflictError extends TousuError {
  /** The revision that the platform has now. */
  readonly currentRevision: number
  constructor(message: string, options: TousuErrorOptions & { readonly currentRevision: number }) {
    super('revision_conflict', message, options)
    this.currentRevision = options.currentRevision
  }
}

/** The complaint's state does not allow the act (409, 422 for a reused key); `problem.code` says why. */
export class ConflictError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('conflict', message, options)
  }
}

/** Too many requests (429), and the repeats are used up. */
export class RateLimitError extends TousuError {
  /** How long the platform asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined
  constructor(
    message: string,
    options: TousuErrorOptions & { readonly retryAfterMs?: number | undefined } = {},
  ) {
    super('rate_limited', message, options)
    this.retryAfterMs = options.retryAfterMs
  }
}

/** The platform failed or is not available (5xx, 408, 425), and the repeats are used up. */
export class PlatformError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('platform_error', message, options)
  }
}

/** There was no answer: name resolution, TLS, connection refused or reset. `cause` has the reason. */
export class ConnectionError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('connection_failed', message, options)
  }
}

/** There was no answer in time. */
export class TimeoutError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('timed_out', message, options)
  }
}

/** The caller aborted the call; `cause` is the signal's reason. */
export class AbortedError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('aborted', message, options)
  }
}

/** The answer breaks the contract: not JSON, cut short, too large, or of another shape. */
export class ContractError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('contract_violated', message, options)
  }
}

/** Bytes or a signature are not what they claim to be. */
export class IntegrityError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('integrity_failed', message, options)
  }
}

/** The target file exists already, or cannot be written; nothing half written is left. */
export class FileError extends TousuError {
  constructor(message: string, options: TousuErrorOptions = {}) {
    super('file_not_written', message, options)
  }
}
