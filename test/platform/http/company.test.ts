import { describe, expect, it } from 'vitest'
import { createPlatform } from '../../../src/platform/index.js'
import { finalAnswer, getToken, person, setUp } from './setup.js'

describe('the timely rate of the company', () => {
  it('counts rounds whose date has passed, those of the quarter that it is, cut and never rounded up', async () => {
    const { platform, file, call } = await setUp()
    const rate = async () => (await call('GET', '/v1/enterprise')).json['timelyRate']
    const respond = (id: string) => call('POST', `/v1/complaints/${id}/responses`, { body: finalAnswer })
    expect(await rate()).toEqual({
      from: '2026-07-01',
      to: '2026-09-30',
      cutOff: '2026-09-24T09:00:00+08:00',
      numerator: 0,
      denominator: 0,
      percent: null,
      belowThreshold: null,
    })
    // Due on 2026-10-15: two in time, one late; and a clue, which never counts.
    const filed = [await file(), await file(), await file()]
    await file({ kind: 'report' })
    const [first, second, third] = filed.map(({ complaintId }) => complaintId)
    await respond(String(first))
    await platform.clock.advanceTo('2026-10-15T23:59:59.999+08:00')
    await respond(String(second))
    // Answered or not, a round that is not over is in neither number.
    expect(await rate()).toMatchObject({
      from: '2026-10-01',
      to: '2026-12-31',
      denominator: 0,
      percent: null,
    })
    await platform.clock.advanceTo('2026-10-16T00:00:00+08:00')
    await respond(String(third))
    expect(await rate()).toMatchObject({
      cutOff: '2026-10-16T00:00:00+08:00',
      numerator: 2,
      denominator: 3,
      percent: 66.66,
      belowThreshold: true,
    })
    await platform.clock.advanceTo('2027-01-01T00:00:00+08:00')
    expect(await rate()).toMatchObject({ from: '2027-01-01', denominator: 0 })
  })

  it.each([
    [19, 20, 95, false],
    [18, 19, 94.73, true],
    [20, 21, 95.23, false],
  ])('of %i of %i is %f %%', async (inTime, all, percent, belowThreshold) => {
    const { platform, file, call } = await setUp()
    for (let each = 0; each < all; each += 1) {
      const { complaintId } = await file()
      if (each < inTime) await call('POST', `/v1/complaints/${complaintId}/responses`, { body: finalAnswer })
    }
    await platform.clock.advanceTo('2026-10-16T00:00:00+08:00')
    const { json } = await call('GET', '/v1/enterprise')
    expect(json['timelyRate']).toMatchObject({ numerator: inTime, denominator: all, percent, belowThreshold })
  })
})

describe('the rules that a company can look up', () => {
  it('are its services, the taxonomies and the published years', async () => {
    const { call } = await setUp()
    expect((await call('GET', '/v1/services')).json).toMatchObject({ items: [{ name: '示例视频' }] })
    const labels = async (version: string) => {
      const { json } = await call('GET', `/v1/categories?version=${version}`)
      return Array.isArray(json['items']) ? json['items'].map(({ label }) => label) : []
    }
    expect(await labels('2019')).toContain('企业投诉机制')
    expect(await labels('2022Q1')).toContain('渠道反馈')
    expect(await labels('2022Q4')).toContain('客服渠道')
    expect((await call('GET', '/v1/categories?version=2021')).status).toBe(422)
    expect((await call('GET', '/v1/calendar/2026')).json).toMatchObject({
      daysOff: expect.arrayContaining([expect.objectContaining({ date: '2026-10-01' })]),
      workingDays: expect.arrayContaining([expect.objectContaining({ date: '2026-10-10' })]),
    })
    expect(await call('GET', '/v1/calendar/2030')).toMatchObject({
      status: 404,
      json: { code: 'year_not_published' },
    })
    for (const year of ['26', '20260', 'next'])
      expect((await call('GET', `/v1/calendar/${year}`)).status).toBe(404)
  })
})

describe('the feed over HTTP', () => {
  it('goes on from where it was left, by types, and tells when there is more', async () => {
    const { file, call, platform } = await setUp({ feedDays: 30 })
    expect((await call('GET', '/v1/events?after=latest')).json).toEqual({
      items: [],
      nextAfter: expect.any(String),
      hasMore: false,
    })
    const { complaintId } = await file()
    await call('POST', `/v1/complaints/${complaintId}/acknowledgement`)
    await call('POST', `/v1/complaints/${complaintId}/responses`, { body: finalAnswer })
    const first = (await call('GET', '/v1/events?limit=1')).json
    expect(first).toMatchObject({ items: [{ type: 'complaint.assigned', sequence: 1 }], hasMore: true })
    const wanted = `types=complaint.responded,complaint.closed&after=${String(first['nextAfter'])}`
    const rest = (await call('GET', `/v1/events?${wanted}`)).json
    expect(rest).toMatchObject({ items: [{ type: 'complaint.responded', sequence: 3 }], hasMore: false })
    const last = Array.isArray(rest['items']) ? rest['items'].at(-1) : undefined
    expect(rest['nextAfter']).toBe(last.id)
    expect(JSON.stringify(first)).not.toContain('25 元')
    expect((await call('GET', '/v1/events?content=full')).text).toContain('25 元')
    await platform.clock.advance({ days: 31 })
    const { status, json } = await call('GET', `/v1/events?after=${String(first['nextAfter'])}`)
    expect({ status, code: json['code'] }).toEqual({ status: 410, code: 'cursor_expired' })
  })

  it.each([
    ['limit=0', 422],
    ['limit=101', 422],
    ['types=complaint.parked', 422],
    ['content=all', 422],
    ['after=', 422],
    ['after=evt_none', 400],
    ['limit=100', 200],
  ])('?%s → %i', async (query, status) => {
    const { call } = await setUp()
    expect((await call('GET', `/v1/events?${query}`)).status).toBe(status)
  })

  it('has no place of another company', async () => {
    const { call, file, platform } = await setUp()
    await file()
    const { json } = await call('GET', '/v1/events')
    const token = await getToken(platform, await platform.registerEnterprise({ name: '另一家网络' }))
    const answer = await call('GET', `/v1/events?after=${String(json['nextAfter'])}`, { token })
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_cursor' } })
  })
})

describe('webhook endpoints over HTTP', () => {
  it('are listed a page at a time, by cursors of this list alone', async () => {
    const { call, file } = await setUp()
    const ids: unknown[] = []
    for (let each = 0; each < 3; each += 1) {
      const { status, json } = await call('POST', '/v1/webhook-endpoints', {
        body: { url: `https://company.example/hooks/${each}` },
      })
      expect(status).toBe(201)
      ids.push(json['id'])
    }
    const first = (await call('GET', '/v1/webhook-endpoints?limit=2')).json
    const cursor = String(first['nextCursor'])
    const rest = (await call('GET', `/v1/webhook-endpoints?limit=2&cursor=${cursor}`)).json
    const both = [first['items'], rest['items']].flat()
    expect(both.map((item) => Object(item).id)).toEqual(ids)
    expect(rest['nextCursor']).toBeNull()
    expect(JSON.stringify(both)).not.toContain('whsec_')
    await file()
    await file()
    expect((await call('GET', `/v1/complaints?cursor=${cursor}`)).json['code']).toBe('invalid_cursor')
    const { json } = await call('GET', '/v1/complaints?limit=1')
    expect(
      (await call('GET', `/v1/webhook-endpoints?cursor=${String(json['nextCursor'])}`)).json['code'],
    ).toBe('invalid_cursor')
  })

  it.each([-1, 0, 86_400, 86_401, 0.5, '60'])(
    'rotate a secret with an overlap of %j seconds, 0–86,400',
    async (overlapSeconds) => {
      const { call } = await setUp()
      const { json } = await call('POST', '/v1/webhook-endpoints', {
        body: { url: 'https://company.example/hooks' },
      })
      const path = `/v1/webhook-endpoints/${String(json['id'])}/secret-rotation`
      const { status, json: rotated } = await call('POST', path, { body: { overlapSeconds } })
      expect(status).toBe(overlapSeconds === 0 || overlapSeconds === 86_400 ? 200 : 422)
      if (status === 200) {
        expect(rotated['secret']).toMatch(/^whsec_/)
        expect(rotated['secret']).not.toBe(json['secret'])
        expect(rotated['publicKey']).toBe(json['publicKey'])
      }
    },
  )
})

describe('every write on a complaint', () => {
  it('answers with the complaint after it, and keeps who acted', async () => {
    const { call, file } = await setUp()
    const { complaintId } = await file()
    const path = `/v1/complaints/${complaintId}`
    const headers = { 'tousu-actor': 'staff-7' }
    const now = async () => (await call('GET', path)).json
    const patched = await call('PATCH', path, { headers, body: { metadata: { ticket: 'T-1' } } })
    expect(patched.json['complaint']).toEqual(await now())
    const taken = await call('POST', `${path}/acknowledgement`, { headers })
    expect(taken.json['complaint']).toEqual(await now())
    const answered = await call('POST', `${path}/responses`, { headers, body: finalAnswer })
    expect(answered.json['complaint']).toEqual(await now())
    const again = await call('POST', `${path}/responses`, { headers, body: finalAnswer })
    expect(again).toMatchObject({
      status: 409,
      json: {
        code: 'already_responded',
        allowedActions: expect.arrayContaining([
          { action: 'respond_final', allowed: false, reason: 'already_responded' },
          { action: 'respond_supplementary', allowed: true, reason: null },
        ]),
      },
    })
    const { json } = await call('GET', `${path}/history`)
    const acts = Array.isArray(json['items']) ? json['items'] : []
    expect(acts.filter(({ actor }) => actor === 'staff-7').map(({ act }) => act)).toEqual([
      'acknowledged',
      'responded_final',
    ])
  })

  it.each(['', 'a b', '张三', 'x'.repeat(65)])('refuses the actor "%s"', async (actor) => {
    const { call, file } = await setUp()
    const { complaintId } = await file()
    const sent = Buffer.from(actor).toString('latin1')
    const { status, json } = await call('POST', `/v1/complaints/${complaintId}/acknowledgement`, {
      headers: { 'tousu-actor': sent },
    })
    expect(status).toBe(422)
    expect(json).toMatchObject({ errors: [{ pointer: '#/headers/tousu-actor' }] })
  })
})

describe('secrets of a seed', () => {
  it('are the same with the same seed and calls, so are events and receipts', async () => {
    const wireClock = { now: () => Date.parse('2026-11-25T00:00:00Z') }
    const run = async (seed: number) => {
      const platform = createPlatform({ seed, insecureSeededSecrets: true, wireClock })
      const enterprise = await platform.registerEnterprise({
        name: '示例网络',
        authentication: 'client_secret_basic',
      })
      await platform.consumer(person).file({
        enterpriseId: enterprise.id,
        title: '会员到期后被自动续费',
        description: '会员到期后未收到任何提醒即被扣款 25 元。',
        category: '服务功能',
      })
      const send = async (path: string, init: RequestInit) =>
        (await platform.fetch(new Request(platform.url + path, init))).text()
      const basic = Buffer.from(`${enterprise.clientId}:${enterprise.clientSecret}`).toString('base64')
      const token: unknown = JSON.parse(
        await send('/oauth/token', {
          method: 'POST',
          headers: { authorization: `Basic ${basic}` },
          body: new URLSearchParams({ grant_type: 'client_credentials' }),
        }),
      )
      const authorization = `Bearer ${String(Object(token).access_token)}`
      const [complaint] = JSON.parse(await send('/v1/complaints', { headers: { authorization } })).items
      const receipt = JSON.parse(
        await send(`/v1/complaints/${complaint.id}/responses`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json', 'idempotency-key': 'one' },
          body: JSON.stringify(finalAnswer),
        }),
      ).response.receipt
      const events = await send('/v1/events?content=full', { headers: { authorization } })
      return { secret: enterprise.clientSecret, receipt, events }
    }
    const first = await run(7)
    expect(await run(7)).toEqual(first)
    const other = await run(8)
    expect(other.secret).not.toBe(first.secret)
    expect(other.receipt).not.toBe(first.receipt)
  })

  it('are refused where others could reach them', async () => {
    const platform = createPlatform({ insecureSeededSecrets: true })
    await expect(platform.listen({ host: '0.0.0.0' })).rejects.toThrow('insecureSeededSecrets')
    await (await platform.listen({ host: '127.0.0.1' })).close()
    await platform.close()
  })
})
