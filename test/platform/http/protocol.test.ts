import { describe, expect, it, vi } from 'vitest'
import { type Route, routes } from '../../../src/contract/index.js'
import { readBody } from '../../../src/platform/http/read-body.js'
import { getToken, setUp } from './setup.js'

const table: [string, Route][] = Object.entries(routes)
const paths = [...new Set(table.map(([, { path }]) => path))]

describe('methods', () => {
  it.each(paths)('of %s that it has not are told with those that it has', async (path) => {
    const { call } = await setUp()
    const has: string[] = table.filter(([, route]) => route.path === path).map(([, { method }]) => method)
    const allow = [...has, ...(has.includes('GET') ? ['HEAD'] : [])].sort().join(', ')
    const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']
    for (const method of methods.filter((each) => !allow.split(', ').includes(each))) {
      const { status, headers, text } = await call(method, path.replaceAll(/[{}]/g, ''))
      expect({ method, status, allow: headers.get('allow') }).toEqual({ method, status: 405, allow })
      expect(headers.get('request-id')).toMatch(/^req_/)
      expect(text === '').toBe(method === 'HEAD')
    }
  })

  it('are told before anything is asked of the caller', async () => {
    const { call } = await setUp()
    expect((await call('OPTIONS', '/v1/complaints', { token: null })).status).toBe(405)
  })

  it('HEAD needs what GET needs', async () => {
    const { call } = await setUp()
    const { status, text, headers } = await call('HEAD', '/v1/services', { token: null })
    expect({ status, text }).toEqual({ status: 401, text: '' })
    expect(headers.get('www-authenticate')).toBe('Bearer realm="tousu"')
  })
})

describe('every problem', () => {
  const send = async (language: string | undefined) => {
    const { platform, file, call } = await setUp({ rateLimits: { quota: 50, windowSeconds: 10 } })
    const { complaintId } = await file()
    const told = language === undefined ? {} : { 'accept-language': language }
    const path = `/v1/complaints/${complaintId}`
    const json = { 'content-type': 'application/json', ...told }
    const post = (body: string, headers: Record<string, string> = json) =>
      call('POST', `${path}/responses`, { body, headers })
    platform.faults.add({ route: 'listServices', status: 503 })
    return [
      await call('GET', '/v1/nothing', { headers: told }),
      await call('PUT', path, { headers: told }),
      await call('GET', path, { headers: told, token: null }),
      await call('GET', path, { headers: told, token: 'nonsense' }),
      await call('GET', '/v1/complaints?limit=0&colour=red', { headers: told }),
      await call('GET', '/v1/complaints?cursor=x', { headers: told }),
      await call('GET', '/v1/calendar/2030', { headers: told }),
      await call('GET', '/v1/services', { headers: told }),
      await post('{'),
      await post('{}'),
      await post('{"statement":"\\ud800"}'),
      await post('{"a":{"__proto__":1}}'),
      await post('{}', { ...told, 'content-type': 'text/plain' }),
      await call('POST', `${path}/acknowledgement`, { headers: { ...told, 'if-match': '2' } }),
      await call('POST', `${path}/acknowledgement`, { headers: { ...told, 'if-match': '"9"' } }),
      await call('POST', `${path}/acknowledgement`, { headers: { ...told, 'tousu-actor': 'a b' } }),
      await call('PATCH', path, {
        headers: told,
        body: { metadata: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, 'v'])) },
      }),
      await call('PATCH', path, { headers: told, body: { metadata: { one: 'more' } } }),
      await call('POST', '/v1/attachments', {
        headers: { ...told, 'content-type': 'text/plain' },
        body: Buffer.from('凭证'),
      }),
      await call('POST', '/v1/attachments', {
        headers: {
          ...told,
          'content-type': 'text/plain',
          'content-disposition': 'attachment; filename="a/b"',
        },
        body: Buffer.from('凭证'),
      }),
    ].filter(({ status }) => status !== 200)
  }

  it.each([
    [undefined, 'zh-CN'],
    ['zh-CN', 'zh-CN'],
    ['fr', 'zh-CN'],
    ['en-GB, zh;q=0.5', 'en'],
    ['en;q=0.1, zh;q=0', 'en'],
  ])('is told for Accept-Language %s in %s, every word of it', async (language, expected) => {
    const answers = await send(language)
    expect(answers).toHaveLength(19)
    for (const { status, headers, json } of answers) {
      expect(headers.get('content-type')).toBe('application/problem+json')
      expect(headers.get('content-language')).toBe(expected)
      expect(headers.get('vary')).toBe('accept-language')
      expect(json).toMatchObject({ status, requestId: headers.get('request-id') })
      expect(json['type']).toBe(`urn:tousu:problem:${String(json['code'])}`)
      const errors = Array.isArray(json['errors']) ? json['errors'] : []
      for (const error of errors) {
        expect(Object.keys(error)).toEqual(expect.arrayContaining(['pointer', 'code', 'detail']))
      }
      for (const text of [String(json['title']), ...errors.map(({ detail }) => String(detail))]) {
        expect({ text, chinese: /\p{Script=Han}/u.test(text) }).toEqual({
          text,
          chinese: expected === 'zh-CN',
        })
      }
    }
  })
})

describe('a query string', () => {
  it.each([
    ['number=a%00b', 400, 'malformed_request'],
    ['number=%ED%A0%80', 400, 'malformed_request'],
    ['number=%', 400, 'malformed_request'],
    ['limit=1&limit=2', 400, 'malformed_request'],
    ['metadata%5Ba%5D=1&metadata%5Ba%5D=2', 400, 'malformed_request'],
    ['metadata=1&metadata%5Ba%5D=2', 400, 'malformed_request'],
    ['__proto__=1', 400, 'malformed_request'],
    ['metadata%5B__proto__%5D=1', 400, 'malformed_request'],
    ['constructor=1', 422, 'validation_failed'],
    ['status=', 422, 'validation_failed'],
    ['status=assigned,', 422, 'validation_failed'],
    ['dueBefore=2026-02-30T00:00:00Z', 422, 'validation_failed'],
    ['dueBefore=2026-10-16T00:00:00', 422, 'validation_failed'],
    ['dueBefore=2026-10-16T00:00%2B08:00', 422, 'validation_failed'],
    ['dueBefore=2026-10-16T00:00:00%2B25:00', 422, 'validation_failed'],
    ['dueBefore=2026-10-16T00:00:00+08:00', 422, 'validation_failed'],
    ['dueBefore=9999-12-31T23:59:59Z', 200, undefined],
    ['dueAfter=0001-01-01T00:00:00Z', 200, undefined],
    ['cursor=', 422, 'validation_failed'],
    ['cursor=%2E%2E', 400, 'invalid_cursor'],
    ['', 200, undefined],
    ['&&', 200, undefined],
  ])('?%s → %i %s', async (query, status, code) => {
    const { call, file } = await setUp()
    await file()
    const answer = await call('GET', `/v1/complaints?${query}`)
    expect({ status: answer.status, code: answer.json['code'] }).toEqual({ status, code })
  })

  it('where none is known is refused', async () => {
    const { call } = await setUp()
    expect((await call('GET', '/v1/services?x=1')).json).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '#/query/x', code: 'unknown_member' }],
    })
  })
})

describe('limits of requests', () => {
  it('count each client for itself, and are told with every answer to a caller', async () => {
    const { call, platform, enterprise } = await setUp({
      rateLimits: { quota: 2, windowSeconds: 10 },
      wireClock: { now: () => 1_790_000_000_000 },
      tokenSeconds: 86_400,
    }).catch(() => setUp({ rateLimits: { quota: 2, windowSeconds: 10 } }))
    expect((await call('GET', '/v1/nothing')).headers.get('ratelimit')).toBeNull()
    expect((await call('GET', '/v1/services', { token: null })).headers.get('ratelimit')).toBeNull()
    const missing = await call('GET', '/v1/complaints/none')
    expect(missing.status).toBe(404)
    expect(missing.headers.get('ratelimit')).toMatch(/^"default";r=1;t=\d+$/)
    const reader = await getToken(platform, enterprise, 'complaints:read')
    const scopeless = await call('GET', '/v1/services', { token: reader })
    expect(scopeless.status).toBe(403)
    expect(scopeless.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/)
    const refused = await call('GET', '/v1/services')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/)
    expect(refused.headers.get('ratelimit-policy')).toBe('"default";q=2;w=10')
    const other = await platform.registerEnterprise({ name: '另一家网络' })
    expect((await call('GET', '/v1/services', { token: await getToken(platform, other) })).status).toBe(200)
  })

  it('never limit acts in process, and a refused write may come again under its key', async () => {
    let now = Date.now()
    const { call, file } = await setUp({
      rateLimits: { quota: 1, windowSeconds: 10 },
      wireClock: { now: () => now },
    })
    const [{ complaintId }] = await Promise.all([file(), file(), file()])
    await call('GET', '/v1/services')
    const acknowledge = () =>
      call('POST', `/v1/complaints/${complaintId}/acknowledgement`, { headers: { 'idempotency-key': 'one' } })
    expect((await acknowledge()).status).toBe(429)
    now += 10_000
    expect((await acknowledge()).status).toBe(200)
  })
})

describe('a body that stops coming', () => {
  it('is given up when no byte came for so long, and its source is told', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      let told = false
      const steps: ((step: IteratorResult<Uint8Array>) => void)[] = []
      const body: AsyncIterable<Uint8Array> = {
        [Symbol.asyncIterator]: () => ({
          next: () => new Promise((resolve) => steps.push(resolve)),
          return: async () => {
            told = true
            return { done: true, value: undefined }
          },
        }),
      }
      const reading = readBody(
        { method: 'POST', target: '/', headers: {}, body },
        { maxBytes: 10, idleMs: 1_000 },
      )
      const ended = reading.catch((error: unknown) => error)
      await vi.advanceTimersByTimeAsync(999)
      steps[0]?.({ done: false, value: Buffer.from('{') })
      await vi.advanceTimersByTimeAsync(999)
      expect(told).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      expect(await ended).toMatchObject({ reason: 'request_timeout', status: 408 })
      expect(told).toBe(true)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})
