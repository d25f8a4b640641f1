/**
 * Ed25519 keys of endpoints, for `v1a`. Each signs for `webhookKeyDays`; the next one is published a day before its
 * first use, and the former one a day after its last, for what is under way then.
 */
import { generateKeyPair } from '../../webhooks/key-pair.js'
import type { Core } from '../core.js'
import type { EndpointKey, EndpointRecord } from '../state.js'

const dayMs = 86_400_000

export interface EndpointKeys {
  /** Signs now. */
  readonly current: EndpointKey
  /** All that are published now, the current one first. */
  readonly published: readonly EndpointKey[]
}

type KeyCore = Pick<Core, 'clock' | 'settings' | 'randomBytes'>

export function createEndpointKey({ randomBytes }: Pick<Core, 'randomBytes'>, from: number): EndpointKey {
  return { ...generateKeyPair({ randomBytes }), from }
}

/** The keys at this moment of domain time; those that are due by now are made. */
export function endpointKeys(core: KeyCore, endpoint: Pick<EndpointRecord, 'keys'>): EndpointKeys {
  const now = core.clock.now()
  const lifeMs = core.settings.webhookKeyDays * dayMs
  for (let newest = endpoint.keys[0]; newest && now >= newest.from + lifeMs - dayMs; ) {
    newest = createEndpointKey(core, newest.from + lifeMs)
    endpoint.keys = [newest, ...endpoint.keys].slice(0, 3)
  }
  const [current, ...former] = endpoint.keys.filter(({ from }) => from <= now)
  if (!current) throw new TypeError('an endpoint without a key')
  const next = endpoint.keys.filter(({ from }) => from > now)
  const late = now < current.from + dayMs ? former.slice(0, 1) : []
  return { current, published: [current, ...next, ...late] }
}
