import { beforeAll, describe, expect, it } from 'vitest'
import { TousuClient } from '../../../src/client/client.js'
import { routes } from '../../../src/contract/index.js'
import { createPlatform, type Platform } from '../../../src/platform/index.js'

const people = {
  first: { name: '张小明', idNumber: '000000199001010018', phone: '10012345678' },
  second: { name: '欧阳小红', idNumber: '000000198507120025', phone: '10087654321' },
}

type Registered = { readonly id: string; readonly clientId: string; readonly clientSecret: string }

async function setUp() {
  const platform = createPlatform({ now: '2026-07-01T09:00:00+08:00', publicMinimum: 3 })
  const register = (name: string) =>
    platform.registerEnterprise({
      name,
      authentication: 'client_secret_basic',
      services: [{ name: `${name}视频` }, { name: '=HYPERLINK("x")' }],
    })
  const [first, second] = [await register('示例甲网络'), await register('示例乙网络')]
  const analyst = await platform.registerOperator({ role: 'analyst', authentication: 'client_secret_basic' })
  const reviewer = await platform.registerOperator({
    role: 'reviewer',
    authentication: 'client_secret_basic',
  })
  const file = async ({ id, services }: typeof first, count: number, which = 0) => {
    for (let each = 0; each < count; each += 1) {
      const consumer = platform.consumer(each % 2 === 0 ? people.first : people.second)
      await consumer.file({
        enterpriseId: id,
        serviceId: services[which]?.id,
        title: '会员到期后被自动续费',
        description: '会员到期后未收到任何提醒即被扣款 25 元。',
        category: which === 0 ? '服务功能' : '客服渠道',
      })
    }
  }
  await file(first, 5)
  await file(first, 2, 1)
  await file(second, 3)
  const tokens = {
    first: await tokenOf(platform, first),
    second: await tokenOf(platform, second),
    analyst: await tokenOf(platform, analyst),
    reviewer: await tokenOf(platform, reviewer),
  }
  return { platform, first, second, tokens }
}

async function tokenOf(
  platform: Platform,
  { clientId, clientSecret }: Omit<Registered, 'id'>,
): Promise<string> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  const response = await platform.fetch(
    new Request(`${platform.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    }),
  )
  return String(Object(await response.json()).access_token)
}

let scene: Awaited<ReturnType<typeof setUp>>
beforeAll(async () => {
  scene = await setUp()
})

async function get(path: string, token: string | null, headers: Record<string, string> = {}) {
  const response = await scene.platform.fetch(
    new Request(scene.platform.url + path, {
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    }),
  )
  const bytes = new Uint8Array(await response.arrayBuffer())
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    json: isJson ? Object(JSON.parse(new TextDecoder().decode(bytes))) : undefined,
  }
}

describe('a company', () => {
  it('reads its own numbers alone, in total and by service, category or quarter', async () => {
    const { tokens, first } = scene
    const { status, json } = await get('/v1/enterprise/statistics?groupBy=service', tokens.first)
    expect(status).toBe(200)
    expect(routes.retrieveStatistics.result.schema.safeParse(json).success).toBe(true)
    expect(json).toMatchObject({
      from: '2026-07-01',
      to: '2026-09-30',
      cutOff: '2026-07-01T09:00:00+08:00',
      groupBy: 'service',
      total: { received: 7, timely: { numerator: 0, denominator: 0, percent: null, belowThreshold: null } },
      groups: [
        { key: first.services[0]?.id, label: '示例甲网络视频', received: 5 },
        { key: first.services[1]?.id, received: 2 },
      ],
    })
    const own = await get('/v1/enterprise/statistics?groupBy=category&from=2026-06-01', tokens.second, {
      'accept-language': 'en',
    })
    expect(own.json).toMatchObject({ from: '2026-06-01', to: '2026-06-30', total: { received: 0 } })
    expect(own.json.groups.map(({ label }: { label: string }) => label)).toContain('service function')
    const quarters = await get(
      '/v1/enterprise/statistics?groupBy=quarter&from=2026-05-01&to=2026-08-31',
      tokens.second,
    )
    expect(quarters.json.groups).toMatchObject([
      { key: '2026Q2', label: '2026年第2季度', received: 0 },
      { key: '2026Q3', label: '2026年第3季度', received: 3 },
    ])
  })

  it.each([
    ['groupBy=enterprise', '#/query/groupBy'],
    ['enterpriseId=ent_1', '#/query/enterpriseId'],
    ['from=2026-02-30', '#/query/from'],
    ['from=2017-12-31', '#/query/from'],
    ['to=2036-01-01', '#/query/to'],
    ['from=2026-07-02&to=2026-07-01', '#/query/to'],
  ])('is refused ?%s', async (query, pointer) => {
    const { status, json } = await get(`/v1/enterprise/statistics?${query}`, scene.tokens.first)
    expect(status).toBe(422)
    expect(json.errors[0].pointer).toBe(pointer)
  })
})

it('is what the client tells the company', async () => {
  const { platform, first } = scene
  const { clientId, clientSecret } = first
  const { url: baseUrl, dispatcher } = platform
  const client = new TousuClient({ baseUrl, clientId, clientSecret, dispatcher, language: 'zh-CN' })
  const { json } = await get('/v1/enterprise/statistics?groupBy=category&to=2026-08-31', scene.tokens.first)
  expect(await client.enterprise.statistics({ groupBy: 'category', to: '2026-08-31' })).toEqual(json)
  await expect(client.enterprise.statistics({ from: '2026-09-01', to: '2026-08-31' })).rejects.toMatchObject({
    code: 'validation_failed',
    problem: { errors: [{ code: 'ends_before_it_begins' }] },
  })
  await client.close()
})

describe('an analyst', () => {
  it('reads the numbers of all companies, or of one', async () => {
    const { tokens, first, second, platform } = scene
    const { json } = await get('/operator/v1/statistics?groupBy=enterprise', tokens.analyst)
    expect(json).toMatchObject({
      total: { received: 10 },
      groups: [
        { key: first.id, label: '示例甲网络', received: 7 },
        { key: second.id, label: '示例乙网络', received: 3 },
      ],
    })
    expect(platform.statistics({ groupBy: 'enterprise' })).toEqual(json)
    const one = await get(`/operator/v1/statistics?enterpriseId=${second.id}`, tokens.analyst)
    expect(one.json).toMatchObject({ total: { received: 3 }, groups: [] })
    expect((await get('/operator/v1/statistics?enterpriseId=ent_none', tokens.analyst)).status).toBe(404)
  })

  it('takes them away as CSV in either encoding, with no formula in it', async () => {
    const path = '/operator/v1/statistics/export?groupBy=service'
    const utf8 = await get(path, scene.tokens.analyst)
    expect(utf8.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(utf8.headers.get('content-disposition')).toBe(
      'attachment; filename="statistics-2026-07-01-2026-09-30.csv"',
    )
    expect([...utf8.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder().decode(utf8.bytes)
    const lines = text.split('\r\n')
    expect(lines[0]).toMatch(/^名称,收到,.*投诉处理及时率（%）/)
    expect(lines[1]).toMatch(/^示例甲网络视频,5,0,0,0,0,0,,/)
    expect(text).toContain(`\r\n"'=HYPERLINK(""x"")",2,`)
    expect(lines.at(-2)).toMatch(/^合计,10,/)
    const gb = await get(`${path}&encoding=gb18030`, scene.tokens.analyst)
    expect(gb.headers.get('content-type')).toBe('text/csv; charset=gb18030; header=present')
    expect(new TextDecoder('gb18030', { fatal: true }).decode(gb.bytes)).toBe(text)
    const english = await get(path, scene.tokens.analyst, { 'accept-language': 'en' })
    expect(new TextDecoder().decode(english.bytes)).toMatch(/^name,received,.*timely-handling rate \(%\)/)
  })

  it.each(['/operator/v1/statistics', '/operator/v1/statistics/export', '/operator/v1/bulletins/2026Q3'])(
    'alone reads %s',
    async (path) => {
      const { tokens } = scene
      expect((await get(path, tokens.analyst)).status).toBe(200)
      expect((await get(path, tokens.reviewer)).json).toMatchObject({
        code: 'insufficient_scope',
        scope: 'statistics',
      })
      expect((await get(path, tokens.first)).json).toMatchObject({ code: 'invalid_token' })
      expect((await get(path, null)).json).toMatchObject({ code: 'token_missing' })
    },
  )

  it.each(['2026Q5', '2026q3', '1999Q1', '2027Q1'])('finds no bulletin of %s', async (quarter) => {
    expect((await get(`/operator/v1/bulletins/${quarter}`, scene.tokens.analyst)).status).toBe(404)
  })
})

describe('platform.statistics', () => {
  it('says what is wrong with a question', () => {
    const { platform } = scene
    expect(() => platform.statistics({ enterpriseId: 'ent_none' })).toThrow('not a company')
    expect(() => platform.statistics({ from: '2026-07-02', to: '2026-07-01' })).toThrow('must not be after')
    expect(() => platform.statistics({ from: '2026-7-2' })).toThrow('dates')
    // @ts-expect-error unknown
    expect(() => platform.statistics({ groupBy: 'person' })).toThrow('enterprise, service, category, quarter')
  })
})
