import { describe, expect, it } from 'vitest'
import { checkFile } from '../../../src/platform/files/check-file.js'
import { readFileName, writeFileName } from '../../../src/platform/files/content-disposition.js'
import { serveFile } from '../../../src/platform/files/serve-file.js'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const box = (brand: string) => Buffer.concat([hex('00000018'), Buffer.from(`ftyp${brand}`), hex('00000000')])

/** A zip with nothing in it but names: only its directory is looked at. */
function zip(...names: string[]): Buffer {
  const entries = names.map((name) => {
    const head = Buffer.alloc(46)
    head.writeUInt32LE(0x02014b50, 0)
    head.writeUInt16LE(name.length, 28)
    return Buffer.concat([head, Buffer.from(name)])
  })
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(4, 16)
  return Buffer.concat([Buffer.from('PK\x03\x04'), directory, end])
}

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const samples: [type: string, data: Uint8Array][] = [
  ['image/jpeg', hex('ffd8ffe000104a464946')],
  ['image/png', hex('89504e470d0a1a0a0000000d')],
  ['image/gif', Buffer.from('GIF89a..')],
  ['image/webp', Buffer.from('RIFF....WEBPVP8 ')],
  ['image/heic', box('heic')],
  ['application/pdf', Buffer.from('%PDF-1.7\n')],
  ['audio/mpeg', Buffer.from('ID3\x04\x00')],
  ['audio/mp4', box('M4A ')],
  ['audio/aac', hex('fff15080')],
  ['audio/amr', Buffer.from('#!AMR\n')],
  ['audio/wav', Buffer.from('RIFF....WAVEfmt ')],
  ['video/mp4', box('isom')],
  ['video/quicktime', box('qt  ')],
  ['text/plain', Buffer.from('客服记录\n')],
  ['text/csv', Buffer.from('日期,金额\n2026-09-20,25\n')],
  ['application/msword', hex('d0cf11e0a1b11ae1')],
  ['application/vnd.ms-excel', hex('d0cf11e0a1b11ae1')],
  [docx, zip('[Content_Types].xml', 'word/document.xml')],
  [xlsx, zip('[Content_Types].xml', 'xl/workbook.xml')],
]

describe('files', () => {
  it.each(samples)('of type %s are taken', (contentType, data) => {
    expect(checkFile({ name: 'a', contentType, data }).contentType).toBe(contentType)
  })

  it.each(samples)('of type %s must be what they say', (contentType) => {
    const script = Buffer.from('#!/bin/sh\nrm -rf /\n\x00')
    for (const data of [script, hex('7f454c46'), Buffer.alloc(0), zip('evil.exe')]) {
      expect(() => checkFile({ name: 'a.png', contentType, data })).toThrow('content_mismatch')
    }
  })

  it.each(['application/x-sh', 'text/html', 'image/svg+xml', 'application/zip', '', 'constructor'])(
    'of type "%s" are not taken',
    (contentType) => {
      expect(() => checkFile({ name: 'a', contentType, data: Buffer.from('x') })).toThrow(
        'unsupported_media_type',
      )
    },
  )

  it('have 20 MiB at most', () => {
    const data = Buffer.alloc(20 * 1024 * 1024, 32)
    expect(checkFile({ name: 'a', contentType: 'text/plain', data }).data).toBe(data)
    const larger = Buffer.alloc(20 * 1024 * 1024 + 1, 32)
    expect(() => checkFile({ name: 'a', contentType: 'text/plain', data: larger })).toThrow('body_too_large')
  })

  it.each([
    ['text/plain; charset=utf-8', Buffer.from('投诉')],
    ['text/plain; charset=gb18030', hex('cdb6cbdf')],
    ['text/plain', hex('cdb6cbdf')],
    ['text/plain', hex('fffe 9562 c98b')],
    ['text/plain', hex('feff 6295 8bc9')],
  ])('of text may be %s', (contentType, data) => {
    expect(checkFile({ name: 'a.txt', contentType, data }).data).toBe(data)
  })

  it.each([
    ['text/plain; charset=utf-8', hex('cdb6cbdf')],
    ['text/plain; charset=latin1', Buffer.from('a')],
    ['text/plain', hex('9562 0000')],
  ])('of text are not %s of other bytes', (contentType, data) => {
    expect(() => checkFile({ name: 'a.txt', contentType, data })).toThrow('content_mismatch')
  })
})

describe('file names', () => {
  it.each([
    "attachment; filename*=UTF-8''%E9%80%80%E6%AC%BE.png",
    'attachment; filename="x.png"; filename*=utf-8\'zh\'%E9%80%80%E6%AC%BE.png',
  ])('in %s are Chinese', (header) => expect(readFileName(header)).toBe('退款.png'))

  it('come back as they were', () => {
    for (const name of ['退款凭证.png', "a'b(c)*.txt", '空 格.pdf', '𠮷.jpg'])
      expect(readFileName(writeFileName(name))).toBe(name)
  })

  it.each([
    undefined,
    'attachment',
    "attachment; filename*=UTF-8''%zz",
    "attachment; filename*=UTF-8''..%2Fetc%2Fpasswd",
    "attachment; filename*=UTF-8''a%00b",
    'attachment; filename="a\\b"',
    `attachment; filename="${'a'.repeat(201)}"`,
  ])('in %s are refused', (header) => expect(() => readFileName(header)).toThrow('validation_failed'))
})

describe('a download', () => {
  const file = {
    id: 'evd_1',
    name: '聊天记录.txt',
    contentType: 'text/plain',
    sha256: 'ab'.repeat(32),
    data: Buffer.from('0123456789'),
  }
  const get = (range?: string, ifRange?: string) => {
    const headers = {
      ...(range === undefined ? {} : { range }),
      ...(ifRange === undefined ? {} : { 'if-range': ifRange }),
    }
    const { status, headers: sent, body } = serveFile(file, headers)
    return { status, range: sent['content-range'], body: Buffer.from(body ?? []).toString(), sent }
  }

  it('has a strong ETag, a digest, and is never shown by a browser', () => {
    expect(get().sent).toMatchObject({
      etag: `"${file.sha256}"`,
      'repr-digest': `sha-256=:${hex(file.sha256).toString('base64')}:`,
      'x-content-type-options': 'nosniff',
      'content-disposition': "attachment; filename*=UTF-8''%E8%81%8A%E5%A4%A9%E8%AE%B0%E5%BD%95.txt",
      'accept-ranges': 'bytes',
    })
  })

  it.each([
    ['bytes=0-3', 206, 'bytes 0-3/10', '0123'],
    ['bytes=8-', 206, 'bytes 8-9/10', '89'],
    ['bytes=-3', 206, 'bytes 7-9/10', '789'],
    ['bytes=-30', 206, 'bytes 0-9/10', '0123456789'],
    ['bytes=5-99', 206, 'bytes 5-9/10', '56789'],
    ['bytes=3-1', 200, undefined, '0123456789'],
    ['bytes=0-1,4-5', 200, undefined, '0123456789'],
    ['lines=0-1', 200, undefined, '0123456789'],
  ])('of %s → %i', (range, status, contentRange, body) => {
    expect(get(range)).toMatchObject({ status, range: contentRange, body })
  })

  it('goes on only with what it began with', () => {
    expect(get('bytes=8-', `"${file.sha256}"`).status).toBe(206)
    expect(get('bytes=8-', '"other"').status).toBe(200)
    expect(() => get('bytes=10-')).toThrow('range_not_satisfiable')
    expect(() => get('bytes=-0')).toThrow('range_not_satisfiable')
  })
})
