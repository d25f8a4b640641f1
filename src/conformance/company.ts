/** A company that calls: with a token and a fresh `Idempotency-Key`, unless the case says otherwise. */
import { randomUUID } from 'node:crypto'
import { serverMetadata, tokenResponse } from '../contract/oauth.js'
import { type Answer, toAnswer } from './answer.js'
import { read } from './check.js'
import type { CompanyCredentials } from './options.js'
import type { Sender } from './sender.js'
import { type TokenRequestChange, writeTokenRequest } from './token-request.js'

export interface CallOptions {
  /** Text and bytes are sent as they are, all else as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Another token than the company's; null: none. */
  readonly token?: string | null
  /** Another key than a fresh one; null: none. */
  readonly key?: string | null
}

export interface Company {
  readonly clientId: string
  readonly credentials: CompanyCredentials
  call(method: string, path: string, options?: CallOptions): Promise<Answer>
  /** An access token with these scopes, or with the default ones. */
  token(scope?: string): Promise<string>
  /** Asks for a token, wrongly in one way. */
  requestToken(change?: TokenRequestChange): Promise<Answer>
}

/** Wire time after which a token is not used again: half of the 10 minutes that it lives. */
const tokenReuseMs = 5 * 60_000

export function createCompany(
  credentials: CompanyCredentials,
  sender: Sender,
  signalOf: () => AbortSignal,
): Company {
  const tokens = new Map<string, { readonly token: string; readonly at: number }>()
  let issuer: Promise<string> | undefined

  async function send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string | Uint8Array | null,
  ): Promise<Answer> {
    const answer = await sender.send({ method, path, headers, body, signal: signalOf() })
    return toAnswer(`${method} ${describePath(path)}`, answer)
  }

  async function discover(): Promise<string> {
    const answer = await send('GET', '/.well-known/oauth-authorization-server', {}, null)
    return read(answer, serverMetadata).issuer
  }

  const company: Company = {
    clientId: credentials.clientId,
    credentials,
    async call(method, path, { body, headers = {}, token, key } = {}) {
      const bearer = token === undefined ? await company.token() : token
      const isRaw = typeof body === 'string' || body instanceof Uint8Array
      const idempotencyKey = key === undefined && method !== 'GET' ? randomUUID() : key
      return send(
        method,
        path,
        {
          ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
          ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body === undefined ? null : isRaw ? body : JSON.stringify(body),
      )
    },
    async token(scope = '') {
      const known = tokens.get(scope)
      if (known && Date.now() - known.at < tokenReuseMs) return known.token
      const answer = await company.requestToken(scope === '' ? {} : { form: { scope } })
      const { access_token: token } = read(answer, tokenResponse)
      tokens.set(scope, { token, at: Date.now() })
      return token
    },
    async requestToken(change = {}) {
      issuer ??= discover()
      const { headers, body } = await writeTokenRequest(credentials, await issuer, change)
      return send('POST', '/oauth/token', headers, body)
    },
  }
  return company
}

/** Without query and ids, which differ from run to run. */
function describePath(path: string): string {
  return (path.split('?', 1)[0] ?? '').replace(/\/[a-z]{3}_[\w-]+/g, '/{id}')
}
