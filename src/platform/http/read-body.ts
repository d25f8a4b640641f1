/** Reading a request's body with a running limit: what is too large is never held. */
import { RefusalError } from '../refusal.js'
import type { PlatformRequest } from './message.js'

export interface BodyLimits {
  readonly maxBytes: number
  /** How long no byte may arrive, in ms of wire time. */
  readonly idleMs: number
}

/**
 * The whole body.
 *
 * @throws RefusalError `body_too_large` (before anything is read, when `Content-Length` tells), `request_timeout`
 * @throws the reason of `request.signal` when that is aborted
 */
export async function readBody(request: PlatformRequest, limits: BodyLimits): Promise<Uint8Array> {
  const declared = request.headers['content-length']
  if (declared !== undefined && Number(declared) > limits.maxBytes) throw new RefusalError('body_too_large')
  if (request.body === null) return new Uint8Array()
  if (request.body instanceof Uint8Array) {
    if (request.body.byteLength > limits.maxBytes) throw new RefusalError('body_too_large')
    return request.body
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const iterator = request.body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const step = await within(iterator.next(), limits.idleMs, request.signal)
      if (step.done) break
      size += step.value.byteLength
      if (size > limits.maxBytes) throw new RefusalError('body_too_large')
      chunks.push(step.value)
    }
  } catch (error) {
    // Not awaited: a source that hangs would hang here, too.
    Promise.resolve(iterator.return?.()).catch(() => {})
    throw error
  }
  return Buffer.concat(chunks, size)
}

function within<T>(work: Promise<T>, idleMs: number, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
    const fail = (reason: unknown) => {
      end()
      reject(reason)
    }
    const abort = () => fail(signal?.reason)
    const timer = setTimeout(() => fail(new RefusalError('request_timeout')), idleMs)
    signal?.addEventListener('abort', abort, { once: true })
    if (signal?.aborted) abort()
    work.then((value) => {
      end()
      resolve(value)
    }, fail)
  })
}
