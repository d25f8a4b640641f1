/** What one attempt sends: the event as it is now, signed as it is signed now. */
import { limits } from '../../contract/limits.js'
import { generateSecret } from '../../webhooks/secret.js'
import { signWebhook } from '../../webhooks/sign.js'
import { liveSecrets } from '../acts/endpoints.js'
import type { Core } from '../core.js'
import { showEvent } from '../events.js'
import type { DeliveryFaultInput } from '../faults/delivery-fault.js'
import type { DeliveryRecord, EndpointRecord } from '../state.js'
import { endpointKeys } from './endpoint-keys.js'
import { corrupt, disturbEvent } from './misdelivery.js'
import type { Outgoing } from './send.js'

export async function createOutgoing(
  core: Core,
  endpoint: EndpointRecord,
  { event, content }: Pick<DeliveryRecord, 'event' | 'content'>,
  fault: DeliveryFaultInput = {},
): Promise<Outgoing> {
  const text = bodyOf(core, event, content)
  const isDisturbed = (fault.type ?? fault.apiVersion ?? fault.padToBytes) !== undefined
  const body = isDisturbed ? disturbEvent(text, fault) : text
  const secret = fault.wrongSecret
    ? [generateSecret({ randomBytes: core.randomBytes })]
    : [...liveSecrets(endpoint, core.clock.now()), endpointKeys(core, endpoint).current.secretKey]
  const timestamp = new Date(core.wireClock.now() + (fault.clockSkewMs ?? 0))
  const signed = await signWebhook({ id: event.id, timestamp, body, secret })
  const headers = { 'content-type': 'application/json', 'user-agent': 'tousu-platform', ...signed }
  return { url: endpoint.url, headers, body: fault.corruptBody ? corrupt(body) : body }
}

/**
 * The text of an event as it is at this attempt: the same bytes on each, unless the complaint moved on to another
 * company or was redacted meanwhile. What is larger than a delivery may be is told in summary.
 */
function bodyOf(core: Core, event: DeliveryRecord['event'], content: 'summary' | 'full'): string {
  const text = JSON.stringify(showEvent(core, event, content))
  return Buffer.byteLength(text) > limits.eventBytes
    ? JSON.stringify(showEvent(core, event, 'summary'))
    : text
}
