import { Readable } from 'node:stream'
import { Agent, fetch as undiciFetch, request as undiciRequest } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Platform, RegisteredWithKey } from '../../../src/platform/index.js'
import { createPlatform } from '../../../src/platform/index.js'
import { finalAnswer, getToken, person } from '../http/setup.js'

/** One behaviour suite for each way to reach the platform. */
interface Reply {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}
type Send = (
  method: string,
  path: string,
  options?: { headers?: Record<string, string>; body?: string | Uint8Array | Readable; signal?: AbortSignal },
) => Promise<Reply>

/** Differs from one answer to the next, or belongs to the connection. */
const passing = new Set(['date', 'request-id', 'connection', 'keep-alive', 'transfer-encoding'])
const keep = (headers: Iterable<readonly [string, string]>) =>
  Object.fromEntries([...headers].filter(([name]) => !passing.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)))

async function fromDispatcher(
  answer: Promise<{
    statusCode: number
    headers: Record<string, string | string[] | undefined>
    body: { text(): Promise<string> }
  }>,
): Promise<Reply> {
  const { statusCode, headers, body } = await answer
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  return { status: statusCode, headers: keep(pairs), body: await body.text() }
}

type Faces = Record<string, (platform: Platform, origin: string) => Send>

const faces: Faces = {
  'dispatcher.request':
    (platform, origin) =>
    (method, path, options = {}) =>
      fromDispatcher(platform.dispatcher.request({ origin, path, method, ...options })),
  'undici.request with the dispatcher':
    (platform, origin) =>
    (method, path, options = {}) =>
      fromDispatcher(undiciRequest(origin + path, { dispatcher: platform.dispatcher, method, ...options })),
  "undici's fetch with the dispatcher":
    (platform, origin) =>
    async (method, path, { body, ...options } = {}) => {
      const response = await undiciFetch(origin + path, {
        dispatcher: platform.dispatcher,
        method,
        ...options,
        ...(body === undefined
          ? {}
          : { body: body instanceof Readable ? Readable.toWeb(body) : body, duplex: 'half' }),
      })
      return { status: response.status, headers: keep(response.headers), body: await response.text() }
    },
  'platform.fetch':
    (platform, origin) =>
    async (method, path, { body, ...options } = {}) => {
      const bytes = body instanceof Readable ? Buffer.concat(await body.toArray()) : body
      const init = {
        method,
        ...options,
        ...(bytes === undefined ? {} : { body: typeof bytes === 'string' ? bytes : Buffer.from(bytes) }),
      }
      const response = await platform.fetch(new Request(origin + path, init))
      return { status: response.status, headers: keep(response.headers), body: await response.text() }
    },
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const hasUndici8 = major > 22 || (major === 22 && minor >= 19)

describe.each([...Object.keys(faces), 'HTTP', 'undici 8 with the dispatcher'])('%s', (name) => {
  const skip = name.startsWith('undici 8') && !hasUndici8
  if (skip) return it.skip('needs Node 22.19', () => {})

  let platform: Platform
  let enterprise: RegisteredWithKey
  let send: Send
  let origin: string
  let authorization: string
  const agent = new Agent()

  beforeAll(async () => {
    platform = createPlatform({ seed: 7 })
    enterprise = await platform.registerEnterprise({ name: '示例网络' })
    authorization = `Bearer ${await getToken(platform, enterprise)}`
    origin = name === 'HTTP' ? (await platform.listen()).url : platform.url
    if (name === 'HTTP') {
      send = (method, path, options = {}) =>
        fromDispatcher(agent.request({ origin, path, method, ...options }))
    } else if (name.startsWith('undici 8')) {
      const { request } = await import('undici8')
      // Both versions know this dispatcher; their declarations do not know each other.
      const dispatcher: object = platform.dispatcher
      send = (method, path, options = {}) =>
        fromDispatcher(Reflect.apply(request, undefined, [origin + path, { dispatcher, method, ...options }]))
    } else send = faces[name]?.(platform, origin) ?? send
  })
  afterAll(async () => {
    await platform.close()
    await agent.close()
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
