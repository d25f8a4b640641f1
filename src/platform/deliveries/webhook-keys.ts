import type { Jwks } from '../../contract/oauth.js'
import { toJwk } from '../../webhooks/key-pair.js'
import type { Core } from '../core.js'
import type { EndpointRecord } from '../state.js'
import { endpointKeys } from './endpoint-keys.js'

/** Every published `whpk_…` of an endpoint as a key set (RFC 7517; OKP keys: RFC 8037 section 2). */
export function showWebhookKeys(core: Core, endpoint: EndpointRecord): Jwks {
  return {
    keys: endpointKeys(core, endpoint).published.map(({ publicKey, from }) => ({
      ...toJwk(publicKey),
      kid: `${endpoint.id}.${from}`,
    })),
  }
}
