import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getToken, type Setup, setUp } from './setup.js'

const idsOf = (json: Record<string, unknown>): string[] =>
  Array.isArray(json['items']) ? json['items'].map((item: { id: string }) => item.id) : []

async function readAll({ call }: Setup, query: string, between: () => Promise<unknown> = async () => {}) {
  const ids: string[] = []
  for (let cursor: unknown = ''; cursor !== null; ) {
    const { status, json } = await call(
      'GET',
      `/v1/complaints?${query}${cursor === '' ? '' : `&cursor=${String(cursor)}`}`,
    )
    expect(status).toBe(200)
    ids.push(...idsOf(json))
    cursor = json['nextCursor']
    await between()
  }
  return ids
}

describe('the list of complaints', () => {
  it('by id neither repeats nor skips, whatever is written between the pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (count, limit, act) => {
          const setup = await setUp()
          const filed: string[] = []
          for (let i = 0; i < count; i += 1) filed.push((await setup.file()).complaintId)
          const added: string[] = []
          const between = async () => {
            const [first] = filed
            if (act) await setup.call('POST', `/v1/complaints/${first}/acknowledgement`)
            if (added.length < 3) added.push((await setup.file()).complaintId)
          }
          const read = await readAll(setup, `sort=id&limit=${limit}`, between)
          expect(new Set(read).size).toBe(read.length)
          expect(read.slice(0, count)).toEqual(filed)
          expect(await readAll(setup, `sort=-id&limit=${limit}`)).toEqual([...filed, ...added].reverse())
        },
      ),
      { numRuns: 15 },
    )
  })

  it('is sorted by due date unless asked otherwise', async () => {
    const setup = await setUp()
    const first = await setup.file()
    await setup.platform.clock.advance({ workingDays: 1 })
    const second = await setup.file()
    await setup.call('POST', `/v1/complaints/${first.complaintId}/acknowledgement`)
    const byDue = [first.complaintId, second.complaintId]
    expect(await readAll(setup, '')).toEqual(byDue)
    expect(await readAll(setup, 'sort=-dueAt&limit=1')).toEqual([...byDue].reverse())
    expect(await readAll(setup, 'sort=-assignedAt&limit=1')).toEqual([...byDue].reverse())
    await setup.platform.clock.advance({ hours: 1 })
    await setup.call('PATCH', `/v1/complaints/${first.complaintId}`, {
      body: { metadata: { ticket: 'T-1' } },
    })
    expect(await readAll(setup, 'sort=updatedAt&limit=1')).toEqual([...byDue].reverse())
  })

  it('is filtered', async () => {
    const setup = await setUp()
    const { complaintId, number } = await setup.file()
    await setup.platform.clock.advance({ workingDays: 1 })
    const other = await setup.file({ category: '个人信息保护' })
    await setup.call('PATCH', `/v1/complaints/${complaintId}`, { body: { metadata: { ticket: 'T-1' } } })
    await setup.call('POST', `/v1/complaints/${complaintId}/acknowledgement`)
    const expectOnly = async (query: string) =>
      expect(await readAll(setup, query), query).toEqual([complaintId])
    await expectOnly(`number=${number}`)
    await expectOnly('status=in_progress,closed')
    await expectOnly('metadata%5Bticket%5D=T-1')
    await expectOnly('category=service_function')
    await expectOnly('assignedBefore=2026-09-25T00:00:00%2B08:00')
    await expectOnly('dueBefore=2026-10-16T00:00:00%2B08:00')
    expect(await readAll(setup, 'status=assigned&overdue=false&kind=complaint&round=1')).toEqual([
      other.complaintId,
    ])
    expect(await readAll(setup, 'overdue=true')).toEqual([])
    await setup.platform.clock.advanceTo('2026-10-16T00:00:00+08:00')
    await expectOnly('overdue=true')
  })

  it.each([
    'limit=0',
    'limit=101',
    'limit=ten',
    'status=parked',
    'colour=red',
    'dueBefore=tomorrow',
    'sort=title',
    'overdue=yes',
  ])('refuses ?%s with its pointer', async (query) => {
    const { call } = await setUp()
    const { status, json } = await call('GET', `/v1/complaints?${query}`)
    expect(status).toBe(422)
    expect(JSON.stringify(json['errors'])).toContain(`#/query/${query.split('=')[0]}`)
  })

  it('refuses a cursor that was touched, of other filters, another sort or another client', async () => {
    const setup = await setUp()
    await setup.file()
    await setup.file()
    const { json } = await setup.call('GET', '/v1/complaints?limit=1&sort=id')
    const cursor = String(json['nextCursor'])
    const other = await setup.platform.registerEnterprise({ name: '另一家网络' })
    const token = await getToken(setup.platform, other)
    const read = async (query: string, options = {}) =>
      (await setup.call('GET', `/v1/complaints?${query}`, options)).json['code']
    expect(await read(`limit=5&sort=id&cursor=${cursor}`)).toBeUndefined()
    expect(await read(`limit=1&sort=id&cursor=${cursor.slice(0, -2)}xx`)).toBe('invalid_cursor')
    expect(await read(`limit=1&sort=id&cursor=x${cursor}`)).toBe('invalid_cursor')
    expect(await read(`limit=1&sort=-id&cursor=${cursor}`)).toBe('invalid_cursor')
    expect(await read(`limit=1&sort=id&kind=complaint&cursor=${cursor}`)).toBe('invalid_cursor')
    expect(await read(`limit=1&sort=id&cursor=${cursor}`, { token })).toBe('invalid_cursor')
  })
})

describe('limits of requests', () => {
  it('are off by default, and told as structured fields when set', async () => {
    expect((await (await setUp()).call('GET', '/v1/services')).headers.get('ratelimit')).toBeNull()

    let now = Date.now()
    const { call } = await setUp({
      rateLimits: { quota: 2, windowSeconds: 10 },
      wireClock: { now: () => now },
    })
    const first = await call('GET', '/v1/services')
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=2;w=10')
    expect(first.headers.get('ratelimit')).toBe('"default";r=1;t=10')
    now += 4_000
    await call('GET', '/v1/services')
    const third = await call('GET', '/v1/services')
    expect(third).toMatchObject({ status: 429, json: { code: 'rate_limited' } })
    expect(third.headers.get('retry-after')).toBe('6')
    now += 6_000
    expect((await call('GET', '/v1/services')).status).toBe(200)
  })
})

describe('paths', () => {
  it.each([
    '/',
    '/v1',
    '/v1/complaints/',
    '//v1/complaints',
    '/v1/complaints/../complaints',
    '/V1/complaints',
    '/v2/complaints',
  ])('%s → 404, or the route it is spelt as', async (path) => {
    const { call } = await setUp()
    expect([200, 404]).toContain((await call('GET', path)).status)
  })

  it.each(['%', '%zz', '%ff', '..%2f..%2fetc', '%00', 'a'.repeat(200), '%2e%2e'])(
    '/v1/complaints/%s is no complaint',
    async (id) => {
      const { call } = await setUp()
      expect([400, 404]).toContain((await call('GET', `/v1/complaints/${id}`)).status)
    },
  )

  it('tells the methods that a path has', async () => {
    const { call } = await setUp()
    const { status, headers, json } = await call('DELETE', '/v1/complaints')
    expect({ status, allow: headers.get('allow'), code: json['code'] }).toEqual({
      status: 405,
      allow: 'GET, HEAD',
      code: 'method_not_allowed',
    })
  })

  it('answers HEAD as GET without a body', async () => {
    const { call } = await setUp()
    const { status, text, headers } = await call('HEAD', '/v1/services')
    expect({ status, text }).toEqual({ status: 200, text: '' })
    expect(Number(headers.get('content-length'))).toBeGreaterThan(0)
  })
})
