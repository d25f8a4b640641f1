import type { EndpointRecord, EventRecord } from '../state.js'

/** An endpoint's filters; an event that is about no complaint passes the filter of services. */
export function wants({ eventTypes, serviceIds }: EndpointRecord, event: EventRecord): boolean {
  const byType = eventTypes.length === 0 || eventTypes.includes(event.type)
  const byService =
    serviceIds.length === 0 || event.complaintId === null || serviceIds.includes(event.serviceId ?? '')
  return byType && byService
}
