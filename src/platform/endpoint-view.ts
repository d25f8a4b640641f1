import { formatShanghaiTime } from '../calendar/index.js'
import type { WebhookEndpoint } from '../contract/index.js'
import type { Core } from './core.js'
import { endpointKeys } from './deliveries/endpoint-keys.js'
import type { EndpointRecord } from './state.js'

/** An endpoint as it is shown: its secret stands only in the answers of creation and rotation. */
export function showEndpoint(core: Core, record: EndpointRecord): WebhookEndpoint {
  const { id, url, content, description, status, disabledReason } = record
  return {
    id,
    url,
    eventTypes: [...record.eventTypes],
    serviceIds: [...record.serviceIds],
    content,
    description,
    status,
    disabledReason,
    createdAt: formatShanghaiTime(record.createdAt),
    updatedAt: formatShanghaiTime(record.updatedAt),
    publicKey: endpointKeys(core, record).current.publicKey,
  }
}
