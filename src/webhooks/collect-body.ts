/** A body that comes in pieces, within a size and a time. */

/** Where the pieces go. Calls after the end are ignored. */
export interface BodySink {
  chunk(bytes: Uint8Array): void
  end(): void
  fail(cause: unknown): void
}

/** Begins to read at once and answers how to stop: called once, also after the end. */
export type BodySource = (sink: BodySink) => () => void

export interface BodyLimits {
  readonly maxBytes: number
  /** For the whole body, in milliseconds. */
  readonly timeoutMs: number
}

export type BodyResult =
  | { readonly kind: 'complete'; readonly bytes: Uint8Array }
  | { readonly kind: 'too_large' | 'timed_out' | 'aborted' }

/** Reads a body, and stops the source in every case. Rejects only with what the source throws at its beginning. */
export function collectBody(source: BodySource, limits: BodyLimits): Promise<BodyResult> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let size = 0
    let done = false
    let stop: (() => void) | undefined
    const finish = (result: BodyResult) => {
      if (done) return
      done = true
      clearTimeout(timer)
      resolve(result)
      end()
    }
    const end = () => {
      try {
        stop?.()
      } catch {
        // What was read counts, however its source takes the end.
      }
    }
    const timer = setTimeout(() => finish({ kind: 'timed_out' }), limits.timeoutMs)
    const sink: BodySink = {
      chunk(bytes) {
        size += bytes.length
        if (size > limits.maxBytes) finish({ kind: 'too_large' })
        else if (!done) chunks.push(bytes)
      },
      end: () => finish({ kind: 'complete', bytes: joinChunks(chunks, size) }),
      fail: () => finish({ kind: 'aborted' }),
    }
    try {
      stop = source(sink)
    } catch (thrown) {
      done = true
      clearTimeout(timer)
      reject(thrown)
    }
    // A source may end while it begins.
    if (done) end()
  })
}

function joinChunks(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks
  return only && chunks.length === 1 ? only : Buffer.concat(chunks, size)
}

/** Fetch's body stream. */
export function fromWebStream(stream: ReadableStream<Uint8Array>): BodySource {
  return (sink) => {
    const reader = stream.getReader()
    const pump = async () => {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return sink.end()
        sink.chunk(toBytes(value))
      }
    }
    pump().catch(sink.fail)
    return () => void reader.cancel().catch(() => {})
  }
}

/** Any other stream of bytes: a generator, a Node stream. */
export function fromIterable(iterable: AsyncIterable<unknown>): BodySource {
  return (sink) => {
    const iterator = iterable[Symbol.asyncIterator]()
    let stopped = false
    const pump = async () => {
      while (!stopped) {
        const { done, value } = await iterator.next()
        if (done) return sink.end()
        sink.chunk(toBytes(value))
      }
    }
    pump().catch(sink.fail)
    return () => {
      stopped = true
      Promise.resolve(iterator.return?.()).catch(() => {})
    }
  }
}

function toBytes(chunk: unknown): Uint8Array {
  if (typeof chunk === 'string') return Buffer.from(chunk)
  if (chunk instanceof Uint8Array) return chunk
  throw new TypeError(`a piece of the body is of type ${typeof chunk}`)
}
