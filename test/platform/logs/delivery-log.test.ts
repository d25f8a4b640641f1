import { expect, it } from 'vitest'
import { person } from '../core/setup.js'
import { open } from '../faults/setup.js'

it('platform.deliveries is filtered, bounded, and holds ids and outcomes alone', async () => {
  const { platform, connect, enterprise, file } = await open({ logEntries: 3 })
  const client = connect()
  const url = 'https://company.example/hooks/secret-path'
  let status = 200
  platform.connect(
    url,
    () => new Response(`${person.name}`, { status, headers: { 'content-type': 'text/plain' } }),
  )
  const { id: endpointId } = await client.webhookEndpoints.create({ url, content: 'full' })
  const { complaintId } = await file()
  await platform.clock.advance({ hours: 1 })
  status = 500
  platform.faults.addDelivery({ corruptBody: true, eventType: 'endpoint.ping' })
  await client.webhookEndpoints.ping(endpointId)
  await platform.clock.advance({ days: 4 })
  const count = (filter: Parameters<typeof platform.deliveries.list>[0]) =>
    platform.deliveries.list(filter).length
  expect(count({ endpointId, enterpriseId: enterprise.id })).toBe(2)
  expect(count({ status: 'delivered', complaintId, eventType: 'complaint.assigned' })).toBe(1)
  expect(count({ status: 'dead', isFaulty: true })).toBe(1)
  expect(count({ since: '2026-09-24T10:00:00+08:00' })).toBe(1)
  expect(count({ endpointId: 'whe_other' })).toBe(0)
  const [dead] = platform.deliveries.list({ status: 'dead' })
  expect(dead?.attempts).toHaveLength(10)
  expect(dead?.attempts.map(({ fault }) => fault !== null)).toEqual([true, ...Array(9).fill(false)])
  for (let i = 0; i < 3; i += 1) await file()
  await platform.clock.advance({ seconds: 0 })
  expect(count({})).toBe(3)
  const text = JSON.stringify(platform.deliveries.list())
  for (const mark of [person.name, person.phone, '扣款', 'secret-path']) expect(text).not.toContain(mark)
})
