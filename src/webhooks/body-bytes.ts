import { maxBodyBytes } from './standard.js'
import { guard, WebhookVerificationError } from './verification-error.js'

const advice =
  'The signature covers the raw bytes, and they are gone once a parser has read them. Mount the route before the parser, ' +
  'as in app.post(path, expressReceiver(receiver)) above app.use(express.json()); or keep the bytes, as in ' +
  'express.json({ verify: (request, _response, bytes) => { request.rawBody = bytes } }).'

/** The body as bytes, without copying bytes that are there. */
export function readBodyBytes(body: unknown): Uint8Array {
  return guard('body_already_parsed', `The body could not be read as bytes. ${advice}`, () => {
    if ((sizeOfBody(body) ?? 0) > maxBodyBytes) throw bodyTooLarge(maxBodyBytes)
    const bytes = toBytes(body)
    // Again, of what is hashed: an object may lie about its size.
    if (bytes.byteLength > maxBodyBytes) throw bodyTooLarge(maxBodyBytes)
    return bytes
  })
}

function toBytes(body: unknown): Uint8Array {
  if (typeof body === 'string') return Buffer.from(body)
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  if (isArrayBuffer(body)) return Buffer.from(body)
  throw alreadyParsed(describe(body))
}

/** In bytes; undefined for what is neither text nor bytes. */
export function sizeOfBody(body: unknown): number | undefined {
  if (typeof body === 'string') return Buffer.byteLength(body)
  return ArrayBuffer.isView(body) || isArrayBuffer(body) ? body.byteLength : undefined
}

export function bodyTooLarge(max: number): WebhookVerificationError {
  return new WebhookVerificationError(
    'body_too_large',
    `The body has more than ${max} bytes, and an event has at most 256 KiB: is it a delivery at all? (maxBodyBytes sets a receiver's limit.)`,
  )
}

/** The refusal of a body that is no longer what was sent; `seen` says what is there instead. */
export function alreadyParsed(seen: string): WebhookVerificationError {
  return new WebhookVerificationError('body_already_parsed', `${seen}. ${advice}`)
}

/**
 * The bytes as text, exactly: a byte order mark stays, and what is not UTF-8 is refused, because a replacement
 * character would be a text that nobody signed.
 */
export function decodeText(bytes: Uint8Array): string {
  if (!process.getBuiltinModule('node:buffer').isUtf8(bytes)) {
    throw new WebhookVerificationError(
      'invalid_encoding',
      'The signature is right, but the body is not UTF-8: an event is JSON in UTF-8, so the sender has to be mended.',
    )
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}

function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return value instanceof ArrayBuffer
}

function describe(body: unknown): string {
  if (body === undefined || body === null) {
    return `The body is ${body}: pass the raw bytes of the request`
  }
  if (typeof body !== 'object') return `The body is of type ${typeof body}: pass the raw bytes of the request`
  return 'The body is an object: express.json(), bodyParser.json() or another JSON parser has read it before'
}
