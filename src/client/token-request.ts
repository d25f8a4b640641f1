import { AuthenticationError, ContractError, type TousuError } from '../errors.js'
import { type AnswerContext, readJson } from './answer-body.js'
import { signAssertion } from './assertion.js'
import { type ExchangeSettings, exchange } from './exchange.js'
import { parseHttpDate } from './retry.js'
import type { Settings } from './settings.js'
import type { TimeLimit } from './time-limit.js'
import type { WireAnswer } from './wire.js'

export interface Token {
  readonly value: string
  /** Wire time, ms since 1970. */
  readonly expiresAt: number
}

const route = '/oauth/token'
const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
/** Milliseconds. Beyond it an assertion may be refused for its time alone. */
const tolerableSkew = 60_000

/**
 * Asks for an access token (RFC 6749 section 4.4). No `Idempotency-Key`: each try carries a new assertion.
 *
 * @throws AuthenticationError when the platform does not accept the client
 */
export function requestToken(
  settings: Settings,
  exchanging: ExchangeSettings,
  endpoint: URL,
  limit: TimeLimit,
): Promise<Token> {
  const { wireClock } = settings
  let attempt = 0
  let sentAt = 0
  return exchange<Token>(
    exchanging,
    {
      method: 'POST',
      origin: endpoint.origin,
      route,
      async build() {
        const { body, headers } = await authenticate(settings)
        attempt += 1
        sentAt = wireClock.now()
        return {
          path: endpoint.pathname + endpoint.search,
          headers: {
            accept: 'application/json',
            'accept-encoding': 'identity',
            'content-type': 'application/x-www-form-urlencoded',
            'user-agent': settings.userAgent,
            ...headers,
          },
          body: body.toString(),
        }
      },
      async read(answer, context, durationMs) {
        const { value, expiresInSeconds } = await readToken(answer, settings.maxResponseBytes, context)
        const { status, requestId } = context.options
        exchanging.activity.emit('token', {
          method: 'POST',
          route,
          attempt,
          status: status ?? 0,
          durationMs,
          requestId,
          expiresInSeconds,
        })
        return { value, expiresAt: sentAt + expiresInSeconds * 1_000 }
      },
      explain: (error, answer) => explain(error, answer, settings),
    },
    limit,
  )
}

/** Client authentication: RFC 7523 section 2.2, or RFC 6749 section 2.3.1 with its form encoding of both parts. */
async function authenticate(settings: Settings) {
  const { clientId, credential, scope } = settings
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  if (scope !== undefined) body.set('scope', scope)
  if (credential.method === 'client_secret_basic') {
    const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1)
    const pair = `${encode(clientId)}:${encode(credential.secret)}`
    return { body, headers: { authorization: `Basic ${btoa(pair)}` } }
  }
  body.set('client_id', clientId)
  body.set('client_assertion_type', jwtBearer)
  body.set('client_assertion', await signAssertion(credential.key, settings))
  return { body, headers: {} }
}

async function readToken(answer: WireAnswer, maxBytes: number, context: AnswerContext) {
  const { checkResult } = await import('./route-io.js')
  const checked = checkResult('createToken', await readJson(answer, maxBytes, context))
  const { access_token, token_type, expires_in }: Record<string, unknown> =
    'value' in checked ? Object(checked.value) : {}
  // RFC 6750 section 2.1: the characters of a token.
  const usable = typeof access_token === 'string' && /^[\w.~+/-]+=*$/.test(access_token)
  const bearer = typeof token_type === 'string' && token_type.toLowerCase() === 'bearer'
  if (!usable || !bearer || typeof expires_in !== 'number') {
    throw new ContractError(
      `${context.call}: the answer holds no Bearer token with an expires_in.`,
      context.options,
    )
  }
  return { value: access_token, expiresInSeconds: expires_in }
}

/** RFC 6749 section 5.2. */
function explain(error: TousuError, answer: WireAnswer, settings: Settings): TousuError {
  const { status, requestId, attempts, problem } = error
  if (problem === undefined || status === undefined || status >= 500 || status === 429) return error
  const todo = adviceFor(problem.code, answer, settings)
  const code = /^[a-z_]{1,64}$/.test(problem.code) ? ` ${problem.code}` : ''
  return new AuthenticationError(`POST ${route}: the platform answered ${status}${code}. ${todo}`, {
    status,
    requestId,
    attempts,
    problem,
  })
}

function adviceFor(code: string, answer: WireAnswer, { credential, wireClock }: Settings): string {
  if (code === 'invalid_scope') return 'Ask only for scopes that are registered for this client.'
  if (code !== 'invalid_client' && code !== 'invalid_grant') return 'See problem for its own words.'
  if (credential.method === 'client_secret_basic') return 'Check clientId and clientSecret.'
  const date = parseHttpDate(answer.header('date'))
  const skew = date === undefined ? 0 : wireClock.now() - date
  if (Math.abs(skew) > tolerableSkew) {
    const seconds = Math.round(Math.abs(skew) / 1_000)
    const way = skew > 0 ? 'ahead of' : 'behind'
    return `This clock is ${seconds} s ${way} the platform's, and assertions live 60 s: set the clock right (NTP).`
  }
  return 'Check clientId, that the public key of this privateKey is registered with the platform, and keyId.'
}
