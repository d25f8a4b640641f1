import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import {
  createPlatform,
  type Platform,
  type PlatformOptions,
  type RegisteredWithKey,
} from '../../../src/platform/index.js'
import { getToken } from '../http/setup.js'

const start = Date.parse('2026-11-25T00:00:00Z')
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** A platform whose wire time stands still, so that every edge can be met. */
function open(options: PlatformOptions = {}) {
  let now = start
  const platform = createPlatform({ wireClock: { now: () => now }, ...options })
  const pass = (ms: number) => {
    now += ms
  }
  return { platform, pass }
}

async function ask(
  { fetch, url }: Pick<Platform, 'fetch' | 'url'>,
  form: Record<string, string> | string,
  headers: Record<string, string> = {},
) {
  const response = await fetch(
    new Request(`${url}/oauth/token`, {
      method: 'POST',
      body: String(typeof form === 'string' ? form : new URLSearchParams(form)),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    }),
  )
  const json: Record<string, unknown> = JSON.parse(await response.text())
  return { status: response.status, headers: response.headers, json }
}

async function sign({ clientId, privateKey }: RegisteredWithKey, claims: object = {}, header: object = {}) {
  const seconds = start / 1_000
  const own = { iss: clientId, sub: clientId, aud: 'https://platform.tousu.test', jti: crypto.randomUUID() }
  return new SignJWT({ ...own, exp: seconds + 60, ...claims })
    .setProtectedHeader({ alg: privateKey.alg, kid: privateKey.kid, ...header })
    .sign(await importJWK(privateKey))
}

const withAssertion = (assertion: string) => ({
  grant_type: 'client_credentials',
  client_assertion_type: assertionType,
  client_assertion: assertion,
})
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})

describe('a client assertion', () => {
  const seconds = start / 1_000

  it.each([
    [{ exp: seconds + 300 }, true],
    [{ exp: seconds + 301 }, false],
    [{ exp: seconds + 1 }, true],
    [{ exp: seconds }, false],
    [{ exp: String(seconds + 60) }, false],
    [{ nbf: seconds + 30 }, true],
    [{ nbf: seconds + 31 }, false],
    [{ iat: seconds + 31 }, false],
    [{ aud: ['https://platform.tousu.test'] }, false],
    [{ aud: 'https://platform.tousu.test/' }, false],
    [{ aud: 'https://platform.tousu.test/v1' }, false],
    [{ iss: 'client_other' }, false],
    [{ jti: '' }, false],
    [{ jti: 'x'.repeat(257) }, false],
  ])('with %j is accepted: %s', async (claims, accepted) => {
    const { platform } = open()
    const enterprise = await platform.registerEnterprise({ name: '示例网络' })
    const { status, json } = await ask(platform, withAssertion(await sign(enterprise, claims)))
    expect({ status, error: json['error'] }).toEqual(
      accepted ? { status: 200, error: undefined } : { status: 401, error: 'invalid_client' },
    )
  })

  it('is good once, until it has expired; the same jti of another client is another one', async () => {
    const { platform, pass } = open()
    const one = await platform.registerEnterprise({ name: '示例网络' })
    const other = await platform.registerEnterprise({ name: '另一家网络' })
    const status = async (assertion: string) => (await ask(platform, withAssertion(assertion))).status
    const first = await sign(one, { jti: 'same', exp: seconds + 300 })
    expect(await status(first)).toBe(200)
    expect(await status(await sign(one, { jti: 'same', exp: seconds + 200 }))).toBe(401)
    expect(await status(await sign(other, { jti: 'same' }))).toBe(200)
    pass(299_000)
    expect(await status(first)).toBe(401)
    // Forgotten within a minute of its end.
    pass(61_000)
    expect(await status(await sign(one, { jti: 'same', exp: seconds + 600 }))).toBe(200)
  })

  it('that came twice at once is good once', async () => {
    const { platform } = open()
    const form = withAssertion(await sign(await platform.registerEnterprise({ name: '示例网络' })))
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(platform, form)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('used up by a forger is not: what nobody signed leaves the jti alone', async () => {
    const { platform } = open()
    const enterprise = await platform.registerEnterprise({ name: '示例网络' })
    const good = await sign(enterprise)
    const other = await platform.registerEnterprise({ name: '另一家网络' })
    const forged = await sign({ ...other, clientId: enterprise.clientId }, { jti: decodeJwt(good).jti })
    expect((await ask(platform, withAssertion(forged))).status).toBe(401)
    expect((await ask(platform, withAssertion(good))).status).toBe(200)
  })

  it.each([
    { crit: ['exp'], exp: 1 },
    { b64: true, crit: ['b64'] },
  ])('with header %j is refused', async (header) => {
    const { platform } = open()
    const enterprise = await platform.registerEnterprise({ name: '示例网络' })
    const assertion = await sign(enterprise, {}, 'b64' in header ? header : {})
    const [, payload, signature] = assertion.split('.')
    const named = Buffer.from(JSON.stringify({ alg: 'ES256', ...header })).toString('base64url')
    const sent = 'b64' in header ? assertion : `${named}.${payload}.${signature}`
    expect((await ask(platform, withAssertion(sent))).status).toBe(401)
  })

  it('is for the face that is asked: the issuer of another one is no audience', async () => {
    const platform = createPlatform()
    const server = await platform.listen()
    try {
      const enterprise = await platform.registerEnterprise({ name: '示例网络' })
      const exp = Math.floor(Date.now() / 1_000) + 60
      const overHttp = { fetch: (request: Request) => fetch(request), url: server.url }
      const forHttp = withAssertion(await sign(enterprise, { aud: server.url, exp }))
      const forProcess = withAssertion(await sign(enterprise, { aud: platform.url, exp }))
      expect((await ask(overHttp, forProcess)).status).toBe(401)
      expect((await ask(platform, forHttp)).status).toBe(401)
      expect((await ask(overHttp, forHttp)).status).toBe(200)
      expect((await ask(platform, forProcess)).status).toBe(200)
    } finally {
      await platform.close()
    }
  })
})

describe('client_secret_basic', () => {
  const grant = { grant_type: 'client_credentials' }

  it('has both parts form-encoded', async () => {
    const { platform } = open()
    const { clientId, clientSecret } = await platform.registerEnterprise({
      name: '示例网络',
      authentication: 'client_secret_basic',
    })
    const encode = (part: string) =>
      [...Buffer.from(part)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
    expect((await ask(platform, grant, basic(clientId, clientSecret))).status).toBe(200)
    expect((await ask(platform, grant, basic(encode(clientId), encode(clientSecret)))).status).toBe(200)
    expect(
      (await ask(platform, { ...grant, client_id: clientId }, basic(clientId, clientSecret))).status,
    ).toBe(200)
    // Read as the form says: a plus sign is a space, %25 a percent sign.
    expect((await ask(platform, grant, basic(clientId, `${clientSecret}+`))).status).toBe(401)
    expect((await ask(platform, grant, basic(clientId, encode(encode(clientSecret))))).status).toBe(401)
  })

  it.each([
    ['a wrong secret', (id: string) => basic(id, 'wrong')],
    ['an empty one', (id: string) => basic(id, '')],
    ['an unknown client', () => basic('client_none', 'wrong')],
    ['broken encoding', (id: string) => basic(id, '%zz')],
    ['no colon', (id: string) => ({ authorization: `Basic ${Buffer.from(id).toString('base64')}` })],
    ['another scheme', () => ({ authorization: 'Bearer abc' })],
    ['nothing', () => ({})],
  ])('with %s is refused with a challenge', async (_, headersOf: (id: string) => Record<string, string>) => {
    const { platform } = open()
    const { clientId } = await platform.registerEnterprise({
      name: '示例网络',
      authentication: 'client_secret_basic',
    })
    const { status, headers, json } = await ask(platform, grant, headersOf(clientId))
    expect({ status, error: json['error'] }).toEqual({ status: 401, error: 'invalid_client' })
    expect(headers.get('www-authenticate')).toBe('Basic realm="tousu"')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('is the one method of a client that has it, as an assertion is of one that has a key', async () => {
    const { platform } = open()
    const withSecret = await platform.registerEnterprise({
      name: '示例网络',
      authentication: 'client_secret_basic',
    })
    const withKey = await platform.registerEnterprise({ name: '另一家网络' })
    expect((await ask(platform, grant, basic(withKey.clientId, ''))).json['error']).toBe('invalid_client')
    const assertion = await sign({ ...withKey, clientId: withSecret.clientId })
    expect((await ask(platform, withAssertion(assertion))).json['error']).toBe('invalid_client')
    const both = await ask(
      platform,
      withAssertion(await sign(withKey)),
      basic(withSecret.clientId, withSecret.clientSecret),
    )
    expect(both).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
    const inForm = { ...grant, client_id: withSecret.clientId, client_secret: withSecret.clientSecret }
    expect((await ask(platform, inForm)).json['error']).toBe('invalid_client')
  })
})

describe('the token endpoint', () => {
  it.each([
    ['a parameter twice', 'grant_type=client_credentials&grant_type=client_credentials', {}, 400],
    ['broken encoding', 'grant_type=%zz', {}, 400],
    ['a query', 'grant_type=client_credentials', {}, 422],
    ['JSON', '{"grant_type":"client_credentials"}', { 'content-type': 'application/json' }, 415],
    ['more than 1 MiB', `scope=${'a'.repeat(1024 * 1024)}`, {}, 413],
    ['nothing', '', {}, 400],
  ])('refuses %s as RFC 6749 says, with no problem document', async (what, form, headers, expected) => {
    const { platform } = open()
    const search = what === 'a query' ? '?x=1' : ''
    const response = await platform.fetch(
      new Request(`${platform.url}/oauth/token${search}`, {
        method: 'POST',
        body: form,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
    )
    expect(response.status).toBe(expected)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('request-id')).toMatch(/^req_/)
    expect(await response.json()).toEqual({ error: 'invalid_request', error_description: expect.any(String) })
  })

  it('tells a failure of its own in the same form', async () => {
    const { platform } = open()
    platform.faults.add({ route: 'createToken', status: 503, retryAfterSeconds: 2 })
    const { status, headers, json } = await ask(platform, {})
    expect({ status, error: json['error'] }).toEqual({ status: 503, error: 'temporarily_unavailable' })
    expect(headers.get('retry-after')).toBe('2')
  })

  it('gives RFC 9068 tokens of ten minutes that the published keys verify', async () => {
    const { platform, pass } = open()
    const enterprise = await platform.registerEnterprise({ name: '示例网络' })
    const { json } = await ask(platform, withAssertion(await sign(enterprise)))
    const token = String(json['access_token'])
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 600 })
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'EdDSA' })
    expect(decodeJwt(token)).toMatchObject({
      iss: platform.url,
      aud: `${platform.url}/v1`,
      sub: enterprise.clientId,
      client_id: enterprise.clientId,
      iat: start / 1_000,
      exp: start / 1_000 + 600,
      scope: json['scope'],
    })
    const published = await platform.fetch(new Request(`${platform.url}/.well-known/jwks.json`))
    await compactVerify(token, createLocalJWKSet(JSON.parse(await published.text())))
    const status = async () =>
      (
        await platform.fetch(
          new Request(`${platform.url}/v1/services`, { headers: { authorization: `Bearer ${token}` } }),
        )
      ).status
    pass(599_999)
    expect(await status()).toBe(200)
    pass(1)
    expect(await status()).toBe(401)
  })

  it('gives all registered scopes but contacts:disclose unless asked, and that one by name', async () => {
    const { platform } = open()
    const enterprise = await platform.registerEnterprise({
      name: '示例网络',
      scopes: ['complaints:read', 'contacts:disclose'],
    })
    const scopeOf = async (scope?: string) => {
      const form = { ...withAssertion(await sign(enterprise)), ...(scope === undefined ? {} : { scope }) }
      return (await ask(platform, form)).json['scope']
    }
    expect(await scopeOf()).toBe('complaints:read')
    expect(await scopeOf('contacts:disclose complaints:read')).toBe('complaints:read contacts:disclose')
    expect(await scopeOf('complaints:write')).toBeUndefined()
  })

  it('accepts no assertion, no receipt and no token of another platform as a token', async () => {
    const platform = createPlatform()
    const enterprise = await platform.registerEnterprise({ name: '示例网络' })
    const other = createPlatform()
    const foreign = await getToken(other, await other.registerEnterprise({ name: '示例网络' }))
    for (const token of [await sign(enterprise), foreign]) {
      const response = await platform.fetch(
        new Request(`${platform.url}/v1/services`, { headers: { authorization: `Bearer ${token}` } }),
      )
      expect(response.status).toBe(401)
    }
  })
})

describe('the metadata', () => {
  it('are those of RFC 8414, of the face and never of the Host that was asked', async () => {
    const platform = createPlatform()
    const server = await platform.listen()
    const named = await platform.listen({ issuer: 'https://tousu.example' })
    try {
      const read = async (send: () => Promise<Response>) => JSON.parse(await (await send()).text())
      const path = '/.well-known/oauth-authorization-server'
      const inProcess = await read(() => platform.fetch(new Request(`https://evil.example${path}`)))
      expect(inProcess).toEqual({
        issuer: platform.url,
        token_endpoint: `${platform.url}/oauth/token`,
        jwks_uri: `${platform.url}/.well-known/jwks.json`,
        response_types_supported: [],
        grant_types_supported: ['client_credentials'],
        token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_basic'],
        token_endpoint_auth_signing_alg_values_supported: ['ES256', 'Ed25519', 'EdDSA', 'PS256', 'RS256'],
        scopes_supported: expect.arrayContaining(['complaints:read', 'contacts:disclose']),
      })
      const localhost = server.url.replace('127.0.0.1', 'localhost')
      expect((await read(() => fetch(localhost + path))).issuer).toBe(server.url)
      expect((await read(() => fetch(named.url + path))).issuer).toBe('https://tousu.example')
    } finally {
      await platform.close()
    }
  })

  it('name keys for tokens and receipts that are not the same, and hold nothing private', async () => {
    const platform = createPlatform()
    const keys = async (path: string): Promise<Record<string, string>[]> => {
      const response = await platform.fetch(new Request(`${platform.url}/.well-known/${path}`))
      return JSON.parse(await response.text()).keys
    }
    const all = [...(await keys('jwks.json')), ...(await keys('receipt-keys.json'))]
    expect(new Set(all.map(({ x }) => x)).size).toBe(all.length)
    for (const key of all) expect(key).not.toHaveProperty('d')
  })
})
