/**
 * HTTP without an environment: finds the route, checks in the order of the contract (authentication, scope, tenancy,
 * key, `If-Match`, validation), runs the operation, and tells refusals.
 */
import { limits } from '../../contract/limits.js'
import type { Route } from '../../contract/route.js'
import type { RouteName } from '../../contract/routes.js'
import { ArgumentError } from '../../errors.js'
import type { Faults } from '../faults.js'
import { OAuthError } from '../oauth/index.js'
import { RefusalError } from '../refusal.js'
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
import { createIdempotencyStore, fingerprintOf, isFinal, type Reservation } from './idempotency.js'
import { checkIfMatch, takesIfMatch } from './if-match.js'
import {
  type Face,
  type Handler,
  jsonResponse,
  type PlatformRequest,
  type PlatformResponse,
} from './message.js'
import { oauthRefusal, oauthResponse } from './oauth-response.js'
import { operations } from './operations/index.js'
import { problemResponse } from './problem-response.js'
import { createRateLimiter } from './rate-limit.js'
import { readBody } from './read-body.js'
import { readActor, readHeaders, readInput, readKey, readParams } from './read-input.js'
import { type Match, matchRoute } from './router.js'

export interface HandlerOptions extends Services {
  readonly faults: Faults
}

/** Wire time in which no byte of a body may arrive. */
const bodyIdleMs = 10_000

const dayMs = 86_400_000

export function createHandler(services: HandlerOptions): Handler {
  const { core, oauth, faults } = services
  const { settings, clock, wireClock } = core
  const idempotency = createIdempotencyStore(() => clock.now(), settings.idempotencyDays * dayMs)
  const countRequest = createRateLimiter(settings.rateLimits, wireClock)

  return async (request, face) => {
    const requestId = `req_${Buffer.from(core.randomBytes(12)).toString('base64url')}`
    const locale = localeOf(request.headers['accept-language'])
    const common: Record<string, string> = {
      'request-id': requestId,
      date: new Date(wireClock.now()).toUTCString(),
    }
    const withCommon = (response: PlatformResponse): PlatformResponse => {
      const body = request.method === 'HEAD' ? null : response.body
      return { ...response, body, headers: { ...response.headers, ...common } }
    }
    let name: RouteName | undefined
    const tell = (refusal: RefusalError) =>
      name === 'createToken' ? oauthRefusal(refusal) : problemResponse(refusal, { requestId, locale })
    try {
      const match = matchRoute(request.method, request.target)
      if ('allow' in match) {
        if (match.allow.length === 0) throw new RefusalError('not_found')
        common['allow'] = match.allow.join(', ')
        throw new RefusalError('method_not_allowed')
      }
      name = match.name
      if (match.route.private) common['cache-control'] = 'no-store'
      const failure = faults.take(name)
      if (failure) {
        if (failure.retryAfterSeconds !== undefined) common['retry-after'] = String(failure.retryAfterSeconds)
        const { status } = failure
        const reason = status === 503 ? 'unavailable' : 'internal_error'
        return withCommon({ ...tell(new RefusalError(reason, { members: { status } })), status })
      }
      return withCommon(await answer(request, face, match, common, requestId))
    } catch (error) {
      if (request.signal?.aborted) throw error
      if (error instanceof OAuthError) return withCommon(oauthResponse(error))
      const refusal = toRefusal(error)
      if (refusal.status === 401 || refusal.reason === 'insufficient_scope') {
        common['www-authenticate'] = challenge(refusal)
      }
      if (refusal.reason === 'range_not_satisfiable') {
        common['content-range'] = `bytes */${String(refusal.details.members?.['size'])}`
      }
      // What was not read of a body is not waited for.
      if (refusal.status === 413 || refusal.status === 408) common['connection'] = 'close'
      return withCommon(tell(refusal))
    }
  }

  async function answer(
    request: PlatformRequest,
    face: Face,
    match: Match,
    common: Record<string, string>,
    requestId: string,
  ): Promise<PlatformResponse> {
    const { route, name } = match
    const locale = localeOf(request.headers['accept-language'])
    const caller = await authenticate({ core, oauth, countRequest }, request, route, common)
    const key = readKey(request, route)
    const isDeletion = route.method === 'DELETE'
    const known =
      isDeletion && caller !== undefined && key.value !== null && idempotency.has(caller.id, key.value)
    const params = readParams(route, match)
    const hidden = caller && refusalOf(() => checkTenancy(route, params, caller))
    // What a deletion has ended is still there for its repeat.
    if (hidden && !known) throw hidden
    if (key.refusal) throw new RefusalError(key.refusal)

    const maxBytes = route.body?.type === 'bytes' ? settings.fileBytes : limits.jsonBytes
    const bytes = await readBody(request, { maxBytes, idleMs: bodyIdleMs })
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
        bytes,
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
      reservation.keep(fingerprint, response)
      return response
    } finally {
      reservation.release()
    }
  }

  function checkTenancy(route: Route, params: Readonly<Record<string, string>>, caller: Caller): void {
    const { id } = params
    if (id === undefined) return
    if (route.path.startsWith('/v1/complaints/{id}')) findComplaint({ core, ...caller }, id)
    if (route.path.startsWith('/v1/webhook-endpoints/{id}')) findEndpoint({ core, ...caller }, id)
  }
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
