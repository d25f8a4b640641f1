/** The platform's OAuth server: it knows forms and headers, but no HTTP message. */
import { scopes } from '../../contract/enums.js'
import type { Jwks, ServerMetadata, TokenResponse } from '../../contract/oauth.js'
import { routes } from '../../contract/routes.js'
import type { Core } from '../core.js'
import { type Authenticated, createAccessTokens } from './access-tokens.js'
import { assertionAlgorithms } from './client-assertion.js'
import { createReplayGuard } from './replay-guard.js'
import { answerTokenRequest, type TokenRequest } from './token-endpoint.js'

export type { Authenticated } from './access-tokens.js'
export { OAuthError } from './oauth-error.js'

export interface OAuthServer {
  /** RFC 8414. */
  metadata(issuer: string): ServerMetadata
  jwks(): Jwks
  /** @throws OAuthError */
  token(request: TokenRequest): Promise<TokenResponse>
  /**
   * @param wireNow wire time, ms
   * @returns undefined for a token that is not accepted
   */
  check(token: string, wireNow: number): Promise<Authenticated | undefined>
}

export function createOAuthServer(
  core: Pick<Core, 'settings' | 'state' | 'wireClock' | 'randomBytes'>,
): OAuthServer {
  const tokens = createAccessTokens(core)
  const replays = createReplayGuard(() => core.wireClock.now(), core.state.seenAssertions)
  return {
    metadata: (issuer) => ({
      issuer,
      token_endpoint: issuer + routes.createToken.path,
      jwks_uri: issuer + routes.retrieveTokenKeys.path,
      // RFC 8414 asks for the member; there is no authorization endpoint, hence no response type.
      response_types_supported: [],
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_basic'],
      token_endpoint_auth_signing_alg_values_supported: [...assertionAlgorithms],
      scopes_supported: [...scopes],
    }),
    jwks: () => ({ keys: tokens.keys.map((key) => ({ ...key, kty: 'OKP' })) }),
    token: (request) => answerTokenRequest({ core, tokens, replays }, request),
    check: (token, wireNow) => tokens.check(token, wireNow),
  }
}
