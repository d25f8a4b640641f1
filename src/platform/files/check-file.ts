/** Whether a file may be taken: its size, its declared type, and whether its bytes are of that type. */
import { limits } from '../../contract/limits.js'
import { RefusalError } from '../refusal.js'
import { charsetOf, readText } from './text.js'
import { listZip } from './zip-directory.js'

export interface FileInput {
  readonly name: string
  /** As declared, parameters allowed. */
  readonly contentType: string
  readonly data: Uint8Array
  /** Bytes, at most. */
  readonly limit?: number | undefined
}

export interface CheckedFile {
  readonly name: string
  readonly contentType: string
  readonly data: Uint8Array
}

/** Whether bytes are of a type, by their beginning or by what they hold. */
type Sniffer = (data: Uint8Array, charset: string | undefined) => boolean

const ascii = (data: Uint8Array, from: number, text: string) =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1', from, from + text.length) ===
  text
const begins =
  (...bytes: readonly number[]): Sniffer =>
  (data) =>
    bytes.every((byte, index) => data[index] === byte)
const beginsWith =
  (text: string): Sniffer =>
  (data) =>
    ascii(data, 0, text)
const riff =
  (form: string): Sniffer =>
  (data) =>
    ascii(data, 0, 'RIFF') && ascii(data, 8, form)
/** ISO base media files (ISO/IEC 14496-12 section 4.3): the major brand decides. */
const brand =
  (...brands: readonly string[]): Sniffer =>
  (data) =>
    ascii(data, 4, 'ftyp') && brands.some((each) => ascii(data, 8, each))
/** Office Open XML is a zip; its directory tells which, and nothing is unpacked. */
const office =
  (folder: string): Sniffer =>
  (data) => {
    const names = listZip(data)
    return names.includes('[Content_Types].xml') && names.some((name) => name.startsWith(folder))
  }
/** MPEG audio frames (ISO/IEC 11172-3 section 2.4): layer III, or ADTS with layer 0. */
const mpegFrame =
  (layer: number): Sniffer =>
  (data) =>
    data[0] === 0xff && ((data[1] ?? 0) & 0xe0) === 0xe0 && (((data[1] ?? 0) >> 1) & 3) === layer
const either =
  (...sniffers: readonly Sniffer[]): Sniffer =>
  (data, charset) =>
    sniffers.some((each) => each(data, charset))
/** Compound File Binary, of older Office documents. */
const compound = begins(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
const mp4 = brand(
  'isom',
  'iso2',
  'iso4',
  'iso5',
  'iso6',
  'mp41',
  'mp42',
  'avc1',
  'M4V ',
  'dash',
  'MSNV',
  '3gp',
)

const isText: Sniffer = (data, charset) => readText(data, charset) !== undefined

const sniffers: Readonly<Record<string, Sniffer>> = {
  'image/jpeg': begins(0xff, 0xd8, 0xff),
  'image/png': begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/gif': either(beginsWith('GIF87a'), beginsWith('GIF89a')),
  'image/webp': riff('WEBP'),
  'image/heic': brand('heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1'),
  'application/pdf': beginsWith('%PDF-'),
  'audio/mpeg': either(beginsWith('ID3'), mpegFrame(1)),
  'audio/mp4': either(brand('M4A ', 'M4B '), mp4),
  'audio/aac': either(mpegFrame(0), beginsWith('ADIF')),
  'audio/amr': beginsWith('#!AMR'),
  'audio/wav': riff('WAVE'),
  'video/mp4': mp4,
  'video/quicktime': either(brand('qt  '), (data) =>
    ['moov', 'mdat', 'wide', 'free'].some((atom) => ascii(data, 4, atom)),
  ),
  'text/plain': isText,
  'text/csv': isText,
  'application/msword': compound,
  'application/vnd.ms-excel': compound,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': office('word/'),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': office('xl/'),
}

/** Other names that browsers and systems give. */
const aliases: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/heif': 'image/heic',
  'audio/mp3': 'audio/mpeg',
  'audio/m4a': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/aacp': 'audio/aac',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
}

/**
 * A file that may be kept, its content type in its usual spelling.
 *
 * @throws RefusalError body_too_large, unsupported_media_type, content_mismatch
 */
export function checkFile({ name, contentType, data, limit = limits.fileBytes }: FileInput): CheckedFile {
  if (data.byteLength > limit) throw new RefusalError('body_too_large')
  const given = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase()
  const type = aliases[given] ?? given
  const sniff = Object.hasOwn(sniffers, type) ? sniffers[type] : undefined
  if (!sniff) throw new RefusalError('unsupported_media_type')
  const charset = charsetOf(contentType)
  if (data.byteLength === 0 || !sniff(data, charset)) throw new RefusalError('content_mismatch')
  return {
    name,
    contentType: type.startsWith('text/') && charset ? `${type}; charset=${charset}` : type,
    data,
  }
}
