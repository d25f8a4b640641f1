/** From an answer that is no success to the error whose class says what a caller can do about it. */
import {
  AuthenticationError,
  ConflictError,
  ContractError,
  type FieldError,
  NotFoundError,
  PermissionError,
  PlatformError,
  type Problem,
  RateLimitError,
  RevisionConflictError,
  type TousuError,
  type TousuErrorOptions,
  ValidationError,
} from '../errors.js'

/** What to do, by the platform's code; the rest by class below. Never the platform's own free text. */
const advice: Record<string, string> = {
  invalid_cursor: 'Start the list again, with the same filters as the cursor came from.',
  cursor_expired:
    'The feed no longer reaches back so far: list the complaints, then go on from after=latest.',
  insufficient_scope: 'Have the scope registered for this client, and ask for it with the scope option.',
  token_missing: 'Something between here and the platform takes the Authorization header away.',
  already_acknowledged: 'Nothing is left to do: retrieve the complaint to see who took it up.',
  already_responded: "This round has its final answer: send type 'supplementary' to add to it.",
  not_responded: "There is no final answer to supplement yet: send type 'final' or 'interim'.",
  complaint_closed: 'The complaint is closed: see its closure.',
  contestation_pending: 'The operator has not decided yet: contestation.decided tells.',
  already_contested: 'A round is contested once: see contestation.',
  already_extended: 'A round is extended once: see extension.',
  extension_too_late: 'From the due date on nothing can be extended: answer now.',
  no_deadline: 'A report has no deadline to extend.',
  supplement_pending: 'The person was asked already: complaint.supplemented tells.',
  reporter_protected: 'A report is a clue without a person: nobody can be asked or disclosed.',
  consent_withdrawn: 'The person no longer consents, or the data was erased: answer without it.',
  no_encryption_key: 'Have the company’s encryption key registered with the platform; it counts after 24 h.',
  limit_reached: 'There are as many of these as the platform allows.',
  year_not_published: 'The notice for that year is not published yet.',
  gone: 'The content was erased, on request or at the end of its retention.',
  idempotency_key_reused: 'Use a new idempotencyKey for another request.',
  idempotency_in_progress: 'The first request with this key still runs: call again with the same key.',
  content_mismatch: 'The content of the file is not of the declared contentType.',
  body_too_large: 'Send less: see the limits of the contract.',
}

export interface Refusal {
  /** Such as `GET /v1/complaints/{id}`. */
  readonly call: string
  readonly status: number
  readonly problem: Problem | undefined
  readonly requestId: string | undefined
  readonly attempts: number
  readonly retryAfterMs: number | undefined
}

export function toError(refusal: Refusal): TousuError {
  const { status, problem, requestId, attempts, retryAfterMs } = refusal
  const options: TousuErrorOptions = { status, requestId, attempts, problem }
  const code = problem?.code
  const message = (fallback: string) => describe(refusal, fallback)
  switch (status) {
    case 401:
      return new AuthenticationError(
        message('Check clientId, the key and that the token reaches the platform.'),
        options,
      )
    case 403:
      return new PermissionError(message('This client has no right to do that.'), options)
    case 404:
    case 410:
      return new NotFoundError(
        message(
          problem
            ? "There is no such thing, or it is another company's."
            : 'The answer is no problem document, so it may not be from the platform: check baseUrl.',
        ),
        options,
      )
    case 412: {
      const currentRevision = problem?.['currentRevision']
      if (typeof currentRevision !== 'number') break
      const text = message(
        `The complaint is at revision ${currentRevision}: retrieve it, then decide again with that ifRevision.`,
      )
      return new RevisionConflictError(text, { ...options, currentRevision })
    }
    case 409:
      return new ConflictError(
        message("The state does not allow it: see the complaint's allowedActions."),
        options,
      )
    case 429:
      return new RateLimitError(message('Wait for retryAfterMs, and spread the calls.'), {
        ...options,
        retryAfterMs,
      })
    case 400:
    case 413:
    case 415:
    case 422:
      if (code === 'idempotency_key_reused') return new ConflictError(message(''), options)
      return new ValidationError(message('See errors for every member that does not fit.'), {
        ...options,
        errors: readFieldErrors(problem),
      })
  }
  if (status >= 500 || status === 408 || status === 425) {
    return new PlatformError(message('Call again later, with the same idempotencyKey.'), options)
  }
  if (status >= 300 && status < 400) {
    return new ContractError(message('It redirects, which is never followed: check baseUrl.'), options)
  }
  return new ContractError(message('The contract knows no such answer here: check baseUrl.'), options)
}

/** One line: status, code, request id, what to do. */
function describe({ call, status, problem, requestId, attempts }: Refusal, fallback: string): string {
  const code = problem?.code
  const parts = [String(status)]
  if (code !== undefined && /^[a-z0-9_]{1,64}$/.test(code)) parts.push(code)
  const about = [requestId && `request ${requestId}`, attempts > 1 && `attempt ${attempts}`].filter(Boolean)
  const where = about.length > 0 ? ` (${about.join(', ')})` : ''
  const todo = (code !== undefined && Object.hasOwn(advice, code) ? advice[code] : undefined) ?? fallback
  return `${call}: the platform answered ${parts.join(' ')}${where}. ${todo}`.trim()
}

function readFieldErrors(problem: Problem | undefined): FieldError[] {
  const errors: unknown = problem?.errors
  if (!Array.isArray(errors)) return []
  return errors.flatMap((error: unknown) => {
    if (typeof error !== 'object' || error === null) return []
    const { pointer, code, detail }: { pointer?: unknown; code?: unknown; detail?: unknown } = error
    const known = typeof pointer === 'string' && typeof code === 'string'
    return known ? [{ pointer, code, detail: typeof detail === 'string' ? detail : '' }] : []
  })
}

/** A problem document, or OAuth's `{ error, error_description }` (RFC 6749 section 5.2) read as one. */
export function toProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { code, error, error_description: detail }: Record<string, unknown> = { ...value }
  if (typeof code === 'string') return { ...value, code }
  if (typeof error !== 'string') return undefined
  return { code: error, ...(typeof detail === 'string' ? { detail } : {}) }
}

/** A `Request-Id` that can stand in a message. */
export function readRequestId(value: string | undefined): string | undefined {
  return value !== undefined && /^[\w.:-]{1,128}$/.test(value) ? value : undefined
}
