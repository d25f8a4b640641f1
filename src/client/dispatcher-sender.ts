import type { Readable } from 'node:stream'
import type { Agent } from 'undici'
import type { Sender, WireAnswer, WireRequest } from './wire.js'

/** What is asked of a dispatcher. */
export interface DispatchRequest {
  readonly origin: string
  readonly path: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: string | Uint8Array | Readable | null
  readonly signal: AbortSignal
  readonly headersTimeout: number
  readonly bodyTimeout: number
}

/**
 * An undici dispatcher, structurally: agents, pools, proxies and mocks of undici 7 and 8, and the `dispatcher` of
 * the reference platform.
 */
export interface RequestDispatcher {
  request(options: DispatchRequest): PromiseLike<{
    readonly statusCode: number
    readonly headers: Record<string, string | string[] | undefined>
    readonly body: AsyncIterable<Uint8Array>
  }>
}

export interface DispatchTimeouts {
  readonly connectTimeoutMs: number
  readonly headersTimeoutMs: number
  readonly bodyTimeoutMs: number
}

/** Sends through `given`, or through an agent of its own, made at the first request. */
export function dispatcherSender(timeouts: DispatchTimeouts, given?: RequestDispatcher): Sender {
  let own: Promise<Agent> | undefined
  const openAgent = async () => {
    const { Agent } = await import('undici')
    return new Agent({ connect: { timeout: timeouts.connectTimeoutMs } })
  }
  return {
    // Our own agent writes each piece out before it takes the next; what another dispatcher does is unknown.
    releasesPieces: given === undefined,
    async send(request) {
      if (!given) own ??= openAgent()
      const dispatcher: RequestDispatcher | undefined = given ?? (await own)
      if (!dispatcher) throw new TypeError('no dispatcher')
      const { statusCode, headers, body } = await dispatcher.request({
        origin: request.origin,
        path: request.path,
        method: request.method,
        headers: { ...request.headers },
        body: await toDispatchBody(request.body),
        signal: request.signal,
        headersTimeout: timeouts.headersTimeoutMs,
        bodyTimeout: timeouts.bodyTimeoutMs,
      })
      return {
        status: statusCode,
        header(name) {
          const value = headers[name]
          return Array.isArray(value) ? value.join(', ') : value
        },
        body,
        decoded: false,
      } satisfies WireAnswer
    },
    async close() {
      await (await own)?.close()
    },
  }
}

async function toDispatchBody(body: WireRequest['body']): Promise<DispatchRequest['body']> {
  if (body === null || typeof body === 'string' || body instanceof Uint8Array) return body
  const { Readable } = await import('node:stream')
  return Readable.from(body, { objectMode: false })
}
