/** What is handed in breaks: the receiver answers all the same, and leaves nothing behind. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type BodySource, createReceiver, type ReceiverOptions } from '../../src/webhooks/index.js'
import { RequestRefusal, toRefusal } from '../../src/webhooks/refusal.js'
import { WebhookVerificationError } from '../../src/webhooks/verification-error.js'
import { clock, deliveryOf, now, secret } from './delivery.js'

const { headers, body } = await deliveryOf()

beforeEach(() => {
  vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function setUp(options: Partial<ReceiverOptions> = {}) {
  const receiver = createReceiver({ secrets: secret, clock, on: {}, ...options })
  const reasons: string[] = []
  receiver.activity.on('refused', ({ reason }) => void reasons.push(reason))
  receiver.activity.on('failed', ({ reason }) => void reasons.push(reason))
  const send = async (change: object = {}) =>
    (await receiver.handle({ method: 'POST', headers, body, ...change })).status
  return { receiver, reasons, send }
}

describe('a body', () => {
  const stopThrows = () => {
    throw new Error('stop')
  }

  it('whose source cannot be stopped is answered 408 in time', async () => {
    const { send } = setUp()
    const source: BodySource = () => stopThrows
    const answer = send({ body: source })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await answer).toBe(408)
  })

  it('whose iterator throws when it is ended is answered', async () => {
    const { send } = setUp()
    const iterable = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: Buffer.from(body) }),
        return: stopThrows,
      }),
    }
    const { send: sendLimited } = setUp({ maxBodyBytes: 100 })
    expect(await sendLimited({ body: iterable })).toBe(413)
    expect(await send({ body: iterable, headers: { ...headers, 'content-encoding': 'br' } })).toBe(415)
  })

  it('whose source throws at its beginning is a 500', async () => {
    const { send, reasons } = setUp()
    const source: BodySource = () => stopThrows()
    expect(await send({ body: source })).toBe(500)
    expect(reasons).toEqual(['unexpected'])
  })

  it('whose source throws what looks like a refusal is a 500', async () => {
    const { send } = setUp()
    const lookalike = new Proxy(new WebhookVerificationError('invalid_json', 'x'), { get: stopThrows })
    const source: BodySource = () => {
      throw lookalike
    }
    expect(await send({ body: source })).toBe(500)
  })

  it('that somebody else reads already is a mistake of the set-up', async () => {
    const { send, reasons } = setUp()
    const stream = new Response(body).body
    stream?.getReader()
    expect(await send({ body: stream })).toBe(500)
    expect(reasons).toEqual(['body_already_parsed'])
  })

  it('that breaks off, or is no bytes, is a 400', async () => {
    const { send, reasons } = setUp()
    const cut = async function* () {
      yield Buffer.from(body.slice(0, 9))
      throw new Error('cut')
    }
    const numbers = async function* () {
      yield 5
    }
    expect([await send({ body: cut() }), await send({ body: numbers() })]).toEqual([400, 400])
    expect(reasons).toEqual(['body_aborted', 'body_aborted'])
  })

  it('may have 1 MiB when no limit is given, whether it is counted or told', async () => {
    const { send } = setUp()
    const mib = 1024 * 1024
    const tell = (size: number) => send({ headers: { ...headers, 'content-length': `${size}` } })
    expect([await tell(mib), await tell(mib + 1)]).toEqual([204, 413])
    const count = (size: number) => send({ body: 'x'.repeat(size) })
    expect([await count(mib), await count(mib + 1)]).toEqual([401, 413])
  })

  it('may say that it is not encoded', async () => {
    const { send } = setUp()
    for (const encoding of ['identity', 'Identity', '']) {
      expect(await send({ headers: { ...headers, 'Content-Encoding': encoding } })).toBe(204)
    }
    for (const encoding of ['gzip', 'br', 'identity, gzip', 'x', ['identity', 'gzip']]) {
      expect(await send({ headers: { ...headers, 'Content-Encoding': encoding } })).toBe(415)
    }
  })
})

describe('a clock that throws', () => {
  it('after the handler ran does not leave the event running for ever', async () => {
    let broken = false
    const handler = vi.fn(() => {
      broken = handler.mock.calls.length === 1
      if (broken) throw new Error('no ticket')
    })
    const time = () => {
      if (broken) throw new Error('clock')
      return now.getTime()
    }
    const { send } = setUp({ clock: { now: time }, on: { 'complaint.assigned': handler } })
    expect(await send()).toBe(500)
    broken = false
    expect([await send(), await send()]).toEqual([204, 204])
    expect(handler).toHaveBeenCalledTimes(2)
  })
})

describe('a handler that throws', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a status of 410', Object.assign(new Error('gone'), { status: 410, statusCode: 410 })],
    [
      'what throws when it is looked at',
      new Proxy(new Error('x'), {
        get() {
          throw new TypeError('boom')
        },
        getPrototypeOf() {
          throw new TypeError('boom')
        },
      }),
    ],
    [
      'an error whose name is a symbol',
      Object.defineProperty(new Error('x'), 'name', { value: Symbol('x') }),
    ],
  ])('%s: 500, with or without a listener', async (_name, thrown) => {
    const on = {
      'complaint.assigned': () => {
        throw thrown
      },
    }
    const { send, reasons } = setUp({ on })
    expect(await send()).toBe(500)
    expect(reasons).toEqual(['handler_failed'])
    const alone = createReceiver({ secrets: secret, clock, on })
    expect(await alone.handle({ method: 'POST', headers, body })).toEqual({
      status: 500,
      headers: {},
      body: '',
    })
    expect(process.emitWarning).toHaveBeenCalledTimes(1)
  })

  it('is told of by its place, never by a line of its message', async () => {
    const alone = createReceiver({
      secrets: secret,
      clock,
      on: {
        'complaint.assigned': () => {
          throw new Error('refused\n    at 张小明 (10000000000)')
        },
      },
    })
    await alone.handle({ method: 'POST', headers, body })
    const [[warning] = []] = vi.mocked(process.emitWarning).mock.calls
    expect(warning).toContain('receiver-failures.test.ts')
    expect(warning).not.toContain('张小明')
  })
})

it('no refusal is ever answered 410, which would disable the endpoint, or with a success', () => {
  const reasons = [
    'method_not_allowed',
    'content_encoding',
    'body_too_large',
    'body_timed_out',
    'body_aborted',
    'missing_header',
    'duplicate_header',
    'malformed_header',
    'invalid_encoding',
    'invalid_json',
    'timestamp_too_old',
    'timestamp_too_new',
    'no_matching_signature',
    'wrong_enterprise',
    'malformed_secret',
    'body_already_parsed',
    'schema_mismatch',
    'unexpected',
    'keys_unavailable',
  ] as const
  const statuses = reasons.map((reason) => toRefusal(new RequestRefusal(reason, '')).status)
  expect(new Set(statuses)).toEqual(new Set([400, 401, 405, 408, 413, 415, 500, 503]))
})
