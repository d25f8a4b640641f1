import { getEventListeners, once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { DispatchRequest } from '../../src/index.js'
import { TousuClient } from '../../src/index.js'
import { silence } from './support/fake-platform.js'
import { instantTimer, manualTimer } from './support/manual-timer.js'
import { makeComplaint, sha256OfAbc } from './support/samples.js'
import { failure, setUp } from './support/setup.js'

const path = 'GET /v1/complaints/cmp_1'
const token = 'POST /oauth/token'
const single = { retry: { repeats: 0 } }

describe('a time-out', () => {
  it('to connect counts TLS, too', async () => {
    const sockets: Socket[] = []
    // Takes connections and never shakes hands.
    const server = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const client = new TousuClient({
      baseUrl: `https://127.0.0.1:${port}`,
      clientId: 'a',
      clientSecret: 'b',
      connectTimeoutMs: 1,
      ...single,
    })
    const error = await failure(client.receipts.keys())
    expect(error).toMatchObject({ code: 'timed_out', cause: { code: 'UND_ERR_CONNECT_TIMEOUT' } })
    expect(String(error)).toContain('See connectTimeoutMs')
    await client.close()
  })

  it('for headers ends a silent answer', async () => {
    const { platform, client } = await setUp({ ...single, headersTimeoutMs: 100 })
    platform.on(path, silence)
    expect(await failure(client.complaints.retrieve('cmp_1'))).toMatchObject({
      code: 'timed_out',
      cause: { code: 'UND_ERR_HEADERS_TIMEOUT' },
    })
  })

  it('for the body ends an answer that stops in the middle', async () => {
    const { platform, client } = await setUp({ ...single, bodyTimeoutMs: 100 })
    platform.on(path, (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{')
      return undefined
    })
    expect(await failure(client.complaints.retrieve('cmp_1'))).toMatchObject({
      name: 'TimeoutError',
      code: 'timed_out',
      message: expect.stringContaining('See connectTimeoutMs, headersTimeoutMs and bodyTimeoutMs'),
    })
  })

  it('for the body ends a download that stops in the middle', async () => {
    const { platform, client } = await setUp({ ...single, bodyTimeoutMs: 100 })
    let stops = true
    platform.on('GET /v1/complaints/cmp_1/evidence/evd_1', (_, response) => {
      const headers = { 'content-type': 'image/png', 'content-length': '3', etag: `"${sha256OfAbc}"` }
      response.writeHead(200, headers).write('ab')
      if (!stops) response.end('c')
      return undefined
    })
    const timedOut = {
      name: 'TimeoutError',
      code: 'timed_out',
      cause: { code: 'UND_ERR_BODY_TIMEOUT' },
      message: expect.stringContaining('See connectTimeoutMs, headersTimeoutMs and bodyTimeoutMs'),
    }
    const { arrayBuffer } = await client.complaints.downloadEvidence('cmp_1', 'evd_1')
    expect(await failure(arrayBuffer())).toMatchObject(timedOut)
    const folder = mkdtempSync(join(tmpdir(), 'tousu-time-out-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const to = join(folder, 'a.png')
    expect(await failure(client.complaints.downloadEvidence('cmp_1', 'evd_1', { to }))).toMatchObject(
      timedOut,
    )
    expect(readdirSync(folder)).toEqual([])

    // To a file it is repeated, as nobody has seen the first pieces.
    const patient = new TousuClient({
      baseUrl: platform.url,
      clientId: platform.clientId,
      privateKey: platform.privateKey,
      timer: instantTimer(),
      bodyTimeoutMs: 100,
    })
    patient.activity.on('retry', () => {
      stops = false
    })
    expect((await patient.complaints.downloadEvidence('cmp_1', 'evd_1', { to })).size).toBe(3)
    await patient.close()
  })

  it('is repeated, each try with the time-outs of the client', async () => {
    const asked: DispatchRequest[] = []
    const dispatcher = {
      request(request: DispatchRequest) {
        asked.push(request)
        return Promise.reject(Object.assign(new Error('late'), { code: 'UND_ERR_HEADERS_TIMEOUT' }))
      },
    }
    const client = new TousuClient({
      baseUrl: 'https://platform.example',
      clientId: 'a',
      clientSecret: 'b',
      dispatcher,
      timer: instantTimer(),
      bodyTimeoutMs: 7_000,
    })
    expect(await failure(client.receipts.keys())).toMatchObject({ code: 'timed_out', attempts: 3 })
    expect(asked.map(({ headersTimeout, bodyTimeout }) => [headersTimeout, bodyTimeout])).toEqual([
      [20_000, 7_000],
      [20_000, 7_000],
      [20_000, 7_000],
    ])
  })

  it('of one call ends that call only, while all wait for the token', async () => {
    const timer = manualTimer()
    const { platform, client } = await setUp({ timer })
    platform.on(path, { body: makeComplaint() })
    const metadata = {
      issuer: platform.url,
      token_endpoint: `${platform.url}/oauth/token`,
      jwks_uri: '',
      response_types_supported: [],
    }
    platform.on('GET /.well-known/oauth-authorization-server', async () => {
      timer.advance(50)
      expect(await impatient).toMatchObject({ name: 'TimeoutError', code: 'timed_out' })
      return { body: metadata }
    })
    const impatient = failure(client.complaints.retrieve('cmp_1', { timeoutMs: 50 }))
    expect((await client.complaints.retrieve('cmp_1', { timeoutMs: 51 })).id).toBe('cmp_1')
    expect(String(await impatient)).toContain('not done within 50 ms, its repeats included')
    expect(platform.to('/oauth/token')).toHaveLength(1)
    expect(timer.pending).toEqual([])
  })

  it('of the whole call is no reason to wait past it: the platform’s answer comes at once', async () => {
    const timer = manualTimer()
    const { platform, client } = await setUp({ timer, timeoutMs: 4_000 })
    platform.on(path, { status: 503, headers: { 'retry-after': '4' } })
    expect(await failure(client.complaints.retrieve('cmp_1'))).toMatchObject({ status: 503, attempts: 1 })
    expect(timer.pending).toEqual([])
  })

  it('is over with the call: no timer stays behind a success or a failure', async () => {
    const timer = manualTimer()
    const { platform, client } = await setUp({ timer })
    platform.on(path, { body: makeComplaint() })
    await client.complaints.retrieve('cmp_1')
    await failure(client.complaints.retrieve('cmp_2'))
    await failure(client.complaints.retrieve(''))
    await failure(client.complaints.retrieve('cmp_1', { actor: '' }))
    expect(timer.pending).toEqual([])
  })
})

describe('an abort', () => {
  it('of the one call that waits for the token leaves a token for the next', async () => {
    const { platform, client } = await setUp()
    platform.on(path, { body: makeComplaint() })
    const controller = new AbortController()
    let answerNow = () => {}
    const answering = new Promise<void>((resolve) => {
      answerNow = resolve
    })
    platform.on(token, async () => {
      controller.abort()
      await answering
      return { body: { access_token: 'late', token_type: 'Bearer', expires_in: 600 } }
    })
    const aborted = await failure(client.complaints.retrieve('cmp_1', { signal: controller.signal }))
    expect(aborted).toMatchObject({ code: 'aborted' })
    platform.tokens.push('late')
    const next = client.complaints.retrieve('cmp_1')
    answerNow()
    expect((await next).id).toBe('cmp_1')
    expect(platform.to('/oauth/token')).toHaveLength(1)
  })

  it('of a call whose token request fails later disturbs nobody', async () => {
    const { platform, client } = await setUp({ ...single })
    const controller = new AbortController()
    const failed = new Promise<void>((resolve) => {
      platform.on(token, (_, response) => {
        controller.abort()
        response.on('close', resolve).destroy()
        return undefined
      })
    })
    const aborted = await failure(client.complaints.retrieve('cmp_1', { signal: controller.signal }))
    expect(aborted).toMatchObject({ code: 'aborted' })
    await failed
    // Whatever was rejected without a handler would end the run here.
    await new Promise((resolve) => setImmediate(resolve))
  })

  it('in the middle of an answer ends the call', async () => {
    const { platform, client } = await setUp()
    const controller = new AbortController()
    platform.on(path, (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{', () => controller.abort())
      return undefined
    })
    const error = await failure(client.complaints.retrieve('cmp_1', { signal: controller.signal }))
    expect(error).toMatchObject({ name: 'AbortedError', attempts: 1 })
  })

  it.each([
    ['null', null],
    ['a controller', new AbortController()],
  ])('by %s instead of a signal is refused', async (_, signal) => {
    const timer = manualTimer()
    const { client } = await setUp({ timer })
    // @ts-expect-error no signal
    const error = await failure(client.complaints.retrieve('cmp_1', { signal }))
    expect(error).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('signal must be'),
    })
    expect(timer.pending).toEqual([])
  })
})

describe('a signal that lives long', () => {
  it('keeps no listener of calls that failed, timed out or were aborted', async () => {
    const timer = manualTimer()
    const { platform, client } = await setUp({ timer, ...single })
    const { signal } = new AbortController()
    await failure(client.complaints.retrieve('cmp_1', { signal }))
    platform.on(path, silence)
    const silent = failure(client.complaints.retrieve('cmp_1', { signal, timeoutMs: 5 }))
    timer.advance(5)
    await silent
    expect(getEventListeners(signal, 'abort')).toEqual([])

    const controller = new AbortController()
    const aborted = failure(client.complaints.retrieve('cmp_1', { signal: controller.signal }))
    controller.abort()
    await aborted
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  })

  it.each(['read', 'left', 'never touched'])('keeps none of a download that was %s', async (what) => {
    const timer = manualTimer()
    const { platform, client } = await setUp({ timer })
    platform.on('GET /v1/complaints/cmp_1/evidence/evd_1', {
      headers: { 'content-type': 'image/png', etag: `"${sha256OfAbc}"` },
      body: 'abc',
    })
    const { signal } = new AbortController()
    const { body } = await client.complaints.downloadEvidence('cmp_1', 'evd_1', { signal, timeoutMs: 5 })
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    if (what === 'read') await new Response(body).text()
    else if (what === 'left') await body.cancel()
    else timer.advance(5)
    expect(getEventListeners(signal, 'abort')).toEqual([])
    expect(timer.pending).toEqual([])
  })
})
