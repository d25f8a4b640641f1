import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  createReceiver,
  type RemoteKeysOptions,
  remoteKeys,
  verifySignature,
} from '../../src/webhooks/index.js'
import { generateKeyPair, toJwk } from '../../src/webhooks/key-pair.js'
import { deliveryOf, now, publicKey, secretKey } from './delivery.js'
import { until } from './wire.js'

const url = 'https://platform.example/v1/webhook-endpoints/whe_1/jwks.json'
const next = generateKeyPair()
const answer = (...keys: string[]) => Response.json({ keys: keys.map(toJwk) })
const hour = 3_600_000

/** Keys from a platform that answers as told, with a clock that is moved by hand. */
function setUp(reply: () => Response | Promise<Response>, options: RemoteKeysOptions = {}) {
  let time = now.getTime()
  const platform = vi.fn((_request: Request) => Promise.resolve(reply()))
  const keys = remoteKeys(url, { fetch: platform, clock: { now: () => time }, ...options })
  const pass = (ms: number) => {
    time += ms
  }
  return { keys, platform, pass }
}

afterEach(() => vi.useRealTimers())

describe('asking', () => {
  it('waits for the first delivery, then once for however many', async () => {
    const { keys, platform } = setUp(() => answer(publicKey))
    expect(platform).not.toHaveBeenCalled()
    const got = await Promise.all(Array.from({ length: 100 }, () => keys.get()))
    expect(new Set(got.flat())).toEqual(new Set([publicKey]))
    expect(platform).toHaveBeenCalledTimes(1)
    const [[request] = []] = platform.mock.calls
    expect(request).toMatchObject({ method: 'GET', url, redirect: 'error' })
    expect(request?.headers.has('authorization')).toBe(false)
  })

  it('is done again after an hour, and known keys serve for a day while the platform is down', async () => {
    let up = true
    const { keys, platform, pass } = setUp(() => (up ? answer(publicKey) : new Response('', { status: 502 })))
    await keys.get()
    pass(hour - 1)
    await keys.get()
    expect(platform).toHaveBeenCalledTimes(1)
    pass(1)
    await keys.get()
    expect(platform).toHaveBeenCalledTimes(2)

    up = false
    pass(24 * hour - 1)
    expect(await keys.get()).toEqual([publicKey])
    pass(30_000)
    await expect(keys.get()).rejects.toMatchObject({ reason: 'keys_unavailable' })
    up = true
    pass(30_000)
    expect(await keys.get()).toEqual([publicKey])
  })

  it('survives a clock that is set back', async () => {
    const { keys, platform, pass } = setUp(() => answer(publicKey))
    await keys.get()
    pass(-100 * hour)
    expect(await keys.get()).toEqual([publicKey])
    expect(platform).toHaveBeenCalledTimes(2)
  })
})

describe('a flood of forged deliveries', () => {
  const forge = async (index: number) =>
    deliveryOf(`evt_${index}`, {}, { secret: generateKeyPair().secretKey, timestamp: now })

  it('asks the platform twice at most in each half minute', async () => {
    const { keys, platform, pass } = setUp(() => answer(publicKey))
    const flood = async () => {
      const verdicts = Array.from({ length: 50 }, async (_, index) =>
        verifySignature({ ...(await forge(index)), publicKeys: keys, now }).catch((error) => error.reason),
      )
      expect(new Set(await Promise.all(verdicts))).toEqual(new Set(['no_matching_signature']))
    }
    await flood()
    await flood()
    expect(platform).toHaveBeenCalledTimes(1)
    pass(30_000)
    await flood()
    await flood()
    expect(platform).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['a time of long ago', async () => ({ ...(await forge(1)), now: new Date(now.getTime() + 301_000) })],
    ['a wrong header', async () => ({ ...(await forge(1)), headers: {} })],
    ['no v1a entry', async () => deliveryOf('evt_1')],
    [
      'a v1a entry that is none',
      async () => {
        const { headers, body } = await deliveryOf('evt_1')
        return { body, headers: { ...headers, 'webhook-signature': 'v1a,AAAA' } }
      },
    ],
  ])('does not ask at all for %s', async (_name, make) => {
    const { keys, platform } = setUp(() => answer(publicKey))
    await expect(verifySignature({ now, publicKeys: keys, ...(await make()) })).rejects.toThrow()
    expect(platform).not.toHaveBeenCalled()
  })

  it('waits for the one request that is under way, and asks no second time when it ends', async () => {
    let reply = (_response: Response) => {}
    const { keys, platform } = setUp(
      () =>
        new Promise<Response>((resolve) => {
          reply = resolve
        }),
    )
    const attempts = Array.from({ length: 20 }, async (_, index) =>
      verifySignature({ ...(await forge(index)), publicKeys: keys, now }).catch((error) => error.reason),
    )
    const authentic = verifySignature({
      ...(await deliveryOf('evt_x', {}, { secret: secretKey })),
      publicKeys: keys,
      now,
    })
    await until(() => platform.mock.calls.length > 0)
    reply(answer(publicKey))
    await expect(authentic).resolves.toMatchObject({ id: 'evt_x' })
    expect(new Set(await Promise.all(attempts))).toEqual(new Set(['no_matching_signature']))
    expect(platform).toHaveBeenCalledTimes(1)
  })

  it('does not ask more often when the platform is down', async () => {
    const { keys, platform, pass } = setUp(() => Promise.reject(new Error('refused')))
    for (let index = 0; index < 20; index += 1) {
      await expect(keys.get()).rejects.toMatchObject({ reason: 'keys_unavailable' })
    }
    expect(platform).toHaveBeenCalledTimes(1)
    pass(30_000)
    await expect(keys.get()).rejects.toMatchObject({
      reason: 'keys_unavailable',
      cause: { message: 'refused' },
    })
    expect(platform).toHaveBeenCalledTimes(2)
  })
})

it('a key that came since is found by the first delivery that it signed', async () => {
  let published = [publicKey]
  const { keys, platform, pass } = setUp(() => answer(...published))
  await verifySignature({ ...(await deliveryOf('evt_1', {}, { secret: secretKey })), publicKeys: keys, now })
  published = [next.publicKey]
  pass(30_000)
  const delivery = await deliveryOf('evt_2', {}, { secret: next.secretKey })
  await expect(verifySignature({ ...delivery, publicKeys: keys, now })).resolves.toMatchObject({
    id: 'evt_2',
  })
  expect(platform).toHaveBeenCalledTimes(2)
})

it('a receiver without keys answers 503, so that the delivery comes again', async () => {
  let up = false
  const { keys, pass } = setUp(() => (up ? answer(publicKey) : new Response('', { status: 500 })))
  const receiver = createReceiver({ publicKeys: keys, on: {}, clock: { now: () => now.getTime() } })
  const { headers, body } = await deliveryOf('evt_1', {}, { secret: secretKey })
  expect((await receiver.handle({ method: 'POST', headers, body })).status).toBe(503)
  up = true
  pass(30_000)
  expect((await receiver.handle({ method: 'POST', headers, body })).status).toBe(204)
})

describe('an answer that cannot be used', () => {
  it.each([
    ['404', () => new Response('', { status: 404 }), 'status 404'],
    ['a page', () => new Response('<html>'), 'something else than JSON'],
    ['no keys', () => answer(), 'no Ed25519 key'],
    [
      'other keys',
      () => Response.json({ keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }, null] }),
      'no Ed25519 key',
    ],
    ['null', () => Response.json(null), 'no Ed25519 key'],
    ['more than 64 KiB', () => new Response(' '.repeat(64 * 1024 + 1)), 'too_large'],
    [
      'a broken body',
      () => new Response(new ReadableStream({ start: (c) => c.error(new Error('cut')) })),
      'aborted',
    ],
  ])('%s', async (_name, reply, words) => {
    const { keys } = setUp(reply)
    await expect(keys.get()).rejects.toMatchObject({
      name: 'WebhookVerificationError',
      reason: 'keys_unavailable',
      message: expect.stringContaining(words),
    })
  })

  it('none within 5 s, from a fetch that ignores its signal', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { keys, platform } = setUp(() => new Promise(() => {}))
    const refusal = expect(keys.get()).rejects.toThrow('did not come within 5000 ms')
    await vi.advanceTimersByTimeAsync(5_000)
    await refusal
    expect(platform.mock.calls[0]?.[0].signal.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('the URL', () => {
  it.each([
    ['http://platform.example/keys', 'https URL'],
    ['ftp://platform.example/keys', 'https URL'],
    ['https://user:geheim@platform.example/keys', 'user name or password'],
    ['/v1/webhook-endpoints/whe_1/jwks.json', 'is no URL'],
  ])('%s is refused', (wrong, words) => {
    expect(() => remoteKeys(wrong)).toThrow(words)
    expect(() => remoteKeys(wrong)).not.toThrow('geheim')
  })

  it.each(['http://127.0.0.1:8080/keys', 'http://localhost/keys', 'http://[::1]:1/keys'])(
    '%s is fine',
    (right) => {
      expect(() => remoteKeys(right)).not.toThrow()
    },
  )
})

describe('the options', () => {
  it.each([
    { cooldownMs: -1 },
    { cooldownMs: 999 },
    { cooldownMs: Number.NaN },
    { maxAgeMs: 0 },
    { maxStaleMs: Number.POSITIVE_INFINITY },
    { timeoutMs: 2_147_483_648 },
    { timeoutMs: 1.5 },
  ])('%o is refused: it would make it hammer the platform, or wait for ever', (wrong) => {
    const [name] = Object.keys(wrong)
    expect(() => remoteKeys(url, wrong)).toThrow(`${name} is `)
  })

  it('of text or with a clock that is none are refused', () => {
    // @ts-expect-error: a number of milliseconds
    expect(() => remoteKeys(url, { cooldownMs: '30s' })).toThrow('cooldownMs is 30s')
    // @ts-expect-error: now() is missing
    expect(() => remoteKeys(url, { clock: {} })).toThrow('no method now()')
    // @ts-expect-error: a function
    expect(() => remoteKeys(url, { fetch: 'x' })).toThrow('fetch is no function')
  })

  it('may be at their edges', () => {
    const edges = { cooldownMs: 1_000, maxAgeMs: 1, maxStaleMs: 1, timeoutMs: 2_147_483_647 }
    expect(() => remoteKeys(url, edges)).not.toThrow()
  })
})
