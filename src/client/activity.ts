import { Watched } from '../watching.js'

/** What every entry says. No query values, no bodies, no ids of persons. */
export interface CallActivity {
  readonly method: string
  /** The path's template, such as `/v1/complaints/{id}`. */
  readonly route: string
  /** 1 for the first try. */
  readonly attempt: number
}

export interface ResponseActivity extends CallActivity {
  readonly status: number
  /** Until the answer's headers were there. */
  readonly durationMs: number
  /** The platform's `Request-Id`. */
  readonly requestId: string | undefined
}

export interface RetryActivity extends CallActivity {
  /** Status of the answer that is tried again; undefined when there was none. */
  readonly status: number | undefined
  readonly requestId: string | undefined
  /** `code` of the error that the call would have ended with. */
  readonly code: string
  /** How long the client waits before it sends again. */
  readonly delayMs: number
}

export interface TokenActivity extends CallActivity {
  readonly status: number
  readonly durationMs: number
  readonly requestId: string | undefined
  /** Life of the token that was got. */
  readonly expiresInSeconds: number
}

export interface ActivityEvents {
  /** A request is about to be sent. */
  request: [CallActivity]
  /** The headers of an answer are there. */
  response: [ResponseActivity]
  /** A try failed and another one follows; `attempt` counts the one that failed. */
  retry: [RetryActivity]
  /** A new access token was got. */
  token: [TokenActivity]
}

/**
 * What the client does, for logs and measurements.
 *
 * @example
 * client.activity.on('retry', ({ route, status, delayMs }) => console.warn(route, status, delayMs))
 */
export class Activity extends Watched<ActivityEvents> {
  constructor() {
    super('client.activity')
  }
}
