import { isRefusal, type WebhookVerificationReason } from './verification-error.js'

/** Why a request was refused: what `verifyWebhook` says, and what concerns the request around it. */
export type RefusalReason =
  | WebhookVerificationReason
  | 'method_not_allowed'
  | 'content_encoding'
  | 'body_timed_out'
  | 'body_aborted'
  /** Something that was handed in (the request, the clock) threw. */
  | 'unexpected'

/** 401: not proven; 400: not readable; 5xx: our side, so that the platform sends it again. Never 410: it disables. */
const statuses: Record<RefusalReason, number> = {
  method_not_allowed: 405,
  content_encoding: 415,
  body_too_large: 413,
  body_timed_out: 408,
  body_aborted: 400,
  missing_header: 400,
  duplicate_header: 400,
  malformed_header: 400,
  invalid_encoding: 400,
  invalid_json: 400,
  timestamp_too_old: 401,
  timestamp_too_new: 401,
  no_matching_signature: 401,
  wrong_enterprise: 401,
  malformed_secret: 500,
  body_already_parsed: 500,
  schema_mismatch: 500,
  unexpected: 500,
  keys_unavailable: 503,
}

/** RFC 9110 sections 15.5.6 and 15.5.16. */
const extraHeaders: { readonly [reason in RefusalReason]?: Readonly<Record<string, string>> } = {
  method_not_allowed: { allow: 'POST' },
  content_encoding: { 'accept-encoding': 'identity' },
}

/** A refusal of the request around the delivery. */
export class RequestRefusal extends Error {
  readonly reason: RefusalReason
  constructor(reason: RefusalReason, message: string) {
    super(message)
    this.reason = reason
  }
}

export interface Refusal {
  readonly reason: RefusalReason
  readonly message: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

export function toRefusal(thrown: unknown): Refusal {
  const { reason, message } = describe(thrown)
  return { reason, message, status: statuses[reason], headers: extraHeaders[reason] ?? {} }
}

function describe(thrown: unknown): { reason: RefusalReason; message: string } {
  if (isRefusal(thrown)) return { reason: thrown.reason, message: thrown.message }
  if (isRequestRefusal(thrown)) return { reason: thrown.reason, message: thrown.message }
  return { reason: 'unexpected', message: 'The request, the clock or an option threw while it was read.' }
}

function isRequestRefusal(thrown: unknown): thrown is RequestRefusal {
  try {
    return thrown instanceof RequestRefusal
  } catch {
    return false
  }
}
