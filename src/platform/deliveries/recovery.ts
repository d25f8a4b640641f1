/** Which deliveries can be sent again, and which events never reached an endpoint. */
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import type { DeliveryRecord, EndpointRecord, EventRecord } from '../state.js'
import { wants } from './wants.js'

const dayMs = 86_400_000

/** The earliest moment of domain time, in ms, that recovery and redelivery reach back to. */
export const earliestRecovery = ({ clock, settings }: Core) => clock.now() - settings.recoveryDays * dayMs

/** Deliveries to an endpoint that can be sent again, the oldest first. */
export function recentDeliveries(core: Core, { id }: EndpointRecord): DeliveryRecord[] {
  const earliest = earliestRecovery(core)
  return [...core.state.deliveries.values()].filter(
    ({ endpointId, createdAt }) => endpointId === id && createdAt >= earliest,
  )
}

/** @throws RefusalError not_found: unknown, another company's, or too long ago */
export function findDelivery(core: Core, enterpriseId: string, id: string): DeliveryRecord {
  const delivery = core.state.deliveries.get(id)
  const endpoint = delivery && core.state.endpoints.get(delivery.endpointId)
  const isReachable = delivery && delivery.createdAt >= earliestRecovery(core)
  if (!isReachable || endpoint?.enterpriseId !== enterpriseId) throw new RefusalError('not_found')
  return delivery
}

/**
 * Events since `since` (domain time, ms) that this endpoint wants and has not taken, in order of their sequence: those
 * whose deliveries are dead, and those that happened while it was disabled.
 */
export function eventsToRecover(core: Core, endpoint: EndpointRecord, since: number): EventRecord[] {
  const earliest = Math.max(since, earliestRecovery(core))
  // Not by time: on a virtual clock much happens in the moment in which an endpoint is created.
  const isLater = ({ id }: EventRecord) => id.slice('evt_'.length) > endpoint.id.slice('whe_'.length)
  const settled = new Set(
    recentDeliveries(core, endpoint)
      .filter(({ status }) => status !== 'dead')
      .map(({ event }) => event.id),
  )
  const events = core.state.enterprises.get(endpoint.enterpriseId)?.events ?? []
  return events.filter(
    (event) =>
      event.createdAt >= earliest && isLater(event) && wants(endpoint, event) && !settled.has(event.id),
  )
}

/** Lets go of deliveries that have ended and are out of reach; they stand in the order of their creation. */
export function forgetDeliveries(core: Core): void {
  const earliest = earliestRecovery(core)
  for (const { id, createdAt, status } of core.state.deliveries.values()) {
    if (createdAt >= earliest) break
    if (status !== 'pending') core.state.deliveries.delete(id)
  }
}
