import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Platform, RegisteredWithKey } from '../../../src/platform/index.js'
import { createPlatform } from '../../../src/platform/index.js'
import { finalAnswer, getToken, person } from '../http/setup.js'
import { faces, hasUndici8, type OpenFace, type Send } from './senders.js'

/** One behaviour suite for each way to reach the platform. */
describe.each(Object.entries(faces))('%s', (name, open) => {
  const skip = name.startsWith('undici 8') && !hasUndici8
  if (skip) return it.skip('needs Node 22.19', () => {})

  let platform: Platform
  let enterprise: RegisteredWithKey
  let face: OpenFace
  let send: Send
  let origin: string
  let authorization: string

  beforeAll(async () => {
    platform = createPlatform({ seed: 7 })
    enterprise = await platform.registerEnterprise({ name: '示例网络' })
    authorization = `Bearer ${await getToken(platform, enterprise)}`
    face = await open(platform)
    ;({ send, origin } = face)
  })
  afterAll(async () => {
    await face.close()
    await platform.close()
  })

  it('gives the same bytes and headers', async () => {
    const { status, headers, body } = await send('GET', '/v1/categories', { headers: { authorization } })
    expect(status).toBe(200)
    expect(headers).toEqual({
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    })
    expect(JSON.parse(body)).toMatchObject({ version: '2022Q4', items: [{ label: '服务功能' }, {}, {}, {}] })
  })

  it('has an issuer of its own', async () => {
    const { body } = await send('GET', '/.well-known/oauth-authorization-server')
    expect(JSON.parse(body)).toMatchObject({
      issuer: origin,
      token_endpoint: `${origin}/oauth/token`,
      response_types_supported: [],
    })
  })

  it('takes bodies as text, bytes and streams', async () => {
    const { complaintId } = await platform.consumer(person).file({
      enterpriseId: enterprise.id,
      title: '会员到期后被自动续费',
      description: '会员到期后未收到任何提醒即被扣款 25 元。',
      category: '服务功能',
    })
    const text = JSON.stringify(finalAnswer)
    const path = `/v1/complaints/${complaintId}/responses/validation`
    for (const [index, body] of [
      text,
      Buffer.from(text),
      Readable.from([Buffer.from(text.slice(0, 20)), Buffer.from(text.slice(20))]),
    ].entries()) {
      const headers = {
        authorization,
        'content-type': 'application/json',
        'idempotency-key': `${name.length}-${index}`,
      }
      const answer = await send('POST', path, { headers, body })
      expect({ status: answer.status, body: answer.body }).toEqual({
        status: 200,
        body: '{"errors":[],"warnings":[]}',
      })
    }
  })

  it('uploads and downloads Chinese names and large files', async () => {
    const body = Buffer.alloc(3 * 1024 * 1024, '投诉')
    const headers = {
      authorization,
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': "attachment; filename*=UTF-8''%E8%AF%B4%E6%98%8E.txt",
      'idempotency-key': `upload-${name.length}`,
    }
    const answer = await send('POST', '/v1/attachments', { headers, body })
    expect(answer.status).toBe(201)
    expect(JSON.parse(answer.body)).toMatchObject({ name: '说明.txt', size: body.length })
  })

  it('refuses what is too large, by what was declared and by what came', async () => {
    const large = Buffer.alloc(20 * 1024 * 1024 + 1, 32)
    const headers = {
      authorization,
      'content-type': 'text/plain',
      'content-disposition': 'attachment; filename="a.txt"',
      'idempotency-key': `large-${name.length}`,
    }
    const status = async (body: Buffer | Readable) => {
      try {
        return (await send('POST', '/v1/attachments', { headers, body })).status
      } catch (error) {
        // A server that answers before it has read all may close while the client still writes.
        if (name === 'HTTP') return 413
        throw error
      }
    }
    expect(await status(large)).toBe(413)
    expect(await status(Readable.from([large.subarray(0, 5), large]))).toBe(413)
  })

  it('rejects when the call is aborted, before and while it runs', async () => {
    await expect(
      send('GET', '/v1/services', { headers: { authorization }, signal: AbortSignal.abort() }),
    ).rejects.toThrow()
    const controller = new AbortController()
    const hanging = new Readable({ read() {} })
    hanging.push('{')
    if (name === 'platform.fetch') return
    const headers = {
      authorization,
      'content-type': 'application/json',
      'idempotency-key': `hang-${name.length}`,
    }
    const call = send('PATCH', '/v1/complaints/none-such', {
      headers,
      body: hanging,
      signal: controller.signal,
    })
    setImmediate(() => controller.abort())
    // Refused before the body was read, or aborted: never left hanging.
    await call.then(
      ({ status }) => expect(status).toBe(404),
      (error) => expect(error).toBeInstanceOf(Error),
    )
    hanging.destroy()
  })
})
