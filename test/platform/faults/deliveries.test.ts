import { describe, expect, it } from 'vitest'
import type { TousuEvent } from '../../../src/index.js'
import { createReceiver } from '../../../src/webhooks/index.js'
import { generateSecret } from '../../../src/webhooks/secret.js'
import { open } from './setup.js'

const url = 'https://company.example/webhooks/tousu'

const onEach = (handler: (event: TousuEvent) => Promise<void>) => ({
  'complaint.assigned': handler,
  'complaint.acknowledged': handler,
  'complaint.responded': handler,
  'endpoint.ping': handler,
})

/** A company with a receiver of ours, which remembers what it took and what it refused. */
async function start() {
  const opened = await open()
  const { platform, connect } = opened
  const client = connect()
  const endpoint = await client.webhookEndpoints.create({ url })
  const secrets = [endpoint.secret]
  const taken: { id: string; type: string; sequence: number | undefined; apiVersion: string }[] = []
  const refused: string[] = []
  let arrivals = 0
  const take = async (event: TousuEvent) => {
    const type = event.type === 'unknown' ? event.originalType : event.type
    const sequence = event.type === 'endpoint.ping' ? undefined : event.sequence
    taken.push({ id: event.id, type, sequence, apiVersion: event.apiVersion })
  }
  const receiver = createReceiver({ secrets: () => secrets, on: onEach(take), onUnknown: take })
  receiver.activity.on('refused', ({ reason }) => refused.push(reason))
  platform.connect(url, (request) => {
    arrivals += 1
    return receiver.fetch(request)
  })
  const settle = () => platform.clock.advance({ seconds: 0 })
  return { ...opened, client, endpoint, secrets, taken, refused, settle, arrivals: () => arrivals }
}

const sequences = (taken: readonly { sequence: number | undefined }[]) =>
  taken.map(({ sequence }) => sequence)

describe('a delivery', () => {
  it('that is doubled arrives several times, is taken once, and the log tells copies apart', async () => {
    const { platform, file, settle, taken, arrivals } = await start()
    const fault = platform.faults.addDelivery({ duplicate: 2 })
    await file()
    await settle()
    expect(arrivals()).toBe(3)
    expect(taken).toHaveLength(1)
    const told = `${fault.id}: duplicate on deliveries`
    expect(platform.deliveries.list({ isFaulty: true })).toMatchObject([
      {
        status: 'delivered',
        attempts: [
          { fault: told, isCopy: false },
          { fault: told, isCopy: true },
          { fault: told, isCopy: true },
        ],
      },
    ])
    platform.faults.assertAllFired()
  })

  it('that is dropped never comes, stands in the feed, and is recovered', async () => {
    const { platform, client, endpoint, file, settle, taken } = await start()
    platform.faults.addDelivery({ drop: true })
    await file()
    await platform.clock.advance({ days: 3 })
    expect(taken.map(({ type }) => type)).not.toContain('complaint.assigned')
    expect(platform.deliveries.list({ status: 'dead' })).toMatchObject([
      { eventType: 'complaint.assigned', attempts: [{ status: null, outcome: 'dropped' }] },
    ])
    expect((await client.events.list()).items[0]?.type).toBe('complaint.assigned')
    await client.webhookEndpoints.recover(endpoint.id)
    await settle()
    expect(taken.map(({ type }) => type)).toContain('complaint.assigned')
  })

  it('that is delayed comes later in domain time', async () => {
    const { platform, file, taken } = await start()
    platform.faults.addDelivery({ delayMs: 3_600_000 })
    await file()
    await platform.clock.advance({ minutes: 59 })
    expect(taken).toEqual([])
    expect(platform.deliveries.list()[0]?.nextAttemptAt).toBe('2026-09-24T10:00:00+08:00')
    await platform.clock.advance({ minutes: 1 })
    expect(taken).toHaveLength(1)
  })

  it('that is held back waits until it is let go, while others pass', async () => {
    const { platform, file, settle, taken } = await start()
    const fault = platform.faults.addDelivery({ hold: true })
    await file()
    await file()
    await settle()
    expect(sequences(taken)).toEqual([2])
    expect(fault.waiting).toBe(1)
    fault.release()
    await settle()
    expect(sequences(taken)).toEqual([2, 1])
    expect(fault.waiting).toBe(0)
  })

  it('that is held back with others arrives with them in reverse', async () => {
    const { platform, file, settle, taken } = await start()
    platform.faults.addDelivery({ gather: 3, order: 'reversed' })
    for (let i = 0; i < 4; i += 1) await file()
    await settle()
    expect(sequences(taken).filter((each) => each !== 4)).toEqual([3, 2, 1])
  })

  it('that is shuffled arrives in an order that the seed gives', async () => {
    const orders = await Promise.all(
      [1, 1, 2].map(async (seed) => {
        const { platform, file, settle, taken } = await start()
        platform.faults.addDelivery({ gather: 8, order: 'shuffled', seed })
        for (let i = 0; i < 8; i += 1) await file()
        await settle()
        return sequences(taken)
      }),
    )
    expect(orders[0]).toEqual(orders[1])
    expect(orders[0]).not.toEqual(orders[2])
    expect([...(orders[0] ?? [])].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('of one complaint comes with 19 others at once', async () => {
    const { platform, client, secrets, file, settle } = await start()
    let open = 0
    let most = 0
    const arrived: string[] = []
    const receiver = createReceiver({
      secrets,
      on: onEach(async ({ id }) => {
        open += 1
        most = Math.max(most, open)
        await new Promise((resolve) => setImmediate(resolve))
        arrived.push(id)
        open -= 1
      }),
    })
    platform.connect(url, receiver.fetch)
    const { complaintId } = await file()
    await settle()
    const fault = platform.faults.addDelivery({ complaintId, gather: 20 })
    await client.complaints.acknowledge(complaintId)
    for (let i = 0; i < 19; i += 1) {
      const statement = `第 ${i + 1} 次进展告知：正在核实扣款记录。`
      await client.complaints.respond(complaintId, { type: 'interim', statement })
    }
    await settle()
    expect(fault.isSpent).toBe(true)
    expect(most).toBe(20)
    expect(new Set(arrived).size).toBe(21)
  })

  it('whose body was corrupted is refused, and its repeat is taken', async () => {
    const { platform, file, taken, refused } = await start()
    platform.faults.addDelivery({ corruptBody: true })
    await file()
    await platform.clock.advance({ minutes: 1 })
    expect(refused).toEqual(['no_matching_signature'])
    expect(taken).toHaveLength(1)
  })

  it('that is signed with a wrong secret, or too old or too new, is refused for what it is', async () => {
    const { platform, file, settle, refused } = await start()
    platform.faults.addDelivery({ wrongSecret: true })
    platform.faults.addDelivery({ clockSkewMs: -301_000 })
    platform.faults.addDelivery({ clockSkewMs: 310_000 })
    for (let i = 0; i < 3; i += 1) {
      await file()
      await settle()
    }
    expect(refused).toEqual(['no_matching_signature', 'timestamp_too_old', 'timestamp_too_new'])
    platform.faults.assertAllFired()
  })

  it('whose secret is rotated while it is under way is still signed with the former', async () => {
    const { platform, endpoint, secrets, file, taken, refused, settle } = await start()
    const secret = generateSecret()
    platform.faults.addDelivery({ rotateSecret: { secret, overlapSeconds: 0 } })
    secrets.push(secret)
    await file()
    await settle()
    // A receiver that has dropped the former secret already takes the repeat.
    platform.faults.addDelivery({ hold: true }).remove()
    secrets.splice(0, 1)
    await file()
    await settle()
    expect(refused).toEqual([])
    expect(taken).toHaveLength(2)
    expect(secrets).not.toContain(endpoint.secret)
  })

  it('of an unknown type, of a newer version or very large is taken as the contract says', async () => {
    const { platform, file, settle, taken, refused } = await start()
    platform.faults.addDelivery({ type: 'complaint.audited', apiVersion: '2' })
    platform.faults.addDelivery({ padToBytes: 256 * 1024 })
    platform.faults.addDelivery({ padToBytes: 2 * 1024 * 1024 })
    for (let i = 0; i < 3; i += 1) {
      await file()
      await settle()
    }
    expect(taken).toMatchObject([
      { type: 'complaint.audited', apiVersion: '2' },
      { type: 'complaint.assigned' },
    ])
    expect(refused).toEqual(['body_too_large'])
    const [{ attempts } = { attempts: [] }] = platform.deliveries.list({ status: 'pending' })
    expect(attempts).toMatchObject([{ status: 413 }])
  })

  it('is struck by the endpoint, the type and the complaint that a fault names alone', async () => {
    const { platform, client, endpoint, file, settle } = await start()
    const { complaintId } = await file()
    await settle()
    const faults = [
      platform.faults.addDelivery({ duplicate: 1, endpointId: endpoint.id, eventType: 'endpoint.ping' }),
      platform.faults.addDelivery({ duplicate: 1, complaintId, skip: 1 }),
      platform.faults.addDelivery({ duplicate: 1, enterpriseId: 'ent_other' }),
    ]
    await client.complaints.acknowledge(complaintId)
    await client.webhookEndpoints.ping(endpoint.id)
    await client.complaints.respond(complaintId, { type: 'interim', statement: '正在核实扣款记录，请稍候。' })
    await settle()
    expect(faults.map(({ fired }) => fired)).toEqual([1, 1, 0])
  })
})
