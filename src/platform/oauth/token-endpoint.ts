/** The token endpoint: client credentials (RFC 6749 section 4.4) with one of two methods of authentication. */

import type { TokenResponse } from '../../contract/oauth.js'
import type { Core } from '../core.js'
import type { Client } from '../state.js'
import { type AccessTokens, defaultScopes } from './access-tokens.js'
import { assertionType, checkClientAssertion } from './client-assertion.js'
import { checkClientSecret, readBasicCredentials } from './client-secret.js'
import { OAuthError } from './oauth-error.js'
import type { ReplayGuard } from './replay-guard.js'

export interface TokenRequest {
  /** Of the face that was asked. */
  readonly issuer: string
  readonly authorization: string | undefined
  /** Parameters of the form; none stands twice. */
  readonly form: ReadonlyMap<string, string>
  /** Wire time, ms. */
  readonly wireNow: number
}

export interface TokenEndpointParts {
  readonly core: Pick<Core, 'settings' | 'state'>
  readonly tokens: AccessTokens
  readonly replays: ReplayGuard
}

/** @throws OAuthError */
export async function answerTokenRequest(
  parts: TokenEndpointParts,
  request: TokenRequest,
): Promise<TokenResponse> {
  const { form } = request
  const grant = form.get('grant_type')
  if (grant === undefined) throw new OAuthError('invalid_request', 'grant_type is missing')
  if (grant !== 'client_credentials') {
    throw new OAuthError('unsupported_grant_type', 'Only client_credentials is supported')
  }
  const client = await authenticate(parts, request)
  const granted = chooseScopes(client, form.get('scope'))
  return {
    access_token: await parts.tokens.issue(client, granted, request),
    token_type: 'Bearer',
    expires_in: parts.core.settings.tokenSeconds,
    scope: granted.join(' '),
  }
}

async function authenticate(parts: TokenEndpointParts, request: TokenRequest): Promise<Client> {
  const { authorization, form } = request
  const findClient = (id: string) => parts.core.state.clients.get(id)
  const assertion = form.get('client_assertion')
  if (authorization !== undefined && assertion !== undefined) {
    throw new OAuthError('invalid_request', 'Use one method of client authentication, not two')
  }
  const checkId = (client: Client) => {
    const named = form.get('client_id')
    if (named === undefined || named === client.id) return client
    throw new OAuthError('invalid_client', 'client_id is not that of the credentials')
  }
  if (authorization !== undefined) {
    const [id, secret] = readBasicCredentials(authorization) ?? []
    if (id !== undefined && secret !== undefined) return checkId(checkClientSecret(findClient(id), secret))
    throw new OAuthError('invalid_client', 'Authorization must be of the scheme Basic', { basic: true })
  }
  if (assertion === undefined) {
    throw new OAuthError('invalid_client', 'Authenticate with client_assertion or with HTTP Basic', {
      basic: true,
    })
  }
  if (form.get('client_assertion_type') !== assertionType) {
    throw new OAuthError('invalid_request', `client_assertion_type must be ${assertionType}`)
  }
  const { issuer, wireNow: now } = request
  const context = { issuer, now, replays: parts.replays, findClient }
  return checkId(await checkClientAssertion(assertion, context))
}

function chooseScopes(client: Client, requested: string | undefined): Client['scopes'] {
  if (requested === undefined || requested.trim() === '') return defaultScopes(client)
  const asked = requested.trim().split(/ +/)
  const refused = asked.some((scope) => !client.scopes.some((registered) => registered === scope))
  if (refused) throw new OAuthError('invalid_scope', 'A scope is unknown or not registered for this client')
  return client.scopes.filter((scope) => asked.includes(scope))
}
