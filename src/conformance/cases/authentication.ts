/** Tokens: how a company gets one, and what it is. */
import { jwks, serverMetadata, tokenError, tokenResponse } from '../../contract/oauth.js'
import { member } from '../answer.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkStatus, read } from '../check.js'
import type { Context } from '../context.js'
import { algorithmOf, type TokenRequestChange } from '../token-request.js'

async function refuses({ company }: Context, what: string, change: TokenRequestChange, code: string) {
  const answer = await company.requestToken(change)
  check(
    `Status of a token request with ${what}`,
    [400, 401].includes(answer.status),
    '400 or 401',
    answer.status,
  )
  const { error } = read(answer, tokenError, answer.status)
  checkEqual(`Member error of the refusal of a token request with ${what}`, error, code)
}

const seconds = (offset: number) => Math.floor(Date.now() / 1_000) + offset
const rejected = (
  name: string,
  title: string,
  rule: string,
  rows: () => Promise<Record<string, TokenRequestChange>> | Record<string, TokenRequestChange>,
): Case => ({
  id: `authentication.${name}`,
  title,
  clause: `Authentication: ${rule}`,
  needs: ['private_key_jwt'],
  async run(context) {
    for (const [what, change] of Object.entries(await rows()))
      await refuses(context, what, change, 'invalid_client')
  },
})

export const authenticationCases: readonly Case[] = [
  {
    id: 'authentication.metadata',
    title: 'The metadata names issuer, token endpoint and keys, and offers no response type',
    clause: 'Authentication: metadata (RFC 8414 section 2)',
    async run({ call }) {
      const answer = await call('GET', '/.well-known/oauth-authorization-server')
      const metadata = read(answer, serverMetadata)
      checkEqual('response_types_supported', metadata.response_types_supported, [])
      const issuer = URL.canParse(metadata.issuer) ? new URL(metadata.issuer) : undefined
      check(
        'issuer',
        issuer !== undefined && issuer.search === '' && issuer.hash === '',
        'a URL',
        metadata.issuer,
      )
      for (const url of [metadata.token_endpoint, metadata.jwks_uri]) {
        check('An endpoint of the metadata', url.startsWith(metadata.issuer), 'below the issuer', url)
      }
      const methods = metadata.token_endpoint_auth_methods_supported ?? []
      for (const method of ['private_key_jwt', 'client_secret_basic']) {
        check('token_endpoint_auth_methods_supported', methods.includes(method), `with ${method}`, methods)
      }
    },
  },
  {
    id: 'authentication.token',
    title: 'A token is a signed JWT of type at+jwt for /v1 that lives 10 minutes at most',
    clause: 'Authentication: access tokens (RFC 9068 section 2)',
    async run({ company, call }) {
      const answer = await company.requestToken()
      const token = read(answer, tokenResponse)
      checkEqual('token_type in lower case', token.token_type.toLowerCase(), 'bearer')
      const store = answer.header('cache-control')
      check('Cache-Control of a token', /\bno-store\b/.test(store ?? ''), 'no-store', store)
      const { createLocalJWKSet, jwtVerify } = await import('jose')
      const keys = read(await call('GET', '/.well-known/jwks.json'), jwks)
      const metadata = read(await call('GET', '/.well-known/oauth-authorization-server'), serverMetadata)
      const verified = await jwtVerify(token.access_token, createLocalJWKSet(keys), {
        issuer: metadata.issuer,
      }).catch((error: Error) => error)
      if (verified instanceof Error) {
        return check('The access token', false, 'verified by the published keys', verified.name)
      }
      const { payload, protectedHeader } = verified
      checkEqual(
        'typ of the access token',
        protectedHeader.typ?.toLowerCase().replace('application/', ''),
        'at+jwt',
      )
      check('aud of the access token', typeof payload.aud === 'string', 'one audience', payload.aud)
      checkEqual('client_id of the access token', payload['client_id'], company.clientId)
      const life = (payload.exp ?? 0) - (payload.iat ?? 0)
      check('Life of the access token in seconds', life > 0 && life <= 600, '1–600', life)
      check('expires_in', token.expires_in <= 600, 'at most 600', token.expires_in)
    },
  },
  {
    id: 'authentication.scopes-granted',
    title: 'A token has the scopes that were asked for, by default all but contacts:disclose',
    clause: 'Authentication: scopes',
    async run({ company }) {
      const byDefault = read(await company.requestToken(), tokenResponse).scope?.split(' ') ?? []
      check('Scopes by default', byDefault.includes('complaints:read'), 'with complaints:read', byDefault)
      check(
        'Scopes by default',
        !byDefault.includes('contacts:disclose'),
        'without contacts:disclose',
        byDefault,
      )
      const one = await company.requestToken({ form: { scope: 'events:read' } })
      checkEqual('Scope of a token for events:read', read(one, tokenResponse).scope, 'events:read')
    },
  },
  {
    id: 'authentication.token-errors',
    title: 'The token endpoint refuses as OAuth says, not with a problem document',
    clause: 'Errors: the token endpoint (RFC 6749 section 5.2)',
    async run(context) {
      await refuses(
        context,
        'an unknown grant',
        { form: { grant_type: 'password' } },
        'unsupported_grant_type',
      )
      await refuses(
        context,
        'an unknown scope',
        { form: { scope: 'complaints:everything' } },
        'invalid_scope',
      )
      const answer = await context.company.requestToken({ form: { grant_type: 'password' } })
      checkStatus(answer, 400)
      checkEqual('Member code of an OAuth refusal', member(answer.json, 'code'), undefined)
    },
  },
  {
    id: 'authentication.assertion-types',
    title: 'The typ of an assertion may be absent, JWT or client-authentication+jwt',
    clause: 'Authentication: private_key_jwt (RFC 7523 and its update)',
    needs: ['private_key_jwt'],
    async run({ company }) {
      for (const typ of [null, 'JWT', 'client-authentication+jwt']) {
        checkStatus(await company.requestToken({ header: { typ } }), 200)
      }
    },
  },
  {
    id: 'authentication.assertion-replay',
    title: 'An assertion is accepted once',
    clause: 'Authentication: a fresh jti at each try',
    needs: ['private_key_jwt'],
    async run(context) {
      const claims = { jti: crypto.randomUUID() }
      checkStatus(await context.company.requestToken({ claims }), 200)
      await refuses(context, 'a jti that was used before', { claims }, 'invalid_client')
    },
  },
  rejected('assertion-audience', 'An assertion is for the issuer alone', 'aud is the issuer alone', () => ({
    'another aud': { claims: { aud: 'https://elsewhere.example' } },
    'aud in a list with another': {
      claims: { aud: ['https://elsewhere.example', 'https://another.example'] },
    },
    'no aud': { claims: { aud: null } },
  })),
  rejected('assertion-life', 'An assertion ends within 5 minutes', 'exp at most 5 minutes ahead', () => ({
    'exp an hour ahead': { claims: { exp: seconds(3_600) } },
    'exp an hour ago': { claims: { iat: seconds(-3_700), exp: seconds(-3_600) } },
    'no exp': { claims: { exp: null } },
  })),
  rejected('assertion-issuer', 'iss and sub are the client', 'iss = sub = client id', () => ({
    'another iss': { claims: { iss: 'client_elsewhere' } },
    'no jti': { claims: { jti: null } },
  })),
  {
    id: 'authentication.assertion-signature',
    title: 'An assertion that another key signed is refused',
    clause: 'Authentication: private_key_jwt (RFC 7523 section 3)',
    needs: ['private_key_jwt'],
    async run(context) {
      const { generateKeyPair } = await import('jose')
      const { credentials } = context.company
      const key = 'privateKey' in credentials ? credentials.privateKey : {}
      const { privateKey } = await generateKeyPair(algorithmOf(key))
      await refuses(context, 'the signature of another key', { key: privateKey }, 'invalid_client')
    },
  },
  {
    id: 'authentication.wrong-secret',
    title: 'A wrong secret is refused with 401 and a Basic challenge',
    clause: 'Authentication: client_secret_basic (RFC 6749 section 5.2)',
    needs: ['client_secret_basic'],
    async run(context) {
      const change = { secret: 'not-the-secret' }
      await refuses(context, 'a wrong secret', change, 'invalid_client')
      const answer = await context.company.requestToken(change)
      checkStatus(answer, 401)
      const challenge = answer.header('www-authenticate') ?? ''
      check('WWW-Authenticate', /^Basic\b/i.test(challenge), 'Basic', challenge)
    },
  },
]
