/** Webhook deliveries: every event to every endpoint that wants it, repeated by the schedule until it is taken. */
import { limits } from '../../contract/limits.js'
import { signWebhook } from '../../webhooks/sign.js'
import { disableEndpoint, liveSecrets } from '../acts/endpoints.js'
import type { Core } from '../core.js'
import { showEvent } from '../events.js'
import { RefusalError } from '../refusal.js'
import type { DeliveryRecord, EndpointRecord, EventRecord } from '../state.js'
import { createPing } from './ping.js'
import { pauseBeforeRetry } from './retry-schedule.js'
import type { Attempt, DeliverySender } from './send.js'
import { createTurns } from './turns.js'

export interface Deliveries {
  /**
   * Sends `endpoint.ping` to this endpoint alone.
   *
   * @throws RefusalError endpoint_disabled
   */
  ping(endpoint: EndpointRecord): { readonly eventId: string; readonly deliveryId: string }
  /** Begins nothing more. */
  close(): void
}

/** Attempts to one endpoint at once: a burst of events opens no more connections to it. */
const attemptsAtOnce = 16

/** A delivery that is not concluded yet. */
interface Task {
  readonly delivery: DeliveryRecord
  readonly content: 'summary' | 'full'
  readonly jitterSeed: number
}

export function createDeliveries(core: Core, sender: DeliverySender): Deliveries {
  const { clock, state, settings, wireClock } = core
  const turns = createTurns(attemptsAtOnce)
  let isClosed = false

  function deliver(endpoint: EndpointRecord, event: EventRecord): DeliveryRecord {
    const delivery: DeliveryRecord = {
      id: core.ids.next('dlv'),
      endpointId: endpoint.id,
      event,
      createdAt: clock.now(),
      status: 'pending',
      nextAttemptAt: clock.now(),
      attempts: [],
    }
    state.deliveries.set(delivery.id, delivery)
    begin({ delivery, content: endpoint.content, jitterSeed: core.random() })
    return delivery
  }

  function begin(task: Task): void {
    if (!isClosed) clock.track(turns.take(task.delivery.endpointId, () => attempt(task)))
  }

  async function attempt(task: Task): Promise<void> {
    const { delivery, content } = task
    const endpoint = state.endpoints.get(delivery.endpointId)
    // Ended with its endpoint while it waited.
    if (isClosed || !endpoint || delivery.status !== 'pending') return
    const at = clock.now()
    delivery.nextAttemptAt = null
    const body = bodyOf(core, delivery.event, content)
    const signed = await signWebhook({
      id: delivery.event.id,
      timestamp: new Date(wireClock.now()),
      body,
      secret: [...liveSecrets(endpoint, at), endpoint.secretKey],
    })
    const headers = { 'content-type': 'application/json', 'user-agent': 'tousu-platform', ...signed }
    const startedAt = performance.now()
    const result = await sender.send({ url: endpoint.url, headers, body })
    if (isClosed) return
    const durationMs = Math.round(performance.now() - startedAt)
    const { status, outcome, responseBytes } = result
    delivery.attempts.push({ at, status, outcome, responseBytes, durationMs })
    conclude(task, endpoint, result)
  }

  function conclude(task: Task, endpoint: EndpointRecord, last: Attempt): void {
    const { delivery, jitterSeed } = task
    const { status } = last
    if (status !== null && status >= 200 && status < 300) {
      delivery.status = 'delivered'
      endpoint.failingSince = null
      return
    }
    // Ended with its endpoint while it was under way.
    if (delivery.status !== 'pending') return
    const now = clock.now()
    endpoint.failingSince ??= now
    const hasFailedLong = now - endpoint.failingSince >= settings.disableAfterMs
    if (status === 410 || hasFailedLong) {
      disableEndpoint(core, endpoint, status === 410 ? 'gone' : 'failing')
      return
    }
    const attempts = delivery.attempts.length
    const pause = pauseBeforeRetry(settings, { attempts, jitterSeed, last, wireNow: wireClock.now() })
    if (pause === null) {
      delivery.status = 'dead'
      return
    }
    delivery.nextAttemptAt = now + pause
    clock.schedule(now + pause, () => begin(task))
  }

  core.eventListeners.add((event) => {
    for (const id of state.enterprises.get(event.enterpriseId)?.endpointIds ?? []) {
      const endpoint = state.endpoints.get(id)
      if (endpoint?.status === 'enabled' && wants(endpoint, event)) {
        deliver(endpoint, event)
      }
    }
  })

  return {
    ping(endpoint) {
      if (endpoint.status !== 'enabled') throw new RefusalError('endpoint_disabled')
      const event = createPing(core, endpoint)
      return { eventId: event.id, deliveryId: deliver(endpoint, event).id }
    },
    close() {
      isClosed = true
    },
  }
}

/** An endpoint's filters; an event that is about no complaint passes the filter of services. */
function wants({ eventTypes, serviceIds }: EndpointRecord, event: EventRecord): boolean {
  const byType = eventTypes.length === 0 || eventTypes.includes(event.type)
  const byService =
    serviceIds.length === 0 || event.complaintId === null || serviceIds.includes(event.serviceId ?? '')
  return byType && byService
}

/**
 * The text of an event as it is at this attempt: the same bytes on each, unless the complaint moved on to another
 * company or was redacted meanwhile. What is larger than a delivery may be is told in summary.
 */
function bodyOf(core: Core, event: EventRecord, content: 'summary' | 'full'): string {
  const text = JSON.stringify(showEvent(core, event, content))
  return Buffer.byteLength(text) > limits.eventBytes
    ? JSON.stringify(showEvent(core, event, 'summary'))
    : text
}
