/** Puts faults in front of the handler: before an act, in its place, or on the way of its answer. */
import { type ProblemCode, problems } from '../../contract/problem.js'
import { readBearer } from '../http/authenticate.js'
import type { ExchangeHandler, ForcedAnswer } from '../http/exchange.js'
import type { PlatformRequest } from '../http/message.js'
import { type Match, matchRoute } from '../http/router.js'
import type { OAuthServer } from '../oauth/index.js'
import { distort, type Waits } from './distort.js'
import type { FaultScripts } from './faults.js'
import type { FaultInput } from './request-fault.js'
import { WireFailure } from './wire-failure.js'
import { longestWaitMs, type WireTimer } from './wire-timer.js'

export interface FaultHandlerParts {
  readonly faults: FaultScripts
  readonly oauth: OAuthServer
  readonly timer: WireTimer
  /** Wire time, ms. */
  readonly wireNow: () => number
}

export function createFaultHandler(handler: ExchangeHandler, parts: FaultHandlerParts): ExchangeHandler {
  const { faults } = parts
  return async (request, face, exchange) => {
    const fault = faults.hasRequestFaults ? await take(request, parts) : undefined
    if (!fault) return handler(request, face, exchange)
    const { input } = fault
    exchange.fault = fault.told
    const waits = createWaits(request, parts.timer, faults.ended)
    const strikes = (when: FaultInput['when']) => (input.when ?? 'before_commit') === when
    const end = async () => {
      if (input.reset) throw new WireFailure('reset')
      if (input.hang) for (;;) await waits.forHeaders(longestWaitMs)
    }
    if (input.delayMs !== undefined) await waits.forHeaders(input.delayMs)
    if (strikes('before_commit')) await end()
    exchange.forced = forcedBy(input)
    exchange.clockSkewMs = input.clockSkewMs ?? 0
    const response = await handler(request, face, exchange)
    if (strikes('after_commit')) await end()
    return distort(response, input, waits)
  }
}

async function take(request: PlatformRequest, { faults, oauth, wireNow }: FaultHandlerParts) {
  const match = findRoute(request)
  if (!match || match.route.caller === 'control') return undefined
  const found = faults.asksForCompany ? await findClient(request, oauth, wireNow()) : undefined
  const enterpriseId = found?.client.enterpriseId ?? null
  return faults.takeRequest({ route: match.name, method: request.method, enterpriseId })
}

function findRoute({ method, target }: PlatformRequest): Match | undefined {
  try {
    const match = matchRoute(method, target)
    return 'allow' in match ? undefined : match
  } catch {
    // Malformed: the handler tells.
    return undefined
  }
}

async function findClient(request: PlatformRequest, oauth: OAuthServer, now: number) {
  try {
    return await oauth.check(readBearer(request), now)
  } catch {
    // No token: the handler tells.
    return undefined
  }
}

function forcedBy({
  status,
  code,
  retryAfterSeconds,
  expiredToken,
  when,
}: FaultInput): ForcedAnswer | undefined {
  const given = expiredToken ? 401 : status
  if (given === undefined) return undefined
  const afterCommit = when === 'after_commit'
  return { status: given, code: code ?? codeOf(given), retryAfterSeconds, afterCommit }
}

const isCode = (name: string): name is ProblemCode => Object.hasOwn(problems, name)

/** The code that goes with a status. */
function codeOf(status: number): ProblemCode {
  if (status === 401) return 'invalid_token'
  const found = Object.keys(problems)
    .filter(isCode)
    .find((code) => problems[code].status === status)
  return found ?? (status >= 500 ? 'internal_error' : 'malformed_request')
}

function createWaits({ signal, patience }: PlatformRequest, timer: WireTimer, ended: AbortSignal): Waits {
  const gone = signal ? AbortSignal.any([signal, ended]) : ended
  const wait = async (ms: number, limit: number, late: 'headers_timeout' | 'body_timeout') => {
    const isLate = limit > 0 && ms >= limit
    try {
      await timer.wait(isLate ? limit : ms, gone)
    } catch (reason) {
      throw ended.aborted ? new WireFailure('closed') : reason
    }
    if (isLate) throw new WireFailure(late)
  }
  return {
    forHeaders: (ms) => wait(ms, patience?.headersMs ?? 0, 'headers_timeout'),
    forPiece: (ms) => wait(ms, patience?.bodyMs ?? 0, 'body_timeout'),
  }
}
