import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createReceiver } from '../../../src/webhooks/index.js'
import { answer, open } from './setup.js'

const runs = process.env['TOUSU_TIER'] === 'full' ? 300 : 15

it('whatever is lost on the way, an act that is repeated until it is answered has one effect', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.double({ min: 0.02, max: 0.06, noNaN: true }), async (seed, rate) => {
      const { platform, connect, file } = await open()
      const client = connect({ retry: { repeats: 10 } })
      platform.faults.addProfile({
        seed,
        faults: [
          { reset: true, rate },
          { reset: true, when: 'after_commit', rate },
          { status: 503, rate },
          { status: 504, when: 'after_commit', rate },
          { truncateAfterBytes: 10, method: 'POST', rate },
        ],
      })
      for (let i = 0; i < 4; i += 1) {
        const { complaintId } = await file()
        const { complaint, response } = await client.complaints.respond(complaintId, answer)
        const read = await client.complaints.retrieve(complaintId)
        expect(read.responses).toMatchObject([{ id: response.id }])
        expect(read.revision).toBe(complaint.revision)
      }
      await platform.close()
    }),
    { numRuns: runs },
  )
})

it('whatever happens to deliveries but their loss, each event is handled once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.double({ min: 0.05, max: 0.3, noNaN: true }), async (seed, rate) => {
      const { platform, connect, file } = await open()
      const client = connect()
      const url = 'https://company.example/hooks'
      const { secret } = await client.webhookEndpoints.create({ url })
      const handled: string[] = []
      const on = { 'complaint.assigned': async ({ id }: { id: string }) => void handled.push(id) }
      platform.connect(url, createReceiver({ secrets: secret, on }).fetch)
      platform.faults.addDelivery({ duplicate: 2, rate, seed })
      platform.faults.addDelivery({ corruptBody: true, rate, seed })
      platform.faults.addDelivery({ wrongSecret: true, rate, seed })
      platform.faults.addDelivery({ clockSkewMs: -900_000, rate, seed })
      platform.faults.addDelivery({ delayMs: 600_000, rate, seed })
      platform.faults.addDelivery({ gather: 4, order: 'shuffled', seed })
      for (let i = 0; i < 12; i += 1) await file()
      await platform.clock.advance({ hours: 12 })
      platform.faults.clear()
      await platform.clock.advance({ days: 2 })
      const feed: string[] = []
      for await (const { id } of client.events.list({ types: 'complaint.assigned' })) feed.push(id)
      expect(handled.sort()).toEqual(feed)
      await platform.close()
    }),
    { numRuns: runs },
  )
})
