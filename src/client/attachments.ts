import { limits } from '../contract/limits.js'
import type { Attachment } from '../contract/response.js'
import { ArgumentError, IntegrityError, type TousuError } from '../errors.js'
import { writeContentDisposition } from './content-disposition.js'
import { contentTypeOf } from './content-types.js'
import type { CallOptions } from './options.js'
import type { Transport } from './transport.js'
import { describeSource, type OpenSource, type UploadSource } from './upload-source.js'
import type { ByteStream } from './wire.js'

export interface UploadOptions extends CallOptions {
  /** What the person will see. By default the file's own name, where the source has one. */
  readonly filename?: string | undefined
  /** By default the Blob's, or by the end of `filename`. */
  readonly contentType?: string | undefined
}

/** Files that answers refer to. */
export class Attachments {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /**
   * Uploads a file, piece by piece; its SHA-256 is taken on the way and compared with the platform's. A failed try is
   * repeated if the source can be opened again: a path, bytes, a Blob or a function, but not a bare stream.
   *
   * @returns what `respond` takes the `id` of
   * @throws ArgumentError when the source cannot be read, is too large (`maxFileBytes`), or has no name or type
   * @throws ValidationError when the platform does not accept the content
   * @throws IntegrityError when the platform has other bytes
   * @example
   * const { id } = await client.attachments.upload('退款凭证.png')
   */
  async upload(source: UploadSource, options: UploadOptions = {}): Promise<Attachment> {
    const { maxFileBytes, sender } = this.#transport.settings
    const described = await describeSource(source)
    const { filename, contentType } = readLabels(described, options)
    const tooLarge = () =>
      new ArgumentError(`source: the file is larger than ${maxFileBytes} bytes (maxFileBytes).`)
    if (described.size !== undefined && described.size > maxFileBytes) throw tooLarge()
    const { createHash } = await import('node:crypto')

    let opened = false
    let sent = createHash('sha256')
    let failure: TousuError | undefined

    async function* hashed(stream: ByteStream): AsyncGenerator<Uint8Array> {
      let length = 0
      try {
        for await (const chunk of stream) {
          length += chunk.byteLength
          if (length > maxFileBytes) throw tooLarge()
          sent.update(chunk)
          yield chunk
        }
      } catch (cause) {
        failure = toSourceError(cause)
        throw failure
      }
    }

    return this.#transport.run<Attachment>('uploadAttachment', {}, options, {
      file: true,
      canRepeat: () => described.reopens || !opened,
      sourceError: () => failure,
      open: async () => {
        const content = await described.open({ recycle: sender.releasesPieces }).catch((cause: unknown) => {
          throw toSourceError(cause)
        })
        opened = true
        sent = createHash('sha256')
        const whole = content instanceof Uint8Array
        if (whole && content.byteLength > maxFileBytes) throw tooLarge()
        if (whole) sent.update(content)
        const size = whole ? content.byteLength : described.size
        return {
          body: whole ? content : hashed(content),
          headers: {
            'content-type': contentType,
            'content-disposition': writeContentDisposition(filename),
            ...(size === undefined ? {} : { 'content-length': String(size) }),
          },
        }
      },
      read: async (answer, context) => {
        const attachment = await this.#transport.readResult('uploadAttachment', answer, context)
        // Of what was sent until now: nobody asks the stream for its end once the last byte is out.
        if (attachment.sha256 === sent.digest('hex')) return attachment
        throw new IntegrityError(
          `${context.call}: the platform has other bytes than were sent, or answered before it had all of them. Upload again.`,
          context.options,
        )
      },
    })
  }
}

function toSourceError(cause: unknown): ArgumentError {
  if (cause instanceof ArgumentError) return cause
  return new ArgumentError('source: it failed while it was read; see cause.', { cause })
}

function readLabels(
  described: OpenSource,
  options: UploadOptions,
): { filename: string; contentType: string } {
  const { filename = described.name } = options
  if (filename === undefined)
    throw new ArgumentError('filename is needed: the source has no name of its own.')
  const length = [...filename].length
  if (length < 1 || length > limits.fileName || !filename.isWellFormed() || /[\p{Cc}/\\]/u.test(filename)) {
    throw new ArgumentError(
      `filename must be 1–${limits.fileName} characters without slashes, control characters and lone surrogates.`,
    )
  }
  const contentType = options.contentType ?? described.contentType ?? contentTypeOf(filename)
  if (contentType === undefined) {
    throw new ArgumentError(
      'contentType is needed: the end of filename tells none. See the file types of the contract.',
    )
  }
  if (!/^[\w.+-]{1,100}\/[\w.+-]{1,100}( *; *[\w.+-]{1,50}=[\w.+"-]{1,50}){0,3}$/.test(contentType)) {
    throw new ArgumentError('contentType must be a media type, such as image/png.')
  }
  return { filename, contentType }
}
