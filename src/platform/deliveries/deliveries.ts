/** Webhook deliveries: every event to every endpoint that wants it, repeated by the schedule until it is taken. */
import { formatShanghaiTime } from '../../calendar/index.js'
import { parseEvent } from '../../contract/event.js'
import { signWebhook } from '../../webhooks/sign.js'
import { liveSecrets } from '../acts/endpoints.js'
import type { Core } from '../core.js'
import { perform } from '../events.js'
import { RefusalError } from '../refusal.js'
import type { DeliveryRecord, EndpointRecord, EventRecord } from '../state.js'
import { parseRetryAfter } from './retry-after.js'
import type { Attempt, DeliverySender } from './send.js'

export interface Deliveries {
  /** Sends `endpoint.ping` to this endpoint alone. */
  ping(endpoint: EndpointRecord): { readonly eventId: string; readonly deliveryId: string }
}

/** The longest that `Retry-After` can put the next attempt off. */
const longestRetryAfterMs = 24 * 3_600_000

/** Statuses with which an endpoint asks for a pause. */
const throttling = new Set([429, 502, 503, 504])

export function createDeliveries(core: Core, sender: DeliverySender): Deliveries {
  const { clock, state, settings, wireClock } = core
  core.eventListeners.add((event) => {
    const endpointIds = state.enterprises.get(event.enterpriseId)?.endpointIds ?? []
    for (const id of endpointIds) {
      const endpoint = state.endpoints.get(id)
      if (endpoint?.status === 'enabled' && wants(endpoint, event)) deliver(endpoint, event)
    }
  })

  function deliver(endpoint: EndpointRecord, event: EventRecord): DeliveryRecord {
    const delivery: DeliveryRecord = {
      id: core.ids.next('dlv'),
      endpointId: endpoint.id,
      event,
      createdAt: clock.now(),
      status: 'pending',
      nextAttemptAt: null,
      attempts: [],
    }
    state.deliveries.set(delivery.id, delivery)
    // The same bytes on every attempt.
    const body = JSON.stringify(event[endpoint.content])
    clock.track(attempt(delivery, body))
    return delivery
  }

  async function attempt(delivery: DeliveryRecord, body: string): Promise<void> {
    const endpoint = state.endpoints.get(delivery.endpointId)
    if (endpoint?.status !== 'enabled') {
      delivery.status = 'dead'
      return
    }
    const at = clock.now()
    delivery.nextAttemptAt = null
    const signed = await signWebhook({
      id: delivery.event.id,
      timestamp: new Date(wireClock.now()),
      body,
      secret: [...liveSecrets(endpoint, at), endpoint.secretKey],
    })
    const startedAt = performance.now()
    const headers = { 'content-type': 'application/json', 'user-agent': 'tousu-platform', ...signed }
    const result = await sender.send({ url: endpoint.url, headers, body })
    const { status, outcome, responseBytes } = result
    const durationMs = Math.round(performance.now() - startedAt)
    delivery.attempts.push({ at, status, outcome, responseBytes, durationMs })
    conclude(delivery, endpoint, result, body)
  }

  function conclude(delivery: DeliveryRecord, endpoint: EndpointRecord, result: Attempt, body: string): void {
    const now = clock.now()
    const { status } = result
    if (status !== null && status >= 200 && status < 300) {
      delivery.status = 'delivered'
      endpoint.failingSince = null
      return
    }
    endpoint.failingSince ??= now
    const failing = now - endpoint.failingSince >= settings.disableAfterMs
    if (status === 410 || failing) disable(endpoint, status === 410 ? 'gone' : 'failing')
    const pause = settings.retryScheduleMs[delivery.attempts.length - 1]
    if (pause === undefined || endpoint.status === 'disabled') {
      delivery.status = 'dead'
      return
    }
    const asked =
      status !== null && throttling.has(status) ? parseRetryAfter(result.retryAfter, wireClock.now()) : 0
    const jittered = pause * (1 + settings.retryJitter * core.random())
    const next = now + Math.round(Math.max(jittered, Math.min(asked, longestRetryAfterMs)))
    delivery.nextAttemptAt = next
    clock.schedule(next, () => clock.track(attempt(delivery, body)))
  }

  function disable(endpoint: EndpointRecord, reason: string): void {
    if (endpoint.status === 'disabled') return
    endpoint.status = 'disabled'
    endpoint.disabledReason = reason
    endpoint.updatedAt = clock.now()
    perform(core, (emission) =>
      emission.enterprise('endpoint.disabled', endpoint.enterpriseId, { endpointId: endpoint.id, reason }),
    )
  }

  return {
    ping(endpoint) {
      if (endpoint.status !== 'enabled') throw new RefusalError('endpoint_disabled')
      const id = core.ids.next('evt')
      const createdAt = clock.now()
      const event = parseEvent({
        id,
        type: 'endpoint.ping',
        apiVersion: '1',
        createdAt: formatShanghaiTime(createdAt),
        enterpriseId: endpoint.enterpriseId,
        data: { endpointId: endpoint.id },
      })
      const { enterpriseId } = endpoint
      const outside = { complaintId: null, serviceId: null, sequence: null }
      const record: EventRecord = {
        id,
        type: event.type,
        enterpriseId,
        createdAt,
        full: event,
        summary: event,
        ...outside,
      }
      return { eventId: id, deliveryId: deliver(endpoint, record).id }
    },
  }
}

/** An endpoint's filters; an event that is about no service passes the filter of services. */
function wants({ eventTypes, serviceIds }: EndpointRecord, event: EventRecord): boolean {
  const byType = eventTypes.length === 0 || eventTypes.includes(event.type)
  const byService =
    serviceIds.length === 0 || event.complaintId === null || serviceIds.includes(event.serviceId ?? '')
  return byType && byService
}
