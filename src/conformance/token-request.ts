/** Requests to the token endpoint: RFC 6749 section 4.4 with RFC 7523, right, or wrong in one way. */
import { randomUUID } from 'node:crypto'
import type { CryptoKey, JWK } from 'jose'
import type { CompanyCredentials } from './options.js'

/** What differs from a right request; a member that is null is left out. */
export interface TokenRequestChange {
  readonly form?: Readonly<Record<string, string>>
  /** Claims of the assertion. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Header of the assertion. */
  readonly header?: Readonly<Record<string, unknown>>
  /** Signs the assertion in the place of the company's key. */
  readonly key?: CryptoKey
  /** In the place of the company's secret. */
  readonly secret?: string
}

/** Seconds; the contract allows 300. */
const assertionLife = 60

export async function writeTokenRequest(
  credentials: CompanyCredentials,
  issuer: string,
  change: TokenRequestChange,
): Promise<{ readonly headers: Record<string, string>; readonly body: string }> {
  const form: Record<string, string> = { grant_type: 'client_credentials' }
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }
  if ('clientSecret' in credentials) {
    const parts = [credentials.clientId, change.secret ?? credentials.clientSecret]
    // RFC 6749 section 2.3.1: both parts form-encoded first.
    const encoded = parts.map((part) => new URLSearchParams({ part }).toString().slice('part='.length))
    headers['authorization'] = `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`
  } else {
    form['client_assertion_type'] = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    form['client_assertion'] = await signAssertion(credentials, issuer, change)
  }
  return { headers, body: new URLSearchParams({ ...form, ...change.form }).toString() }
}

/** Algorithm of the assertion, by the key's type (contract, section 2). */
export function algorithmOf(key: Readonly<Record<string, unknown>>): string {
  if (typeof key['alg'] === 'string') return key['alg']
  return key['kty'] === 'EC' ? 'ES256' : key['kty'] === 'OKP' ? 'Ed25519' : 'PS256'
}

async function signAssertion(
  { clientId, privateKey }: Extract<CompanyCredentials, { privateKey: unknown }>,
  issuer: string,
  change: TokenRequestChange,
): Promise<string> {
  const { importJWK, SignJWT } = await import('jose')
  const alg = algorithmOf(privateKey)
  const iat = Math.floor(Date.now() / 1_000)
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: issuer,
    jti: randomUUID(),
    iat,
    exp: iat + assertionLife,
  }
  const { kid } = privateKey
  const header = { typ: 'client-authentication+jwt', kid, ...change.header }
  const jwk: JWK = { ...privateKey, kty: privateKey.kty }
  return new SignJWT(without({ ...claims, ...change.claims }))
    .setProtectedHeader({ ...without(header), alg })
    .sign(change.key ?? (await importJWK(jwk, alg)))
}

function without(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== null && value !== undefined),
  )
}
