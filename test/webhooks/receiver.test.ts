import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createReceiver,
  type EventHandlers,
  type Receiver,
  type ReceiverOptions,
  type WebhookRequest,
} from '../../src/webhooks/index.js'
import {
  clock,
  deliveryOf,
  enterpriseId,
  now,
  otherSecret,
  publicKey,
  secret,
  secretKey,
} from './delivery.js'
import { until } from './wire.js'

const silent = { status: 204, headers: {}, body: '' }

/** A receiver, what its activity told, and how to send it a delivery. */
function setUp(on: EventHandlers, options: Partial<ReceiverOptions> = {}) {
  const receiver = createReceiver({ secrets: secret, clock, on, ...options })
  const told: { name: string; [member: string]: unknown }[] = []
  for (const name of ['accepted', 'duplicate', 'refused', 'failed', 'settled_late'] as const) {
    receiver.activity.on(name, (entry: object) => void told.push({ name, ...entry }))
  }
  const send = async (id = 'evt_1', members: Record<string, unknown> = {}) => {
    const { headers, body } = await deliveryOf(id, members)
    return (await receiver.handle({ method: 'POST', headers, body })).status
  }
  return { receiver, told, send }
}

/** A promise that is settled by hand. */
function deferred() {
  let resolve = () => {}
  let reject = (_error: Error) => {}
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

beforeEach(() => {
  vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('a delivery', () => {
  it('is answered 204 with an empty body after its handler', async () => {
    const work = deferred()
    const handler = vi.fn(() => work.promise)
    const { receiver, told } = setUp({ 'complaint.assigned': handler })
    const answered = vi.fn()
    const { headers, body } = await deliveryOf()
    const answer = receiver.handle({ method: 'POST', headers, body })
    void answer.then(answered)
    await until(() => handler.mock.calls.length > 0)
    expect(answered).not.toHaveBeenCalled()
    work.resolve()
    expect(await answer).toEqual(silent)
    expect(handler).toHaveBeenCalledWith(
      expect.objectContaining({ type: 'complaint.assigned', id: 'evt_1', sequence: 1 }),
      { idempotencyKey: 'evt_1', attempt: 1, signal: expect.any(AbortSignal) },
    )
    expect(told).toEqual([
      {
        name: 'accepted',
        id: 'evt_1',
        type: 'complaint.assigned',
        handled: true,
        durationMs: expect.any(Number),
      },
    ])
  })

  it('waits for the last of several handlers, also when one fails', async () => {
    const slow = deferred()
    const failing = vi.fn(() => Promise.reject(new Error('no ticket')))
    const { receiver, told } = setUp({ 'complaint.assigned': [failing, () => slow.promise] })
    const { headers, body } = await deliveryOf()
    const answered = vi.fn()
    const answer = receiver.handle({ method: 'POST', headers, body })
    void answer.then(answered)
    await until(() => failing.mock.calls.length > 0)
    expect(answered).not.toHaveBeenCalled()
    slow.resolve()
    expect((await answer).status).toBe(500)
    expect(told).toMatchObject([
      { name: 'failed', reason: 'handler_failed', error: { message: 'no ticket' } },
    ])
  })

  it('of a type without handler is accepted', async () => {
    const { send, told } = setUp({})
    expect(await send()).toBe(204)
    expect(told).toMatchObject([{ name: 'accepted', handled: false }])
  })

  it('of a type of the future goes to onUnknown, or is accepted', async () => {
    const onUnknown = vi.fn()
    const { send, told } = setUp({}, { onUnknown })
    expect(await send('evt_1', { type: 'complaint.mediated', data: { round: 3 } })).toBe(204)
    expect(onUnknown.mock.calls[0]?.[0]).toMatchObject({
      type: 'unknown',
      originalType: 'complaint.mediated',
      data: { round: 3 },
    })
    expect(told).toMatchObject([{ name: 'accepted', type: 'complaint.mediated', handled: true }])
    expect(await setUp({}).send('evt_1', { type: 'complaint.mediated' })).toBe(204)
  })

  it('is accepted by the public key alone', async () => {
    const { receiver } = setUp({}, { secrets: undefined, publicKeys: publicKey })
    const { headers, body } = await deliveryOf('evt_1', {}, { secret: [otherSecret, secretKey] })
    expect((await receiver.handle({ method: 'POST', headers, body })).status).toBe(204)
  })
})

describe('the same event again', () => {
  it('is answered 204 without running after it succeeded', async () => {
    const handler = vi.fn()
    const { send, told } = setUp({ 'complaint.assigned': handler })
    expect([await send(), await send(), await send()]).toEqual([204, 204, 204])
    expect(handler).toHaveBeenCalledTimes(1)
    expect(told.map(({ name }) => name)).toEqual(['accepted', 'duplicate', 'duplicate'])
  })

  it('runs again after it failed, and counts', async () => {
    const attempts: number[] = []
    const { send } = setUp({
      'complaint.assigned': (_event, { attempt }) => {
        attempts.push(attempt)
        if (attempt < 3) throw new Error('not yet')
      },
    })
    expect([await send(), await send(), await send(), await send()]).toEqual([500, 500, 204, 204])
    expect(attempts).toEqual([1, 2, 3])
  })

  it('joins the run that is under way', async () => {
    const work = deferred()
    const handler = vi.fn(() => work.promise)
    const { send, told } = setUp({ 'complaint.assigned': handler })
    const answers = Promise.all([send(), send(), send()])
    await until(() => handler.mock.calls.length > 0)
    work.resolve()
    expect(await answers).toEqual([204, 204, 204])
    expect(handler).toHaveBeenCalledTimes(1)
    expect(told.map(({ name }) => name).sort()).toEqual(['accepted', 'duplicate', 'duplicate'])
  })

  it('is told nothing by another event', async () => {
    const handler = vi.fn()
    const { send } = setUp({ 'complaint.assigned': handler })
    await send('evt_1')
    await send('evt_2')
    expect(handler).toHaveBeenCalledTimes(2)
  })
})

describe('a handler that takes too long', () => {
  const twelve = 12_000

  it('is answered 503 with its signal aborted; a retry joins it; what it reaches counts', async () => {
    const work = deferred()
    const signals: AbortSignal[] = []
    const handler = vi.fn((_event, { signal }: { signal: AbortSignal }) => {
      signals.push(signal)
      return work.promise
    })
    const { send, told } = setUp({ 'complaint.assigned': handler })
    const first = send()
    await until(() => handler.mock.calls.length > 0)
    await vi.advanceTimersByTimeAsync(twelve - 1)
    expect(signals[0]?.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await first).toBe(503)
    expect(signals[0]?.reason).toMatchObject({ name: 'TimeoutError', code: 'timed_out' })

    const joined = send()
    await until(() => vi.getTimerCount() === 1)
    work.resolve()
    expect(await joined).toBe(204)
    expect(await send()).toBe(204)
    expect(handler).toHaveBeenCalledTimes(1)
    expect(told.map(({ name }) => name)).toEqual(['failed', 'settled_late', 'duplicate', 'duplicate'])
  })

  it('that fails in the end runs again', async () => {
    const work = deferred()
    const handler = vi.fn().mockReturnValueOnce(work.promise)
    const { send, told } = setUp({ 'complaint.assigned': handler })
    const first = send()
    await until(() => handler.mock.calls.length > 0)
    await vi.advanceTimersByTimeAsync(twelve)
    expect(await first).toBe(503)
    work.reject(new Error('late'))
    await until(() => told.length === 2)
    expect(told.at(-1)).toMatchObject({ name: 'settled_late', ok: false })
    expect(await send()).toBe(204)
    expect(handler).toHaveBeenCalledTimes(2)
  })
})

describe('what is refused', async () => {
  const right = await deliveryOf()
  const request = (change: Partial<WebhookRequest>): WebhookRequest => ({
    method: 'POST',
    ...right,
    ...change,
  })
  const signedText = async (body: string | Uint8Array) => {
    const { signWebhook } = await import('../../src/webhooks/index.js')
    return request({ body, headers: await signWebhook({ id: 'evt_1', timestamp: now, body, secret }) })
  }
  const old = new Date(now.getTime() - 301_000)

  it.each<[string, WebhookRequest, number, string]>([
    ['GET', request({ method: 'GET' }), 405, 'method_not_allowed'],
    ['no headers', request({ headers: {} }), 400, 'missing_header'],
    ['a wrong id', request({ headers: { ...right.headers, 'webhook-id': 'a.b' } }), 400, 'malformed_header'],
    ['two ids', request({ headers: { ...right.headers, 'Webhook-Id': 'b' } }), 400, 'duplicate_header'],
    ['a forged body', request({ body: `${right.body} ` }), 401, 'no_matching_signature'],
    ['too old', request(await deliveryOf('evt_1', {}, { timestamp: old })), 401, 'timestamp_too_old'],
    ['gzip', request({ headers: { ...right.headers, 'content-encoding': 'gzip' } }), 415, 'content_encoding'],
    ['not UTF-8', await signedText(Uint8Array.of(0xff)), 400, 'invalid_encoding'],
    ['not JSON', await signedText('{"id":'), 400, 'invalid_json'],
    ['not an event', await signedText('[]'), 500, 'schema_mismatch'],
    [
      'another company',
      request(await deliveryOf('evt_1', { enterpriseId: 'ent_2' })),
      401,
      'wrong_enterprise',
    ],
    [
      'a parsed body',
      Object.assign(request({}), { body: JSON.parse(right.body) }),
      500,
      'body_already_parsed',
    ],
    ['no body', request({ body: undefined }), 500, 'body_already_parsed'],
  ])('%s', async (_name, given, status, reason) => {
    const handler = vi.fn()
    const { receiver, told } = setUp({ 'complaint.assigned': handler }, { enterpriseId })
    const answer = await receiver.handle(given)
    expect(answer).toMatchObject({ status, body: '' })
    expect(answer.headers).toEqual(
      status === 405 ? { allow: 'POST' } : status === 415 ? { 'accept-encoding': 'identity' } : {},
    )
    expect(told).toMatchObject([{ name: 'refused', reason, status }])
    expect(handler).not.toHaveBeenCalled()
    expect(JSON.stringify(told)).not.toContain(secret.slice(6))
  })

  it.each([
    [1_024, 204],
    [1_025, 413],
  ])(
    'a body of %i bytes where 1,024 are allowed: %i, whether it is counted or told',
    async (size, status) => {
      const { receiver } = setUp({}, { maxBodyBytes: 1_024 })
      const room = size - (await deliveryOf('evt_1', { pad: '' })).body.length
      const { headers, body } = await deliveryOf('evt_1', { pad: 'x'.repeat(room) })
      expect(body).toHaveLength(size)
      const read = vi.fn()
      const stream = async function* () {
        read()
        yield Buffer.from(body.slice(0, 600))
        yield Buffer.from(body.slice(600))
      }
      const counted = await receiver.handle({ method: 'POST', headers, body: stream() })
      expect(counted.status).toBe(status)
      const told = { ...headers, 'Content-Length': String(size) }
      read.mockClear()
      expect((await receiver.handle({ method: 'POST', headers: told, body: stream() })).status).toBe(status)
      expect(read).toHaveBeenCalledTimes(status === 413 ? 0 : 1)
      expect((await receiver.handle({ method: 'POST', headers, body })).status).toBe(status)
    },
  )

  it('a body that does not come within 5 s', async () => {
    const { receiver, told } = setUp({})
    const returned = vi.fn()
    const body: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: async () => {
          returned()
          return { done: true, value: undefined }
        },
      }),
    }
    const answer = receiver.handle({ method: 'POST', headers: right.headers, body })
    await vi.advanceTimersByTimeAsync(4_999)
    expect(told).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect((await answer).status).toBe(408)
    expect(told).toMatchObject([{ reason: 'body_timed_out' }])
    expect(returned).toHaveBeenCalledTimes(1)
  })

  it('secrets that cannot be had: 503; secrets that are none: 500', async () => {
    const failing = setUp({}, { secrets: () => Promise.reject(new Error('vault')) })
    expect(await failing.send()).toBe(503)
    expect(failing.told).toMatchObject([{ reason: 'keys_unavailable' }])
    const empty = setUp({}, { secrets: () => [] })
    expect(await empty.send()).toBe(500)
  })

  it('never rejects, whatever throws', async () => {
    const { receiver, told } = setUp(
      {},
      {
        clock: {
          now: () => {
            throw new Error('clock')
          },
        },
      },
    )
    expect((await receiver.handle({ method: 'POST', ...right })).status).toBe(500)
    expect(told).toMatchObject([{ reason: 'unexpected' }])
    const hostile = new Proxy(request({}), {
      get() {
        throw new Error('proxy')
      },
    })
    expect((await receiver.handle(hostile)).status).toBe(500)
  })
})

describe('what is written to the process', () => {
  const flood = async (receiver: Receiver, body: unknown) => {
    const { headers } = await deliveryOf()
    for (let index = 0; index < 100; index += 1) {
      await receiver.handle(Object.assign({ method: 'POST', headers, body: '' }, { body }))
    }
  }

  it('is nothing for a flood of forged deliveries', async () => {
    const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
    await flood(setUp({}).receiver, 'forged')
    for (const write of written) expect(write).not.toHaveBeenCalled()
    expect(process.emitWarning).not.toHaveBeenCalled()
  })

  it('is one warning for a parsed body, with how to mount the route', async () => {
    await flood(setUp({}).receiver, { id: 'evt_1' })
    expect(process.emitWarning).toHaveBeenCalledTimes(1)
    expect(process.emitWarning).toHaveBeenCalledWith(
      expect.stringMatching(/express\.json\(\).*expressReceiver/s),
      { type: 'TousuWarning', code: 'TOUSU_BODY_ALREADY_PARSED' },
    )
  })

  it('is one warning for a handler that throws while nobody listens, without its message', async () => {
    const receiver = createReceiver({
      secrets: secret,
      clock,
      on: {
        'complaint.assigned': () => {
          throw new RangeError('张小明')
        },
      },
    })
    for (const id of ['evt_1', 'evt_2']) await receiver.handle({ method: 'POST', ...(await deliveryOf(id)) })
    expect(process.emitWarning).toHaveBeenCalledTimes(1)
    expect(process.emitWarning).toHaveBeenCalledWith(expect.stringContaining('RangeError'), expect.anything())
    expect(process.emitWarning).not.toHaveBeenCalledWith(expect.stringContaining('张小明'), expect.anything())
  })

  it('is one warning for a listener that throws, which changes nothing', async () => {
    const { receiver, send } = setUp({})
    receiver.activity.on('accepted', () => {
      throw new Error('listener')
    })
    expect([await send('evt_1'), await send('evt_2')]).toEqual([204, 204])
    expect(process.emitWarning).toHaveBeenCalledTimes(1)
  })
})

describe('the Fetch face', async () => {
  const { headers, body } = await deliveryOf()
  const post = (init: RequestInit) =>
    new Request('https://company.example/hooks', { method: 'POST', headers, ...init })

  it('answers a Request', async () => {
    const { receiver } = setUp({}, { maxBodyBytes: 1_024 })
    const { fetch } = receiver
    expect(await fetch(post({ body }))).toMatchObject({ status: 204, body: null })
    const stream = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (const piece of [body.slice(0, 9), body.slice(9)]) controller.enqueue(Buffer.from(piece))
          controller.close()
        },
      })
    const streamed = { method: 'POST', headers, body: stream(), duplex: 'half' as const }
    expect((await fetch(new Request('https://company.example/hooks', streamed))).status).toBe(204)
    expect((await fetch(new Request('https://company.example/hooks'))).status).toBe(405)
    expect((await fetch(post({ body: 'x'.repeat(1_025) }))).status).toBe(413)
    expect((await fetch(post({}))).status).toBe(401)
  })

  it('says so when the body was read before', async () => {
    const { receiver, told } = setUp({})
    const read = post({ body })
    await read.json()
    expect((await receiver.fetch(read)).status).toBe(500)
    expect(told).toMatchObject([{ reason: 'body_already_parsed' }])
  })
})

describe('what createReceiver refuses', () => {
  const right: ReceiverOptions = { secrets: secret, on: {} }
  it.each<[string, object, string]>([
    ['no secret', { secrets: undefined }, 'environment variable'],
    ['a wrong secret', { secrets: 'abc' }, 'whsec_'],
    ['five public keys', { publicKeys: Array(5).fill(publicKey) }, 'at most 4'],
    ['no handlers', { on: undefined }, '`on` is missing'],
    ['a typo in a type', { on: { 'complaint.asigned': () => {} } }, "Did you mean 'complaint.assigned'?"],
    ['a handler that is none', { on: { 'complaint.assigned': 'yes' } }, 'no function'],
    ['a typo in an option', { onUnknwon: () => {} }, 'no option "onUnknwon"'],
    ['a dedupe that is none', { dedupe: { begin() {} } }, 'no method finish()'],
    ['a clock that is none', { clock: {} }, 'no method now()'],
    ['no limit', { maxBodyBytes: 0 }, 'maxBodyBytes'],
    ['a limit too large', { maxBodyBytes: 64 * 1024 * 1024 + 1 }, 'maxBodyBytes'],
    ['a broken time', { handlerTimeoutMs: 1.5 }, 'handlerTimeoutMs'],
    ['a negative time', { bodyTimeoutMs: -1 }, 'bodyTimeoutMs'],
    ['both an inbox and handlers', { inbox: {} }, 'Both inbox and on'],
  ])('%s', (_name, change, words) => {
    expect(() => createReceiver({ ...right, ...change })).toThrow(words)
  })
})
