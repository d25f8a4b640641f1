/** Deliveries for the tests: people and companies that cannot exist, signed for real. */
import { signWebhook, type WebhookHeaders } from '../../src/webhooks/index.js'
import { generateKeyPair } from '../../src/webhooks/key-pair.js'
import { generateSecret } from '../../src/webhooks/secret.js'

export const now = new Date('2026-09-24T01:00:00Z')
export const secret = generateSecret({ randomBytes: (size) => Buffer.alloc(size, 1) })
export const otherSecret = generateSecret({ randomBytes: (size) => Buffer.alloc(size, 2) })
export const { secretKey, publicKey } = generateKeyPair({ randomBytes: (size) => Buffer.alloc(size, 3) })
/** Stands still, at the time of the signatures. */
export const clock = { now: () => now.getTime() }

export const enterpriseId = 'ent_1'

/** An event as small as the contract allows. */
export function eventOf(id: string, members: Record<string, unknown> = {}) {
  return {
    id,
    type: 'complaint.assigned',
    apiVersion: '1',
    sequence: 1,
    complaintSequence: 1,
    createdAt: '2026-09-24T09:00:00+08:00',
    enterpriseId,
    data: { complaint: { id: 'cmp_1', number: 'TS20260924000001', revision: 1 } },
    ...members,
  }
}

export interface Delivery {
  readonly headers: WebhookHeaders
  readonly body: string
}

/** A signed delivery of an event. */
export async function deliveryOf(
  id = 'evt_1',
  members: Record<string, unknown> = {},
  signing: { readonly secret?: string | readonly string[]; readonly timestamp?: Date } = {},
): Promise<Delivery> {
  const body = JSON.stringify(eventOf(id, members))
  const headers = await signWebhook({ id, timestamp: now, body, secret, ...signing })
  return { headers, body }
}
