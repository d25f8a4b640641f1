import type { Jwks } from '../../contract/oauth.js'
import { toJwk } from '../../webhooks/key-pair.js'
import type { EndpointRecord } from '../state.js'

/** The `whpk_…` of an endpoint as a key set (RFC 7517; OKP keys: RFC 8037 section 2). */
export function showWebhookKeys({ id, publicKey }: EndpointRecord): Jwks {
  return { keys: [{ ...toJwk(publicKey), kid: id }] }
}
