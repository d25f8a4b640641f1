/**
 * `private_key_jwt`: RFC 7523 and its update (draft-ietf-oauth-rfc7523bis), which asks for the issuer as the only
 * audience.
 */
import type { JWK } from 'jose'
import { z } from 'zod'
import type { Client } from '../state.js'
import { OAuthError } from './oauth-error.js'
import type { ReplayGuard } from './replay-guard.js'

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** RFC 9864 names the curve in `Ed25519`; `EdDSA` is the former name of the same. */
export const assertionAlgorithms = ['ES256', 'Ed25519', 'EdDSA', 'PS256', 'RS256'] as const

/** `exp` may be this far ahead, in seconds. */
const maxLifeSeconds = 300
/** `iat` and `nbf` may be this far ahead, in seconds: clocks differ. */
const toleranceSeconds = 30

const types = [undefined, 'jwt', 'client-authentication+jwt']

const header = z.looseObject({
  alg: z.enum(assertionAlgorithms),
  typ: z.string().optional(),
  kid: z.string().optional(),
  // RFC 7515 section 4.1.11: nothing critical is understood here.
  crit: z.undefined().optional(),
})
const time = z.number().finite()
const claims = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  aud: z.unknown(),
  exp: time,
  iat: time.optional(),
  nbf: time.optional(),
  jti: z.string().min(1).max(256),
})

export interface AssertionContext {
  readonly issuer: string
  /** Wire time in ms. */
  readonly now: number
  readonly replays: ReplayGuard
  readonly findClient: (id: string) => Client | undefined
}

/**
 * The client that signed the assertion.
 *
 * @throws OAuthError `invalid_client`, which says what is wrong with the assertion but nothing about other clients
 */
export async function checkClientAssertion(assertion: string, context: AssertionContext): Promise<Client> {
  const jose = await import('jose')
  const read = <T>(part: () => unknown, schema: z.ZodType<T>, what: string): T => {
    try {
      return schema.parse(part())
    } catch {
      throw refuse(`its ${what} is not that of an assertion`)
    }
  }
  const { alg, typ, kid } = read(() => jose.decodeProtectedHeader(assertion), header, 'header')
  if (!types.includes(typ?.toLowerCase().replace(/^application\//, '')))
    throw refuse('its typ is not accepted')
  const payload = read(() => jose.decodeJwt(assertion), claims, 'payload')

  const client = context.findClient(payload.sub)
  const method = client?.authentication
  const keys = method?.method === 'private_key_jwt' ? method.keys.filter(isUsable(alg, kid)) : []
  const verified = await Promise.all(
    keys.map(async (key) => {
      const imported = await jose.importJWK(withAlgorithm(key, alg), alg)
      return jose.compactVerify(assertion, imported, { algorithms: [alg] }).then(
        () => true,
        () => false,
      )
    }),
  )
  if (!client || !verified.includes(true)) throw refuse('no key of this client verifies it')
  checkClaims(payload, context)
  if (!context.replays.accept(client.id, payload.jti, payload.exp * 1_000))
    throw refuse('its jti was used before')
  return client
}

function checkClaims(payload: z.output<typeof claims>, { issuer, now }: AssertionContext): void {
  const seconds = now / 1_000
  const clock = `the clock here says ${new Date(now).toISOString()}`
  if (payload.iss !== payload.sub) throw refuse('iss and sub must both be the client id')
  if (payload.aud !== issuer) throw refuse(`aud must be the issuer alone, the string ${issuer}`)
  if (payload.exp <= seconds) throw refuse(`it has expired; ${clock}`)
  if (payload.exp > seconds + maxLifeSeconds) throw refuse(`exp is more than 5 minutes ahead; ${clock}`)
  for (const claim of ['iat', 'nbf'] as const) {
    if ((payload[claim] ?? 0) > seconds + toleranceSeconds)
      throw refuse(`${claim} is in the future; ${clock}`)
  }
}

type Jwk = Readonly<Record<string, unknown>>

const isEdwards = (alg: unknown) => alg === 'EdDSA' || alg === 'Ed25519'

function isUsable(alg: string, kid: string | undefined) {
  return (key: Jwk) =>
    (kid === undefined || key['kid'] === undefined || key['kid'] === kid) &&
    key['use'] !== 'enc' &&
    (key['alg'] === undefined || key['alg'] === alg || (isEdwards(key['alg']) && isEdwards(alg)))
}

/** Only what a public key has: whatever was registered, no private member is imported. */
function withAlgorithm(key: Jwk, alg: string): JWK {
  const member = (name: string) => {
    const value = key[name]
    return typeof value === 'string' ? { [name]: value } : {}
  }
  return { ...Object.assign({}, ...['crv', 'x', 'y', 'n', 'e'].map(member)), kty: String(key['kty']), alg }
}

const refuse = (reason: string) =>
  new OAuthError('invalid_client', `The client assertion is refused: ${reason}`)
