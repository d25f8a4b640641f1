import { getEventListeners } from 'node:events'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { Agent, MockAgent } from 'undici'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { TousuClient } from '../../src/index.js'
import { problem, reset, silence } from './support/fake-platform.js'
import { instantTimer, manualTimer } from './support/manual-timer.js'
import { finalAnswer, makeComplaint, makeResponse, sha256OfAbc } from './support/samples.js'
import { failure, setUp } from './support/setup.js'

const complaint = { body: makeComplaint() }
const path = 'GET /v1/complaints/cmp_1'

describe('a request', () => {
  it('says who sends it, in which language, and what the caller adds', async () => {
    const { platform, client } = await setUp({ userAgent: 'service/1.4', language: 'zh-CN' })
    platform.on(path, complaint)
    await client.complaints.retrieve('cmp_1', { headers: { 'x-gateway': 'a' } })
    const headers = platform.to('/v1/')[0]?.headers
    expect(headers).toMatchObject({ 'accept-language': 'zh-CN', 'x-gateway': 'a' })
    expect(headers?.['user-agent']).toMatch(/^service\/1\.4 tousu\/\d+\.\d+\.\d+ node\/\d+/)
    expect(headers).not.toHaveProperty('idempotency-key')
  })

  it('that writes carries one key through all its tries, and the staff reference', async () => {
    const { platform, client } = await setUp()
    const answer = { status: 201, body: { complaint: makeComplaint(), response: makeResponse() } }
    platform.on('POST /v1/complaints/cmp_1/responses', { status: 503 }, reset, answer)
    await client.complaints.respond('cmp_1', finalAnswer, { actor: 'staff-7', ifRevision: 3 })
    const sent = platform.to('/v1/complaints/cmp_1/responses')
    expect(sent).toHaveLength(3)
    expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    expect(sent[0]?.headers).toMatchObject({ 'tousu-actor': 'staff-7', 'if-match': '"3"' })
    expect(JSON.parse(String(sent[0]?.body))).toEqual(finalAnswer)
  })

  it.each([
    [{ idempotencyKey: 'a b' }],
    [{ idempotencyKey: 'k'.repeat(256) }],
    [{ actor: '' }],
    [{ actor: 'a'.repeat(65) }],
    [{ timeoutMs: 0 }],
    [{ headers: { authorization: 'Bearer mine' } }],
    [{ headers: { 'Idempotency-Key': 'mine' } }],
    [{ headers: { 'If-Match': '"1"' } }],
    [{ headers: { 'a b': 'c' } }],
    [{ headers: { 'x-name': '张' } }],
    [{ idempotencyKey: '' }],
    [{ actor: '张小明' }],
    [{ ifRevision: -1 }],
    [{ ifRevision: 1.5 }],
    [{ timeoutMs: 2 ** 31 }],
    [{ timeoutMs: Number.NaN }],
    [{ headers: { 'x-a': 'b\r\nx-c: d' } }],
  ])('with %j is refused before it is sent', async (options) => {
    const { platform, client } = await setUp()
    expect(await failure(client.complaints.acknowledge('cmp_1', options))).toMatchObject({
      code: 'invalid_argument',
    })
    expect(platform.to('/v1/')).toEqual([])
  })
})

it('every write carries a key of its own, the same in each try; the edges of keys and references are sent', async () => {
  const { platform, client } = await setUp()
  const options = { idempotencyKey: 'k'.repeat(255), actor: 'a'.repeat(64), timeoutMs: 2 ** 31 - 1 }
  const changed = { body: { complaint: makeComplaint() } }
  platform.on('PATCH /v1/complaints/cmp_1', { status: 503 }, changed)
  platform.on('DELETE /v1/webhook-endpoints/whe_1', { status: 503 }, { status: 204 })
  platform.on('POST /v1/complaints/cmp_1/acknowledgement', { status: 503 }, changed)
  await client.complaints.update('cmp_1', { metadata: {} })
  await client.webhookEndpoints.delete('whe_1')
  await client.complaints.acknowledge('cmp_1', options)
  const sent = platform.to('/v1/').map(({ headers }) => headers['idempotency-key'])
  expect(sent).toHaveLength(6)
  expect([sent[0], sent[2], sent[4]]).toEqual([sent[1], sent[3], sent[5]])
  expect(new Set(sent).size).toBe(3)
  expect(sent[4]).toBe(options.idempotencyKey)
  expect(platform.to('/v1/').at(-1)?.headers['tousu-actor']).toBe(options.actor)
})

it('takes signal, timeoutMs, idempotencyKey, headers and actor at every call', async () => {
  const { platform, client } = await setUp()
  const id = 'cmp_1'
  const options = (n: number) => ({
    signal: new AbortController().signal,
    timeoutMs: 30_000 + n,
    idempotencyKey: `key-${n}`,
    headers: { 'x-gateway': String(n) },
    actor: 'staff-7',
  })
  const { complaints, events, webhookEndpoints, enterprise } = client
  const calls: ((each: ReturnType<typeof options>) => PromiseLike<unknown>)[] = [
    (each) => complaints.list({}, each),
    (each) => complaints.retrieve(id, each),
    (each) => complaints.update(id, { metadata: {} }, each),
    (each) => complaints.history(id, each),
    (each) => complaints.acknowledge(id, each),
    (each) => complaints.respond(id, finalAnswer, each),
    (each) => complaints.validateResponse(id, finalAnswer, each),
    (each) => complaints.downloadEvidence(id, 'evd_1', each),
    (each) => client.attachments.upload(Buffer.from('a'), { ...each, filename: 'a.txt' }),
    (each) => events.list({}, each),
    (each) => webhookEndpoints.create({ url: 'https://company.example/hooks' }, each),
    (each) => webhookEndpoints.list({}, each),
    (each) => webhookEndpoints.retrieve('whe_1', each),
    (each) => webhookEndpoints.update('whe_1', {}, each),
    (each) => webhookEndpoints.delete('whe_1', each),
    (each) => webhookEndpoints.rotateSecret('whe_1', { overlapSeconds: 0 }, each),
    (each) => webhookEndpoints.ping('whe_1', each),
    (each) => enterprise.retrieve(each),
    (each) => enterprise.services(each),
    (each) => enterprise.categories({}, each),
    (each) => client.calendar.retrieve(2026, each),
  ]
  for (const [n, call] of calls.entries()) {
    expect(await failure(call(options(n)))).toMatchObject({ status: 404 })
    const { method, headers } = platform.received.at(-1) ?? {}
    expect(headers).toMatchObject({ 'x-gateway': String(n), 'tousu-actor': 'staff-7' })
    expect(headers?.['idempotency-key']).toBe(method === 'GET' ? undefined : `key-${n}`)
    const gone = { ...options(n), signal: AbortSignal.abort() }
    expect(await failure(call(gone))).toMatchObject({ code: 'aborted' })
    expect(await failure(call({ ...options(n), timeoutMs: 0 }))).toMatchObject({ code: 'invalid_argument' })
  }
  expect(platform.to('/v1/')).toHaveLength(calls.length)
})

describe('repeats', () => {
  it('can be left out, or be as many as 10', async () => {
    for (const repeats of [0, 1, 10]) {
      const { platform, client } = await setUp({ retry: { repeats } })
      platform.on(path, { status: 503 })
      expect(await failure(client.complaints.retrieve('cmp_1'))).toMatchObject({ attempts: repeats + 1 })
    }
  })

  it('spread over all of the time that a wait may last, which doubles up to a cap', async () => {
    const longest: number[][] = []
    for (const random of [() => 0, () => 1 - 2 ** -53]) {
      const retry = { repeats: 6, baseDelayMs: 100, maxDelayMs: 1_000 }
      const { platform, client, waits } = await setUp({ retry, random })
      platform.on(path, { status: 503 })
      await failure(client.complaints.retrieve('cmp_1'))
      longest.push(waits)
    }
    expect(longest).toEqual([[], [99, 199, 399, 799, 999, 999]])
  })

  it.each([408, 425, 429, 500, 502, 503, 504])('follow a %i, twice by default', async (status) => {
    const { platform, client, waits } = await setUp()
    platform.on(path, problem(status, 'unavailable'))
    expect(await failure(client.complaints.retrieve('cmp_1'))).toMatchObject({ status, attempts: 3 })
    expect(platform.to('/v1/')).toHaveLength(3)
    // Full jitter at one half: of 250 ms, then of 500.
    expect(waits).toEqual([125, 250])
  })

  it('follow a broken connection and 409 idempotency_in_progress', async () => {
    const { platform, client } = await setUp()
    platform.on(path, reset, problem(409, 'idempotency_in_progress'), complaint)
    expect((await client.complaints.retrieve('cmp_1')).id).toBe('cmp_1')
  })

  it.each([400, 401, 403, 404, 409, 412, 422])('do not follow a %i', async (status) => {
    const { platform, client } = await setUp()
    platform.on(path, problem(status, 'refused'))
    await failure(client.complaints.retrieve('cmp_1'))
    expect(platform.to('/v1/')).toHaveLength(1)
  })

  it('wait as long as Retry-After asks, in seconds or to a date, up to a cap', async () => {
    const now = Date.parse('2026-09-24T01:00:00Z')
    const ask = async (retryAfter: string) => {
      const { platform, client, waits } = await setUp({ wireClock: { now: () => now } }, { now: () => now })
      platform.on(path, { status: 503, headers: { 'retry-after': retryAfter } }, complaint)
      await client.complaints.retrieve('cmp_1').catch(() => waits.push(-1))
      return waits[0]
    }
    expect(await ask('3')).toBe(3_125)
    expect(await ask('Thu, 24 Sep 2026 01:00:05 GMT')).toBe(5_125)
    expect(await ask('20')).toBe(20_125)
    expect(await ask('21')).toBe(-1)
    expect(await ask('soon')).toBe(125)
    expect(await ask('0')).toBe(125)
    expect(await ask('-3')).toBe(125)
    // A date that has passed, the last one that is waited for, and one beyond.
    expect(await ask('Thu, 24 Sep 2026 00:59:00 GMT')).toBe(125)
    expect(await ask('Thu, 24 Sep 2026 01:00:20 GMT')).toBe(20_125)
    expect(await ask('Thu, 24 Sep 2026 01:00:21 GMT')).toBe(-1)
    expect(await ask('2026-09-24T01:00:05Z')).toBe(125)
  })

  it('end at once when the call is aborted while it waits', async () => {
    const timer = manualTimer()
    const { platform, client } = await setUp({ timer })
    platform.on(path, { status: 503 })
    const controller = new AbortController()
    const call = failure(client.complaints.retrieve('cmp_1', { signal: controller.signal }))
    await timer.waiting(125)
    controller.abort(new Error('enough'))
    expect(await call).toMatchObject({ name: 'AbortedError', code: 'aborted', cause: { message: 'enough' } })
    expect(timer.pending).toEqual([])
  })
})

describe('time-outs and aborts', () => {
  it('end a call that nobody answers', async () => {
    const timer = manualTimer()
    const { platform, client } = await setUp({ timer, timeoutMs: 4_000 })
    platform.on(path, silence)
    const call = failure(client.complaints.retrieve('cmp_1'))
    await timer.waiting(4_000)
    timer.advance(4_000)
    expect(await call).toMatchObject({ name: 'TimeoutError', code: 'timed_out' })
  })

  it('leave no listener on a signal that lives long', async () => {
    const { platform, client } = await setUp()
    platform.on(path, complaint)
    const { signal } = new AbortController()
    for (let round = 0; round < 20; round += 1) {
      const calls = Array.from({ length: 50 }, () => client.complaints.retrieve('cmp_1', { signal }))
      expect(getEventListeners(signal, 'abort')).toHaveLength(1)
      await Promise.all(calls)
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('end every call that shares the signal', async () => {
    const { platform, client } = await setUp()
    platform.on(path, silence)
    const controller = new AbortController()
    const calls = [1, 2, 3].map(() =>
      failure(client.complaints.retrieve('cmp_1', { signal: controller.signal })),
    )
    controller.abort()
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: 'aborted' })
  })

  it('end a call before it begins when the signal was aborted already', async () => {
    const { platform, client } = await setUp()
    expect(await failure(client.complaints.retrieve('cmp_1', { signal: AbortSignal.abort() }))).toMatchObject(
      {
        code: 'aborted',
      },
    )
    expect(platform.to('/v1/')).toEqual([])
  })
})

describe('what is told', () => {
  it('names method, route, status and request id, never a query value; a listener that throws disturbs nobody', async () => {
    const { platform, client } = await setUp()
    platform.on(
      'GET /v1/complaints',
      { status: 503, headers: { 'request-id': 'req_9' } },
      { body: { items: [], nextCursor: null } },
    )
    const told: unknown[] = []
    for (const name of ['request', 'response', 'retry', 'token'] as const) {
      client.activity.on(name, (entry: object) => {
        told.push({ name, ...entry })
        throw new Error('a listener')
      })
    }
    await client.complaints.list({ number: '张小明', metadata: { owner: '张小明' } })
    expect(told).toContainEqual(
      expect.objectContaining({
        name: 'retry',
        method: 'GET',
        route: '/v1/complaints',
        status: 503,
        requestId: 'req_9',
      }),
    )
    expect(told).toContainEqual(expect.objectContaining({ name: 'token', expiresInSeconds: 600 }))
    expect(JSON.stringify(told)).not.toMatch(/张|%E5/)
  })
})

describe('each activity', () => {
  it('is told in order, with exactly the members that its type names', async () => {
    const { platform, client } = await setUp()
    const headers = { 'request-id': 'req_9' }
    platform.on('GET /v1/complaints', { status: 503, headers }, { body: { items: [], nextCursor: null } })
    const told: unknown[] = []
    for (const name of ['request', 'response', 'retry', 'token'] as const) {
      client.activity.on(name, (entry: object) => told.push({ name, ...entry }))
    }
    await client.complaints.list({ number: 'TS2026092400000017' })
    const metadata = { method: 'GET', route: '/.well-known/oauth-authorization-server', attempt: 1 }
    const token = { method: 'POST', route: '/oauth/token', attempt: 1 }
    const list = { method: 'GET', route: '/v1/complaints' }
    const ok = { status: 200, durationMs: 0, requestId: undefined }
    expect(told).toEqual([
      { name: 'request', ...metadata },
      { name: 'response', ...metadata, ...ok },
      { name: 'request', ...token },
      { name: 'response', ...token, ...ok },
      { name: 'token', ...token, ...ok, expiresInSeconds: 600 },
      { name: 'request', ...list, attempt: 1 },
      { name: 'response', ...list, attempt: 1, status: 503, durationMs: 0, requestId: 'req_9' },
      {
        name: 'retry',
        ...list,
        attempt: 1,
        status: 503,
        requestId: 'req_9',
        code: 'platform_error',
        delayMs: 125,
      },
      { name: 'request', ...list, attempt: 2 },
      { name: 'response', ...list, attempt: 2, ...ok },
    ])
  })

  it('reaches every listener, and nothing else, whatever one of them throws', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    onTestFinished(() => warn.mockRestore())
    const { platform, client } = await setUp()
    platform.on(path, complaint)
    const next = vi.fn()
    client.activity.on('request', () => {
      throw new Error('a listener')
    })
    client.activity.on('request', async () => {
      throw new Error('an async listener')
    })
    client.activity.on('request', next)
    expect((await client.complaints.retrieve('cmp_1')).id).toBe('cmp_1')
    expect(next).toHaveBeenCalledTimes(3)
    expect(warn).toHaveBeenCalledExactlyOnceWith("A listener of client.activity 'request' threw Error.", {
      type: 'TousuWarning',
      code: 'TOUSU_LISTENER_THREW',
    })
  })
})

describe('dispatchers and fetch', () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

  it('an agent of undici 7 that was given is used and not closed', async () => {
    const agent = new Agent()
    onTestFinished(() => agent.close())
    const { platform, client } = await setUp({ dispatcher: agent })
    platform.on(path, complaint)
    await client.complaints.retrieve('cmp_1')
    await client.close()
    expect(agent.closed).toBe(false)
  })

  it.skipIf(major < 22 || (major === 22 && minor < 19))(
    'an agent of undici 8 works (Node 22.19 or later)',
    async () => {
      const { Agent: Agent8 } = await import('undici8')
      const agent = new Agent8()
      onTestFinished(() => agent.close())
      const { platform, client } = await setUp({ dispatcher: agent })
      platform.on(path, complaint)
      expect((await client.complaints.retrieve('cmp_1')).id).toBe('cmp_1')
    },
  )

  it('a MockAgent answers in its place', async () => {
    const agent = new MockAgent()
    agent.disableNetConnect()
    onTestFinished(() => agent.close())
    const url = 'https://platform.example'
    const pool = agent.get(url)
    const metadata = {
      issuer: url,
      token_endpoint: `${url}/oauth/token`,
      jwks_uri: `${url}/keys`,
      response_types_supported: [],
    }
    const json = { headers: { 'content-type': 'application/json' } }
    pool.intercept({ path: '/.well-known/oauth-authorization-server' }).reply(200, metadata, json)
    const token = { access_token: 'a', token_type: 'Bearer', expires_in: 600 }
    pool.intercept({ path: '/oauth/token', method: 'POST' }).reply(200, token, json)
    pool.intercept({ path: '/v1/complaints/cmp_1' }).reply(200, makeComplaint(), json)
    const client = new TousuClient({ baseUrl: url, clientId: 'a', clientSecret: 'b', dispatcher: agent })
    expect((await client.complaints.retrieve('cmp_1')).number).toBe(makeComplaint().number)
    // What it has no answer for is not asked again.
    expect(await failure(client.complaints.retrieve('cmp_2'))).toMatchObject({
      name: 'ConnectionError',
      attempts: 1,
    })
    await client.close()
    pool.intercept({ path: '/' }).reply(204)
    expect((await agent.request({ origin: url, path: '/', method: 'GET' })).statusCode).toBe(204)
  })

  it('nobody there is a ConnectionError, with the reason as its cause', async () => {
    const { platform, client } = await setUp()
    await platform.close()
    for (const other of [
      client,
      new TousuClient({
        baseUrl: platform.url,
        clientId: 'a',
        clientSecret: 'b',
        fetch,
        timer: instantTimer(),
      }),
    ]) {
      const error = await failure(other.receipts.keys())
      expect(error).toMatchObject({ name: 'ConnectionError', code: 'connection_failed', attempts: 3 })
      expect(String(error)).toMatch(/no answer from http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED, attempt 3\)/)
    }
  })

  it("the runtime's fetch works, over HTTP", async () => {
    const { platform, client } = await setUp({ fetch })
    platform.on(path, complaint)
    expect((await client.complaints.retrieve('cmp_1')).id).toBe('cmp_1')
    platform.on(path, { status: 302, headers: { location: '/v1/complaints/cmp_2' } })
    expect(await failure(client.complaints.retrieve('cmp_1'))).toMatchObject({ code: 'contract_violated' })
  })

  it("files go up and come down through the runtime's fetch, too", async () => {
    const { platform, client } = await setUp({ fetch })
    const stored = { id: 'att_1', name: 'a.txt', contentType: 'text/plain', size: 3, sha256: sha256OfAbc }
    platform.on('POST /v1/attachments', { status: 503 }, { status: 201, body: stored })
    const open = () => new Blob(['abc']).stream()
    expect((await client.attachments.upload(open, { filename: 'a.txt' })).sha256).toBe(sha256OfAbc)
    expect(platform.to('/v1/attachments').map(({ body }) => String(body))).toEqual(['abc', 'abc'])
    const headers = { 'content-type': 'text/plain', etag: `"${sha256OfAbc}"` }
    platform.on('GET /v1/complaints/cmp_1/evidence/evd_1', { headers, body: 'abc' })
    const { body } = await client.complaints.downloadEvidence('cmp_1', 'evd_1')
    expect(await new Response(body).text()).toBe('abc')
  })

  it('msw sees what fetch sends', async () => {
    const url = 'https://platform.example'
    const server = setupServer(
      http.get(`${url}/.well-known/oauth-authorization-server`, () =>
        HttpResponse.json({
          issuer: url,
          token_endpoint: `${url}/oauth/token`,
          jwks_uri: url,
          response_types_supported: [],
        }),
      ),
      http.post(`${url}/oauth/token`, () =>
        HttpResponse.json({ access_token: 'a', token_type: 'Bearer', expires_in: 600 }),
      ),
      http.get(`${url}/v1/complaints/:id`, ({ params }) =>
        HttpResponse.json(makeComplaint({ id: String(params['id']) })),
      ),
    )
    server.listen({ onUnhandledRequest: 'error' })
    onTestFinished(() => server.close())
    const client = new TousuClient({
      baseUrl: url,
      clientId: 'a',
      clientSecret: 'b',
      fetch: (...args) => fetch(...args),
    })
    expect((await client.complaints.retrieve('cmp_7')).id).toBe('cmp_7')
  })
})
