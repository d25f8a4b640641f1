/** How requests reach the implementation: through a `fetch` or an undici dispatcher, nothing in between. */
import type { Agent } from 'undici'
import type { WireAnswer } from './answer.js'

export interface WireRequest {
  readonly method: string
  /** From the origin on, with its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | null
  readonly signal: AbortSignal
}

/** An undici dispatcher, structurally: agents, pools, proxies and mocks of undici 7 and 8. */
export interface RequestDispatcher {
  request(options: {
    readonly origin: string
    readonly path: string
    readonly method: string
    readonly headers: Record<string, string>
    readonly body: string | Uint8Array | null
    readonly signal: AbortSignal
  }): PromiseLike<{
    readonly statusCode: number
    readonly headers: Record<string, string | string[] | undefined>
    readonly body: AsyncIterable<Uint8Array>
  }>
}

export interface Sender {
  send(request: WireRequest): Promise<WireAnswer>
  close(): Promise<void>
}

/** Sends through `dispatcher`, or an agent of its own, made at the first request. */
export function dispatcherSender(origin: string, given?: RequestDispatcher): Sender {
  let own: Promise<Agent> | undefined
  const openAgent = async () => new (await import('undici')).Agent()
  return {
    async send({ headers, ...request }) {
      if (!given) own ??= openAgent()
      const dispatcher: RequestDispatcher | undefined = given ?? (await own)
      if (!dispatcher) throw new TypeError('no dispatcher')
      const answer = await dispatcher.request({ ...request, origin, headers: { ...headers } })
      const chunks: Uint8Array[] = []
      for await (const chunk of answer.body) chunks.push(chunk)
      return {
        status: answer.statusCode,
        bytes: Buffer.concat(chunks),
        header: (name) => [answer.headers[name]].flat().join(', ') || undefined,
      }
    },
    async close() {
      await (await own)?.close()
    },
  }
}

export function fetchSender(origin: string, fetch: (request: Request) => Promise<Response>): Sender {
  return {
    async send({ path, body, ...request }) {
      const content = typeof body === 'string' ? body : body && Buffer.from(body)
      const response = await fetch(
        new Request(origin + path, {
          ...request,
          redirect: 'manual',
          ...(content === null ? {} : { body: content }),
        }),
      )
      return {
        status: response.status,
        bytes: new Uint8Array(await response.arrayBuffer()),
        header: (name) => response.headers.get(name) ?? undefined,
      }
    },
    async close() {},
  }
}
