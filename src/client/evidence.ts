import type { Complaint } from '../contract/complaint.js'
import { ContractError, IntegrityError, TousuError } from '../errors.js'
import { type AnswerContext, CutShort, discard, readLength } from './answer-body.js'
import { readFilename } from './content-disposition.js'
import { extensionOf } from './content-types.js'
import { isTimeout, toLostError } from './lost-error.js'
import type { CallOptions } from './options.js'
import { planFile, saveFile } from './save-file.js'
import type { TimeLimit } from './time-limit.js'
import type { Transport } from './transport.js'
import type { WireAnswer } from './wire.js'

export interface DownloadOptions extends CallOptions {
  /** Path of the file to write, or of a folder: one that exists, or any that ends in a slash. */
  readonly to?: string | undefined
  /** Replaces a file that is there. False by default. */
  readonly overwrite?: boolean | undefined
}

interface EvidenceLabels {
  readonly contentType: string
  /** Lower-case hexadecimal, as announced. */
  readonly sha256: string
  /** The original name: something to show, never a path. It may hold anything. */
  readonly name: string | null
}

export interface EvidenceDownload extends EvidenceLabels {
  /** Errors at its end, with an `IntegrityError`, when the bytes are not the announced ones. */
  readonly body: ReadableStream<Uint8Array>
  /** Bytes, as announced; null when they were not. */
  readonly size: number | null
  /** The whole file, checked. Use this or `body`. */
  arrayBuffer(): Promise<ArrayBuffer>
}

export interface SavedEvidence extends EvidenceLabels {
  /** Absolute. */
  readonly path: string
  /** Bytes. */
  readonly size: number
}

interface Wanted {
  readonly target: string | Complaint
  readonly params: { readonly id: string }
  readonly evidenceId: string
}

export async function downloadEvidence(
  transport: Transport,
  { target, params, evidenceId }: Wanted,
  { to, overwrite = false, ...options }: DownloadOptions,
): Promise<EvidenceDownload | SavedEvidence> {
  const input = { params: { ...params, evidenceId } }
  if (to === undefined) {
    const known = typeof target === 'string' ? undefined : target
    return transport.run<EvidenceDownload>('downloadEvidence', input, options, {
      file: true,
      keepsLimit: true,
      read: async (answer, context, limit) => {
        const opened = await openEvidence(transport, answer, context, limit, findEvidence(known, evidenceId))
        return toDownload(opened, answer, limit)
      },
    })
  }
  const destination = await planFile(to, overwrite)
  const complaint =
    destination.name === null && typeof target === 'string'
      ? await transport.call('retrieveComplaint', { params }, options)
      : target
  const known = typeof complaint === 'string' ? undefined : complaint
  return transport.run<SavedEvidence>('downloadEvidence', input, options, {
    file: true,
    read: async (answer, context, limit) => {
      const opened = await openEvidence(transport, answer, context, limit, findEvidence(known, evidenceId))
      const { bytes, labels } = opened
      const name = destination.name ?? makeName(known, evidenceId, labels.contentType)
      const { path, size } = await saveFile(destination, name, bytes)
      return { path, ...labels, size }
    },
  })
}

function findEvidence(complaint: Complaint | undefined, evidenceId: string) {
  return listEvidence(complaint).find((each) => each?.id === evidenceId)
}

/** Without `validateResponses` it may be anything. */
function listEvidence(complaint: Complaint | undefined): Complaint['evidence'] {
  return Array.isArray(complaint?.evidence) ? complaint.evidence : []
}

/** `TS2026092400000017-1.png`. Nothing of it was chosen by the person, and nothing leaves the folder. */
function makeName(complaint: Complaint | undefined, evidenceId: string, contentType: string): string {
  const clean = (text: unknown) =>
    String(text)
      .replaceAll(/[^A-Za-z0-9-]/g, '_')
      .slice(0, 64)
  const index = listEvidence(complaint).findIndex((each) => each?.id === evidenceId)
  const which = index < 0 ? clean(evidenceId) : String(index + 1)
  return `${clean(complaint?.number ?? 'evidence')}-${which}.${extensionOf(contentType)}`
}

interface OpenedEvidence {
  readonly bytes: AsyncGenerator<Uint8Array>
  readonly labels: EvidenceLabels
  readonly size: number | null
}

async function openEvidence(
  transport: Transport,
  answer: WireAnswer,
  { call, options }: AnswerContext,
  limit: TimeLimit,
  known: { readonly size: number; readonly sha256: string } | undefined,
): Promise<OpenedEvidence> {
  const { maxFileBytes, origin } = transport.settings
  const refuse = async (error: TousuError): Promise<never> => {
    await discard(answer)
    throw error
  }
  const digests = new Set(
    [readReprDigest(answer), readEtag(answer), known?.sha256].filter((one) => one !== undefined),
  )
  const [sha256] = digests
  const size = readLength(answer) ?? known?.size ?? null
  if (answer.status !== 200 || (answer.header('content-encoding') ?? 'identity') !== 'identity') {
    return refuse(new ContractError(`${call}: the answer is not the whole file as it is.`, options))
  }
  if (sha256 === undefined) {
    return refuse(
      new ContractError(`${call}: the answer has no Repr-Digest of sha-256 and no ETag.`, options),
    )
  }
  if (digests.size > 1 || (known && size !== known.size)) {
    return refuse(new IntegrityError(`${call}: the file is not the one that the complaint lists.`, options))
  }
  const tooLarge = `${call}: the file is larger than ${maxFileBytes} bytes (maxFileBytes).`
  if (size !== null && size > maxFileBytes) return refuse(new ContractError(tooLarge, options))
  const { createHash } = await import('node:crypto')

  async function* verified(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256')
    let length = 0
    try {
      for await (const chunk of answer.body) {
        length += chunk.byteLength
        if (length > maxFileBytes) throw new ContractError(tooLarge, options)
        hash.update(chunk)
        yield chunk
      }
    } catch (cause) {
      if (cause instanceof TousuError) throw cause
      const over = limit.error(call, options)
      if (over) throw over
      if (isTimeout(cause)) throw toLostError(call, origin, cause, options)
      throw missing(new CutShort('cut short', { cause }))
    } finally {
      limit.end()
    }
    if (size !== null && length !== size) throw missing(new CutShort(`${length} of ${size} bytes`))
    if (hash.digest('hex') !== sha256) {
      throw new IntegrityError(
        `${call}: the bytes do not have the announced SHA-256: throw them away.`,
        options,
      )
    }
  }
  const missing = (cause: CutShort) =>
    new IntegrityError(`${call}: bytes are missing. Download it again.`, { ...options, cause })

  const contentType = answer.header('content-type') ?? 'application/octet-stream'
  const name = readFilename(answer.header('content-disposition'))
  return { bytes: verified(), labels: { contentType, sha256, name }, size }
}

function toDownload(
  { bytes, labels, size }: OpenedEvidence,
  answer: WireAnswer,
  limit: TimeLimit,
): EvidenceDownload {
  // A stream that nobody reads does not keep the process alive.
  limit.unref()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await bytes.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        limit.end()
        await bytes.return(undefined)
        await discard(answer)
      },
    },
    { highWaterMark: 0 },
  )
  return {
    ...labels,
    size,
    body,
    async arrayBuffer() {
      const chunks: Uint8Array[] = []
      for await (const chunk of body) chunks.push(chunk)
      return new Uint8Array(Buffer.concat(chunks)).buffer
    },
  }
}

/** RFC 9530 section 3. */
function readReprDigest(answer: WireAnswer): string | undefined {
  const value = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(answer.header('repr-digest') ?? '')?.[1]
  return value === undefined ? undefined : Buffer.from(value, 'base64').toString('hex')
}

/** The contract's strong ETag is the SHA-256. */
function readEtag(answer: WireAnswer): string | undefined {
  return /^"([0-9a-f]{64})"$/.exec(answer.header('etag') ?? '')?.[1]
}
