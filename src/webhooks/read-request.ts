/** From a request to its bytes, within the limits; refuses before it reads where it can. */
import { alreadyParsed, bodyTooLarge, sizeOfBody } from './body-bytes.js'
import { type BodyResult, type BodySource, collectBody, fromIterable, fromWebStream } from './collect-body.js'
import { type IncomingHeaders, readHeaders } from './headers.js'
import { RequestRefusal } from './refusal.js'
import { guard } from './verification-error.js'

/** A request, of whatever framework. */
export interface WebhookRequest {
  readonly method: string
  readonly headers: IncomingHeaders
  /** The raw bytes, or a stream of them, which is then read within `maxBodyBytes` and `bodyTimeoutMs`. */
  readonly body:
    | string
    | Uint8Array
    | ArrayBuffer
    | ReadableStream<Uint8Array>
    | AsyncIterable<Uint8Array>
    | BodySource
    | null
    | undefined
}

/**
 * The whole body; what is no body at all is left to the verification, which says what it is. Begins to read in the
 * same tick, so that no piece of a stream that flows already is lost.
 *
 * @throws RequestRefusal, WebhookVerificationError
 */
export function readRequest(
  request: WebhookRequest,
  limits: { readonly maxBodyBytes: number; readonly bodyTimeoutMs: number },
): unknown {
  const { body } = request
  try {
    checkHead(request, limits.maxBodyBytes)
  } catch (refusal) {
    discard(body).catch(() => {})
    throw refusal
  }
  const source = sourceOf(body)
  if (source) return readStream(source, limits)
  if ((sizeOfBody(body) ?? 0) > limits.maxBodyBytes) throw bodyTooLarge(limits.maxBodyBytes)
  return body
}

async function readStream(
  source: BodySource,
  limits: { readonly maxBodyBytes: number; readonly bodyTimeoutMs: number },
): Promise<Uint8Array> {
  const result = await collectBody(source, { maxBytes: limits.maxBodyBytes, timeoutMs: limits.bodyTimeoutMs })
  if (result.kind === 'complete') return result.bytes
  throw toRefusal(result.kind, limits.maxBodyBytes)
}

function toRefusal(kind: Exclude<BodyResult['kind'], 'complete'>, maxBodyBytes: number): Error {
  switch (kind) {
    case 'too_large':
      return bodyTooLarge(maxBodyBytes)
    case 'timed_out':
      return new RequestRefusal('body_timed_out', 'The body did not come in time (bodyTimeoutMs).')
    case 'aborted':
      return new RequestRefusal('body_aborted', 'The sender broke off before the body was complete.')
  }
}

/** What can be refused before the body is read. */
function checkHead({ method, headers }: WebhookRequest, maxBodyBytes: number): void {
  if (typeof method !== 'string' || method.toUpperCase() !== 'POST') {
    throw new RequestRefusal('method_not_allowed', 'Deliveries come by POST.')
  }
  const [encodings = [], lengths = []] = guard('malformed_header', 'The headers could not be read.', () =>
    readHeaders(headers, ['content-encoding', 'content-length']),
  )
  if (encodings.some((encoding) => !/^(identity)?$/i.test(String(encoding)))) {
    throw new RequestRefusal(
      'content_encoding',
      'Deliveries come without Content-Encoding: does a proxy in front add one?',
    )
  }
  if (lengths.some((length) => Number(length) > maxBodyBytes)) throw bodyTooLarge(maxBodyBytes)
}

function sourceOf(body: WebhookRequest['body']): BodySource | undefined {
  if (typeof body === 'function') return body
  if (typeof body !== 'object' || body === null) return undefined
  if (isWebStream(body)) {
    if (body.locked) throw alreadyParsed('The body is a stream that somebody else reads already')
    return fromWebStream(body)
  }
  return isAsyncIterable(body) ? fromIterable(body) : undefined
}

/** Tells the source of a body that nobody will read it. */
async function discard(body: WebhookRequest['body']): Promise<void> {
  if (typeof body !== 'object' || body === null) return
  if (isWebStream(body)) await body.cancel()
  else if (isAsyncIterable(body)) await body[Symbol.asyncIterator]().return?.()
}

function isWebStream(body: object): body is ReadableStream<Uint8Array> {
  return 'getReader' in body && typeof body.getReader === 'function'
}

function isAsyncIterable(body: object): body is AsyncIterable<Uint8Array> {
  return Symbol.asyncIterator in body && typeof body[Symbol.asyncIterator] === 'function'
}
