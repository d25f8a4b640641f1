/** Webhook deliveries: every event to every endpoint that wants it, repeated by the schedule until it is taken. */
import { rotateSecret } from '../acts/endpoint-secrets.js'
import { disableEndpoint } from '../acts/endpoints.js'
import type { Core } from '../core.js'
import type { DeliveryFaultInput } from '../faults/delivery-fault.js'
import type { FaultScripts } from '../faults/faults.js'
import { RefusalError } from '../refusal.js'
import type { AttemptRecord, DeliveryRecord, EndpointRecord, EventRecord } from '../state.js'
import { createOutgoing } from './outgoing.js'
import { createPing } from './ping.js'
import { eventsToRecover, forgetDeliveries } from './recovery.js'
import { pauseBeforeRetry } from './retry-schedule.js'
import type { Attempt, DeliverySender, Outgoing } from './send.js'
import { createTurns } from './turns.js'
import { wants } from './wants.js'

export interface Deliveries {
  /**
   * Sends `endpoint.ping` to this endpoint alone.
   *
   * @throws RefusalError endpoint_disabled
   */
  ping(endpoint: EndpointRecord): { readonly eventId: string; readonly deliveryId: string }
  /**
   * Sends the event of a delivery to its endpoint again, in a new delivery with the same `webhook-id`.
   *
   * @throws RefusalError endpoint_disabled
   */
  redeliver(delivery: DeliveryRecord): DeliveryRecord
  /**
   * Sends all events since a moment of domain time (ms) that the endpoint has not taken; how many they are.
   *
   * @throws RefusalError endpoint_disabled
   */
  recover(endpoint: EndpointRecord, since: number): number
  /** Begins anew what the state says is pending, after it came from elsewhere; what was under way is forgotten. */
  resume(): void
  /** Begins nothing more. */
  close(): void
}

/** Attempts to one endpoint at once: a burst of events opens no more connections to it. */
const attemptsAtOnce = 16

type Struck = NonNullable<ReturnType<FaultScripts['takeDelivery']>>

export function createDeliveries(
  core: Core,
  sender: DeliverySender,
  faults: Pick<FaultScripts, 'takeDelivery' | 'delivery' | 'forgetHeld'>,
): Deliveries {
  const { clock, state, settings, wireClock } = core
  let turns = createTurns(attemptsAtOnce)
  let isClosed = false
  /** Begun for what the state was before it was replaced, nothing ends any more. */
  let isPast = (_: DeliveryRecord): boolean => false

  function deliver(endpoint: EndpointRecord, event: EventRecord): DeliveryRecord {
    forgetDeliveries(core)
    const delivery: DeliveryRecord = {
      id: core.ids.next('dlv'),
      endpointId: endpoint.id,
      event,
      content: endpoint.content,
      createdAt: clock.now(),
      status: 'pending',
      nextAttemptAt: clock.now(),
      jitterSeed: core.random(),
      struckBy: null,
      attempts: [],
    }
    state.deliveries.set(delivery.id, delivery)
    begin(delivery)
    return delivery
  }

  /** The endpoint of a delivery that may still be made; undefined once it ended with its endpoint. */
  function endpointOf(delivery: DeliveryRecord): EndpointRecord | undefined {
    const { endpointId, status } = delivery
    const isOver = isClosed || isPast(delivery) || status !== 'pending'
    return isOver ? undefined : state.endpoints.get(endpointId)
  }

  function begin(delivery: DeliveryRecord): void {
    const endpoint = endpointOf(delivery)
    if (!endpoint) return
    const { id: endpointId, enterpriseId } = endpoint
    const { type: eventType, complaintId } = delivery.event
    const struck = faults.takeDelivery({ endpointId, enterpriseId, eventType, complaintId })
    // What a fault strikes takes no turn: it may be held back, or sent with many at once.
    if (!struck) clock.track(turns.take(endpointId, () => attempt(delivery)))
    else if (struck.input.delayMs === undefined) clock.track(attempt(delivery, struck))
    else {
      const at = clock.now() + struck.input.delayMs
      delivery.nextAttemptAt = at
      delivery.struckBy = struck.faultId
      clock.schedule(at, () => clock.track(attempt(delivery, struck)), delivery.id)
    }
  }

  /** The same for a delivery of another state. */
  function resumeOne(delivery: DeliveryRecord): void {
    const { nextAttemptAt, struckBy, id } = delivery
    const struck = struckBy === null ? undefined : faults.delivery(struckBy)
    const run = () => (struck ? clock.track(attempt(delivery, struck, true)) : begin(delivery))
    if (nextAttemptAt !== null && nextAttemptAt > clock.now()) clock.schedule(nextAttemptAt, run, id)
    else run()
  }

  async function attempt(delivery: DeliveryRecord, struck?: Struck, isAgain = false): Promise<void> {
    const endpoint = endpointOf(delivery)
    if (!endpoint) return
    delivery.nextAttemptAt = null
    delivery.struckBy = struck?.faultId ?? null
    const outgoing = await createOutgoing(core, endpoint, delivery, struck?.input)
    if (isPast(delivery)) return
    if (!struck) return send(delivery, outgoing)
    const { input, gate, told } = struck
    if (input.drop) {
      delivery.status = 'dead'
      delivery.attempts.push({ ...lost, at: clock.now(), fault: told })
      return
    }
    if (input.rotateSecret && !isAgain) rotateSecret(core, endpoint, input.rotateSecret)
    gate.pass(() => send(delivery, outgoing, input, told))
  }

  async function send(
    delivery: DeliveryRecord,
    outgoing: Outgoing,
    { duplicate = 0 }: DeliveryFaultInput = {},
    fault: string | null = null,
  ): Promise<void> {
    const endpoint = endpointOf(delivery)
    if (!endpoint) return
    const at = clock.now()
    const sendOnce = async (isCopy: boolean) => {
      const startedAt = performance.now()
      const result = await sender.send(outgoing)
      const { status, outcome, responseBytes } = result
      const durationMs = Math.round(performance.now() - startedAt)
      if (!isClosed && !isPast(delivery)) {
        delivery.attempts.push({ at, status, outcome, responseBytes, durationMs, fault, isCopy })
      }
      return result
    }
    const [result] = await Promise.all([
      sendOnce(false),
      ...Array.from({ length: duplicate }, () => sendOnce(true)),
    ])
    if (!isClosed && !isPast(delivery)) conclude(delivery, endpoint, result)
  }

  function conclude(delivery: DeliveryRecord, endpoint: EndpointRecord, last: Attempt): void {
    const { status } = last
    delivery.struckBy = null
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
    const { jitterSeed } = delivery
    const attempts = delivery.attempts.filter(({ isCopy }) => !isCopy).length
    const pause = pauseBeforeRetry(settings, { attempts, jitterSeed, last, wireNow: wireClock.now() })
    if (pause === null) {
      delivery.status = 'dead'
      return
    }
    delivery.nextAttemptAt = now + pause
    clock.schedule(now + pause, () => begin(delivery), delivery.id)
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
      assertEnabled(endpoint)
      const event = createPing(core, endpoint)
      return { eventId: event.id, deliveryId: deliver(endpoint, event).id }
    },
    redeliver({ endpointId, event }) {
      return deliver(assertEnabled(state.endpoints.get(endpointId)), event)
    },
    recover(endpoint, since) {
      assertEnabled(endpoint)
      const events = eventsToRecover(core, endpoint, since)
      for (const event of events) deliver(endpoint, event)
      return events.length
    },
    resume() {
      faults.forgetHeld()
      turns = createTurns(attemptsAtOnce)
      isPast = (delivery) => state.deliveries.get(delivery.id) !== delivery
      const pending = [...state.deliveries.values()].filter(({ status }) => status === 'pending')
      for (const delivery of pending) resumeOne(delivery)
    },
    close() {
      isClosed = true
    },
  }
}

/** An attempt that a fault has lost. */
const lost: Omit<AttemptRecord, 'at' | 'fault'> = {
  status: null,
  outcome: 'dropped',
  responseBytes: 0,
  durationMs: 0,
  isCopy: false,
}

/** @throws RefusalError endpoint_disabled */
function assertEnabled(endpoint: EndpointRecord | undefined): EndpointRecord {
  if (endpoint?.status !== 'enabled') throw new RefusalError('endpoint_disabled')
  return endpoint
}
