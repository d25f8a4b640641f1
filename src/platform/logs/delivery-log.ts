/** `platform.deliveries`: what was delivered and how each attempt ended, without a word of it. */
import { instantOf } from '../../calendar/index.js'
import type { WebhookDelivery } from '../../contract/index.js'
import type { Core } from '../core.js'
import { showAttempt, showDelivery } from '../deliveries/delivery-view.js'
import type { DeliveryRecord } from '../state.js'

/** A delivery as the company sees it, its company, and the faults that struck. */
export interface DeliveryEntry extends WebhookDelivery {
  readonly enterpriseId: string
  readonly attempts: (WebhookDelivery['attempts'][number] & {
    /** What struck this attempt, in a few words. */
    readonly fault: string | null
    /** Whether it is one that a fault has doubled. */
    readonly isCopy: boolean
  })[]
}

export interface DeliveryFilter {
  readonly endpointId?: string | undefined
  readonly enterpriseId?: string | undefined
  readonly eventType?: string | undefined
  readonly complaintId?: string | undefined
  readonly status?: 'pending' | 'delivered' | 'dead' | undefined
  /** Made at this domain time or later: RFC 3339 with an offset. */
  readonly since?: string | undefined
  /** Those that a fault struck, or that none did. */
  readonly isFaulty?: boolean | undefined
}

export interface DeliveryLog {
  /**
   * Deliveries of the last `recoveryDays`, the last `logEntries` of those that fit, in the order in which they were
   * made.
   *
   * @throws ArgumentError `since` is no time
   * @example
   * platform.deliveries.list({ status: 'dead' }).map(({ eventId, attempts }) => [eventId, attempts.at(-1)?.outcome])
   */
  list(filter?: DeliveryFilter): DeliveryEntry[]
}

export function createDeliveryLog({ state, settings }: Core): DeliveryLog {
  const fits = ({ since, isFaulty, ...wanted }: DeliveryFilter) => {
    const from = since === undefined ? Number.NEGATIVE_INFINITY : instantOf(since)
    return ({ endpointId, event, status, createdAt, attempts }: DeliveryRecord) => {
      const { type: eventType, complaintId, enterpriseId } = event
      const seen = { endpointId, enterpriseId, eventType, complaintId, status }
      return (
        createdAt >= from &&
        (isFaulty === undefined || isFaulty === attempts.some(({ fault }) => fault !== null)) &&
        (['endpointId', 'enterpriseId', 'eventType', 'complaintId', 'status'] as const).every(
          (name) => wanted[name] === undefined || wanted[name] === seen[name],
        )
      )
    }
  }
  return {
    list(filter = {}) {
      const found = [...state.deliveries.values()].filter(fits(filter))
      return found.slice(Math.max(0, found.length - settings.logEntries)).map(showEntry)
    },
  }
}

function showEntry(record: DeliveryRecord): DeliveryEntry {
  return {
    ...showDelivery(record),
    enterpriseId: record.event.enterpriseId,
    attempts: record.attempts.map((attempt) => {
      const { fault, isCopy } = attempt
      return { ...showAttempt(attempt), fault, isCopy }
    }),
  }
}
