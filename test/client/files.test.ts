import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UploadSource } from '../../src/client/upload-source.js'
import type { TousuClientOptions } from '../../src/index.js'
import { type Received, type Reply, reset } from './support/fake-platform.js'
import { makeComplaint, sha256OfAbc } from './support/samples.js'
import { failure, setUp } from './support/setup.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tousu-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

describe('an upload', () => {
  const post = 'POST /v1/attachments'
  const bytes = Buffer.from('%PDF-1.7 退款凭证')
  const stored = ({ body }: Received): Reply => ({
    status: 201,
    body: {
      id: 'att_1',
      name: '退款凭证.pdf',
      contentType: 'application/pdf',
      size: body.length,
      sha256: sha256(body),
    },
  })
  const named = { filename: '退款凭证.pdf' }

  it('sends the bytes, their type, and the name as RFC 8187 says', async () => {
    const { platform, client } = await setUp()
    platform.on(post, stored)
    await client.attachments.upload(bytes, named)
    const [request] = platform.to('/v1/attachments')
    expect(request?.body.equals(bytes)).toBe(true)
    expect(request?.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': "attachment; filename*=UTF-8''%E9%80%80%E6%AC%BE%E5%87%AD%E8%AF%81.pdf",
    })
  })

  it.each<[string, (path: string) => UploadSource]>([
    ['a path', (path) => path],
    ['a file: URL', (path) => pathToFileURL(path)],
    ['bytes', () => bytes],
    ['a Blob', () => new Blob([bytes])],
    ['a function', () => () => Readable.from([bytes])],
    ['an async function', () => async () => new Blob([bytes]).stream()],
  ])('from %s is repeated with the same key', async (_name, source) => {
    const { platform, client } = await setUp()
    const path = join(folder, '退款凭证.pdf')
    writeFileSync(path, bytes)
    platform.on(post, { status: 503 }, reset, stored)
    expect((await client.attachments.upload(source(path), named)).sha256).toBe(sha256(bytes))
    const requests = platform.to('/v1/attachments')
    expect(requests.at(-1)?.body.equals(bytes)).toBe(true)
    expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
  })

  it.each([
    ['a Node stream', () => Readable.from([bytes])],
    ['a web stream', () => new Blob([bytes]).stream()],
  ])('from %s cannot be repeated', async (_name, source) => {
    const { platform, client } = await setUp()
    platform.on(post, { status: 503 }, stored)
    expect(await failure(client.attachments.upload(source(), named))).toMatchObject({
      status: 503,
      attempts: 1,
    })
  })

  it('of which the platform has other bytes is an error', async () => {
    const { platform, client } = await setUp()
    platform.on(post, (request) => stored({ ...request, body: request.body.subarray(1) }))
    const error = await failure(client.attachments.upload(bytes, named))
    expect(error).toMatchObject({ name: 'IntegrityError', code: 'integrity_failed', status: 201 })
  })

  it.each([
    [100, 'an upload'],
    [101, undefined],
  ])('of %d bytes where 100 are allowed', async (size, done) => {
    const { platform, client } = await setUp({ maxFileBytes: 100 })
    platform.on(post, stored)
    const content = Buffer.alloc(size, 'a')
    for (const source of [content, () => Readable.from([content]), new Blob([content])]) {
      const attempt = client.attachments.upload(source, { filename: 'a.txt' })
      if (done) await attempt
      else await expect(attempt).rejects.toThrow('larger than 100 bytes (maxFileBytes)')
    }
  })

  it('whose source fails on the way says so, and is not repeated', async () => {
    const { platform, client } = await setUp()
    platform.on(post, stored)
    const source = () =>
      Readable.from(
        (function* () {
          yield bytes
          throw new Error('disk')
        })(),
      )
    const error = await failure(client.attachments.upload(source, named))
    expect(error).toMatchObject({ name: 'ArgumentError', cause: { message: 'disk' } })
    for (const open of [() => Promise.reject(new Error('disk')), () => new Blob([bytes]).text()]) {
      // @ts-expect-error text is no content
      expect(await failure(client.attachments.upload(open, named))).toMatchObject({ name: 'ArgumentError' })
    }
    const objects = () => Readable.from([{ not: 'bytes' }])
    expect(await failure(client.attachments.upload(objects, named))).toMatchObject({ name: 'ArgumentError' })
  })

  it('needs a name and a type, and takes both from a file', async () => {
    const { platform, client } = await setUp()
    platform.on(post, stored)
    const fails = (source: UploadSource, options?: object) =>
      failure(client.attachments.upload(source, options)).then(String)
    expect(await fails(bytes)).toContain('filename is needed')
    expect(await fails(bytes, { filename: 'note' })).toContain('contentType is needed')
    for (const filename of ['', 'a/b.txt', 'a\\b.txt', 'a\nb.txt', '\uD800.txt', `${'名'.repeat(252)}.txt`]) {
      expect(await fails(bytes, { filename })).toContain('filename must be')
    }
    expect(await fails(bytes, { ...named, contentType: 'pdf\r\nx: y' })).toContain('media type')
    expect(await fails(join(folder, 'missing.pdf'))).toContain('ENOENT')
    expect(await fails(folder)).toContain('no regular file')
    expect(await fails(new URL('https://files.example/a.pdf'))).toContain('only file: URLs')
    expect(platform.to('/v1/attachments')).toEqual([])
    await client.attachments.upload(new File([bytes], '说明.txt', { type: 'text/plain' }))
    expect(platform.to('/v1/')[0]?.headers['content-type']).toBe('text/plain')
  })
})

describe('a download', () => {
  const route = 'GET /v1/complaints/cmp_1/evidence/evd_1'
  const digest = `sha-256=:${Buffer.from(sha256OfAbc, 'hex').toString('base64')}:`
  const abc: Reply = {
    headers: { 'content-type': 'image/png', etag: `"${sha256OfAbc}"`, 'repr-digest': digest },
    body: 'abc',
  }
  async function download(reply: Reply, options: Partial<TousuClientOptions> = {}, to?: string) {
    const { platform, client } = await setUp({ retry: { repeats: 0 }, ...options })
    platform.on('GET /v1/complaints/cmp_1', { body: makeComplaint() })
    platform.on(route, reply)
    if (to !== undefined) return client.complaints.downloadEvidence('cmp_1', 'evd_1', { to })
    const { arrayBuffer } = await client.complaints.downloadEvidence('cmp_1', 'evd_1')
    return Buffer.from(await arrayBuffer()).toString()
  }
  const changed = (headers: Record<string, string>, more: Partial<Reply> = {}): Reply => ({
    ...abc,
    ...more,
    headers: { ...abc.headers, ...headers },
  })

  it('gives the bytes when they have the announced digest', async () => {
    expect(await download(abc)).toBe('abc')
    expect(await download(changed({ etag: 'W/"x"' }))).toBe('abc')
    expect(await download(changed({ 'repr-digest': '' }))).toBe('abc')
  })

  it.each<[string, Reply, Partial<TousuClientOptions>, string]>([
    ['other bytes', { ...abc, body: 'abd' }, {}, 'IntegrityError'],
    ['two digests', changed({ etag: `"${sha256('abd')}"` }), {}, 'IntegrityError'],
    ['no digest', changed({ etag: '', 'repr-digest': '' }), {}, 'ContractError'],
    ['a part', changed({ 'content-range': 'bytes 0-2/9' }, { status: 206 }), {}, 'ContractError'],
    ['gzip', changed({ 'content-encoding': 'gzip' }), {}, 'ContractError'],
    ['more than is allowed', abc, { maxFileBytes: 2 }, 'ContractError'],
  ])('of %s is an error, and no file', async (_name, reply, options, name) => {
    expect(await failure(download(reply, options))).toMatchObject({ name })
    expect(await failure(download(reply, options, join(folder, 'a.png')))).toMatchObject({ name })
    expect(readdirSync(folder)).toEqual([])
  })

  it('that is not the file that the complaint lists is an error', async () => {
    const { platform, client } = await setUp()
    platform.on(route, changed({ etag: `"${sha256('abd')}"`, 'repr-digest': '' }, { body: 'abd' }))
    const attempt = client.complaints.downloadEvidence(makeComplaint(), 'evd_1', { to: folder })
    expect(await failure(attempt)).toMatchObject({ name: 'IntegrityError' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('that is cut short is repeated when it goes to a file, and never half there', async () => {
    const { platform, client } = await setUp()
    const cut = changed({ 'content-length': '4096' })
    platform.on(
      route,
      (_request, response) => {
        response.writeHead(200, cut.headers).write('a', () => response.destroy())
        return undefined
      },
      abc,
    )
    const saved = await client.complaints.downloadEvidence('cmp_1', 'evd_1', { to: join(folder, 'a.png') })
    expect(saved).toMatchObject({ size: 3, sha256: sha256OfAbc })
    expect(readdirSync(folder)).toEqual(['a.png'])
  })

  it('that is cut short errors at the end of its stream', async () => {
    const { platform, client } = await setUp()
    platform.on(route, (_request, response) => {
      response
        .writeHead(200, { ...abc.headers, 'content-length': '4096' })
        .write('a', () => response.destroy())
      return undefined
    })
    const { body } = await client.complaints.downloadEvidence('cmp_1', 'evd_1')
    expect(await failure(new Response(body).arrayBuffer())).toMatchObject({ name: 'IntegrityError' })
  })

  it('may be left in the middle', async () => {
    const { platform, client } = await setUp()
    platform.on(route, abc)
    const { body } = await client.complaints.downloadEvidence('cmp_1', 'evd_1')
    await body.cancel()
    expect((await client.complaints.downloadEvidence('cmp_1', 'evd_1')).size).toBe(3)
  })

  it('into a folder is named by us, for the owner only', async () => {
    const name = "attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd%00"
    const { platform, client } = await setUp()
    platform.on('GET /v1/complaints/cmp_1', { body: makeComplaint({ number: '../TS 投诉' }) })
    platform.on(route, changed({ 'content-disposition': name }))
    const saved = await client.complaints.downloadEvidence('cmp_1', 'evd_1', { to: `${folder}/new/` })
    expect(saved).toMatchObject({ path: join(folder, 'new', '___TS___-1.png'), name: '../../etc/passwd\0' })
    expect(statSync(saved.path).mode & 0o777).toBe(0o600)
  })

  it('follows no link and overwrites nothing unless told', async () => {
    const { platform, client } = await setUp()
    platform.on(route, abc)
    const outside = join(folder, 'outside')
    const to = join(folder, 'link.png')
    writeFileSync(outside, 'precious')
    symlinkSync(outside, to)
    const save = (options: object) => client.complaints.downloadEvidence('cmp_1', 'evd_1', { to, ...options })
    expect(await failure(save({}))).toMatchObject({ name: 'FileError' })
    expect(platform.to('/v1/')).toEqual([])
    await save({ overwrite: true })
    expect([readFileSync(outside, 'utf8'), readFileSync(to, 'utf8')]).toEqual(['precious', 'abc'])
  })

  it('of two at once to one path, one is written', async () => {
    const { platform, client } = await setUp()
    platform.on(route, abc)
    const to = join(folder, 'a.png')
    const save = () => client.complaints.downloadEvidence('cmp_1', 'evd_1', { to })
    const ended = await Promise.allSettled([save(), save(), save()])
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(readdirSync(folder)).toEqual(['a.png'])
  })

  it('to where nothing can be written says so', async () => {
    expect(await failure(download(abc, {}, join(folder, 'missing', 'a.png')))).toMatchObject({
      name: 'FileError',
      message: expect.stringContaining('ENOENT'),
    })
  })
})
