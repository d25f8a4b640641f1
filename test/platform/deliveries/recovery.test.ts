import { describe, expect, it } from 'vitest'
import { createReceiver } from '../../../src/webhooks/index.js'
import { open } from '../faults/setup.js'

const url = 'https://company.example/webhooks/tousu'

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of list) items.push(item)
  return items
}

async function start() {
  const opened = await open()
  const { platform, connect } = opened
  const client = connect()
  const { id, secret } = await client.webhookEndpoints.create({ url })
  let status = 204
  const seen: string[] = []
  platform.connect(url, (request) => {
    seen.push(request.headers.get('webhook-id') ?? '')
    return new Response(null, { status })
  })
  return {
    ...opened,
    client,
    id,
    secret,
    seen,
    answerWith: (next: number) => {
      status = next
    },
    settle: () => platform.clock.advance({ seconds: 0 }),
  }
}

describe('deliveries to an endpoint', () => {
  it('are listed with how each attempt ended, the newest first', async () => {
    const { client, id, file, answerWith, platform, settle } = await start()
    answerWith(500)
    const { complaintId } = await file()
    await platform.clock.advance({ seconds: 30 })
    answerWith(204)
    await platform.clock.advance({ minutes: 6 })
    await client.webhookEndpoints.ping(id)
    await settle()
    const items = await all(client.webhookEndpoints.deliveries(id, { limit: 1 }))
    expect(items).toMatchObject([
      { eventType: 'endpoint.ping', complaintId: null, status: 'delivered' },
      {
        endpointId: id,
        eventType: 'complaint.assigned',
        complaintId,
        status: 'delivered',
        nextAttemptAt: null,
        createdAt: '2026-09-24T09:00:00+08:00',
        attempts: [
          { at: '2026-09-24T09:00:00+08:00', status: 500, outcome: 'answered', responseBytes: 0 },
          { status: 500 },
          { status: 204 },
        ],
      },
    ])
    expect((await client.webhookEndpoints.deliveries(id, { status: 'dead' })).items).toEqual([])
    const pings = await client.webhookEndpoints.deliveries(id, { eventType: 'endpoint.ping' })
    expect(pings.items).toHaveLength(1)
    await platform.close()
  })

  it('are kept for 14 days, and not a second longer', async () => {
    const { client, id, platform, file, settle } = await start()
    await file()
    await settle()
    const [delivery] = (await client.webhookEndpoints.deliveries(id)).items
    await platform.clock.advance({ days: 14 })
    expect((await client.webhookEndpoints.deliveries(id)).items.at(-1)?.id).toBe(delivery?.id)
    await client.webhookDeliveries.redeliver(delivery?.id ?? '')
    await platform.clock.advance({ seconds: 1 })
    const left = (await client.webhookEndpoints.deliveries(id)).items
    expect(left.map((each) => each.id)).not.toContain(delivery?.id)
    await expect(client.webhookDeliveries.redeliver(delivery?.id ?? '')).rejects.toMatchObject({
      code: 'not_found',
    })
    await platform.close()
  })
})

describe('redelivery', () => {
  it('sends the event again under its id, and a receiver that remembers takes it once', async () => {
    const { client, id, secret, platform, file, settle } = await start()
    const taken: string[] = []
    const receiver = createReceiver({
      secrets: secret,
      on: { 'complaint.assigned': async (event) => void taken.push(event.id) },
    })
    platform.connect(url, receiver.fetch)
    await file()
    await settle()
    const [first] = (await client.webhookEndpoints.deliveries(id)).items
    const again = await client.webhookDeliveries.redeliver(first?.id ?? '')
    expect(again).toMatchObject({ eventId: first?.eventId, status: 'pending', attempts: [] })
    expect(again.id).not.toBe(first?.id)
    await settle()
    expect(taken).toEqual([first?.eventId])
    expect(platform.deliveries.list({ status: 'delivered' })).toHaveLength(2)
    await platform.close()
  })

  it('is refused for a disabled endpoint, and for another company it does not exist', async () => {
    const { client, id, platform, file, settle, connect } = await start()
    await file()
    await settle()
    const [first] = (await client.webhookEndpoints.deliveries(id)).items
    await client.webhookEndpoints.update(id, { status: 'disabled' })
    await expect(client.webhookDeliveries.redeliver(first?.id ?? '')).rejects.toMatchObject({
      problem: { code: 'endpoint_disabled' },
    })
    const { clientId, privateKey } = await platform.registerEnterprise({ name: '另一家网络' })
    const other = connect({ clientId, privateKey })
    await expect(other.webhookDeliveries.redeliver(first?.id ?? '')).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(other.webhookEndpoints.deliveries(id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(other.webhookEndpoints.recover(id)).rejects.toMatchObject({ code: 'not_found' })
    await platform.close()
  })
})

describe('recovery', () => {
  it('sends what was given up and what was missed, in order, and nothing twice', async () => {
    const { client, id, platform, file, answerWith, settle, seen } = await start()
    await file()
    await settle()
    answerWith(410)
    await file()
    await settle()
    await file()
    await settle()
    expect(await client.webhookEndpoints.retrieve(id)).toMatchObject({ status: 'disabled' })
    await expect(client.webhookEndpoints.recover(id)).rejects.toMatchObject({
      problem: { code: 'endpoint_disabled' },
    })
    answerWith(204)
    await client.webhookEndpoints.update(id, { status: 'enabled' })
    const feed = await all(client.events.list())
    const count = seen.length
    // The second complaint, endpoint.disabled, and the third complaint.
    expect(await client.webhookEndpoints.recover(id)).toEqual({ deliveries: 3 })
    expect(await client.webhookEndpoints.recover(id)).toEqual({ deliveries: 0 })
    await settle()
    expect(seen.slice(count)).toEqual(feed.slice(1).map((event) => event.id))
    expect(await client.webhookEndpoints.recover(id)).toEqual({ deliveries: 0 })
    await platform.close()
  })

  it('sends nothing from before the endpoint was there, also in the same moment', async () => {
    const { client, platform, file } = await start()
    await file()
    const { id } = await client.webhookEndpoints.create({
      url: `${url}/later`,
      eventTypes: ['complaint.assigned'],
    })
    await file()
    await client.webhookEndpoints.update(id, { status: 'disabled' })
    await client.webhookEndpoints.update(id, { status: 'enabled' })
    expect(await client.webhookEndpoints.recover(id)).toEqual({ deliveries: 1 })
    await platform.close()
  })

  it('goes back to the time that is given, 14 days at most', async () => {
    const { client, id, platform, file, answerWith } = await start()
    answerWith(500)
    await file()
    await platform.clock.advance({ days: 4 })
    await file()
    await platform.clock.advance({ days: 4 })
    answerWith(204)
    await client.webhookEndpoints.update(id, { status: 'enabled' })
    await expect(
      client.webhookEndpoints.recover(id, { since: '2026-09-18T08:59:59+08:00' }),
    ).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/since', code: 'too_long_ago' }],
    })
    const { deliveries } = await client.webhookEndpoints.recover(id, { since: '2026-09-28T08:00:00+08:00' })
    const rest = await client.webhookEndpoints.recover(id, { since: '2026-09-18T09:00:00+08:00' })
    expect([deliveries > 0, rest.deliveries]).toEqual([true, 1])
    await platform.close()
  })
})
