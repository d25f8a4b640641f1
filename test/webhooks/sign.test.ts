import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { isTousuError } from '../../src/errors.js'
import { signWebhook, verifySignature } from '../../src/webhooks/index.js'
import { decodePrivateKey, fromJwk, generateKeyPair, toJwk } from '../../src/webhooks/key-pair.js'
import { decodeSecret, generateSecret } from '../../src/webhooks/secret.js'
import { now, publicKey, secret, secretKey } from './delivery.js'

interface Vector {
  readonly name: string
  readonly id: string
  readonly timestamp: number
  readonly bodyBase64: string
  readonly signature: string
}
const vectors = <V>(file: string): (Vector & V)[] =>
  JSON.parse(readFileSync(new URL(`../fixtures/webhooks/${file}`, import.meta.url), 'utf8'))

describe('v1, HMAC-SHA256', () => {
  it.each(vectors<{ secret: string }>('v1.json'))('$name', async ({ id, secret, signature, ...vector }) => {
    const body = Buffer.from(vector.bodyBase64, 'base64')
    const timestamp = new Date(vector.timestamp * 1000)
    const headers = await signWebhook({ id, timestamp, body, secret })
    expect(headers).toEqual({
      'webhook-id': id,
      'webhook-timestamp': `${vector.timestamp}`,
      'webhook-signature': signature,
    })
    expect(await verifySignature({ body, headers, secrets: secret, now: timestamp })).toEqual({
      id,
      timestamp,
      text: body.toString(),
    })
  })

  it('verifies what the published library signs, and is verified by it', async () => {
    const peer = new Webhook(secret)
    const timestamp = new Date()
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.stringMatching(/^[\w-]{1,128}$/),
        async (body, id) => {
          const signed = {
            'Webhook-Id': id,
            'Webhook-Timestamp': `${Math.floor(timestamp.getTime() / 1000)}`,
            'Webhook-Signature': peer.sign(id, timestamp, body),
          }
          expect((await verifySignature({ body, headers: signed, secrets: secret })).text).toBe(body)
          const ours = await signWebhook({ id, timestamp, body, secret })
          expect(() => peer.verify(body, ours, { jsonParse: false })).not.toThrow()
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('v1a, Ed25519', () => {
  it.each(vectors<{ secretKey: string; publicKey: string }>('v1a.json'))(
    '$name',
    async ({ id, secretKey, publicKey, signature, ...vector }) => {
      const body = Buffer.from(vector.bodyBase64, 'base64')
      const timestamp = new Date(vector.timestamp * 1000)
      const headers = await signWebhook({ id, timestamp, body, secret: secretKey })
      expect(headers['webhook-signature']).toBe(signature)
      const verified = await verifySignature({ body, headers, publicKeys: publicKey, now: timestamp })
      expect(verified.text).toBe(body.toString())
    },
  )

  it('takes a private key with its public half, and refuses one with another', async () => {
    const bytes = (key: string) => Buffer.from(key.slice(5), 'base64')
    const whole = `whsk_${Buffer.concat([bytes(secretKey), bytes(publicKey)]).toString('base64')}`
    expect(decodePrivateKey(whole)).toEqual(decodePrivateKey(secretKey))
    const wrong = `whsk_${Buffer.concat([bytes(secretKey), bytes(secretKey)]).toString('base64')}`
    expect(() => decodePrivateKey(wrong)).toThrow('second half')
    expect(() => decodePrivateKey(`whsk_${Buffer.alloc(31).toString('base64')}`)).toThrow('32 bytes')
  })

  it('shows a public key as the JWK of RFC 8037 and reads it back', () => {
    const jwk = toJwk(publicKey)
    expect(jwk).toMatchObject({ kty: 'OKP', crv: 'Ed25519', use: 'sig' })
    expect(fromJwk(jwk)).toBe(publicKey)
    expect(fromJwk({ ...jwk, use: undefined, kid: 'k', future: 1 })).toBe(publicKey)
    for (const other of [
      { ...jwk, use: 'enc' },
      { ...jwk, crv: 'X25519' },
      { ...jwk, x: `${jwk.x}=` },
      null,
      'x',
      {},
    ]) {
      expect(fromJwk(other)).toBeUndefined()
    }
  })
})

it('signs with every live secret and the key at once, an entry each, in their order', async () => {
  const older = generateSecret()
  const headers = await signWebhook({
    id: 'evt_1',
    timestamp: now,
    body: '{}',
    secret: [secret, older, secretKey],
  })
  expect(headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44} v1a,\S{88}$/)
  const given = { body: '{}', headers, now }
  await verifySignature({ ...given, secrets: older })
  await verifySignature({ ...given, secrets: [generateSecret(), secret] })
  await verifySignature({ ...given, publicKeys: publicKey })
})

it('cuts fractions of a second', async () => {
  const timestamp = new Date(1_999)
  const headers = await signWebhook({ id: 'evt_1', timestamp, body: '', secret })
  expect(headers['webhook-timestamp']).toBe('1')
})

describe('what cannot be signed is refused with advice', () => {
  const right = { id: 'evt_1', timestamp: now, body: '{}', secret }
  it.each([
    ['a full stop in the id', { ...right, id: 'evt.1' }, '1–128'],
    ['an empty id', { ...right, id: '' }, '1–128'],
    ['an id of 129', { ...right, id: 'a'.repeat(129) }, '1–128'],
    ['an invalid date', { ...right, timestamp: new Date(Number.NaN) }, 'new Date()'],
    ['a time before 1970', { ...right, timestamp: new Date(-1) }, 'new Date()'],
    ['no secret', { ...right, secret: [] }, '0 secrets'],
    ['17 secrets', { ...right, secret: Array.from({ length: 17 }, () => secret) }, '17 secrets'],
    ['a public key', { ...right, secret: publicKey }, 'publicKeys'],
    ['23 bytes', { ...right, secret: `whsec_${Buffer.alloc(23).toString('base64')}` }, '23 bytes'],
    ['65 bytes', { ...right, secret: `whsec_${Buffer.alloc(65).toString('base64')}` }, '65 bytes'],
  ])('%s', async (_name, options, words) => {
    const error: unknown = await signWebhook(options).catch((thrown) => thrown)
    expect(isTousuError(error) && error.code).toBe('invalid_argument')
    expect(String(error)).toContain(words)
    expect(String(error)).not.toContain(secret)
  })

  it('a parsed body', async () => {
    // @ts-expect-error: the object instead of its text
    await expect(signWebhook({ ...right, body: { a: 1 } })).rejects.toThrow('JSON.stringify')
  })

  it('128 of an id, secrets of 24 and 64 bytes and 16 of them are right', async () => {
    for (const size of [24, 64]) {
      const edge = `whsec_${Buffer.alloc(size).toString('base64')}`
      await signWebhook({ ...right, id: 'a'.repeat(128), secret: Array.from({ length: 16 }, () => edge) })
    }
  })
})

describe('new secrets and keys', () => {
  it('are random, and of the length that is asked for', () => {
    expect(generateSecret()).not.toBe(generateSecret())
    expect(generateKeyPair()).not.toEqual(generateKeyPair())
    expect(decodeSecret(generateSecret())).toHaveLength(32)
    for (const bytes of [24, 64]) expect(decodeSecret(generateSecret({ bytes }))).toHaveLength(bytes)
    for (const bytes of [23, 65, 24.5]) expect(() => generateSecret({ bytes })).toThrow('24–64')
  })

  it('come from the source that is given', () => {
    const randomBytes = (size: number) => Buffer.alloc(size, 7)
    expect(generateSecret({ randomBytes })).toBe(generateSecret({ randomBytes }))
    expect(generateKeyPair({ randomBytes })).toEqual(generateKeyPair({ randomBytes }))
  })
})
