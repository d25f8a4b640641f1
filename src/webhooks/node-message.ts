/** node:http requests and responses, as plain Node and Express have them. Structural: no framework is imported. */
import { alreadyParsed } from './body-bytes.js'
import type { BodySource } from './collect-body.js'
import type { WebhookRequest } from './read-request.js'
import type { Receiver } from './receiver.js'

/** What is needed of `IncomingMessage`, with what body parsers add. */
export interface NodeRequest {
  readonly method?: string | undefined
  readonly rawHeaders: readonly string[]
  readonly complete: boolean
  readonly destroyed: boolean
  readonly readableDidRead: boolean
  readonly readableEnded: boolean
  readonly readableEncoding?: string | null
  on(event: string, listener: (value?: unknown) => void): unknown
  off(event: string, listener: (value?: unknown) => void): unknown
  resume(): unknown
  pause(): unknown
  destroy(): unknown
}

/** What is needed of `ServerResponse`. */
export interface NodeResponse {
  statusCode: number
  readonly headersSent: boolean
  readonly destroyed: boolean
  setHeader(name: string, value: string): unknown
  end(): unknown
  once(event: string, listener: () => void): unknown
}

/** Runs the receiver on a request of node:http; `parsed` is what a parser left, if one ran. */
export async function answerNode(
  receiver: Receiver,
  request: NodeRequest,
  response: NodeResponse,
  parsed: { readonly body?: unknown; readonly rawBody?: unknown } = {},
): Promise<void> {
  const reply = await receiver.handle({
    method: request.method ?? '',
    headers: request.rawHeaders,
    body: bodyOf(request, parsed),
  })
  // Somebody else has answered, or the sender has left.
  if (response.headersSent || response.destroyed) return
  response.statusCode = reply.status
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value)
  if (request.complete === false) {
    // The rest of the body is not wanted: the connection goes with it.
    response.setHeader('connection', 'close')
    response.once('finish', () => request.destroy())
  }
  response.end()
}

/** The raw bytes that a parser kept, or the stream that nobody has read yet. */
function bodyOf(
  request: NodeRequest,
  { body, rawBody }: { readonly body?: unknown; readonly rawBody?: unknown },
): WebhookRequest['body'] {
  if (isRaw(rawBody)) return rawBody
  if (isRaw(body)) return body
  const isDecoded = typeof request.readableEncoding === 'string'
  if (!request.readableDidRead && !request.readableEnded && !isDecoded) return fromNodeRequest(request)
  return () => {
    throw alreadyParsed(describeParsed(body))
  }
}

function isRaw(body: unknown): body is Uint8Array | string {
  return body instanceof Uint8Array || typeof body === 'string'
}

function describeParsed(body: unknown): string {
  if (typeof body === 'object' && body !== null) {
    return 'request.body is an object already: express.json(), express.urlencoded() or another parser ran before the receiver'
  }
  return 'The request was read before the receiver came: some middleware takes its bytes (or decodes them by setEncoding) and leaves no Buffer in request.body or request.rawBody'
}

/** By its events, which costs less than its async iterator and does not close the connection. */
export function fromNodeRequest(request: NodeRequest): BodySource {
  return (sink) => {
    const onData = (chunk: unknown) => {
      if (chunk instanceof Uint8Array) sink.chunk(chunk)
      else sink.fail(new TypeError('the body was decoded by setEncoding'))
    }
    const onEnd = () => sink.end()
    const onError = (cause: unknown) => sink.fail(cause)
    const onClose = () => sink.fail(new Error('closed'))
    request.on('data', onData)
    request.on('end', onEnd)
    request.on('error', onError)
    request.on('close', onClose)
    // Asked for: a request that was paused does not flow because somebody listens.
    request.resume()
    if (request.destroyed) onClose()
    return () => {
      request.off('data', onData)
      request.off('end', onEnd)
      request.off('close', onClose)
      // Before the end the error listener stays: an abort after the limit must not be an uncaught error.
      if (request.readableEnded) request.off('error', onError)
      else request.pause()
    }
  }
}
