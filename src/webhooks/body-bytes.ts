import { guard, WebhookVerificationError } from './verification-error.js'

const advice =
  'The signature covers the raw bytes, and they are gone once a parser has read them. Mount the route before the parser, ' +
  'as in app.post(path, expressReceiver(receiver)) above app.use(express.json()); or keep the bytes, as in ' +
  'express.json({ verify: (request, _response, bytes) => { request.rawBody = bytes } }).'

/** The body as bytes, without copying bytes that are there. */
export function readBodyBytes(body: unknown): Uint8Array {
  return guard('body_already_parsed', `The body could not be read as bytes. ${advice}`, () => {
    if (typeof body === 'string') return Buffer.from(body)
    if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    if (isArrayBuffer(body)) return Buffer.from(body)
    throw alreadyParsed(describe(body))
  })
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
      'The signature is right, but the body is not UTF-8.',
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
