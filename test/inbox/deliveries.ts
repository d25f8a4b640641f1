/** Deliveries about complaints that cannot exist. */
import type { Delivery } from '../../src/inbox/index.js'

/** Event `n` of a complaint. */
export function deliveryOf(
  n: number,
  complaintId = 'cmp_1',
  members: Record<string, unknown> = {},
): Delivery {
  const id = `${complaintId}-${n}`
  const type = 'complaint.urged'
  const event = {
    id,
    type,
    apiVersion: '1',
    sequence: 1,
    complaintSequence: n,
    createdAt: '2026-09-24T09:00:00+08:00',
    enterpriseId: 'ent_1',
    data: { complaint: { id: complaintId, number: 'TS20260924000001', revision: 1 } },
    ...members,
  }
  const envelope = { id, type: event.type, complaintId, complaintSequence: n }
  return { envelope, text: JSON.stringify(event), receivedAt: 0 }
}

/** A promise that is resolved by hand. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
