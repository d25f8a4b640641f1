import type { webcrypto } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import * as oauth from 'oauth4webapi'
import { describe, expect, it } from 'vitest'
import { createPlatform, type Platform, type PrivateJwk } from '../../../src/platform/index.js'

/** A standard client of another author, at any virtual date, on a real port. */
async function requestToken(
  issuer: string,
  clientId: string,
  authentication: oauth.ClientAuth,
  scope?: string,
) {
  const options = { [oauth.allowInsecureRequests]: true }
  const url = new URL(issuer)
  const server = await oauth.processDiscoveryResponse(
    url,
    await oauth.discoveryRequest(url, { ...options, algorithm: 'oauth2' }),
  )
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    { client_id: clientId },
    authentication,
    scope === undefined ? {} : { scope },
    options,
  )
  return oauth.processClientCredentialsResponse(server, { client_id: clientId }, response)
}

async function importKey(jwk: PrivateJwk): Promise<webcrypto.CryptoKey> {
  const key = await importJWK(jwk)
  if (key instanceof Uint8Array) throw new Error('not a key')
  return key
}

describe.each(['2018-03-01T09:00:00+08:00', '2026-09-24T09:00:00+08:00', '2035-06-01T09:00:00+08:00'])(
  'at %s',
  (now) => {
    it.each(['ES256', 'Ed25519', 'PS256', 'RS256'] as const)(
      'a standard client with a key of %s gets a token',
      async (algorithm) => {
        const platform = createPlatform({ now })
        const server = await platform.listen()
        try {
          const { clientId, privateKey } = await platform.registerEnterprise({ name: '示例网络', algorithm })
          const key = await importKey(privateKey)
          const token = await requestToken(
            server.url,
            clientId,
            oauth.PrivateKeyJwt({ key, kid: privateKey.kid }),
          )
          expect(token).toMatchObject({ token_type: 'bearer', expires_in: 600 })
          expect(token.scope).not.toContain('contacts:disclose')
          const answer = await fetch(`${server.url}/v1/enterprise`, {
            headers: { authorization: `Bearer ${token.access_token}` },
          })
          expect(answer.status).toBe(200)
          // A token of one face is good on every face of that platform.
          const inProcess = new Request(`${platform.url}/v1/services`, {
            headers: { authorization: `Bearer ${token.access_token}` },
          })
          expect((await platform.fetch(inProcess)).status).toBe(200)
        } finally {
          await platform.close()
        }
      },
    )

    it('one with a secret gets the scopes that it asks for, and no others', async () => {
      const platform = createPlatform({ now })
      const server = await platform.listen()
      try {
        const { clientId, clientSecret } = await platform.registerEnterprise({
          name: '示例网络',
          authentication: 'client_secret_basic',
          scopes: ['complaints:read', 'events:read'],
        })
        const authentication = oauth.ClientSecretBasic(clientSecret)
        expect((await requestToken(server.url, clientId, authentication, 'events:read')).scope).toBe(
          'events:read',
        )
        await expect(
          requestToken(server.url, clientId, authentication, 'webhooks:manage'),
        ).rejects.toMatchObject({
          error: 'invalid_scope',
        })
        await expect(
          requestToken(server.url, clientId, oauth.ClientSecretBasic('wrong')),
        ).rejects.toMatchObject({ status: 401 })
      } finally {
        await platform.close()
      }
    })
  },
)

describe('a client assertion', () => {
  const now = Math.floor(Date.now() / 1_000)

  async function send(
    platform: Platform,
    change: { header?: object; claims?: object; jti?: string; form?: object },
  ) {
    const { clientId, privateKey } = await platform.registerEnterprise({ name: '示例网络' })
    const claims = {
      iss: clientId,
      sub: clientId,
      aud: platform.url,
      jti: change.jti ?? crypto.randomUUID(),
      iat: now,
      exp: now + 60,
    }
    const assertion = await new SignJWT({ ...claims, ...change.claims })
      .setProtectedHeader({ alg: 'ES256', kid: privateKey.kid, ...change.header })
      .sign(await importKey(privateKey))
    const once = async () => {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        ...change.form,
      })
      const response = await platform.fetch(
        new Request(`${platform.url}/oauth/token`, { method: 'POST', body }),
      )
      const json: unknown = await response.json()
      const error = typeof json === 'object' && json !== null && 'error' in json ? json.error : undefined
      return { status: response.status, error, cache: response.headers.get('cache-control') }
    }
    return { first: await once(), again: await once() }
  }

  it.each([
    ['typ of our own', { header: { typ: 'client-authentication+jwt' } }],
    ['typ JWT', { header: { typ: 'JWT' } }],
    ['no typ', {}],
    ['exp in five minutes', { claims: { exp: now + 299 } }],
  ])('with %s is accepted once', async (_, change) => {
    const { first, again } = await send(createPlatform(), change)
    expect(first).toEqual({ status: 200, error: undefined, cache: 'no-store' })
    // The same jti again: a replay.
    expect(again).toMatchObject({ status: 401, error: 'invalid_client' })
  })

  it.each([
    ['another typ', { header: { typ: 'at+jwt' } }],
    ['the token endpoint as audience', { claims: { aud: 'https://platform.tousu.test/oauth/token' } }],
    ['an audience of several', { claims: { aud: ['https://platform.tousu.test', 'https://other.example'] } }],
    ['another subject', { claims: { sub: 'client_other' } }],
    ['no jti', { claims: { jti: undefined } }],
    ['no exp', { claims: { exp: undefined } }],
    ['exp in more than five minutes', { claims: { exp: now + 400 } }],
    ['exp in the past', { claims: { exp: now - 120 } }],
  ])('with %s is refused', async (_, change) => {
    const { first } = await send(createPlatform(), change)
    expect(first).toMatchObject({ status: 401, error: 'invalid_client', cache: 'no-store' })
  })

  it.each([
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{ client_assertion_type: 'other' }, 'invalid_request'],
    [{ client_id: 'client_other' }, 'invalid_client'],
    [{ scope: 'everything' }, 'invalid_scope'],
  ])('in the form %j is refused as RFC 6749 says', async (form, error) => {
    expect((await send(createPlatform(), { form })).first.error).toBe(error)
  })

  it('that nobody signed, or a secret signed, is refused', async () => {
    const platform = createPlatform()
    const { clientId } = await platform.registerEnterprise({ name: '示例网络' })
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const payload = part({ iss: clientId, sub: clientId, aud: platform.url, jti: 'j', exp: now + 60 })
    const hmac = await new SignJWT({
      iss: clientId,
      sub: clientId,
      aud: platform.url,
      jti: 'k',
      exp: now + 60,
    })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new Uint8Array(32))
    for (const assertion of [`${part({ alg: 'none' })}.${payload}.`, hmac, 'nonsense', '']) {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      })
      const response = await platform.fetch(
        new Request(`${platform.url}/oauth/token`, { method: 'POST', body }),
      )
      expect(response.status).toBe(401)
    }
  })
})
