/** A file as the body of a request: raw bytes, its name in a header. */
import { createHash } from 'node:crypto'
import type { Locale } from '../../contract/field-errors.js'
import { checkFile } from '../files/check-file.js'
import { readFileName } from '../files/content-disposition.js'
import { RefusalError } from '../refusal.js'
import type { FileRecord } from '../state.js'
import type { HeaderFields } from './message.js'

export interface ReceivedFile {
  readonly headers: HeaderFields
  readonly bytes: Uint8Array
  readonly locale: Locale
}

/**
 * @param limit bytes, at most
 * @throws RefusalError validation_failed, digest_mismatch, body_too_large, unsupported_media_type, content_mismatch
 */
export function receiveFile({ headers, bytes, locale }: ReceivedFile, limit: number): Omit<FileRecord, 'id'> {
  const name = readFileName(headers['content-disposition'], locale)
  const digest = createHash('sha256').update(bytes).digest()
  checkContentDigest(headers['content-digest'], digest)
  const contentType = headers['content-type'] ?? ''
  return { ...checkFile({ name, contentType, data: bytes, limit }), sha256: digest.toString('hex') }
}

/** RFC 9530 section 2; digests by other algorithms are not looked at. */
function checkContentDigest(header: string | undefined, digest: Buffer): void {
  const given = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]{0,100}):/.exec(header ?? '')?.[1]
  if (given !== undefined && given !== digest.toString('base64')) throw new RefusalError('digest_mismatch')
}

/** What an upload is answered with. */
export function showUpload({ id, name, contentType, data, sha256 }: FileRecord) {
  return { id, name, contentType, size: data.length, sha256 }
}
