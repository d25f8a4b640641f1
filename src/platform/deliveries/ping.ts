/** `endpoint.ping`: an event outside the feed, without numbers. */
import type { Core } from '../core.js'
import type { EndpointRecord, EventRecord } from '../state.js'

export function createPing(core: Core, { id: endpointId, enterpriseId }: EndpointRecord): EventRecord {
  return {
    id: core.ids.next('evt'),
    type: 'endpoint.ping',
    enterpriseId,
    complaintId: null,
    serviceId: null,
    sequence: null,
    complaintSequence: null,
    createdAt: core.clock.now(),
    data: { endpointId },
    complaint: null,
    tells: 'full',
  }
}
