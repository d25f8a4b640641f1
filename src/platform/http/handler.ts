/**
 * HTTP without an environment: finds the route, checks in the order of the contract (authentication, scope, tenancy,
 * key, `If-Match`, validation), runs the operation, and tells refusals.
 */
import { limits } from '../../contract/limits.js'
import type { Route } from '../../contract/route.js'
import type { RouteName } from '../../contract/routes.js'
import { ArgumentError } from '../../errors.js'
import { findDelivery } from '../deliveries/recovery.js'
import { OAuthError } from '../oauth/index.js'
import { findEnterprise } from '../operators/keys.js'
import { findAnyComplaint } from '../operators/review.js'
import { findOwnThing } from '../people/own-things.js'
import { RefusalError } from '../refusal.js'
import type { Settings } from '../settings.js'
import { longestSnapshot } from '../snapshot/fits-in-text.js'
import { localeOf } from './accept-language.js'
import { authenticate } from './authenticate.js'
import {
  type Call,
  type Caller,
  findComplaint,
  findEndpoint,
  nobody,
  type Operation,
  type Output,
  type Services,
} from './call.js'
import { assertControlToken, assertMayReachControl, isControlPath } from './control-access.js'
import type { Exchange, ExchangeHandler, ForcedAnswer } from './exchange.js'
import { createIdempotencyStore, fingerprintOf, isFinal, type Reservation } from './idempotency.js'
import { checkIfMatch, takesIfMatch } from './if-match.js'
import { type Face, jsonResponse, type PlatformRequest, type PlatformResponse } from './message.js'
import { oauthRefusal, oauthResponse } from './oauth-response.js'
import { operations } from './operations/index.js'
import { problemResponse } from './problem-response.js'
import { createRateLimiter } from './rate-limit.js'
import { readBody } from './read-body.js'
import { readActor, readHeaders, readInput, readKey, readParams } from './read-input.js'
import { type Match, matchRoute } from './router.js'

/** Wire time in which no byte of a body may arrive. */
const bodyIdleMs = 10_000

const dayMs = 86_400_000

export function createHandler(services: Services): ExchangeHandler {
  const { core, oauth } = services
  const { settings, clock, wireClock } = core
  const idempotency = createIdempotencyStore(
    () => clock.now(),
    settings.idempotencyDays * dayMs,
    core.state.keptAnswers,
  )
  const countRequest = createRateLimiter(settings.rateLimits, wireClock, core.state.requestWindows)

  return async (request, face, exchange) => {
    const wireNow = wireClock.now() + exchange.clockSkewMs
    const requestId = `req_${Buffer.from(core.randomBytes(12)).toString('base64url')}`
    const locale = localeOf(request.headers['accept-language'])
    const common: Record<string, string> = {
      'request-id': requestId,
      date: new Date(wireNow).toUTCString(),
    }
    const withCommon = (response: PlatformResponse): PlatformResponse => {
      const body = request.method === 'HEAD' ? null : response.body
      return { ...response, body, headers: { ...response.headers, ...common } }
    }
    const tell = (refusal: RefusalError): PlatformResponse => {
      exchange.problem = refusal.reason
      if (refusal.status === 401 || refusal.reason === 'insufficient_scope') {
        common['www-authenticate'] = challenge(refusal)
      }
      if (refusal.reason === 'range_not_satisfiable') {
        common['content-range'] = `bytes */${String(refusal.details.members?.['size'])}`
      }
      const { retryAfterSeconds } = refusal.details.members ?? {}
      if (retryAfterSeconds !== undefined) common['retry-after'] = String(retryAfterSeconds)
      // What was not read of a body is not waited for.
      if (refusal.status === 413 || refusal.status === 408) common['connection'] = 'close'
      return exchange.route === 'createToken'
        ? oauthRefusal(refusal)
        : problemResponse(refusal, { requestId, locale })
    }
    const force = ({ status, code, retryAfterSeconds }: ForcedAnswer): PlatformResponse => {
      if (retryAfterSeconds !== undefined) common['retry-after'] = String(retryAfterSeconds)
      return withCommon({ ...tell(new RefusalError(code, { members: { status } })), status })
    }
    try {
      if (isControlPath(request)) assertMayReachControl(request, services.control.isOn)
      const match = matchRoute(request.method, request.target)
      if ('allow' in match) {
        if (match.allow.length === 0) throw new RefusalError('not_found')
        common['allow'] = match.allow.join(', ')
        throw new RefusalError('method_not_allowed')
      }
      exchange.route = match.name
      if (match.route.private) common['cache-control'] = 'no-store'
      const { forced } = exchange
      if (forced && !forced.afterCommit) return force(forced)
      const response = await answer({ request, face, exchange, match, common, requestId, wireNow })
      return forced ? force(forced) : withCommon(response)
    } catch (error) {
      if (request.signal?.aborted) throw error
      if (exchange.forced) return force(exchange.forced)
      if (!(error instanceof OAuthError)) return withCommon(tell(toRefusal(error)))
      exchange.problem = error.error
      return withCommon(oauthResponse(error))
    }
  }

  async function answer(parts: Parts): Promise<PlatformResponse> {
    const { request, face, exchange, match, common, requestId, wireNow } = parts
    const { route, name } = match
    if (route.caller === 'control') {
      assertMayReachControl(request, services.control.isOn)
      assertControlToken(request, services.control.token)
    }
    const locale = localeOf(request.headers['accept-language'])
    const caller = await authenticate({ core, oauth, countRequest, wireNow }, request, route, common)
    exchange.callerId = caller?.id ?? null
    exchange.enterpriseId = caller?.client.enterpriseId ?? null
    const key = readKey(request, route)
    const isDeletion = route.method === 'DELETE'
    const known =
      isDeletion && caller !== undefined && key.value !== null && idempotency.has(caller.id, key.value)
    const params = readParams(route, match)
    const hidden = caller && refusalOf(() => checkTenancy(route, params, caller))
    // What a deletion has ended is still there for its repeat.
    if (hidden && !known) throw hidden
    if (key.refusal) throw new RefusalError(key.refusal)

    const maxBytes = maxBytesOf(route, settings)
    const bytes = await readBody(request, { maxBytes, idleMs: bodyIdleMs })
    exchange.body = bytes
    const run = async (): Promise<PlatformResponse> => {
      if (caller && takesIfMatch(route)) {
        const record = findComplaint({ core, ...caller }, params['id'] ?? '')
        checkIfMatch(request.headers['if-match'], record.revision)
      }
      const headers = readHeaders(request)
      const input = readInput(name, { params, query: match.search, headers, bytes, locale })
      const call = {
        ...services,
        ...(caller ?? nobody),
        ...input,
        face,
        headers,
        locale,
        actor: readActor(request, route, locale),
        idempotencyKey: key.value,
        source: request.source ?? '',
        bytes,
        wireNow,
      }
      return toResponse(route, await perform(name, call))
    }
    if (!caller || key.value === null) return run()

    const reservation = idempotency.reserve(caller.id, key.value)
    try {
      const { method } = request
      const { path, search } = match
      const contentType = request.headers['content-type'] ?? ''
      const fingerprint = fingerprintOf({ method, path, search, contentType, body: bytes })
      const before = replayed(reservation, fingerprint, hidden)
      if (before) return { ...before, headers: { ...before.headers, 'idempotent-replayed': 'true' } }
      const response = await run().catch((error: unknown) => {
        const refusal = toRefusal(error)
        if (!isFinal(refusal)) throw refusal
        return problemResponse(refusal, { requestId, locale })
      })
      reservation.keep(
        fingerprint,
        response,
        route.path.includes('/complaints/{id}') ? (params['id'] ?? null) : null,
      )
      return response
    } finally {
      reservation.release()
    }
  }

  function checkTenancy(route: Route, params: Readonly<Record<string, string>>, caller: Caller): void {
    const { id } = params
    if (id === undefined) return
    if (route.path.startsWith('/v1/complaints/{id}')) findComplaint({ core, ...caller }, id)
    if (route.caller === 'person') findOwnThing(core, caller.account, route.path, id)
    if (route.path.startsWith('/v1/webhook-deliveries/{id}')) findDelivery(core, caller.enterprise.id, id)
    if (route.path.startsWith('/v1/webhook-endpoints/{id}')) findEndpoint({ core, ...caller }, id)
    if (route.path.startsWith('/operator/v1/complaints/{id}')) findAnyComplaint(core, id)
    if (route.path.startsWith('/operator/v1/enterprises/{id}')) findEnterprise(core, id)
  }
}

function maxBytesOf({ body, caller }: Route, { fileBytes }: Settings): number {
  if (caller === 'control') return longestSnapshot
  return body?.type === 'bytes' ? fileBytes : limits.jsonBytes
}

/** What the handler knows of a request once its route is found. */
interface Parts {
  readonly request: PlatformRequest
  readonly face: Face
  readonly exchange: Exchange
  readonly match: Match
  /** Headers of every answer to it. */
  readonly common: Record<string, string>
  readonly requestId: string
  readonly wireNow: number
}

async function perform<N extends RouteName>(name: N, call: Call<N>): Promise<Output<N>> {
  const operation: Operation<N> = operations[name]
  return operation(call)
}

/**
 * The answer that this write got before.
 *
 * @throws RefusalError idempotency_key_reused; `hidden` instead, so that nothing is told of what the caller cannot see
 */
function replayed(reservation: Reservation, fingerprint: string, hidden: RefusalError | undefined) {
  try {
    return reservation.replay(fingerprint)
  } catch (error) {
    throw hidden ?? error
  }
}

function refusalOf(check: () => void): RefusalError | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    return toRefusal(error)
  }
}

function toResponse({ result }: Route, output: unknown): PlatformResponse {
  if (result.type === 'json') return jsonResponse(result.status, output)
  if (result.type === 'bytes' && isResponse(output)) return output
  return { status: result.status, headers: {}, body: null }
}

function isResponse(value: unknown): value is PlatformResponse {
  return (
    typeof value === 'object' && value !== null && 'status' in value && 'headers' in value && 'body' in value
  )
}

/** Nothing of an unexpected failure is told; what an act was given wrongly is the caller's to mend. */
function toRefusal(error: unknown): RefusalError {
  if (error instanceof RefusalError) return error
  if (error instanceof ArgumentError) return new RefusalError('malformed_request')
  return new RefusalError('internal_error')
}

/** RFC 6750 section 3. */
function challenge({ reason, details }: RefusalError): string {
  if (reason === 'token_missing') return 'Bearer realm="tousu"'
  if (reason === 'invalid_token') return 'Bearer realm="tousu", error="invalid_token"'
  return `Bearer realm="tousu", error="insufficient_scope", scope="${String(details.members?.['scope'] ?? '')}"`
}
