/** File names in `Content-Disposition`: RFC 6266, non-ASCII by RFC 8187. */
import type { Locale } from '../../contract/field-errors.js'
import { limits } from '../../contract/limits.js'
import { countCodePoints, isCleanText } from '../../contract/shapes.js'
import { RefusalError } from '../refusal.js'

const details = {
  missing: { en: "must be attachment; filename*=UTF-8''…", zh: "须为 attachment; filename*=UTF-8''…" },
  encoding: { en: 'must be percent-encoded UTF-8', zh: '须为百分号编码的 UTF-8' },
  name: {
    en: `must name a file with 1–${limits.fileName} characters, without separators and control characters`,
    zh: `文件名须为 1–${limits.fileName} 个字符，不含分隔符和控制字符`,
  },
} as const

function refuse(why: keyof typeof details, locale: Locale): never {
  const detail = details[why][locale]
  const error = { pointer: '#/headers/content-disposition', code: 'wrong_format', detail }
  throw new RefusalError('validation_failed', { errors: [error] })
}

/** @throws RefusalError validation_failed when there is no name, or not one that a file can have */
export function readFileName(header: string | undefined, locale: Locale = 'en'): string {
  const extended = /(?:^|;)\s*filename\*\s*=\s*UTF-8'[A-Za-z0-9-]{0,20}'([^\s;"']{1,2000})/i.exec(
    header ?? '',
  )?.[1]
  const plain = /(?:^|;)\s*filename\s*=\s*(?:"([^"\\]{1,500})"|([^\s;"]{1,500}))/i.exec(header ?? '')
  const name = extended === undefined ? (plain?.[1] ?? plain?.[2]) : decode(extended, locale)
  if (name === undefined) return refuse('missing', locale)
  const hasControls = [...name].some((each) => each < ' ' || each === '\x7f')
  if (countCodePoints(name) > limits.fileName || !isCleanText(name) || hasControls || /[\\/]/.test(name)) {
    refuse('name', locale)
  }
  return name
}

function decode(text: string, locale: Locale): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return refuse('encoding', locale)
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
