import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from 'jose'
import { scopes } from '../../../src/contract/index.js'
import { getToken } from '../../platform/http/setup.js'
import {
  after,
  afterwards,
  before,
  codeOf,
  copy,
  isCall,
  type Mutant,
  refusal,
  type Wrapper,
} from './mutant.js'

/** Takes any assertion for one that is right in what `claims` names. */
const believing =
  (claims: () => Readonly<Record<string, unknown>>): (() => Wrapper) =>
  () =>
  async (request, next, { enterprise, platform }) => {
    const form = new URLSearchParams(request.body.toString())
    const assertion = form.get('client_assertion')
    if (assertion !== null && decodeJwt(assertion).sub === enterprise.clientId) {
      const { alg, kid } = enterprise.privateKey
      const signed = await new SignJWT({ ...decodeJwt(assertion), aud: platform.url, ...claims() })
        .setProtectedHeader({ ...decodeProtectedHeader(assertion), alg, kid })
        .sign(await importJWK(enterprise.privateKey))
      form.set('client_assertion', signed)
      request.body = Buffer.from(form.toString())
    }
    return next(request)
  }

const believed = {
  // What other mutants leave to the platform is judged there: `aud` alone is always right here.
  audience: believing(() => ({})),
  replay: believing(() => ({ jti: crypto.randomUUID() })),
  life: believing(() => ({ exp: Math.floor(Date.now() / 1_000) + 60, iat: Math.floor(Date.now() / 1_000) })),
}

/** Calls again with a token of all scopes where the one that was sent is refused. */
const withFullToken =
  (matches: (path: string, token: string, status: number) => boolean): (() => Wrapper) =>
  () =>
  async (request, next, { platform, enterprise }) => {
    const reply = await next(copy(request))
    const sent = request.headers.get('authorization')?.slice('Bearer '.length) ?? ''
    if (!matches(request.url.pathname, sent, reply.status)) return reply
    request.headers.set('authorization', `Bearer ${await getToken(platform, enterprise)}`)
    return next(request)
  }

export const authenticationMutants: readonly Mutant[] = [
  {
    name: 'takes an assertion for another audience, signed by any key',
    caught: ['authentication.assertion-audience', 'authentication.assertion-signature'],
    wrap: believed.audience,
  },
  {
    name: 'takes an assertion twice',
    caught: [
      'authentication.assertion-replay',
      'authentication.assertion-audience',
      'authentication.assertion-issuer',
      'authentication.assertion-signature',
    ],
    wrap: believed.replay,
  },
  {
    name: 'takes an assertion that ended or never ends',
    caught: [
      'authentication.assertion-life',
      'authentication.assertion-audience',
      'authentication.assertion-signature',
    ],
    wrap: believed.life,
  },
  {
    name: 'refuses an assertion without typ',
    caught: ['authentication.assertion-types'],
    wrap: () => async (request, next) => {
      const assertion = new URLSearchParams(request.body.toString()).get('client_assertion')
      const typ = assertion === null ? '' : decodeProtectedHeader(assertion).typ
      return typ === undefined ? refusal(400, 'invalid_request') : next(request)
    },
  },
  {
    name: 'lets tokens be stored on the way',
    caught: ['authentication.token'],
    wrap: after((reply, request) => {
      if (isCall(request, 'POST', /^\/oauth\/token$/)) reply.headers.delete('cache-control')
    }),
  },
  {
    name: 'grants contacts:disclose unasked',
    caught: ['authentication.scopes-granted', 'disclosures.scope'],
    wrap: before((request) => {
      if (!isCall(request, 'POST', /^\/oauth\/token$/)) return
      const form = new URLSearchParams(request.body.toString())
      if (!form.has('scope')) form.set('scope', scopes.join(' '))
      request.body = Buffer.from(form.toString())
    }),
  },
  {
    name: 'refuses token requests with problem documents',
    caught: ['authentication.token-errors'],
    wrap: after((reply, request) => {
      if (!isCall(request, 'POST', /^\/oauth\/token$/) || reply.status === 200) return
      const { error } = JSON.parse(reply.body.toString())
      reply.body = Buffer.from(JSON.stringify({ error, code: error }))
    }),
  },
  {
    name: 'offers response types in its metadata',
    caught: ['authentication.metadata'],
    wrap: afterwards('response_types_supported', () => ['code']),
  },
  {
    name: 'takes a token whose signature was changed',
    caught: ['access.token-invalid'],
    wrap: withFullToken((_path, token, status) => status === 401 && token.length > 200),
  },
  {
    name: 'asks one route for no scope',
    caught: ['access.scopes'],
    wrap: withFullToken((path, _token, status) => status === 403 && path === '/v1/services'),
  },
  {
    name: 'refuses without a challenge',
    caught: ['access.token-missing', 'access.token-invalid', 'access.scopes'],
    wrap: after((reply, { url }) => {
      if (url.pathname.startsWith('/v1/')) reply.headers.delete('www-authenticate')
    }),
  },
  {
    name: 'asks for the key before it looks whose complaint it is',
    caught: ['access.order'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      const isKeyless = request.method === 'POST' && !request.headers.has('idempotency-key')
      return reply.status === 404 && isKeyless ? refusal(400, 'idempotency_key_missing') : reply
    },
  },
  {
    name: 'reads the body before If-Match',
    caught: ['access.order'],
    wrap: () => async (request, next) => {
      const reply = await next(request)
      const isCut = request.body.toString() === '{'
      return codeOf(reply) === 'revision_conflict' && isCut ? refusal(400, 'malformed_json') : reply
    },
  },
]
