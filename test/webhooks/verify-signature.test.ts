import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  type VerifiedSignature,
  type VerifySignatureOptions,
  verifySignature,
  type WebhookVerificationError,
  type WebhookVerificationReason,
} from '../../src/webhooks/index.js'
import { generateKeyPair } from '../../src/webhooks/key-pair.js'
import { generateSecret } from '../../src/webhooks/secret.js'
import { deliveryOf, now, otherSecret, publicKey, secret, secretKey } from './delivery.js'

const { headers, body } = await deliveryOf()
const signature = headers['webhook-signature']
const right: VerifySignatureOptions = { body, headers, secrets: secret, now }

/** Why it is refused; `verified` when it is not. */
async function verdict(options: object): Promise<WebhookVerificationReason | 'verified'> {
  return verifySignature({ ...right, ...options }).then(
    () => 'verified' as const,
    (error: WebhookVerificationError) => error.reason,
  )
}
const verdictOn = (changed: Record<string, unknown>) => verdict({ headers: { ...headers, ...changed } })

it('resolves to exactly id, timestamp and text', async () => {
  const verified = await verifySignature(right)
  expect(verified).toEqual({ id: 'evt_1', timestamp: now, text: body })
  expectTypeOf(verifySignature).returns.resolves.toEqualTypeOf<VerifiedSignature>()
  // @ts-expect-error: a forgotten await
  void verifySignature(right).text
})

describe('the body', () => {
  it.each([
    ['a string', body],
    ['a Buffer', Buffer.from(body)],
    ['a part of a larger buffer', Buffer.from(`[[${body}]]`).subarray(2, -2)],
    ['an ArrayBuffer', new Uint8Array(Buffer.from(body)).buffer],
    ['a DataView', new DataView(new Uint8Array(Buffer.from(body)).buffer)],
  ])('may be %s', async (_name, bytes) => {
    expect(await verdict({ body: bytes })).toBe('verified')
  })

  it.each([[JSON.parse(body)], [{}], [[]], [null], [undefined], [5]])(
    'may not be parsed: %o',
    async (parsed) => {
      expect(await verdict({ body: parsed })).toBe('body_already_parsed')
    },
  )

  it('that is parsed already is answered with how to mount the route', async () => {
    await expect(verifySignature({ ...right, body: JSON.parse(body) })).rejects.toThrow(
      /express\.json\(\).*app\.post\(path, expressReceiver\(receiver\)\).*rawBody = bytes/s,
    )
  })

  it('that was changed by one bit does not match', async () => {
    const changed = Buffer.from(body)
    changed.writeUInt8(changed.readUInt8(10) ^ 1, 10)
    expect(await verdict({ body: changed })).toBe('no_matching_signature')
  })
})

describe('the headers', () => {
  const raw = Object.entries(headers).flat()
  const upper = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
  )

  it.each([
    ['Headers', new Headers(headers)],
    ['a plain object in any case', upper],
    ['lists of one', Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))],
    ['rawHeaders', raw],
    ['a request of node:http', { rawHeaders: raw, headers: {} }],
    ['pairs', Object.entries(headers)],
    ['a Map in any case', new Map(Object.entries(upper))],
  ])('may be %s', async (_name, given) => {
    expect(await verdict({ headers: given })).toBe('verified')
  })

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const)(
    '%s is needed, once',
    async (name) => {
      expect(await verdictOn({ [name]: undefined })).toBe('missing_header')
      expect(await verdictOn({ [name]: [] })).toBe('missing_header')
      expect(await verdictOn({ [name]: 5 })).toBe('malformed_header')
      expect(await verdictOn({ [name]: '' })).not.toBe('verified')
      expect(await verdictOn({ [name]: [headers[name], headers[name]] })).toBe('duplicate_header')
      expect(await verdictOn({ [name.toUpperCase()]: headers[name] })).toBe('duplicate_header')
      expect(await verdict({ headers: [...raw, name, headers[name]] })).toBe('duplicate_header')
      const joined = new Headers(headers)
      joined.append(name, headers[name])
      expect(await verdict({ headers: joined })).toBe('duplicate_header')
    },
  )

  it.each([
    ['1', 'verified'],
    ['a'.repeat(128), 'verified'],
    ['AZaz09_-', 'verified'],
    ['a'.repeat(129), 'malformed_header'],
    ['', 'malformed_header'],
    ['a.b', 'malformed_header'],
    ['a b', 'malformed_header'],
    ['a\n', 'malformed_header'],
    ['投诉', 'malformed_header'],
  ])('id %j: %s', async (id, expected) => {
    const signed = expected === 'verified' ? (await deliveryOf(id)).headers : { ...headers, 'webhook-id': id }
    const { body: text } = await deliveryOf(expected === 'verified' ? id : 'evt_1')
    expect(await verdict({ headers: signed, body: text })).toBe(expected)
  })

  it.each(['', ' 1', '1 ', '+1', '-1', '1.0', '1e9', '0x1', '１', '1'.repeat(13), '1\n', 'NaN'])(
    'time %j is malformed',
    async (timestamp) => {
      expect(await verdictOn({ 'webhook-timestamp': timestamp })).toBe('malformed_header')
    },
  )

  it.each([0, 9, 999_999_999_999])('time %i, of 1–12 digits, is a time', async (seconds) => {
    const timestamp = new Date(seconds * 1000)
    const signed = await deliveryOf('evt_1', {}, { timestamp })
    expect(signed.headers['webhook-timestamp']).toBe(`${seconds}`)
    expect(await verdict({ ...signed, now: timestamp })).toBe('verified')
  })

  it('time of 12 digits is a time, far in the future', async () => {
    expect(await verdictOn({ 'webhook-timestamp': '9'.repeat(12) })).toBe('timestamp_too_new')
    expect(await verdictOn({ 'webhook-timestamp': '0' })).toBe('timestamp_too_old')
  })
})

describe('the time', () => {
  const shifted = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  it.each([
    [300, 'verified'],
    [301, 'timestamp_too_old'],
    [-300, 'verified'],
    [-301, 'timestamp_too_new'],
  ])('%i s after the signature: %s', async (seconds, expected) => {
    expect(await verdict({ now: shifted(seconds) })).toBe(expected)
  })

  it.each([
    [0, 0, 'verified'],
    [0, 1, 'timestamp_too_old'],
    [86_400, 86_400, 'verified'],
    [86_400, 86_401, 'timestamp_too_old'],
    [86_401, 0, 'timestamp_too_old'],
    [-1, 0, 'timestamp_too_old'],
    [Number.NaN, 0, 'timestamp_too_old'],
    [Number.POSITIVE_INFINITY, 0, 'timestamp_too_old'],
    ['300', 0, 'timestamp_too_old'],
  ])('tolerance %s, %i s after: %s', async (toleranceSeconds, seconds, expected) => {
    expect(await verdict({ toleranceSeconds, now: shifted(seconds) })).toBe(expected)
  })

  it.each([[new Date(Number.NaN)], [1_790_000_000_000], ['2026-09-24T09:00:00+08:00'], [null], [{}]])(
    'now %o is no time',
    async (wrong) => {
      expect(await verdict({ now: wrong })).toBe('timestamp_too_old')
    },
  )

  it('is the system clock’s when none is given', async () => {
    const fresh = await deliveryOf('evt_1', {}, { timestamp: new Date() })
    await verifySignature({ ...fresh, secrets: secret })
  })
})

describe('the signatures', () => {
  const digest = signature.slice('v1,'.length)
  const junk = `v1,${Buffer.alloc(32).toString('base64')}`

  it.each([
    ['one without its version', digest],
    ['another version', `v2,${digest}`],
    ['the version of the other method', `v1a,${digest}`],
    ['upper case', `V1,${digest}`],
    ['no comma', `v1${digest}`],
    ['an equals sign', `v1=${digest}`],
    ['no padding', signature.slice(0, -1)],
    ['too much padding', `${signature}=`],
    ['base64url', 'v1,-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_8='],
    ['a stray bit', `v1,${digest.slice(0, -2)}${String.fromCharCode(digest.charCodeAt(42) + 1)}=`],
    ['a part', signature.slice(0, 20)],
    ['a space inside', signature.replace(',', ', ').replace(', ', ',\t')],
    ['nothing after the version', 'v1,'],
    ['a third part', `${signature},x`],
    ['31 bytes', `v1,${Buffer.from(digest, 'base64').subarray(1).toString('base64')}`],
    ['33 bytes', `v1,${Buffer.concat([Buffer.from(digest, 'base64'), Buffer.alloc(1)]).toString('base64')}`],
    ['nothing', ' '],
  ])('%s never counts', async (_name, entry) => {
    expect(await verdictOn({ 'webhook-signature': entry })).toBe('no_matching_signature')
  })

  it('one right entry among others is enough', async () => {
    for (const header of [
      `${junk} ${signature}`,
      `${signature} ${junk}`,
      `v9,future ${signature} `,
      `  ${signature}`,
    ]) {
      expect(await verdictOn({ 'webhook-signature': header })).toBe('verified')
    }
  })

  it.each([
    [16, 'verified'],
    [17, 'malformed_header'],
  ])('%i entries: %s', async (count, expected) => {
    const entries = [...Array.from({ length: count - 1 }, () => junk), signature]
    expect(await verdictOn({ 'webhook-signature': entries.join(' ') })).toBe(expected)
  })
})

describe('the secrets', () => {
  it('may be several, while a rotation overlaps', async () => {
    expect(await verdict({ secrets: [otherSecret, secret] })).toBe('verified')
    expect(await verdict({ secrets: otherSecret })).toBe('no_matching_signature')
    expect(await verdict({ secrets: Array.from({ length: 16 }, () => secret) })).toBe('verified')
    expect(await verdict({ secrets: Array.from({ length: 17 }, () => secret) })).toBe('malformed_secret')
  })

  it('may be looked up for each delivery', async () => {
    expect(await verdict({ secrets: () => [secret] })).toBe('verified')
    expect(await verdict({ secrets: async () => [otherSecret, secret] })).toBe('verified')
    expect(await verdict({ secrets: () => [] })).toBe('malformed_secret')
    expect(await verdict({ secrets: async () => Promise.reject(new Error('vault is down')) })).toBe(
      'keys_unavailable',
    )
  })

  it.each([
    ['nothing at all', undefined, 'environment variable'],
    ['an empty list', [], 'empty'],
    ['null', null, 'null'],
    ['empty', '', 'is the environment variable set'],
    ['without prefix', secret.slice(6), 'whsec_'],
    ['a public key', publicKey, 'publicKeys'],
    ['a private key', secretKey, 'private key of the sender'],
    ['a space at the end', `${secret} `, 'copied with a space'],
    ['without padding', secret.replace(/=+$/, ''), 'canonical base64'],
    ['an upper-case prefix', secret.replace('whsec_', 'WHSEC_'), 'whsec_'],
    ['a stray bit', `whsec_${'A'.repeat(42)}B=`, 'canonical base64'],
    ['base64url', `whsec_${'-_'.repeat(16)}`, 'canonical base64'],
    ['nothing after the prefix', 'whsec_', '0 bytes'],
    ['23 bytes', `whsec_${Buffer.alloc(23).toString('base64')}`, '23 bytes'],
    ['65 bytes', `whsec_${Buffer.alloc(65).toString('base64')}`, '65 bytes'],
  ])('%s: malformed, with advice and without the secret', async (_name, secrets, words) => {
    // @ts-expect-error: wrong types are part of the list
    const error: unknown = await verifySignature({ ...right, secrets }).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'webhook_refused', reason: 'malformed_secret' })
    expect(String(error)).toContain(words)
    expect(JSON.stringify(error) + String(error)).not.toContain(secret.slice(6, 30))
  })
})

it.each([24, 64])('a secret of %i bytes is one', async (bytes) => {
  const edge = generateSecret({ bytes })
  expect(await verdict({ ...(await deliveryOf('evt_1', {}, { secret: edge })), secrets: edge })).toBe(
    'verified',
  )
})

describe('v1a', async () => {
  const signed = await deliveryOf('evt_1', {}, { secret: secretKey })
  const entry = signed.headers['webhook-signature']
  const junk = `v1a,${Buffer.alloc(64).toString('base64')}`
  const other = () => generateKeyPair().publicKey
  const verdictOf = (entries: readonly string[], publicKeys: unknown, secrets?: unknown) =>
    verdict({ headers: { ...headers, 'webhook-signature': entries.join(' ') }, publicKeys, secrets })

  it('needs the key of the endpoint', async () => {
    expect(await verdictOf([entry], publicKey)).toBe('verified')
    expect(await verdictOf([entry], other())).toBe('no_matching_signature')
    expect(await verdictOf([signature], publicKey)).toBe('no_matching_signature')
  })

  it('beside secrets: one match of either is enough', async () => {
    expect(await verdictOf([entry], publicKey, otherSecret)).toBe('verified')
    expect(await verdictOf([signature], other(), secret)).toBe('verified')
    expect(await verdictOf([junk, signature, entry], other(), otherSecret)).toBe('no_matching_signature')
  })

  it('tries four entries and four keys at most', async () => {
    expect(await verdictOf([junk, junk, junk, entry], [other(), other(), other(), publicKey])).toBe(
      'verified',
    )
    expect(await verdictOf([junk, junk, junk, junk, entry], publicKey)).toBe('no_matching_signature')
    const five = [other(), other(), other(), other(), publicKey]
    expect(await verdictOf([entry], five)).toBe('no_matching_signature')
    // Entries that are none do not use the four up.
    expect(await verdictOf(['v1a,x', 'v2,x', 'v1a,', 'v1a', junk, entry], publicKey)).toBe('verified')
    const sizes = [63, 65, 66, 65, 66].map((size) => `v1a,${Buffer.alloc(size).toString('base64')}`)
    const stray = `v1a,${'A'.repeat(85)}B==`
    expect(await verdictOf([...sizes, stray, `V1A,${'A'.repeat(88)}`, entry], publicKey)).toBe('verified')
  })

  it.each([[secret], [secretKey], ['whpk_AAAA'], [''], [[]], [5], [{}], [null]])(
    '%o is no key',
    async (key) => {
      expect(await verdictOf([entry], key)).toBe('malformed_secret')
    },
  )

  it('takes any 32 bytes without breaking', async () => {
    for (const fill of [0, 1, 2, 127, 255]) {
      const point = `whpk_${Buffer.alloc(32, fill).toString('base64')}`
      expect(await verdictOf([entry], point)).toBe('no_matching_signature')
    }
  })
})

describe('the text', () => {
  const signedBytes = async (bytes: Uint8Array) => {
    const { signWebhook } = await import('../../src/webhooks/index.js')
    return { body: bytes, headers: await signWebhook({ id: 'evt_1', timestamp: now, body: bytes, secret }) }
  }

  it('is the body exactly, a byte order mark included', async () => {
    const text = '\uFEFF{"title":"𠮷\\u0000"}\r\n'
    const verified = await verifySignature({ ...right, ...(await signedBytes(Buffer.from(text))) })
    expect(verified.text).toBe(text)
  })

  it.each([[[0xff]], [[0xc0, 0x80]], [[0xed, 0xa0, 0x80]], [[0xe4, 0xb8]], [[0xf5, 0x80, 0x80, 0x80]]])(
    'of bytes that are not UTF-8 (%j) is refused, after the signature holds',
    async (bytes) => {
      const delivery = await signedBytes(Uint8Array.from(bytes))
      expect(await verdict(delivery)).toBe('invalid_encoding')
      expect(await verdict({ ...delivery, secrets: otherSecret })).toBe('no_matching_signature')
    },
  )
})
