import { describe, expect, it } from 'vitest'
import { createBoundedLog } from '../../../src/platform/logs/bounded-log.js'
import { finalAnswer, person, setUp } from '../http/setup.js'

describe('platform.requests', () => {
  it('tells what was asked and answered, in the words of the contract', async () => {
    const { platform, call, file, enterprise } = await setUp()
    const { complaintId } = await file()
    await call('POST', `/v1/complaints/${complaintId}/responses`, {
      body: finalAnswer,
      headers: { 'tousu-actor': 'staff-7' },
    })
    const [entry] = platform.requests.list({ route: 'respondToComplaint' })
    expect(entry).toEqual({
      requestId: expect.stringMatching(/^req_/),
      at: '2026-09-24T09:00:00+08:00',
      wireAt: expect.stringMatching(/^\d{4}-.*Z$/),
      method: 'POST',
      route: 'respondToComplaint',
      path: '/v1/complaints/{id}/responses',
      query: [],
      callerId: enterprise.clientId,
      enterpriseId: enterprise.id,
      actor: 'staff-7',
      status: 201,
      problem: null,
      requestBytes: Buffer.byteLength(JSON.stringify(finalAnswer)),
      requestDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      responseBytes: expect.any(Number),
      replayed: false,
      durationMs: expect.any(Number),
      fault: null,
    })
  })

  it('has no body, token, path parameter, filter value or unknown name in it', async () => {
    const { platform, call, file, token } = await setUp()
    const { complaintId } = await file()
    const marks = [complaintId, person.name, person.phone, person.idNumber, '未登记的词', 'Zhang-3', token]
    await call('GET', `/v1/complaints/${complaintId}`)
    await call('GET', `/v1/complaints?number=${person.phone}&metadata[${person.phone}]=Zhang-3`)
    await call('GET', `/v1/complaints?${person.phone}=1`)
    await call('GET', `/v1/nowhere/${person.phone}?name=${encodeURIComponent(person.name)}`)
    await call('GET', `/v1/complaints/${person.idNumber}`)
    await call(person.phone.replace(/\d/g, 'X'), '/v1/complaints')
    await call('POST', `/v1/complaints/${complaintId}/responses`, {
      body: { ...finalAnswer, statement: `${person.name}您好，请致电 ${person.phone}。`, 未登记的词: 1 },
      headers: { 'tousu-actor': person.name.replace(/./g, '%E5') },
    })
    await call('GET', '/v1/complaints', { token: person.idNumber, headers: { 'tousu-actor': person.phone } })
    const text = JSON.stringify(platform.requests.list())
    for (const mark of marks) expect(text).not.toContain(mark)
    expect(platform.requests.list({ route: 'listComplaints' }).map(({ query }) => query)).toEqual([
      ['number', 'metadata'],
      ['…'],
      [],
    ])
    expect(platform.requests.list({ problem: 'not_found' }).map(({ path }) => path)).toEqual([
      null,
      '/v1/complaints/{id}',
    ])
  })

  it('gives one body one digest on one platform, and another on another', async () => {
    const digests = await Promise.all(
      [1, 2].map(async () => {
        const { platform, call } = await setUp()
        const body = { url: 'https://company.example/hooks' }
        await call('POST', '/v1/webhook-endpoints', { body })
        await call('POST', '/v1/webhook-endpoints', { body })
        return platform.requests
          .list({ route: 'createWebhookEndpoint' })
          .map(({ requestDigest }) => requestDigest)
      }),
    )
    expect(new Set(digests[0]).size).toBe(1)
    expect(new Set(digests.flat()).size).toBe(2)
  })

  it('is filtered by route, method, status, problem, company, time and fault', async () => {
    const { platform, call, enterprise } = await setUp()
    await call('GET', '/v1/services')
    await call('GET', '/v1/services', { token: null })
    await platform.clock.advance({ hours: 1 })
    platform.faults.add({ route: 'listServices', status: 503 })
    await call('GET', '/v1/services')
    await call('PATCH', '/v1/complaints/none', { body: {} })
    const count = (filter: Parameters<typeof platform.requests.list>[0]) =>
      platform.requests.list(filter).length
    expect(count({ route: 'listServices' })).toBe(3)
    expect(count({ method: 'PATCH' })).toBe(1)
    expect(count({ status: 503 })).toBe(1)
    expect(count({ problem: 'token_missing' })).toBe(1)
    expect(count({ enterpriseId: enterprise.id })).toBe(2)
    expect(count({ since: '2026-09-24T10:00:00+08:00' })).toBe(2)
    expect(count({ since: '2026-09-24T02:00:00Z', isFaulty: false })).toBe(1)
    expect(count({ isFaulty: true })).toBe(1)
    expect(count({ status: null })).toBe(0)
    expect(() => count({ since: 'yesterday' })).toThrow(/RFC 3339/)
    platform.requests.clear()
    expect(platform.requests.list()).toEqual([])
  })

  it('keeps the last ones, as many as the setting says', async () => {
    const { platform, call } = await setUp({ logEntries: 2 })
    for (const year of [2024, 2025, 2026]) await call('GET', `/v1/calendar/${year}`)
    await call('GET', '/v1/services')
    expect(platform.requests.list().map(({ route }) => route)).toEqual([
      'retrieveCalendarYear',
      'listServices',
    ])
  })
})

describe('a bounded log', () => {
  it.each([0, 1, 2, 7])('of %d keeps the last %d', (size) => {
    const log = createBoundedLog<number>(size)
    for (let each = 0; each < 50; each += 1) {
      log.add(each)
      const from = Math.max(0, each + 1 - size)
      expect(log.entries()).toEqual(Array.from({ length: each + 1 - from }, (_, index) => from + index))
    }
  })
})
