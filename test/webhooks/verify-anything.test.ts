/** Whatever is passed in, the only thing that comes out is an event or `WebhookVerificationError`. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  signWebhook,
  verifySignature,
  verifyWebhook,
  WebhookVerificationError,
} from '../../src/webhooks/index.js'
import { deliveryOf, eventOf, now, publicKey, secret } from './delivery.js'

const numRuns = process.env['TOUSU_TIER'] === 'full' ? 20_000 : 800
const { headers, body } = await deliveryOf()

const boom = () => {
  throw new TypeError('boom')
}
const hostileProxy = new Proxy(
  {},
  { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom, getOwnPropertyDescriptor: boom },
)
const throwsProxy = () => {
  throw hostileProxy
}
const hostile = [
  hostileProxy,
  new Proxy([], { get: boom, has: boom }),
  new Proxy(Buffer.from(body), {}),
  new Proxy(() => {}, { apply: boom, get: boom }),
  Proxy.revocable({}, {}).proxy,
  { get: boom, [Symbol.toStringTag]: 'Headers' },
  { get: throwsProxy, refresh: throwsProxy },
  { get: () => [publicKey, hostileProxy], refresh: () => 5 },
  { get: async () => [], refresh: async () => null },
  { get: async () => null, refresh: async () => null },
  { rawHeaders: ['webhook-id'] },
  { rawHeaders: hostileProxy },
  { [Symbol.iterator]: boom },
  { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: ['a', 'b'] }) }) },
  { *[Symbol.iterator]() {} },
  {
    *[Symbol.iterator]() {
      yield hostileProxy
    },
  },
  { toString: boom, valueOf: boom, [Symbol.toPrimitive]: boom },
  Object.defineProperty({}, 'webhook-id', { get: boom, enumerable: true }),
  Object.create(null),
  boom,
  throwsProxy,
  async () => boom(),
  async () => hostileProxy,
  async () => [hostileProxy],
  () => 5,
  // biome-ignore lint/suspicious/noThenProperty: a hostile thenable is the point
  () => ({ then: boom }),
  () => null,
  Symbol('x'),
  1n,
  new Date(Number.NaN),
  new Uint8Array(new SharedArrayBuffer(4)),
  detached(),
]

function detached(): ArrayBuffer {
  const buffer = new ArrayBuffer(8)
  structuredClone(buffer, { transfer: [buffer] })
  return buffer
}

/** Stands for a hostile value until the test runs: fast-check itself looks into what it generates. */
class Hostile {
  constructor(readonly index: number) {}
}
const unveil = (value: unknown): unknown => {
  if (value instanceof Hostile) return hostile[value.index]
  if (Array.isArray(value)) return value.map(unveil)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unveil(member)]))
}

const strange = fc.oneof(
  fc.nat({ max: hostile.length - 1 }).map((index) => new Hostile(index)),
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withTypedArray: true,
  }),
)
const strangeHeaders = fc.record(
  {
    'webhook-id': fc.oneof(fc.constant('evt_1'), strange),
    'webhook-timestamp': fc.oneof(
      fc.constant(headers['webhook-timestamp']),
      fc.stringMatching(/^\d{0,13}$/),
      strange,
    ),
    'webhook-signature': fc.oneof(
      fc.constant(headers['webhook-signature']),
      fc
        .array(
          fc.tuple(fc.constantFrom('v1', 'v1a', 'v2', ''), fc.base64String()).map(([v, s]) => `${v},${s}`),
        )
        .map((all) => all.join(' ')),
      strange,
    ),
  },
  { requiredKeys: [] },
)

const options = fc.record(
  {
    body: fc.oneof(fc.constant(body), fc.uint8Array(), strange),
    headers: fc.oneof(fc.constant(headers), strangeHeaders, strange),
    secrets: fc.oneof(fc.constant(secret), strange, fc.array(strange, { maxLength: 3 })),
    publicKeys: fc.oneof(fc.constant(undefined), fc.constant(publicKey), strange),
    now: fc.oneof(fc.constant(now), strange),
    toleranceSeconds: fc.oneof(fc.constant(undefined), strange),
  },
  { requiredKeys: [] },
)

const only = async (attempt: Promise<unknown>) => {
  const thrown = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown !== undefined && !(thrown instanceof WebhookVerificationError)) {
    throw new Error('something else was thrown', { cause: thrown })
  }
  return thrown
}

it.each(hostile.map((value, index) => [index, value] as const))(
  'survives value %i in every place',
  async (_index, value) => {
    const right = { body, headers, secrets: secret, now }
    await only(Reflect.apply(verifySignature, undefined, [value]))
    for (const place of ['body', 'headers', 'secrets', 'publicKeys', 'now', 'toleranceSeconds'] as const) {
      await only(verifySignature({ ...right, [place]: value }))
      await only(verifySignature({ ...right, secrets: undefined, publicKeys: publicKey, [place]: value }))
      const throwing = Object.defineProperty({ ...right }, place, { get: throwsProxy })
      expect(await only(verifyWebhook(throwing))).toBeInstanceOf(WebhookVerificationError)
    }
  },
)

it('survives anything', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(options, strange), async (anything) => {
      await only(Reflect.apply(verifyWebhook, undefined, [unveil(anything)]))
    }),
    { numRuns },
  )
})

it('survives any authentic body', async () => {
  const strangeEvent = fc
    .tuple(
      fc.constantFrom('complaint.assigned', 'complaint.closed', 'endpoint.ping', 'future'),
      fc.dictionary(
        fc.constantFrom('id', 'type', 'data', 'sequence', '__proto__', 'constructor', 'toString'),
        fc.jsonValue(),
      ),
    )
    .map(([type, members]) => JSON.stringify({ ...eventOf('evt_1', { type }), ...members }))
  const nested = fc.nat({ max: 100_000 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`)
  const bodies = fc.oneof(strangeEvent, fc.json(), fc.string({ unit: 'binary' }), fc.uint8Array(), nested)
  await fc.assert(
    fc.asyncProperty(bodies, async (text) => {
      const signed = await signWebhook({ id: 'evt_1', timestamp: now, body: text, secret })
      await only(verifyWebhook({ body: text, headers: signed, secrets: secret, now }))
    }),
    { numRuns: numRuns / 2 },
  )
  expect({}).not.toHaveProperty('polluted')
})

it('never accepts a delivery that was changed', async () => {
  const bytes = Buffer.from(body)
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: bytes.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, change) => {
        const changed = Buffer.from(bytes)
        changed.writeUInt8(changed.readUInt8(at) ^ change, at)
        await expect(verifySignature({ body: changed, headers, secrets: secret, now })).rejects.toMatchObject(
          {
            reason: 'no_matching_signature',
          },
        )
      },
    ),
    { numRuns: numRuns / 4 },
  )
})
