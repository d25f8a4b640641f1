import { webcrypto } from 'node:crypto'
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { signAssertion } from '../../src/client/assertion.js'
import { readPrivateKey } from '../../src/client/private-key.js'
import type { UploadSource } from '../../src/index.js'
import {
  AbortedError,
  AuthenticationError,
  ContractError,
  isTousuError,
  PlatformError,
} from '../../src/index.js'
import { clientSecret, problem, type Received, reset } from './support/fake-platform.js'
import { makeComplaint } from './support/samples.js'
import { failure, setUp } from './support/setup.js'

const assertionOf = (request: Received | undefined) =>
  new URLSearchParams(String(request?.body)).get('client_assertion') ?? ''
const publicExponent = new Uint8Array([1, 0, 1])
const complaint = { body: makeComplaint() }

/** Resolves once `condition` holds, without timers. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

describe('the assertion', () => {
  it.each(['ES256', 'Ed25519', 'EdDSA', 'PS256', 'RS256'])('is signed with %s', async (alg) => {
    const { platform, client } = await setUp({}, { alg })
    platform.on('GET /v1/complaints/cmp_1', complaint)
    await client.complaints.retrieve('cmp_1')
    const assertion = assertionOf(platform.to('/oauth/token')[0])
    expect(decodeProtectedHeader(assertion)).toEqual({ alg, typ: 'client-authentication+jwt', kid: 'key-1' })
    const { iss, sub, aud, exp = 0, iat = 0, jti } = decodeJwt(assertion)
    expect([iss, sub, aud, exp - iat]).toEqual(['cli_test', 'cli_test', platform.url, 60])
    expect(jti).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('is another one, with another jti, at each try', async () => {
    const { platform, client } = await setUp()
    platform.on('POST /oauth/token', { status: 503 }, { status: 500 }, { status: 502 })
    await expect(client.enterprise.retrieve()).rejects.toBeInstanceOf(PlatformError)
    const jtis = platform.to('/oauth/token').map((request) => decodeJwt(assertionOf(request)).jti)
    expect(new Set(jtis).size).toBe(3)
    expect(platform.to('/oauth/token')[0]?.headers).not.toHaveProperty('idempotency-key')
  })
})

it('authenticates by client_secret_basic, both parts form-encoded', async () => {
  const { platform, client } = await setUp({ clientSecret, scope: 'complaints:read events:read' })
  platform.on('GET /v1/complaints/cmp_1', complaint)
  await client.complaints.retrieve('cmp_1')
  expect(Object.fromEntries(new URLSearchParams(String(platform.to('/oauth/token')[0]?.body)))).toEqual({
    grant_type: 'client_credentials',
    scope: 'complaints:read events:read',
  })
})

describe('one token for many calls', () => {
  it('makes one token request for 100 first calls at once', async () => {
    const { platform, client } = await setUp()
    platform.on('GET /v1/complaints/cmp_1', complaint)
    let tokens = 0
    client.activity.on('token', () => {
      tokens += 1
    })
    await Promise.all(Array.from({ length: 100 }, () => client.complaints.retrieve('cmp_1')))
    expect(platform.to('/oauth/token')).toHaveLength(1)
    expect(platform.to('/.well-known/')).toHaveLength(1)
    expect(platform.to('/v1/')).toHaveLength(100)
    expect(tokens).toBe(1)
  })

  it('goes on for the others when one of the waiting calls is aborted', async () => {
    const { platform, client } = await setUp()
    platform.on('GET /v1/complaints/cmp_1', complaint)
    const controller = new AbortController()
    platform.on('GET /.well-known/oauth-authorization-server', async () => {
      controller.abort(new Error('enough'))
      await expect(aborted).resolves.toBeInstanceOf(AbortedError)
      const endpoint = `${platform.url}/oauth/token`
      return {
        body: { issuer: platform.url, token_endpoint: endpoint, jwks_uri: '', response_types_supported: [] },
      }
    })
    const aborted = failure(client.complaints.retrieve('cmp_1', { signal: controller.signal }))
    const others = await Promise.all([1, 2, 3].map(() => client.complaints.retrieve('cmp_1')))
    expect(others).toHaveLength(3)
    expect(await aborted).toMatchObject({ cause: controller.signal.reason })
    expect(platform.to('/oauth/token')).toHaveLength(1)
  })

  it('is used above 120 s, renewed in the background between 120 and 30 s, waited for below 30 s', async () => {
    let now = Date.parse('2026-09-24T01:00:00Z')
    const clock = { now: () => now }
    const { platform, client } = await setUp({ wireClock: clock }, { tokenSeconds: 600, now: clock.now })
    platform.on('GET /v1/complaints/cmp_1', complaint)
    const read = () => client.complaints.retrieve('cmp_1')
    const used = () =>
      platform.tokens.indexOf(platform.to('/v1/').at(-1)?.headers.authorization?.slice(7) ?? '')
    await read()
    now += 479_999 // 120.001 s left
    await read()
    expect(platform.tokens).toHaveLength(1)
    now += 1 // 120 s left
    await read()
    expect(used()).toBe(0)
    await until(() => platform.tokens.length === 2)
    // It is given before it arrives, so the next call may still go with the old one.
    while (used() !== 1) await read()
    now += 569_999 // 30.001 s left: renewed in the background once more
    await read()
    expect(used()).toBe(1)
    await until(() => platform.tokens.length === 3)
    while (used() !== 2) await read()
    now += 570_000 // 30 s left
    await read()
    expect(platform.tokens).toHaveLength(4)
    expect(used()).toBe(3)
  })

  it.each([
    ['a 500', { status: 500 }, 'platform_error'],
    ['a broken connection', reset, 'connection_failed'],
  ])('outlives a renewal that fails with %s: the next call asks again', async (_, refusal, code) => {
    let now = Date.now()
    const clock = { now: () => now }
    const { platform, client } = await setUp({ wireClock: clock, retry: { repeats: 0 } }, { now: clock.now })
    platform.on('GET /v1/complaints/cmp_1', complaint)
    await client.complaints.retrieve('cmp_1')

    now += 500_000 // 100 s left: in the background
    platform.on('POST /oauth/token', refusal)
    await client.complaints.retrieve('cmp_1')
    await until(() => platform.to('/oauth/token').length === 2)

    now += 80_000 // 20 s left: waited for
    await expect(client.complaints.retrieve('cmp_1')).rejects.toMatchObject({ code })

    platform.on('POST /oauth/token', {
      body: { access_token: platform.tokens[0], token_type: 'bearer', expires_in: 600 },
    })
    await expect(client.complaints.retrieve('cmp_1')).resolves.toMatchObject({ id: 'cmp_1' })
  })
})

describe('a refused token', () => {
  it('is renewed once, and the call is repeated once, with the same Idempotency-Key', async () => {
    const { platform, client, waits } = await setUp()
    platform.on('POST /v1/complaints/cmp_1/acknowledgement', { body: { complaint: makeComplaint() } })
    platform.on('GET /v1/complaints/cmp_1', complaint)
    await client.complaints.retrieve('cmp_1')
    platform.revoked.add(platform.tokens[0] ?? '')
    await client.complaints.acknowledge('cmp_1')
    expect(platform.tokens).toHaveLength(2)
    const keys = platform.to('/v1/complaints/cmp_1/ack').map(({ headers }) => headers['idempotency-key'])
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
    expect(waits).toEqual([])
  })

  it('makes one renewal for many calls that are refused at once', async () => {
    const { platform, client } = await setUp()
    platform.on('GET /v1/complaints/cmp_1', complaint)
    await client.complaints.retrieve('cmp_1')
    platform.revoked.add(platform.tokens[0] ?? '')
    await Promise.all(Array.from({ length: 20 }, () => client.complaints.retrieve('cmp_1')))
    expect(platform.tokens).toHaveLength(2)
  })

  it('ends in AuthenticationError when the new one is refused, too', async () => {
    const { platform, client } = await setUp()
    platform.on('GET /v1/enterprise', problem(401, 'invalid_token'))
    const error = await failure(client.enterprise.retrieve())
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error).toMatchObject({ status: 401, attempts: 2, problem: { code: 'invalid_token' } })
    expect(platform.to('/v1/enterprise')).toHaveLength(2)
  })

  it('costs no repeat of its own: failures before and after it are repeated as ever', async () => {
    const { platform, client, waits } = await setUp()
    const failed = { status: 503 }
    platform.on('GET /v1/complaints/cmp_1', failed, problem(401, 'invalid_token'), failed, complaint)
    expect((await client.complaints.retrieve('cmp_1')).id).toBe('cmp_1')
    expect(waits).toEqual([125, 250])
    expect(platform.tokens).toHaveLength(2)
  })

  it('is no reason to send a bare stream again, but an upload that can be opened again', async () => {
    const { platform, client } = await setUp()
    platform.on('POST /v1/attachments', problem(401, 'invalid_token'))
    const upload = (source: UploadSource) => failure(client.attachments.upload(source, { filename: 'a.txt' }))
    expect(await upload(new Blob(['a']).stream())).toMatchObject({ status: 401, attempts: 1 })
    expect(await upload(new Blob(['a']))).toMatchObject({ status: 401, attempts: 2 })
  })

  it('whose renewal fails ends in the error of the renewal; the next call asks again', async () => {
    const { platform, client } = await setUp()
    platform.on('GET /v1/complaints/cmp_1', problem(401, 'invalid_token'))
    platform.on(
      'POST /oauth/token',
      { body: { access_token: 'a', token_type: 'Bearer', expires_in: 600 } },
      { status: 400, body: { error: 'invalid_scope' } },
    )
    platform.tokens.push('a', 'b')
    expect(await failure(client.complaints.retrieve('cmp_1'))).toMatchObject({
      name: 'AuthenticationError',
      problem: { code: 'invalid_scope' },
    })
    platform.on('POST /oauth/token', { body: { access_token: 'b', token_type: 'Bearer', expires_in: 600 } })
    platform.on('GET /v1/complaints/cmp_1', complaint)
    expect((await client.complaints.retrieve('cmp_1')).id).toBe('cmp_1')
  })

  it('is recognised by WWW-Authenticate alone', async () => {
    const { platform, client } = await setUp()
    const headers = { 'www-authenticate': 'Bearer realm="x", error="invalid_token"' }
    platform.on(
      'GET /v1/calendar/2026',
      { status: 401, headers, body: '' },
      problem(404, 'year_not_published'),
    )
    await expect(client.calendar.retrieve(2026)).rejects.toMatchObject({ status: 404, attempts: 2 })
    platform.on('GET /v1/calendar/2026', { status: 401, body: '' })
    await expect(client.calendar.retrieve(2026)).rejects.toMatchObject({ status: 401, attempts: 1 })
  })
})

describe('a client that the platform does not accept', () => {
  const refusal = { error: 'invalid_client', error_description: 'geheim' }

  it('is told what to check, without the platform’s own words', async () => {
    const { platform, client } = await setUp()
    platform.on('POST /oauth/token', { status: 401, body: refusal })
    const error = await failure(client.enterprise.retrieve())
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(String(error)).toBe(
      'AuthenticationError: POST /oauth/token: the platform answered 401 invalid_client. Check clientId, that the public key of this privateKey is registered with the platform, and keyId.',
    )
    expect(error).toMatchObject({ problem: { code: 'invalid_client', detail: 'geheim' } })
    expect(platform.to('/oauth/token')).toHaveLength(1)
  })

  it.each([
    [61, '61 s behind the platform'],
    [-3_600, '3600 s ahead of the platform'],
  ])('is told of a clock that differs by %d s', async (seconds, sentence) => {
    const now = Date.parse('2026-09-24T01:00:00Z')
    const { platform, client } = await setUp({ wireClock: { now: () => now } })
    const date = new Date(now + seconds * 1_000).toUTCString()
    platform.on('POST /oauth/token', { status: 401, headers: { date }, body: refusal })
    await expect(client.enterprise.retrieve()).rejects.toThrow(sentence)
    const near = new Date(now + Math.sign(seconds) * 60_000).toUTCString()
    platform.on('POST /oauth/token', { status: 401, headers: { date: near }, body: refusal })
    await expect(client.enterprise.retrieve()).rejects.toThrow('Check clientId')
  })

  it('is told of a scope that it does not have', async () => {
    const { platform, client } = await setUp({ clientSecret })
    platform.on('POST /oauth/token', { status: 400, body: { error: 'invalid_scope' } })
    await expect(client.enterprise.retrieve()).rejects.toThrow('Ask only for scopes that are registered')
    platform.on('POST /oauth/token', { status: 401, body: { error: 'invalid_client' } })
    await expect(client.enterprise.retrieve()).rejects.toThrow('Check clientId and clientSecret')
  })
})

describe('metadata', () => {
  it.each([
    ['another issuer', () => ({ issuer: 'https://other.example' }), 'issuer than http://127.0.0.1:'],
    ['an issuer with a slash', (url: string) => ({ issuer: `${url}/` }), 'another issuer'],
    ['an endpoint over http', () => ({ token_endpoint: 'http://platform.example/token' }), 'no safe address'],
    ['an endpoint that is none', () => ({ token_endpoint: '/oauth/token' }), 'no safe address'],
    [
      'an endpoint with a password',
      () => ({ token_endpoint: 'https://:a@platform.example/' }),
      'no safe address',
    ],
    [
      'an endpoint that leaves https',
      () => ({ token_endpoint: 'ftp://platform.example/' }),
      'no safe address',
    ],
    ['no endpoint', () => ({ token_endpoint: undefined }), '/token_endpoint'],
  ])('of %s is refused', async (_, metadata, sentence) => {
    const { client } = await setUp({}, { metadata })
    const error = await failure(client.enterprise.retrieve())
    expect(error).toBeInstanceOf(ContractError)
    expect(String(error)).toContain(sentence)
  })

  it('of the issuer that was given is used', async () => {
    const issuer = await setUp()
    const { platform, client } = await setUp({
      issuer: issuer.platform.url,
      privateKey: issuer.platform.privateKey,
    })
    await expect(client.enterprise.retrieve()).rejects.toMatchObject({ status: 401 })
    expect(issuer.platform.tokens).toHaveLength(2)
    expect(platform.to('/.well-known')).toHaveLength(0)
  })
})

it.each([
  ['P-256', { name: 'ECDSA', namedCurve: 'P-256' }, 'ES256'],
  ['Ed25519', { name: 'Ed25519' }, 'Ed25519'],
  ['RSA-PSS', { name: 'RSA-PSS', hash: 'SHA-256', modulusLength: 2048, publicExponent }, 'PS256'],
  ['RSA', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent }, 'RS256'],
])('signs with a CryptoKey of %s that cannot be exported', async (_, algorithm, alg) => {
  const pair = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new TypeError('no pair')
  const key = readPrivateKey(pair.privateKey, {})
  const assertion = await signAssertion(key, { clientId: 'a', issuer: 'https://a.example', wireClock: Date })
  expect((await compactVerify(assertion, pair.publicKey)).protectedHeader.alg).toBe(alg)
})

it.each([
  ['no Bearer token', { access_token: 'a', token_type: 'mac', expires_in: 60 }],
  ['no life', { access_token: 'a', token_type: 'Bearer' }],
  ['line ends in the token', { access_token: 'a\r\nb', token_type: 'Bearer', expires_in: 60 }],
])('refuses a token answer with %s', async (_, body) => {
  const { platform, client } = await setUp()
  platform.on('POST /oauth/token', { body })
  const error = await failure(client.enterprise.retrieve())
  expect(error).toBeInstanceOf(ContractError)
  expect(isTousuError(error) && error.message).toContain('no Bearer token')
})
