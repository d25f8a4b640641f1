import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { finalAnswer, getToken, type Setup, setUp } from './setup.js'

const text = '扣款 25 元'
const bytes = Buffer.from(text)
const sha256 = createHash('sha256').update(bytes).digest()

describe('the evidence of a complaint', () => {
  let setup: Setup
  let path: string
  let etag: string

  beforeAll(async () => {
    setup = await setUp()
    const { complaintId } = await setup.file()
    const { json } = await setup.call('GET', `/v1/complaints/${complaintId}`)
    const [evidence] = Array.isArray(json['evidence']) ? json['evidence'] : []
    expect(evidence).toEqual({
      id: evidence.id,
      name: 'evidence-1.txt',
      contentType: 'text/plain; charset=utf-8',
      size: bytes.length,
      sha256: sha256.toString('hex'),
    })
    path = `/v1/complaints/${complaintId}/evidence/${evidence.id}`
    etag = `"${evidence.sha256}"`
  })
  const get = (headers: Record<string, string> = {}, method = 'GET') => setup.call(method, path, { headers })

  it('comes as it was filed, with its name in the header alone', async () => {
    const answer = await get()
    expect(answer.status).toBe(200)
    expect(answer.text).toBe(text)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(bytes.length),
      'content-disposition': "attachment; filename*=UTF-8''%E6%89%A3%E6%AC%BE%20%E8%AE%B0%E5%BD%95.txt",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      etag,
      'repr-digest': `sha-256=:${sha256.toString('base64')}:`,
    })
  })

  it('comes in parts, each with the digest of the whole', async () => {
    const first = await get({ range: 'bytes=0-5' })
    const rest = await get({ range: 'bytes=6-', 'if-range': etag })
    expect([first.status, rest.status]).toEqual([206, 206])
    expect(first.headers.get('content-range')).toBe(`bytes 0-5/${bytes.length}`)
    expect(first.text + rest.text).toBe(text)
    expect(rest.headers.get('repr-digest')).toBe(`sha-256=:${sha256.toString('base64')}:`)
    expect((await get({ range: 'bytes=6-', 'if-range': '"other"' })).text).toBe(text)
    // If-Range compares strongly: RFC 9110 section 13.1.5.
    expect((await get({ range: 'bytes=6-', 'if-range': `W/${etag}` })).status).toBe(200)
  })

  it('beyond its end is refused, and told how long it is', async () => {
    const answer = await get({ range: `bytes=${bytes.length}-` })
    expect(answer).toMatchObject({ status: 416, json: { code: 'range_not_satisfiable' } })
    expect(answer.headers.get('content-range')).toBe(`bytes */${bytes.length}`)
    expect(answer.headers.get('etag')).toBeNull()
  })

  it('answers HEAD with all its headers, and no range: that is for GET alone', async () => {
    const whole = await get()
    for (const headers of [{}, { range: 'bytes=0-5' }, { range: 'bytes=999-' }]) {
      const { status, text: body, headers: sent } = await get(headers, 'HEAD')
      expect({ status, body }).toEqual({ status: 200, body: '' })
      for (const name of ['content-length', 'content-type', 'etag', 'repr-digest', 'content-disposition'])
        expect(sent.get(name)).toBe(whole.headers.get(name))
      expect(sent.get('content-range')).toBeNull()
    }
  })

  it('is not sent again to who has it', async () => {
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await get({ 'if-none-match': known, range: 'bytes=0-5' }, method)
        expect({ known, status: answer.status, text: answer.text }).toEqual({ known, status: 304, text: '' })
        expect(answer.headers.get('etag')).toBe(etag)
        expect(answer.headers.get('content-length')).toBeNull()
      }
    }
    for (const unknown of ['"other"', '""', 'W/"other", "another"', etag.slice(1, -1)])
      expect((await get({ 'if-none-match': unknown })).text).toBe(text)
  })

  it('is found under its own complaint only', async () => {
    const { complaintId } = await setup.file()
    const elsewhere = `/v1/complaints/${complaintId}/evidence/${path.split('/').at(-1)}`
    expect((await setup.call('GET', elsewhere)).json['code']).toBe('not_found')
    expect((await setup.call('GET', `${path}x`)).json['code']).toBe('not_found')
  })

  it('of a clue does not tell the name that its reporter gave it', async () => {
    const { complaintId } = await setup.file({ kind: 'report' })
    const { json } = await setup.call('GET', `/v1/complaints/${complaintId}`)
    const [evidence] = Array.isArray(json['evidence']) ? json['evidence'] : []
    const { headers } = await setup.call('GET', `/v1/complaints/${complaintId}/evidence/${evidence.id}`)
    expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''evidence-1.txt")
  })
})

describe('an attachment', () => {
  const named = { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.txt"' }
  const digest = (algorithm: string, value: Buffer) => `${algorithm}=:${value.toString('base64')}:`
  const upload = ({ call }: Setup, headers: Record<string, string>, body: Uint8Array = bytes) =>
    call('POST', '/v1/attachments', { body, headers: { ...named, ...headers } })

  it('is answered with what an answer will show of it, and never sniffed for what it does not claim', async () => {
    const setup = await setUp()
    const { complaintId } = await setup.file()
    const { status, json } = await upload(setup, {
      'content-disposition': "attachment; filename*=UTF-8''%E9%80%80%E6%AC%BE.txt",
    })
    expect(status).toBe(201)
    expect(json).toEqual({
      id: json['id'],
      name: '退款.txt',
      contentType: 'text/plain',
      size: bytes.length,
      sha256: sha256.toString('hex'),
    })
    const answered = await setup.call('POST', `/v1/complaints/${complaintId}/responses`, {
      body: { ...finalAnswer, attachments: [json['id']] },
    })
    expect(answered).toMatchObject({ status: 201, json: { response: { attachments: [json] } } })
  })

  it.each([
    ['the right digest', digest('sha-256', sha256), 201],
    ['the right one among others', `sha-512=:AAAA:, ${digest('sha-256', sha256)}`, 201],
    ['one of another algorithm', digest('sha-512', Buffer.alloc(64)), 201],
    ['a wrong digest', digest('sha-256', Buffer.alloc(32)), 422],
    ['a digest of nothing', 'sha-256=::', 422],
  ])('with %s in Content-Digest → %#', async (_, header, status) => {
    const setup = await setUp()
    const answer = await upload(setup, { 'content-digest': header })
    expect(answer.status).toBe(status)
    if (status === 422) expect(answer.json['code']).toBe('digest_mismatch')
  })

  it.each([
    ['a script named .png', { 'content-type': 'image/png' }, Buffer.from('#!/bin/sh\n'), 'content_mismatch'],
    ['nothing at all', {}, Buffer.alloc(0), 'content_mismatch'],
    ['a page', { 'content-type': 'text/html' }, bytes, 'unsupported_media_type'],
    ['no type', { 'content-type': '' }, bytes, 'unsupported_media_type'],
    ['text with NUL', {}, Buffer.from('a\0b'), 'content_mismatch'],
    ['no name', { 'content-disposition': 'attachment' }, bytes, 'validation_failed'],
    [
      'a path for a name',
      { 'content-disposition': 'attachment; filename="../a"' },
      bytes,
      'validation_failed',
    ],
  ])('that is %s is refused', async (_, headers, body, code) => {
    expect((await upload(await setUp(), headers, body)).json['code']).toBe(code)
  })

  it('of another company cannot be answered with', async () => {
    const setup = await setUp()
    const { complaintId } = await setup.file()
    const other = await setup.platform.registerEnterprise({ name: '另一家网络' })
    const { json } = await setup.call('POST', '/v1/attachments', {
      body: bytes,
      headers: named,
      token: await getToken(setup.platform, other),
    })
    const { status, json: refusal } = await setup.call('POST', `/v1/complaints/${complaintId}/responses`, {
      body: { ...finalAnswer, attachments: [json['id']] },
    })
    expect(status).toBe(422)
    expect(refusal).toMatchObject({ errors: [{ pointer: '/attachments/0', code: 'unknown_attachment' }] })
  })

  it('may have the size that is set, and not a byte more', async () => {
    const setup = await setUp({ fileBytes: 100 })
    expect((await upload(setup, {}, Buffer.alloc(100, 'a'))).status).toBe(201)
    expect((await upload(setup, {}, Buffer.alloc(101, 'a'))).json['code']).toBe('body_too_large')
  })
})
