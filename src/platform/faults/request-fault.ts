/** Faults of HTTP requests: what can be asked for, and which request it hits. */
import { type ProblemCode, problems } from '../../contract/problem.js'
import { isAuthenticated, type Route } from '../../contract/route.js'
import { type RouteName, routes } from '../../contract/routes.js'
import { ArgumentError } from '../../errors.js'
import { checkOccasions, checkWhole, type Occasions } from './script.js'
import { longestWaitMs } from './wire-timer.js'

/**
 * A failure of a request. At most one of `status`, `expiredToken`, `reset` and `hang` says how it ends; the others go
 * with each other. Without `route`, `method` and `enterpriseId` it hits any request but those of `/control/v1`.
 */
export interface FaultInput extends Occasions {
  /** Which route, by its name in the contract. */
  readonly route?: RouteName | undefined
  readonly method?: Route['method'] | undefined
  /** Requests with a token of this company. */
  readonly enterpriseId?: string | undefined

  /** Answered with a problem of this status, 400–599. */
  readonly status?: number | undefined
  /** Code of that problem; one that goes with the status by default. */
  readonly code?: ProblemCode | undefined
  /** Sent as `Retry-After`, in seconds. */
  readonly retryAfterSeconds?: number | undefined
  /** The token counts as expired: 401 `invalid_token`. */
  readonly expiredToken?: boolean | undefined
  /** The connection is reset, and there is no answer. */
  readonly reset?: boolean | undefined
  /** No answer ever comes, until whoever asked gives up. */
  readonly hang?: boolean | undefined
  /**
   * When `status`, `reset` or `hang` strikes: `before_commit` by default, so that nothing has happened; with
   * `after_commit` the act has happened, and only its answer is lost.
   */
  readonly when?: 'before_commit' | 'after_commit' | undefined

  /** Wire time that passes before anything else, in ms. */
  readonly delayMs?: number | undefined
  /** The connection ends after so many bytes of the answer's body; `Content-Length` says more. */
  readonly truncateAfterBytes?: number | undefined
  /** `Content-Type` of the answer, whatever is in it. */
  readonly contentType?: string | undefined
  /** The answer's body comes in pieces of `bytes`, with `pauseMs` of wire time before each. */
  readonly slow?: { readonly bytes: number; readonly pauseMs: number } | undefined
  /** How far the platform's wire clock is off, in ms: `Date`, tokens and assertions go by it. */
  readonly clockSkewMs?: number | undefined
}

/** What a fault is matched with. */
export interface FaultyRequest {
  readonly route: RouteName
  readonly method: string
  readonly enterpriseId: string | null
}

export const fitsRequest = (input: FaultInput, request: FaultyRequest) =>
  (input.route ?? request.route) === request.route &&
  (input.method ?? request.method) === request.method &&
  (input.enterpriseId === undefined || input.enterpriseId === request.enterpriseId) &&
  !(input.expiredToken && !isAuthenticated(routes[request.route]))

const endings = ['status', 'expiredToken', 'reset', 'hang'] as const
export const requestEffects = [
  ...endings,
  'delayMs',
  'truncateAfterBytes',
  'contentType',
  'slow',
  'clockSkewMs',
] as const satisfies readonly (keyof FaultInput)[]
const isGiven = (value: unknown) => value !== undefined && value !== false

/** In a few words: its route, and what happens. */
export function describeRequestFault(input: FaultInput): string {
  const what = requestEffects
    .filter((name) => isGiven(input[name]))
    .map((name) => (name === 'status' ? `status ${input.status}` : name))
  const where = input.route ?? input.method ?? 'any route'
  return `${what.join(', ')}${input.when === 'after_commit' ? ' after the commit' : ''} on ${where}`
}

/** @throws ArgumentError that says what is wrong */
export function checkRequestFault(input: FaultInput): void {
  const { route, status, code, retryAfterSeconds, delayMs, truncateAfterBytes, contentType, slow } = input
  checkOccasions(input)
  if (route !== undefined && !Object.hasOwn(routes, route)) {
    throw new ArgumentError(`route "${String(route)}" is none of ${Object.keys(routes).join(', ')}.`)
  }
  if (route !== undefined && input.enterpriseId !== undefined && readsNoToken(routes[route])) {
    throw new ArgumentError(`${route} is called without a company's token: leave enterpriseId out.`)
  }
  if (route !== undefined && input.expiredToken && !isAuthenticated(routes[route])) {
    throw new ArgumentError(`${route} asks for no token: none can have expired.`)
  }
  if (status !== undefined) checkWhole('status', status, 400, 599)
  if (code !== undefined && !Object.hasOwn(problems, code)) {
    throw new ArgumentError(`code "${String(code)}" is none of ${Object.keys(problems).join(', ')}.`)
  }
  if (retryAfterSeconds !== undefined) checkWhole('retryAfterSeconds', retryAfterSeconds, 0)
  if (delayMs !== undefined) checkWhole('delayMs', delayMs, 0, longestWaitMs)
  if (truncateAfterBytes !== undefined) checkWhole('truncateAfterBytes', truncateAfterBytes, 0)
  if (contentType !== undefined && !/^[\x20-\x7e]{1,200}$/.test(contentType)) {
    throw new ArgumentError('contentType must be 1–200 visible ASCII characters.')
  }
  if (slow !== undefined) {
    checkWhole('slow.bytes', slow.bytes, 1)
    checkWhole('slow.pauseMs', slow.pauseMs, 0, longestWaitMs)
  }
  if (input.clockSkewMs !== undefined) {
    checkWhole('clockSkewMs', input.clockSkewMs, -longestWaitMs, longestWaitMs)
  }
  checkEffects(input)
}

function checkEffects(input: FaultInput): void {
  if (!requestEffects.some((name) => isGiven(input[name]))) {
    throw new ArgumentError(`A fault does something: give one of ${requestEffects.join(', ')}.`)
  }
  const given = endings.filter((name) => isGiven(input[name]))
  if (given.length > 1) throw new ArgumentError(`${given.join(' and ')} exclude each other: give one.`)
  if (input.when !== undefined && (given.length === 0 || input.expiredToken)) {
    throw new ArgumentError('when goes with status, reset or hang.')
  }
  if (input.status === undefined && (input.code !== undefined || input.retryAfterSeconds !== undefined)) {
    throw new ArgumentError('code and retryAfterSeconds go with status.')
  }
}

const readsNoToken = ({ scope, caller }: Route) => scope === null || caller !== undefined
