/** `platform.requests`: what was asked and answered, without a word of either. */
import { createHmac } from 'node:crypto'
import { formatShanghaiTime, instantOf } from '../../calendar/index.js'
import type { Route } from '../../contract/route.js'
import { type RouteName, routes } from '../../contract/routes.js'
import type { Core } from '../core.js'
import { type Exchange, type ExchangeHandler, newExchange } from '../http/exchange.js'
import type { Handler, PlatformRequest, PlatformResponse } from '../http/message.js'
import { createBoundedLog } from './bounded-log.js'

/** One request. No body, header value, token or path parameter is ever in it. */
export interface RequestEntry {
  /** `Request-Id` of the answer; null where there was none. */
  readonly requestId: string | null
  /** Domain time, of Asia/Shanghai. */
  readonly at: string
  /** Wire time, UTC. */
  readonly wireAt: string
  readonly method: string
  /** Null where no route has the path. */
  readonly route: RouteName | null
  /** Path of the route, with `{id}` where it has a parameter. */
  readonly path: string | null
  /** Names of the route's filters that were given, never their values; `…` for names that it does not know. */
  readonly query: readonly string[]
  /** Id of the client or account. */
  readonly callerId: string | null
  readonly enterpriseId: string | null
  /** `Tousu-Actor`: the company's staff reference. */
  readonly actor: string | null
  /** Null where there was no answer. */
  readonly status: number | null
  /** Code of the problem that was answered. */
  readonly problem: string | null
  readonly requestBytes: number
  /** The same for the same body, on this platform alone: nobody can find a body by trying. Null without a body. */
  readonly requestDigest: string | null
  readonly responseBytes: number
  /** Whether the answer is that of an earlier request with the same `Idempotency-Key`. */
  readonly replayed: boolean
  /** Wire time in ms. */
  readonly durationMs: number
  /** The fault that struck, in a few words. */
  readonly fault: string | null
}

export interface RequestFilter {
  readonly route?: RouteName | undefined
  readonly method?: string | undefined
  /** Null: those without an answer. */
  readonly status?: number | null | undefined
  readonly problem?: string | undefined
  readonly enterpriseId?: string | undefined
  /** From this domain time on: RFC 3339 with an offset. */
  readonly since?: string | undefined
  /** Those that a fault struck, or that none did. */
  readonly isFaulty?: boolean | undefined
}

export interface RequestLog {
  /**
   * The last `logEntries` requests but those of `/control/v1`, in the order in which they ended.
   *
   * @throws ArgumentError `since` is no time
   * @example
   * platform.requests.list({ route: 'respondToComplaint', status: 409 })
   */
  list(filter?: RequestFilter): RequestEntry[]
  clear(): void
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

export function createRequestLog(core: Core): RequestLog & { add(entry: RequestEntry): void } {
  const log = createBoundedLog(core.settings.logEntries, core.state.requests)
  return {
    add: log.add,
    list({ since, isFaulty, ...wanted } = {}) {
      const from = since === undefined ? Number.NEGATIVE_INFINITY : instantOf(since)
      return log.entries().filter((entry) => {
        if (isFaulty !== undefined && isFaulty !== (entry.fault !== null)) return false
        if (Date.parse(entry.at) < from) return false
        return (['route', 'method', 'status', 'problem', 'enterpriseId'] as const).every(
          (name) => wanted[name] === undefined || wanted[name] === entry[name],
        )
      })
    },
    clear: log.clear,
  }
}

/** The handler that faces call: each request is logged when it has ended. */
export function createLoggedHandler(
  handler: ExchangeHandler,
  core: Core,
  log: ReturnType<typeof createRequestLog>,
): Handler {
  return async (request, face) => {
    const exchange = newExchange()
    const begun = { at: formatShanghaiTime(core.clock.now()), wireAt: core.wireClock.now() }
    const startedAt = performance.now()
    const end = (response: PlatformResponse | null) => {
      const route: Route | null = exchange.route && routes[exchange.route]
      if (route?.caller === 'control') return
      const durationMs = Math.round(performance.now() - startedAt)
      log.add({
        ...entryOf(request, exchange, response, core),
        at: begun.at,
        wireAt: new Date(begun.wireAt).toISOString(),
        durationMs,
      })
    }
    try {
      const response = await handler(request, face, exchange)
      end(response)
      return response
    } catch (error) {
      end(null)
      throw error
    }
  }
}

function entryOf(
  { method, target, headers }: PlatformRequest,
  { route, callerId, enterpriseId, problem, body, fault }: Exchange,
  response: PlatformResponse | null,
  { referenceSecret }: Core,
): Omit<RequestEntry, 'at' | 'wireAt' | 'durationMs'> {
  const found: Route | null = route && routes[route]
  const actor = headers['tousu-actor']
  return {
    requestId: response?.headers['request-id'] ?? null,
    method: methods.includes(method) ? method : 'other',
    route,
    path: found?.path ?? null,
    query: found ? namesIn(target, found) : [],
    callerId,
    enterpriseId,
    // Shown where it is one: whatever else was sent there may be anything.
    actor: actor !== undefined && callerId !== null && /^[\x21-\x7e]{1,64}$/.test(actor) ? actor : null,
    status: response?.status ?? null,
    problem,
    requestBytes: body?.byteLength ?? 0,
    requestDigest: body?.byteLength
      ? createHmac('sha256', referenceSecret).update('request ').update(body).digest('hex')
      : null,
    responseBytes: response?.body?.byteLength ?? 0,
    replayed: response?.headers['idempotent-replayed'] === 'true',
    fault,
  }
}

function namesIn(target: string, { query }: Route): string[] {
  const mark = target.indexOf('?')
  if (mark < 0) return []
  const known = Object.keys(query?.shape ?? {})
  const names = [...new URLSearchParams(target.slice(mark + 1)).keys()].map((name) => {
    const [base = ''] = name.split('[', 1)
    return known.includes(base) ? base : '…'
  })
  return [...new Set(names)]
}
