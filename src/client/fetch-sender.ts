import type { Sender } from './wire.js'

/** `fetch` of a runtime, of a mock, or of the reference platform. */
export type Fetch = (request: Request) => Promise<Response>

/** Sends through a `fetch`. It brings its own time-outs for connecting, headers and body. */
export function fetchSender(fetch: Fetch): Sender {
  return {
    releasesPieces: false,
    async send({ origin, path, method, headers, body, signal }) {
      const streamed = body !== null && typeof body !== 'string' && !(body instanceof Uint8Array)
      const request = new Request(origin + path, {
        method,
        headers,
        signal,
        redirect: 'manual',
        ...(streamed
          ? { body: ReadableStream.from(body), duplex: 'half' as const }
          : body === null
            ? {}
            : { body }),
      })
      const response = await fetch(request)
      return {
        status: response.status,
        header: (name) => response.headers.get(name) ?? undefined,
        body: response.body ?? nothing(),
        decoded: true,
      }
    },
    async close() {},
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
