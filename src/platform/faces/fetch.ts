import type { Face, Handler } from '../http/message.js'

/** The platform for what speaks Fetch. */
export function createFetch(handler: Handler, face: Face): (request: Request) => Promise<Response> {
  return async (request) => {
    const { signal } = request
    signal.throwIfAborted()
    const url = new URL(request.url)
    const { status, headers, body } = await handler(
      {
        method: request.method,
        target: url.pathname + url.search,
        headers: Object.fromEntries(request.headers),
        body: request.body,
        signal,
      },
      face,
    )
    signal.throwIfAborted()
    const nullBody = status === 204 || status === 304 || request.method === 'HEAD'
    return new Response(nullBody ? null : body, { status, headers })
  }
}
