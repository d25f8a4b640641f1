import { createPublicKey, verify } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { rotateSecret } from '../../../src/platform/acts/endpoints.js'
import { showWebhookKeys } from '../../../src/platform/deliveries/webhook-keys.js'
import { showEvent } from '../../../src/platform/events.js'
import { answer, openScene, type Seen } from './setup.js'

const first = (seen: readonly Seen[]): Seen => {
  const [delivery] = seen
  if (!delivery) throw new Error('nothing was delivered')
  return delivery
}

/** The npm verifier: another author's. */
function isSignedBy(secret: string, { headers, body }: Seen): boolean {
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  }
}

describe('a delivery', () => {
  it('is what any Standard Webhooks verifier accepts, at any virtual date', async () => {
    const scene = openScene({}, { now: '2031-03-03T09:00:00+08:00' })
    const { seen, secret } = scene.connect(() => answer(204))
    scene.file()
    await scene.settle()
    const delivery = first(seen)
    expect(new Webhook(secret).verify(delivery.body, delivery.headers)).toMatchObject({
      type: 'complaint.assigned',
      sequence: 1,
      complaintSequence: 1,
      createdAt: '2031-03-03T09:00:00+08:00',
    })
    expect(isSignedBy(secret, { ...delivery, body: `${delivery.body} ` })).toBe(false)
    expect(delivery.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': `${Buffer.byteLength(delivery.body)}`,
      'webhook-id': scene.enterprise.events[0]?.id,
    })
  })

  it('is signed with an Ed25519 key of the endpoint, too, which anybody can look up', async () => {
    const scene = openScene()
    const { seen, record } = scene.connect(() => answer(204))
    const other = scene.connect(() => answer(204))
    scene.file()
    await scene.settle()
    const { headers, body } = first(seen)
    const [v1 = '', v1a = '', ...rest] = (headers['webhook-signature'] ?? '').split(' ')
    expect(v1).toMatch(/^v1,/)
    expect(v1a).toMatch(/^v1a,/)
    expect(rest).toEqual([])
    const signed = Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    const isSigned = (endpoint: typeof record) => {
      const [key] = showWebhookKeys(scene.core, endpoint).keys
      const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' })
      return verify(null, signed, publicKey, Buffer.from(v1a.slice(4), 'base64'))
    }
    expect(isSigned(record)).toBe(true)
    expect(isSigned(other.record)).toBe(false)
    expect(showWebhookKeys(scene.core, record)).toEqual({
      keys: [
        {
          kty: 'OKP',
          crv: 'Ed25519',
          x: expect.any(String),
          use: 'sig',
          alg: 'EdDSA',
          kid: expect.any(String),
        },
      ],
    })
  })

  it('keeps id and bytes on every retry, with a fresh timestamp of wire time', async () => {
    const startedAt = Math.floor(Date.now() / 1_000) - 60
    let wireNow = startedAt * 1_000 + 999
    const scene = openScene({}, { wireClock: { now: () => wireNow } })
    const { seen, secret } = scene.connect(() => answer(seen.length < 3 ? 500 : 204))
    scene.file()
    await scene.settle()
    wireNow += 20_000
    await scene.core.clock.advance({ hours: 1 })
    const timestamps = seen.map(({ headers }) => Number(headers['webhook-timestamp']))
    expect(timestamps).toEqual([startedAt, startedAt + 20, startedAt + 20])
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1)
    expect(new Set(seen.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    for (const delivery of seen) expect(isSignedBy(secret, delivery)).toBe(true)
  })

  it('is a summary without personal data and free text unless the endpoint asks for all', async () => {
    const scene = openScene()
    const summary = scene.connect(() => answer(204))
    const full = scene.connect(() => answer(204), { content: 'full' })
    scene.file()
    await scene.settle()
    const short = JSON.parse(first(summary.seen).body)
    const long = JSON.parse(first(full.seen).body)
    expect(short.data.complaint).toMatchObject({
      number: expect.any(String),
      status: 'assigned',
    })
    for (const member of ['title', 'description', 'demand', 'complainant', 'accountReference', 'evidence']) {
      expect(short.data.complaint).not.toHaveProperty(member)
      expect(long.data.complaint).toHaveProperty(member)
    }
    expect(first(summary.seen).body).not.toContain('会员')
    expect(long.data.complaint.complainant.name).toBe('张**')
    expect(short.id).toBe(long.id)
  })

  it('that would be larger than 256 KiB is a summary', async () => {
    const scene = openScene()
    const { seen } = scene.connect(() => answer(204), { content: 'full' })
    const event = scene.enterprise.events
    scene.file()
    await scene.settle()
    const [record] = event
    if (!record) throw new Error('no event')
    const [complaint] = scene.core.state.complaints.values()
    Object.assign(complaint ?? {}, { description: '长'.repeat(100_000) })
    for (const listener of scene.core.eventListeners) listener(record)
    await scene.settle()
    expect(seen[1]?.body).toBe(JSON.stringify(showEvent(scene.core, record, 'summary')))
  })

  it('shows the complaint as it was when the event happened, however late it arrives', async () => {
    const scene = openScene()
    let isUp = false
    const { seen } = scene.connect(() => answer(isUp ? 204 : 503))
    scene.file()
    await scene.settle()
    isUp = true
    const [record] = scene.core.state.complaints.values()
    if (!record) throw new Error('no complaint')
    record.status = 'closed'
    await scene.core.clock.advance({ minutes: 1 })
    expect(JSON.parse(seen[1]?.body ?? '').data.complaint.status).toBe('assigned')
  })
})

describe('a rotated secret', () => {
  it('signs at once, beside the former one while they overlap in domain time', async () => {
    const scene = openScene()
    const { seen, secret, record } = scene.connect(() => answer(204))
    const { secret: next } = rotateSecret(scene.core, record, { overlapSeconds: 3_600 })
    scene.file()
    await scene.core.clock.advance({ seconds: 3_599 })
    scene.file()
    await scene.core.clock.advance({ seconds: 1 })
    scene.file()
    await scene.settle()
    expect(seen.map((delivery) => isSignedBy(next, delivery))).toEqual([true, true, true])
    expect(seen.map((delivery) => isSignedBy(secret, delivery))).toEqual([true, true, false])
    expect(seen.map(({ headers }) => headers['webhook-signature']?.split(' ').length)).toEqual([3, 3, 2])
  })

  it('ends the former one at once when nothing overlaps', async () => {
    const scene = openScene()
    const { seen, secret, record } = scene.connect(() => answer(204))
    const { secret: next } = rotateSecret(scene.core, record, { overlapSeconds: 0 })
    scene.file()
    await scene.settle()
    expect(isSignedBy(next, first(seen))).toBe(true)
    expect(isSignedBy(secret, first(seen))).toBe(false)
  })
})

describe('a ping', () => {
  it('goes to one endpoint, signed like any other, and stays out of the feed', async () => {
    const scene = openScene()
    // A filter is about events of the feed.
    const { seen, secret, record } = scene.connect(() => answer(204), { eventTypes: ['complaint.closed'] })
    const other = scene.connect(() => answer(204))
    const { eventId, deliveryId } = scene.deliveries.ping(record)
    await scene.settle()
    const ping = new Webhook(secret).verify(first(seen).body, first(seen).headers)
    expect(ping).toEqual({
      id: eventId,
      type: 'endpoint.ping',
      apiVersion: '1',
      createdAt: '2026-09-24T09:00:00+08:00',
      enterpriseId: scene.enterprise.id,
      data: { endpointId: record.id },
    })
    expect(first(seen).headers['webhook-id']).toBe(eventId)
    expect(scene.core.state.deliveries.get(deliveryId)?.status).toBe('delivered')
    expect(other.seen).toEqual([])
    expect(scene.enterprise.events).toEqual([])
  })

  it('to a disabled endpoint is refused', () => {
    const scene = openScene()
    const { record } = scene.add()
    record.status = 'disabled'
    expect(() => scene.deliveries.ping(record)).toThrow(
      expect.objectContaining({ reason: 'endpoint_disabled' }),
    )
    expect(scene.core.state.deliveries.size).toBe(0)
  })
})
