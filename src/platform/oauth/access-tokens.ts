/** Access tokens: RFC 9068. A token of one face is good on every face of its platform. */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { z } from 'zod'
import { operatorScopes, scopes } from '../../contract/enums.js'
import type { Core } from '../core.js'
import type { Client } from '../state.js'

const algorithm = 'EdDSA'
const tokenType = 'at+jwt'
/** Verified tokens that are remembered, so that a signature is checked once. */
const cacheSize = 1_000

const claims = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  scope: z.string(),
})
type Claims = z.output<typeof claims>

/** Who calls, and what the token lets it do. */
export interface Authenticated {
  readonly client: Client
  readonly scopes: ReadonlySet<string>
}

export interface AccessTokens {
  /** Public keys, for `/.well-known/jwks.json`. */
  readonly keys: readonly Readonly<Record<string, string>>[]
  issue(
    client: Client,
    scopes: Client['scopes'],
    at: { readonly issuer: string; readonly wireNow: number },
  ): Promise<string>
  /** @returns undefined for whatever is not a living token of this platform for the face of its client */
  check(token: string, wireNow: number): Promise<Authenticated | undefined>
}

/** One audience for each face with tokens. */
const audienceOf = (issuer: string, { enterpriseId }: Client) =>
  enterpriseId === null ? `${issuer}/operator/v1` : `${issuer}/v1`

// RFC 8410 section 7: what stands before the 32 bytes of an Ed25519 private key.
const ed25519Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

export function createAccessTokens(core: Pick<Core, 'settings' | 'state' | 'randomBytes'>): AccessTokens {
  let opened = openKey(core.state.secrets.tokens)
  const cache = new Map<string, Claims>()
  const keyPair = () => {
    if (opened.bytes !== core.state.secrets.tokens) {
      opened = openKey(core.state.secrets.tokens)
      cache.clear()
    }
    return opened
  }

  const verify = async (token: string): Promise<Claims | undefined> => {
    const { publicKey } = keyPair()
    const known = cache.get(token)
    if (known) return known
    const { compactVerify } = await import('jose')
    try {
      const { payload, protectedHeader } = await compactVerify(token, publicKey, { algorithms: [algorithm] })
      if (protectedHeader.typ !== tokenType) return undefined
      const found = claims.parse(JSON.parse(new TextDecoder().decode(payload)))
      const [oldest] = cache.keys()
      if (cache.size >= cacheSize && oldest !== undefined) cache.delete(oldest)
      cache.set(token, found)
      return found
    } catch {
      return undefined
    }
  }

  return {
    get keys() {
      const { x, kid } = keyPair()
      return [{ kty: 'OKP', crv: 'Ed25519', x, kid, alg: algorithm, use: 'sig' }]
    },
    async issue(client, granted, { issuer, wireNow }) {
      const { SignJWT } = await import('jose')
      const now = Math.floor(wireNow / 1_000)
      const { privateKey, kid } = keyPair()
      return new SignJWT({ client_id: client.id, scope: granted.join(' ') })
        .setProtectedHeader({ alg: algorithm, typ: tokenType, kid })
        .setIssuer(issuer)
        .setSubject(client.id)
        .setAudience(audienceOf(issuer, client))
        .setIssuedAt(now)
        .setExpirationTime(now + core.settings.tokenSeconds)
        .setJti(Buffer.from(core.randomBytes(12)).toString('base64url'))
        .sign(privateKey)
    },
    async check(token, wireNow) {
      const found = await verify(token)
      if (!found || found.exp * 1_000 <= wireNow) return undefined
      const client = core.state.clients.get(found.sub)
      if (!client || found.aud !== audienceOf(found.iss, client)) return undefined
      const granted = found.scope.split(' ')
      return { client, scopes: new Set(client.scopes.filter((scope) => granted.includes(scope))) }
    },
  }
}

function openKey(bytes: Uint8Array) {
  const der = Buffer.concat([ed25519Prefix, bytes])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const kid = createHash('sha256').update(x).digest('base64url').slice(0, 16)
  return { bytes, privateKey, publicKey, x, kid }
}

/** All of the client's scopes when none are asked for, but `contacts:disclose`: that one is asked for by name. */
export function defaultScopes(client: Client): Client['scopes'] {
  return [...scopes, ...operatorScopes].filter(
    (scope) => client.scopes.includes(scope) && scope !== 'contacts:disclose',
  )
}
