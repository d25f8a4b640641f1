import { toFetchError } from '../faults/client-errors.js'
import type { Face, Handler } from '../http/message.js'

/** The platform for what speaks Fetch. */
export function createFetch(handler: Handler, face: Face): (request: Request) => Promise<Response> {
  return async (request) => {
    const { signal } = request
    signal.throwIfAborted()
    const url = new URL(request.url)
    const { status, headers, body, pieces } = await handler(
      {
        method: request.method,
        target: url.pathname + url.search,
        headers: Object.fromEntries(request.headers),
        body: request.body,
        signal,
      },
      face,
    ).catch((error: unknown) => {
      throw toFetchError(error, 'fetch failed')
    })
    signal.throwIfAborted()
    const nullBody = status === 204 || status === 304 || request.method === 'HEAD'
    return new Response(nullBody ? null : pieces ? toStream(pieces) : body, { status, headers })
  }
}

function toStream(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        controller.error(toFetchError(error, 'terminated'))
      }
    },
    cancel() {
      // Not awaited: a piece may be long in coming.
      iterator.return?.().catch(() => {})
    },
  })
}
