import type { Readable } from 'node:stream'
import { ArgumentError } from '../errors.js'
import { readFileChunks } from './file-chunks.js'
import type { ByteStream } from './wire.js'

type Bytes = Uint8Array | Blob | ReadableStream<Uint8Array> | Readable | ByteStream

/**
 * What can be uploaded: the path of a file (text or `file:` URL), bytes, a Blob, a web or Node stream, or a function
 * that opens one. All but a bare stream can be sent again when a try fails.
 */
export type UploadSource = string | URL | Bytes | (() => Bytes | Promise<Bytes>)

export interface OpenOptions {
  /** Whether a piece's memory may serve again for a later one. */
  readonly recycle: boolean
}

export interface OpenSource {
  readonly name?: string | undefined
  readonly contentType?: string | undefined
  /** Bytes, where they are known before reading. */
  readonly size?: number | undefined
  /** Whether `open` may be called more than once. */
  readonly reopens: boolean
  open(options: OpenOptions): Promise<Uint8Array | ByteStream>
}

/**
 * @throws ArgumentError when it is nothing that can be read
 */
export async function describeSource(source: UploadSource): Promise<OpenSource> {
  if (typeof source === 'string' || source instanceof URL) return describeFile(source)
  if (typeof source === 'function') {
    return {
      reopens: true,
      open: async (options) => (await describeBytes(await source())).open(options),
    }
  }
  return describeBytes(source)
}

async function describeFile(source: string | URL): Promise<OpenSource> {
  const [{ stat }, { basename }, { fileURLToPath }] = await Promise.all([
    import('node:fs/promises'),
    import('node:path'),
    import('node:url'),
  ])
  const unreadable = (reason: string, cause?: unknown) =>
    new ArgumentError(`source: text is taken as the path of a file, but ${reason}.`, { cause })
  const path = toPath()
  const stats = await stat(path).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'
    throw unreadable(`it cannot be read (${code})`, cause)
  })
  if (!stats.isFile()) throw unreadable('that is no regular file')
  return {
    name: basename(path),
    size: stats.size,
    reopens: true,
    open: async ({ recycle }) => readFileChunks(path, recycle),
  }

  function toPath(): string {
    if (typeof source === 'string') return source
    if (source.protocol !== 'file:') throw unreadable('only file: URLs are')
    return fileURLToPath(source)
  }
}

function describeBytes(source: Bytes): OpenSource {
  if (source instanceof Uint8Array)
    return { size: source.byteLength, reopens: true, open: async () => source }
  if (source instanceof Blob) {
    const name = 'name' in source && typeof source.name === 'string' ? source.name : undefined
    const open = async () => toByteStream(source.stream())
    return { name, contentType: source.type || undefined, size: source.size, reopens: true, open }
  }
  if (typeof source === 'object' && source !== null && Symbol.asyncIterator in source) {
    return { reopens: false, open: async () => toByteStream(source) }
  }
  throw new ArgumentError(
    'source must be a path, a Uint8Array, a Blob, a web or Node stream, or a function that opens one.',
  )
}

async function* toByteStream(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    if (chunk instanceof Uint8Array) yield chunk
    else if (typeof chunk === 'string') yield Buffer.from(chunk)
    else throw new TypeError('the stream gives neither bytes nor text')
  }
}
