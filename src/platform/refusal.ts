/** How an act says no. It is thrown before anything changes, so that a failed command leaves no trace. */
import { type ProblemCode, problems } from '../contract/problem.js'
import { type FieldError, TousuError, type TousuErrorCode } from '../errors.js'

export interface RefusalDetails {
  /** Every wrong member, for `validation_failed`. */
  readonly errors?: readonly FieldError[]
  /** More members of the problem document, such as `currentRevision` or `allowedActions`. */
  readonly members?: Readonly<Record<string, unknown>>
}

/** An act that the platform refuses. `problem.code` says why, `status` is what HTTP would answer. */
export class RefusalError extends TousuError {
  readonly reason: ProblemCode
  readonly details: RefusalDetails

  constructor(reason: ProblemCode, details: RefusalDetails = {}) {
    const { status, en } = problems[reason]
    const problem = { code: reason, status, title: en, ...details.members, errors: details.errors }
    super(codeOf(status), `${reason}: ${en}.`, { status, problem })
    this.reason = reason
    this.details = details
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), errors: this.details.errors }
  }
}

function codeOf(status: number): TousuErrorCode {
  if (status === 401) return 'authentication_failed'
  if (status === 403) return 'permission_denied'
  if (status === 404 || status === 410) return 'not_found'
  if (status === 409) return 'conflict'
  if (status === 412) return 'revision_conflict'
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'platform_error' : 'validation_failed'
}
