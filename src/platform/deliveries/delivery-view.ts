import { formatShanghaiTime } from '../../calendar/index.js'
import type { WebhookDelivery } from '../../contract/index.js'
import type { AttemptRecord, DeliveryRecord } from '../state.js'

/** A delivery as its company sees it: how each attempt ended, and nothing of what was sent or answered. */
export function showDelivery(record: DeliveryRecord): WebhookDelivery {
  const { id, endpointId, event, createdAt, status, nextAttemptAt, attempts } = record
  return {
    id,
    endpointId,
    eventId: event.id,
    eventType: event.type,
    complaintId: event.complaintId,
    createdAt: formatShanghaiTime(createdAt),
    status,
    nextAttemptAt: nextAttemptAt === null ? null : formatShanghaiTime(nextAttemptAt),
    attempts: attempts.map(showAttempt),
  }
}

/** How an attempt ended. */
export function showAttempt({ at, status, outcome, responseBytes, durationMs }: AttemptRecord) {
  return { at: formatShanghaiTime(at), status, outcome, responseBytes, durationMs }
}
