/**
 * The platform as an undici dispatcher: requests stay in this process. It answers both kinds of handler, those of
 * undici 7 (`onConnect` …) and of undici 8 (`onRequestStart` …), so that clients of either version work.
 */
import { STATUS_CODES } from 'node:http'
import { Dispatcher } from 'undici'
import { toUndiciError } from '../faults/client-errors.js'
import type { Face, Handler, PlatformRequest, PlatformResponse } from '../http/message.js'
import { PlatformDispatchController } from './dispatch-controller.js'

export class PlatformDispatcher extends Dispatcher {
  readonly #handler: Handler
  readonly #face: Face
  readonly #running = new Set<Promise<void>>()
  #closed = false

  constructor(handler: Handler, face: Face) {
    super()
    this.#handler = handler
    this.#face = face
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const run: Promise<void> = this.#run(options, handler).finally(() => this.#running.delete(run))
    this.#running.add(run)
    return true
  }

  async #run(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): Promise<void> {
    const controller = new PlatformDispatchController()
    try {
      if (this.#closed) throw new Error('The platform is closed.')
      if (handler.onRequestStart) handler.onRequestStart(controller, {})
      else handler.onConnect?.((reason) => controller.abort(reason ?? new Error('aborted')))
      controller.throwIfAborted()
      const request = toRequest(options, controller.signal)
      const response = await controller.race(this.#handler(request, this.#face))
      controller.throwIfAborted()
      await respond(response, handler, controller)
    } catch (thrown) {
      const error = controller.reason ?? toError(toUndiciError(thrown))
      if (handler.onResponseError) handler.onResponseError(controller, error)
      else handler.onError?.(error)
    }
  }

  override close(): Promise<void>
  override close(callback: () => void): void
  override close(callback?: () => void): Promise<void> | undefined {
    this.#closed = true
    const ended = Promise.all(this.#running).then(() => {})
    if (!callback) return ended
    void ended.then(callback)
    return undefined
  }

  override destroy(): Promise<void>
  override destroy(error: Error | null): Promise<void>
  override destroy(callback: () => void): void
  override destroy(error: Error | null, callback: () => void): void
  override destroy(...given: unknown[]): Promise<void> | undefined {
    this.#closed = true
    const callback = given.find((each) => typeof each === 'function')
    if (!callback) return Promise.resolve()
    queueMicrotask(() => callback())
    return undefined
  }
}

async function respond(
  { status, headers, body, pieces }: PlatformResponse,
  handler: Dispatcher.DispatchHandler,
  controller: PlatformDispatchController,
): Promise<void> {
  const text = STATUS_CODES[status] ?? ''
  const raw = Object.entries(headers).flatMap(([name, value]) => [
    Buffer.from(name),
    Buffer.from(value, 'latin1'),
  ])
  controller.rawHeaders = raw
  const resume = () => controller.resume()
  if (handler.onResponseStart) handler.onResponseStart(controller, status, { ...headers }, text)
  else if (handler.onHeaders?.(status, raw, resume, text) === false) controller.pause()
  const send = async (piece: Uint8Array) => {
    await controller.flowing()
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    if (handler.onResponseData) handler.onResponseData(controller, chunk)
    else if (handler.onData?.(chunk) === false) controller.pause()
  }
  if (pieces) for await (const piece of pieces) await send(piece)
  else if (body && body.byteLength > 0) await send(body)
  await controller.flowing()
  if (handler.onResponseEnd) handler.onResponseEnd(controller, {})
  else handler.onComplete?.([])
}

const toError = (thrown: unknown) =>
  thrown instanceof Error ? thrown : new Error('The request failed.', { cause: thrown })

/** undici's own time-outs, in ms. */
const defaultPatienceMs = 300_000

function toRequest(
  { method, path, query, headers, body, headersTimeout, bodyTimeout }: Dispatcher.DispatchOptions,
  signal: AbortSignal,
): PlatformRequest {
  const search = query ? `${path.includes('?') ? '&' : '?'}${new URLSearchParams(toPairs(query))}` : ''
  const patience = {
    headersMs: headersTimeout ?? defaultPatienceMs,
    bodyMs: bodyTimeout ?? defaultPatienceMs,
  }
  return { method, target: path + search, headers: toHeaders(headers), body: toBody(body), signal, patience }
}

function toPairs(query: Record<string, unknown>): [string, string][] {
  return Object.entries(query).flatMap(([name, value]): [string, string][] =>
    Array.isArray(value) ? value.map((each) => [name, String(each)]) : [[name, String(value)]],
  )
}

function toHeaders(given: unknown): Record<string, string> {
  const headers: Record<string, string> = {}
  const add = (name: unknown, value: unknown) => {
    if (value === undefined || value === null) return
    const field = String(name).toLowerCase()
    const text = Array.isArray(value) ? value.join(', ') : String(value)
    headers[field] = field in headers ? `${headers[field]}, ${text}` : text
  }
  if (Array.isArray(given) && !Array.isArray(given[0])) {
    for (let i = 0; i + 1 < given.length; i += 2) add(given[i], given[i + 1])
  } else if (isIterable(given)) {
    for (const pair of given) if (Array.isArray(pair)) add(pair[0], pair[1])
  } else {
    for (const [name, value] of Object.entries(Object(given))) add(name, value)
  }
  return headers
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

function toBody(body: unknown): PlatformRequest['body'] {
  if (body === null || body === undefined) return null
  if (typeof body === 'string') return Buffer.from(body)
  if (body instanceof Uint8Array) return body
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  if (body instanceof Blob) return iterate(body.stream())
  if (typeof body === 'object' && (Symbol.asyncIterator in body || isIterable(body))) return iterate(body)
  throw new TypeError(
    'The body is of a kind that this dispatcher does not send: use a string, bytes or a stream.',
  )
}

async function* iterate(source: object): AsyncGenerator<Uint8Array> {
  const iterable: AsyncIterable<unknown> | Iterable<unknown> =
    isAsyncIterable(source) || isIterable(source) ? source : []
  for await (const chunk of iterable) {
    if (chunk instanceof Uint8Array) yield chunk
    else yield Buffer.from(String(chunk))
  }
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value
}
