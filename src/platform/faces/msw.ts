/** The platform as handlers of msw: the one file that needs it. */
import { type HttpHandler, HttpResponse, http } from 'msw'
import type { Platform } from '../platform.js'

/**
 * Handlers for `setupServer(…)` of msw 2 and 3: whatever is sent to `platform.url` is answered by the platform, in this
 * process.
 *
 * msw sees `fetch` and `node:http`, not undici's own requests: give `TousuClient` the option `fetch`, as
 * `(request) => fetch(request)`, so that it is found when a call is made and not before msw has put its own in place.
 * msw 3 needs Node 22.12.
 *
 * @example
 * const server = setupServer(...mswHandlers(platform))
 * server.listen()
 */
export function mswHandlers(platform: Pick<Platform, 'url' | 'fetch'>): HttpHandler[] {
  return [
    http.all(`${platform.url}/*`, ({ request }) =>
      platform.fetch(request).catch((error: unknown) => {
        // Nobody waits for this answer any more, or a fault has ended the connection.
        if (request.signal.aborted || error instanceof TypeError) return HttpResponse.error()
        throw error
      }),
    ),
  ]
}
