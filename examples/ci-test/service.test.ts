/** How a company tests its service against the reference platform: no port, no network, any date it likes. */
import { TousuClient } from 'tousu'
import { createPlatform } from 'tousu/platform'
import { expect, it, onTestFinished } from 'vitest'
import { createService } from './service.js'

const url = 'https://company.example/webhooks/tousu'
const person = { name: '张小明', idNumber: '000000199001010018', phone: '10012345678' }

async function setUp() {
  const platform = createPlatform({ now: '2026-09-24T09:00:00+08:00' })
  const enterprise = await platform.registerEnterprise({ name: '示例网络' })
  const { clientId, privateKey } = enterprise
  const client = new TousuClient({
    baseUrl: platform.url,
    clientId,
    privateKey,
    dispatcher: platform.dispatcher,
    clock: platform.clock,
  })
  onTestFinished(async () => {
    await client.close()
    await platform.close()
  })
  const { secret } = await client.webhookEndpoints.create({ url })
  const service = createService({ client, secret })
  platform.connect(url, service.receiver.fetch)
  const file = () =>
    platform.consumer(person).file({
      enterpriseId: enterprise.id,
      title: '会员到期后被自动续费',
      description: '会员到期后未收到任何提醒即被扣款 25 元。',
      category: '服务功能',
    })
  return { platform, client, service, file }
}

it('opens a ticket with the due date after National Day, and notes it on the complaint', async () => {
  const { platform, client, service, file } = await setUp()
  const { complaintId } = await file()
  await platform.clock.advance({ seconds: 1 })
  expect(service.tickets.get(complaintId)).toMatchObject({ dueDate: '2026-10-15', escalated: false })
  expect((await client.complaints.retrieve(complaintId)).metadata).toEqual({ ticket: 'T-1' })
})

it('escalates three working days before the due date, not earlier', async () => {
  const { platform, service, file } = await setUp()
  const { complaintId } = await file()
  await platform.clock.advanceTo('2026-10-12T08:59:59+08:00')
  expect(service.tickets.get(complaintId)?.escalated).toBe(false)
  await platform.clock.advanceTo('2026-10-12T09:00:00+08:00')
  expect(service.tickets.get(complaintId)?.escalated).toBe(true)
})

it('misses nothing when it was down for six hours', async () => {
  const { platform, service, file } = await setUp()
  platform.connect(url, async () => new Response(null, { status: 503 }))
  const { complaintId } = await file()
  await platform.clock.advance({ hours: 6 })
  expect(service.tickets.size).toBe(0)
  platform.connect(url, service.receiver.fetch)
  await platform.clock.advance({ hours: 6 })
  expect(service.tickets.has(complaintId)).toBe(true)
})
