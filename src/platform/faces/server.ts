/** The platform on a real port. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { ArgumentError } from '../../errors.js'
import { WireFailure } from '../faults/wire-failure.js'
import type { Face, Handler } from '../http/message.js'

export interface ListenOptions {
  /** 0, the default: a free one. */
  readonly port?: number | undefined
  /** 127.0.0.1 by default: nobody else reaches it. */
  readonly host?: string | undefined
  /** Issuer of tokens, where the server is reached under another name; its own origin by default. */
  readonly issuer?: string | undefined
}

export interface PlatformServer {
  /** Origin, such as `http://127.0.0.1:40123`. */
  readonly url: string
  /** Bearer token of `/control/v1` there: `platform.controlToken`. */
  readonly controlToken: string
  /** Ends it; connections are closed. */
  close(): Promise<void>
}

export async function listen(
  handler: Handler,
  options: ListenOptions = {},
): Promise<Omit<PlatformServer, 'controlToken'>> {
  const { port = 0, host = '127.0.0.1' } = options
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ArgumentError(`port must be 0–65535, not ${port}.`)
  const face = { issuer: '' }
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, (request, response) => {
    answer(handler, face, request, response).catch((error: unknown) => {
      const isReset = error instanceof WireFailure && error.kind === 'reset'
      if (isReset) request.socket.resetAndDestroy()
      else response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port')
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  const url = `http://${name}:${address.port}`
  face.issuer = options.issuer ?? url
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  handler: Handler,
  face: Face,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableEnded) gone.abort()
  })
  const hasBody =
    request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
  const { status, headers, body, pieces } = await handler(
    {
      method: request.method ?? 'GET',
      target: request.url ?? '/',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([field, value]) => [
          field,
          Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]),
      ),
      body: hasBody ? request : null,
      source: request.socket.remoteAddress,
      signal: gone.signal,
    },
    face,
  )
  response.writeHead(status, { ...headers })
  if (pieces) await writePieces(response, pieces)
  response.end(pieces ? undefined : body)
  // A body that nobody read must not keep the connection waiting.
  if (!request.complete) request.resume()
}

/** Each piece has left before the next is asked for, and before the connection is broken off. */
async function writePieces(response: ServerResponse, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  response.flushHeaders()
  for await (const piece of pieces) {
    await new Promise<void>((resolve) => response.write(piece, () => resolve()))
  }
}
