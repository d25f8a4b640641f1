/** `endpoint.ping`: an event outside the feed, without numbers. */
import { formatShanghaiTime } from '../../calendar/index.js'
import { parseEvent } from '../../contract/event.js'
import type { Core } from '../core.js'
import { apiVersion } from '../events.js'
import type { EndpointRecord, EventRecord } from '../state.js'

export function createPing(core: Core, { id: endpointId, enterpriseId }: EndpointRecord): EventRecord {
  const createdAt = core.clock.now()
  const id = core.ids.next('evt')
  const type = 'endpoint.ping'
  const event = parseEvent({
    id,
    type,
    apiVersion,
    createdAt: formatShanghaiTime(createdAt),
    enterpriseId,
    data: { endpointId },
  })
  const outside = { complaintId: null, serviceId: null, sequence: null }
  return { id, type, enterpriseId, createdAt, ...outside, full: event, summary: event }
}
