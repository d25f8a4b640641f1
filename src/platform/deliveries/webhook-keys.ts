import type { Jwks } from '../../contract/oauth.js'
import type { EndpointRecord } from '../state.js'

/** The `whpk_…` of an endpoint as a key set (RFC 7517; OKP keys: RFC 8037 section 2). */
export function showWebhookKeys({ id, publicKey }: EndpointRecord): Jwks {
  const x = Buffer.from(publicKey.replace('whpk_', ''), 'base64').toString('base64url')
  return { keys: [{ kty: 'OKP', crv: 'Ed25519', x, kid: id, alg: 'EdDSA', use: 'sig' }] }
}
