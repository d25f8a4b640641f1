/** Deliveries over HTTP to a port of this machine. */
import { createServer } from 'node:http'
import type { Reception } from './options.js'

/**
 * For `hooks.receive`, when the implementation reaches loopback over HTTP: a port for each endpoint.
 *
 * @example
 * runConformance({ baseUrl, companies, hooks: { file, receive: receiveOnLoopback } })
 */
export async function receiveOnLoopback(
  handler: (request: Request) => Promise<Response>,
): Promise<Reception> {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const chunks: Uint8Array[] = []
      for await (const chunk of incoming) chunks.push(chunk)
      const headers = new Headers()
      for (const [name, value] of Object.entries(incoming.headers))
        headers.set(name, [value].flat().join(', '))
      const request = new Request(`http://127.0.0.1${incoming.url}`, {
        method: 'POST',
        headers,
        body: Buffer.concat(chunks),
      })
      const response = await handler(request)
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      outgoing.end(Buffer.from(await response.arrayBuffer()))
    } catch {
      outgoing.destroy()
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}/deliveries`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
