/** Inputs that are too large, or lie about what they are: still nothing but `WebhookVerificationError`. */
import { describe, expect, it } from 'vitest'
import { ArgumentError } from '../../src/errors.js'
import { signWebhook, verifySignature, WebhookVerificationError } from '../../src/webhooks/index.js'
import { deliveryOf, now, publicKey, secret, secretKey } from './delivery.js'

const { headers, body } = await deliveryOf()
const right = { body, headers, secrets: secret, now }
const mib = 1024 * 1024

const refusalOf = async (options: object): Promise<unknown> =>
  verifySignature({ ...right, ...options }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

/** The error, with every member that throws when it is looked at. */
const poisoned = (error: Error) =>
  new Proxy(error, {
    get() {
      throw new TypeError('boom')
    },
  })

/** Small when it is asked first. */
class Lying extends Uint8Array {
  #asked = 0
  override get byteLength() {
    this.#asked += 1
    return this.#asked > 1 ? super.byteLength : 1
  }
}

/** A list whose own methods never come to an end. */
const endless = (...items: unknown[]) =>
  Object.assign([...items], {
    slice: () => ({
      *[Symbol.iterator]() {
        for (;;) yield items[0]
      },
    }),
  })

describe('a body of more than 64 MiB', () => {
  it('is refused at the edge, before it is hashed', async () => {
    const edge = new Uint8Array(64 * mib)
    const signed = {
      body: edge,
      headers: await signWebhook({ id: 'evt_1', timestamp: now, body: edge, secret }),
    }
    expect((await verifySignature({ ...right, ...signed })).text).toHaveLength(64 * mib)
    expect(await refusalOf({ body: new Uint8Array(64 * mib + 1) })).toMatchObject({
      reason: 'body_too_large',
    })
  })

  it.each([
    ['bytes that no hash takes', () => new Uint8Array(2 ** 31)],
    ['an ArrayBuffer', () => new ArrayBuffer(64 * mib + 1)],
    ['bytes that lie about their size', () => new Lying(new ArrayBuffer(64 * mib + 1))],
    ['text, counted in bytes', () => '诉'.repeat((64 * mib) / 3 + 1)],
  ])('%s: refused', async (_name, make) => {
    const refusal = await refusalOf({ body: make() })
    expect(refusal).toBeInstanceOf(WebhookVerificationError)
    expect(refusal).toMatchObject({ reason: 'body_too_large' })
  })
})

describe('lists that never end', () => {
  it('in a header: the first two values tell that it came twice', async () => {
    const given = { ...headers, 'webhook-id': endless('evt_1', 'evt_1') }
    expect(await refusalOf({ headers: given })).toMatchObject({ reason: 'duplicate_header' })
  })

  it('of secrets and of keys: their length counts', async () => {
    expect(await refusalOf({ secrets: endless(secret) })).toBeUndefined()
    const signed = await deliveryOf('evt_1', {}, { secret: secretKey })
    expect(await refusalOf({ ...signed, secrets: undefined, publicKeys: endless(publicKey) })).toBeUndefined()
  })
})

it.each([
  ['an ArgumentError', new ArgumentError('x')],
  ['a WebhookVerificationError', new WebhookVerificationError('invalid_json', 'x')],
])('survives what looks like %s and throws when it is read', async (_name, error) => {
  const throwing = () => {
    throw poisoned(error)
  }
  const list = new Proxy([secret], { get: throwing })
  const signed = await deliveryOf('evt_1', {}, { secret: secretKey })
  for (const options of [
    { secrets: list },
    { secrets: throwing },
    { secrets: () => list },
    { ...signed, secrets: undefined, publicKeys: { get: throwing, refresh: throwing } },
    { headers: new Proxy({}, { get: throwing }) },
    { body: new Proxy({}, { getPrototypeOf: throwing }) },
    { now: new Proxy(now, { get: throwing }) },
  ]) {
    const refusal = await refusalOf(options)
    expect(refusal instanceof WebhookVerificationError).toBe(true)
    expect(refusal).toMatchObject({ code: 'webhook_refused', reason: expect.any(String) })
  }
})

it.each([
  ['too large', { body: new Uint8Array(64 * mib + 1) }, /maxBodyBytes|256 KiB/],
  ['twice', { headers: { ...headers, 'Webhook-Id': 'a' } }, /a proxy/],
  ['no UTF-8', { ...(await signed(Uint8Array.of(0xff))) }, /sender/],
  ['no time of ours', { now: new Date(Number.NaN) }, /pass new Date\(\)/],
  ['old', { now: new Date(now.getTime() + 301_000) }, /clock/],
  ['missing', { headers: {} }, /proxy/],
  ['malformed', { headers: { ...headers, 'webhook-id': '' } }, /1–128/],
])('the message says what to do: %s', async (_name, options, words) => {
  expect(String(await refusalOf(options))).toMatch(words)
})

async function signed(bytes: Uint8Array) {
  return { body: bytes, headers: await signWebhook({ id: 'evt_1', timestamp: now, body: bytes, secret }) }
}
