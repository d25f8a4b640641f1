/** File names in `Content-Disposition`: RFC 6266, non-ASCII by RFC 8187. */
import { limits } from '../../contract/limits.js'
import { countCodePoints, isCleanText } from '../../contract/shapes.js'
import { RefusalError } from '../refusal.js'

function refuse(detail: string): never {
  const error = { pointer: '#/headers/content-disposition', code: 'wrong_format', detail }
  throw new RefusalError('validation_failed', { errors: [error] })
}

/** @throws RefusalError validation_failed when there is no name, or not one that a file can have */
export function readFileName(header: string | undefined): string {
  const extended = /(?:^|;)\s*filename\*\s*=\s*UTF-8'[A-Za-z0-9-]{0,20}'([^\s;"']{1,2000})/i.exec(
    header ?? '',
  )?.[1]
  const plain = /(?:^|;)\s*filename\s*=\s*(?:"([^"\\]{1,500})"|([^\s;"]{1,500}))/i.exec(header ?? '')
  const name = extended === undefined ? (plain?.[1] ?? plain?.[2]) : decode(extended)
  if (name === undefined) return refuse("must be attachment; filename*=UTF-8''…")
  const hasControls = [...name].some((each) => each < ' ' || each === '\x7f')
  if (countCodePoints(name) > limits.fileName || !isCleanText(name) || hasControls || /[\\/]/.test(name)) {
    refuse(`must name a file with 1–${limits.fileName} characters, without separators and control characters`)
  }
  return name
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return refuse('must be percent-encoded UTF-8')
  }
}

/** `attachment` with the name as it was uploaded. */
export function writeFileName(name: string): string {
  // RFC 8187 section 3.2.1: what encodeURIComponent leaves beyond attr-char is encoded, too.
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename*=UTF-8''${encoded}`
}
