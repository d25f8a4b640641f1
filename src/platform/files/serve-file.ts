/** The bytes of a file: ranges and conditions (RFC 9110 sections 13 and 14), a strong ETag, `Repr-Digest` (RFC 9530). */
import type { HeaderFields, PlatformResponse } from '../http/message.js'
import { RefusalError } from '../refusal.js'
import type { FileRecord } from '../state.js'
import { writeFileName } from './content-disposition.js'

/** @throws RefusalError range_not_satisfiable with the file's `size` */
export function serveFile(file: FileRecord, request: HeaderFields): PlatformResponse {
  const { data } = file
  const etag = `"${file.sha256}"`
  const headers = {
    'content-type': file.contentType,
    'content-disposition': writeFileName(file.name),
    'accept-ranges': 'bytes',
    etag,
    'repr-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
    'x-content-type-options': 'nosniff',
  }
  // Before any range is looked at: RFC 9110 section 13.2.2.
  if (isKnown(request['if-none-match'], etag)) return { status: 304, headers: { etag }, body: null }
  const range =
    request['if-range'] === undefined || request['if-range'] === etag ? request['range'] : undefined
  const part = readRange(range, data.byteLength)
  if (!part)
    return { status: 200, headers: { ...headers, 'content-length': String(data.byteLength) }, body: data }
  const { first, last } = part
  return {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${first}-${last}/${data.byteLength}`,
      'content-length': String(last - first + 1),
    },
    body: data.subarray(first, last + 1),
  }
}

/** Whether `If-None-Match` lists the tag; it compares weakly (RFC 9110 section 13.1.2). */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(etag) || tags.includes('*')
}

/** One range; several, other units and nonsense are answered with the whole, as section 14.2 allows. */
function readRange(range: string | undefined, size: number): { first: number; last: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '') ?? []
  if (from === '' && to === '') return undefined
  const suffix = from === ''
  const first = suffix ? Math.max(0, size - Number(to)) : Number(from)
  const last = suffix || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (!suffix && to !== '' && Number(to) < Number(from)) return undefined
  if (first >= size || (suffix && Number(to) === 0)) {
    throw new RefusalError('range_not_satisfiable', { members: { size } })
  }
  return { first, last }
}
