/** Every way to reach the platform, behind one signature. */
import { Readable } from 'node:stream'
import { setupServer } from 'msw/node'
import { Agent, fetch as undiciFetch, request as undiciRequest } from 'undici'
import { mswHandlers } from '../../../src/platform/faces/msw.js'
import type { Platform } from '../../../src/platform/index.js'

export interface Reply {
  readonly status: number
  /** Less those that differ from one answer to the next, or belong to the connection. */
  readonly headers: Record<string, string>
  readonly body: string
}
export interface SendOptions {
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array | Readable
  readonly signal?: AbortSignal
}
export type Send = (method: string, path: string, options?: SendOptions) => Promise<Reply>

export interface OpenFace {
  /** Issuer, and where requests go. */
  readonly origin: string
  readonly send: Send
  close(): Promise<void>
}

const passing = new Set(['date', 'request-id', 'connection', 'keep-alive', 'transfer-encoding'])
const keep = (headers: Iterable<readonly [string, string]>) =>
  Object.fromEntries([...headers].filter(([name]) => !passing.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)))

async function fromDispatcher(
  answer: Promise<{
    statusCode: number
    headers: Record<string, string | string[] | undefined>
    body: { text(): Promise<string> }
  }>,
): Promise<Reply> {
  const { statusCode, headers, body } = await answer
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  return { status: statusCode, headers: keep(pairs), body: await body.text() }
}

async function fromFetch(answer: Promise<Pick<Response, 'status' | 'headers' | 'text'>>): Promise<Reply> {
  const response = await answer
  return { status: response.status, headers: keep(response.headers), body: await response.text() }
}

/** As `fetch` takes them. */
function toInit(method: string, { body, ...options }: SendOptions): RequestInit & { duplex?: 'half' } {
  if (body === undefined) return { method, ...options }
  if (body instanceof Readable) return { method, ...options, body: Readable.from(body), duplex: 'half' }
  return { method, ...options, body: typeof body === 'string' ? body : Buffer.from(body) }
}

/** Without a port. */
const inProcess =
  (makeSend: (platform: Platform) => Send) =>
  async (platform: Platform): Promise<OpenFace> => ({
    origin: platform.url,
    send: makeSend(platform),
    async close() {},
  })

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
export const hasUndici8 = major > 22 || (major === 22 && minor >= 19)

/** @param issuer of a face that has a port; its own origin by default */
type Open = (platform: Platform, issuer?: string) => Promise<OpenFace>

export const faces: Record<string, Open> = {
  'dispatcher.request': inProcess(
    (platform) =>
      (method, path, options = {}) =>
        fromDispatcher(platform.dispatcher.request({ origin: platform.url, path, method, ...options })),
  ),
  'undici.request with the dispatcher': inProcess(
    ({ dispatcher, url }) =>
      (method, path, options = {}) =>
        fromDispatcher(undiciRequest(url + path, { dispatcher, method, ...options })),
  ),
  "undici's fetch with the dispatcher": inProcess(
    ({ dispatcher, url }) =>
      (method, path, { body, ...options } = {}) =>
        fromFetch(
          undiciFetch(url + path, {
            dispatcher,
            method,
            ...options,
            ...(body === undefined
              ? {}
              : { body: body instanceof Readable ? Readable.toWeb(body) : body, duplex: 'half' }),
          }),
        ),
  ),
  'platform.fetch': inProcess((platform) => async (method, path, { body, ...options } = {}) => {
    const bytes = body instanceof Readable ? Buffer.concat(await body.toArray()) : body
    const init = toInit(method, bytes === undefined ? options : { ...options, body: bytes })
    return fromFetch(platform.fetch(new Request(platform.url + path, init)))
  }),
  'fetch, seen by msw 2': async (platform) => {
    const server = setupServer(...mswHandlers(platform))
    server.listen({ onUnhandledRequest: 'error' })
    return {
      origin: platform.url,
      send: (method, path, options = {}) => fromFetch(fetch(platform.url + path, toInit(method, options))),
      close: async () => server.close(),
    }
  },
  HTTP: async (platform, issuer) => {
    const { url } = await platform.listen(issuer === undefined ? {} : { issuer })
    const agent = new Agent()
    return {
      origin: url,
      send: (method, path, options = {}) =>
        fromDispatcher(agent.request({ origin: url, path, method, ...options })),
      close: () => agent.close(),
    }
  },
  'undici 8 with the dispatcher': async ({ dispatcher, url }) => {
    const { request } = await import('undici8')
    // Both versions know this dispatcher; their declarations do not know each other.
    const given: object = dispatcher
    return {
      origin: url,
      send: (method, path, options = {}) =>
        fromDispatcher(
          Reflect.apply(request, undefined, [url + path, { dispatcher: given, method, ...options }]),
        ),
      async close() {},
    }
  },
}
