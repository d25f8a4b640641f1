/** What a forger costs: nothing is hashed for a wrong header or time. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { verifySignature } from '../../src/webhooks/index.js'
import { generateKeyPair } from '../../src/webhooks/key-pair.js'
import { deliveryOf, now, otherSecret, publicKey, secret, secretKey } from './delivery.js'

const crypto = process.getBuiltinModule('node:crypto')
const { headers, body } = await deliveryOf('evt_1', {}, { secret: [secret, secretKey] })

beforeEach(() => {
  vi.spyOn(crypto, 'createHmac')
  vi.spyOn(crypto, 'verify')
  vi.spyOn(crypto, 'timingSafeEqual')
})
afterEach(() => vi.restoreAllMocks())

const hashes = () =>
  vi.mocked(crypto.createHmac).mock.calls.length + vi.mocked(crypto.verify).mock.calls.length

it.each([
  ['no id', { ...headers, 'webhook-id': undefined }, now],
  ['a wrong id', { ...headers, 'webhook-id': 'a.b' }, now],
  ['a wrong time', { ...headers, 'webhook-timestamp': '1e9' }, now],
  ['two signatures headers', { ...headers, 'Webhook-Signature': 'v1,x' }, now],
  [
    '17 entries',
    { ...headers, 'webhook-signature': Array(17).fill(headers['webhook-signature']).join(' ') },
    now,
  ],
  ['too old', headers, new Date(now.getTime() + 301_000)],
  ['too new', headers, new Date(now.getTime() - 301_000)],
  ['no known version', { ...headers, 'webhook-signature': 'v2,AAAA AAAA' }, now],
])('%s: nothing is hashed, no secret is asked for', async (name, given, at) => {
  const secrets = vi.fn(() => [secret])
  const attempt = verifySignature({ body, headers: given, secrets, publicKeys: publicKey, now: at })
  await expect(attempt).rejects.toMatchObject({ code: 'webhook_refused' })
  expect(hashes()).toBe(0)
  if (name !== 'no known version') expect(secrets).not.toHaveBeenCalled()
})

it('hashes once for each secret, however many entries there are', async () => {
  const junk = `v1,${Buffer.alloc(32).toString('base64')}`
  const given = { ...headers, 'webhook-signature': Array(16).fill(junk).join(' ') }
  const attempt = verifySignature({ body, headers: given, secrets: [secret, otherSecret], now })
  await expect(attempt).rejects.toMatchObject({ reason: 'no_matching_signature' })
  expect(crypto.createHmac).toHaveBeenCalledTimes(2)
  expect(crypto.timingSafeEqual).toHaveBeenCalledTimes(32)
})

it('tries 4 × 4 Ed25519 signatures at most', async () => {
  const junk = `v1a,${Buffer.alloc(64).toString('base64')}`
  const given = { ...headers, 'webhook-signature': Array(16).fill(junk).join(' ') }
  const publicKeys = Array.from({ length: 8 }, () => generateKeyPair().publicKey)
  const attempt = verifySignature({ body, headers: given, publicKeys, now })
  await expect(attempt).rejects.toMatchObject({ reason: 'no_matching_signature' })
  expect(crypto.verify).toHaveBeenCalledTimes(16)
})

it.each([4, 3, 1])('of %i known keys and of those that came since, tries four at most', async (known) => {
  const junk = `v1a,${Buffer.alloc(64).toString('base64')}`
  const given = { ...headers, 'webhook-signature': Array(16).fill(junk).join(' ') }
  const keysOf = (count: number) => Array.from({ length: count }, () => generateKeyPair().publicKey)
  const publicKeys = { get: async () => keysOf(known), refresh: async () => keysOf(8) }
  const attempt = verifySignature({ body, headers: given, publicKeys, now })
  await expect(attempt).rejects.toMatchObject({ reason: 'no_matching_signature' })
  expect(crypto.verify).toHaveBeenCalledTimes(16)
})

it('hashes bytes where they are, without a copy', async () => {
  const bytes = Buffer.from(body)
  const update = vi.spyOn(crypto.createHmac('sha256', 'x').constructor.prototype, 'update')
  await verifySignature({ body: bytes, headers, secrets: secret, now })
  const hashed = update.mock.calls.map(([piece]) => piece).find((piece) => piece instanceof Uint8Array)
  expect(hashed instanceof Uint8Array && hashed.buffer === bytes.buffer).toBe(true)
})
