/** Uploads and evidence. */
import { createHash } from 'node:crypto'
import { limits } from '../../contract/limits.js'
import { attachment } from '../../contract/response.js'
import { interim, respond } from '../acts.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkProblem, checkStatus, present, read } from '../check.js'
import type { Company } from '../company.js'

const note = new TextEncoder().encode('对账记录：扣款 25 元，已退款。')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const digestOf = (bytes: Uint8Array) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`
/** As nobody would name a file by accident: it must not be seen where it has no place. */
const originalName = '张三的扣款记录.txt'

function upload(company: Company, body: Uint8Array, headers: Readonly<Record<string, string>> = {}) {
  return company.call('POST', '/v1/attachments', {
    body,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': "attachment; filename*=UTF-8''%E5%AF%B9%E8%B4%A6.txt",
      ...headers,
    },
  })
}

const evidence = [{ name: originalName, contentType: 'text/plain; charset=utf-8', data: note }]

export const fileCases: readonly Case[] = [
  {
    id: 'files.upload',
    title: 'An upload tells name, size and digest, and can be attached to an answer',
    clause: 'A complaint: Files',
    needs: ['file'],
    async run({ company, file }) {
      const uploaded = read(
        await upload(company, note, { 'content-digest': digestOf(note) }),
        attachment,
        201,
      )
      checkEqual('sha256 of an upload', uploaded.sha256, sha256(note))
      checkEqual('size of an upload', uploaded.size, note.byteLength)
      check('name of an upload', uploaded.name === '对账.txt', 'the name that was sent', 'another')
      const { id } = await file()
      const { response } = await respond(company, id, { ...interim, attachments: [uploaded.id] })
      checkEqual('Attachment of the answer', response.attachments[0]?.sha256, uploaded.sha256)
    },
  },
  {
    id: 'files.digest',
    title: 'An upload that is not what its digest says is refused',
    clause: 'Errors: 422 digest_mismatch (RFC 9530 section 2)',
    async run({ company }) {
      const headers = { 'content-digest': digestOf(new Uint8Array(1)) }
      checkProblem(await upload(company, note, headers), 'digest_mismatch')
    },
  },
  {
    id: 'files.content',
    title: 'An upload that is not of its declared type is refused',
    clause: 'A complaint: The content must be of the declared type',
    async run({ company }) {
      for (const type of ['image/png', 'application/pdf']) {
        checkProblem(await upload(company, note, { 'content-type': type }), 'content_mismatch')
      }
      const answer = await upload(company, note, { 'content-type': 'text/html' })
      checkProblem(answer, 'unsupported_media_type')
    },
  },
  {
    id: 'files.too-large',
    title: 'A file of more than 20 MiB is refused',
    clause: 'A complaint: at most 9 of 20 MiB each',
    async run({ company }) {
      const body = new Uint8Array(limits.fileBytes + 1).fill(0x61)
      checkProblem(await upload(company, body), 'body_too_large')
    },
  },
  {
    id: 'files.evidence',
    title: 'Evidence comes as it was sent, with ETag and digest, never to be shown in a page',
    clause: 'A complaint: Files (RFC 9110 section 8.8.3, RFC 9530)',
    needs: ['file'],
    async run({ company, file }) {
      const complaint = await file({ evidence })
      const listed = present('evidence', complaint.evidence[0])
      const answer = await company.call('GET', `/v1/complaints/${complaint.id}/evidence/${listed.id}`)
      checkStatus(answer, 200)
      checkEqual('sha256 of the bytes', sha256(answer.bytes), sha256(note))
      checkEqual('sha256 that is listed', listed.sha256, sha256(note))
      checkEqual('Repr-Digest', answer.header('repr-digest'), digestOf(note))
      const etag = answer.header('etag') ?? ''
      check('ETag', /^"[^"]+"$/.test(etag), 'a strong one', etag)
      checkEqual('X-Content-Type-Options', answer.header('x-content-type-options'), 'nosniff')
      const disposition = answer.header('content-disposition') ?? ''
      check('Content-Disposition', /^attachment\b/i.test(disposition), 'attachment', disposition.slice(0, 10))
    },
  },
  {
    id: 'files.names',
    title: 'The original name of evidence stands in the download’s header alone',
    clause: 'A complaint: evidence-1.png (RFC 8187)',
    needs: ['file'],
    async run({ company, file }) {
      const complaint = await file({ evidence })
      const listed = present('evidence', complaint.evidence[0])
      check('name of evidence', /^evidence-1\.\w{1,5}$/.test(listed.name), 'evidence-1.txt', listed.name)
      const path = `/v1/complaints/${complaint.id}/evidence/${listed.id}`
      const disposition = (await company.call('GET', path)).header('content-disposition') ?? ''
      const name = disposition.includes(`filename*=UTF-8''${encodeURIComponent(originalName)}`)
      check('Content-Disposition', name, 'with the original name', 'without it')
    },
  },
  {
    id: 'files.ranges',
    title: 'A part of a file is that part; one outside is 416',
    clause: 'Routes: ranges (RFC 9110 section 14)',
    needs: ['file'],
    async run({ company, file }) {
      const complaint = await file({ evidence })
      const path = `/v1/complaints/${complaint.id}/evidence/${complaint.evidence[0]?.id}`
      const get = (headers: Record<string, string>) => company.call('GET', path, { headers })
      const size = note.byteLength
      const rows: Record<string, readonly [first: number, last: number]> = {
        'bytes=0-0': [0, 0],
        'bytes=3-9': [3, 9],
        'bytes=5-': [5, size - 1],
        'bytes=-4': [size - 4, size - 1],
      }
      for (const [range, [first, last]] of Object.entries(rows)) {
        const answer = await get({ range })
        checkStatus(answer, 206)
        checkEqual(
          `Content-Range of ${range}`,
          answer.header('content-range'),
          `bytes ${first}-${last}/${size}`,
        )
        const same = Buffer.from(answer.bytes).equals(note.subarray(first, last + 1))
        check(`Bytes of ${range}`, same, 'that part', 'another')
      }
      checkProblem(await get({ range: `bytes=${size}-` }), 'range_not_satisfiable')
      checkStatus(await get({ range: 'bytes=0-0', 'if-range': '"another"' }), 200)
    },
  },
]
