import { beforeAll, describe, expect, it } from 'vitest'
import { type Route, routes } from '../../../src/contract/index.js'
import { createPlatform, type Platform, type PlatformOptions } from '../../../src/platform/index.js'

async function setUp(options: PlatformOptions = {}) {
  const platform = createPlatform({ now: '2026-04-01T09:00:00+08:00', publicMinimum: 3, ...options })
  const enterprise = await platform.registerEnterprise({
    name: '示例青禾网络',
    services: [{ name: '示例青禾视频' }],
  })
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await platform.fetch(new Request(platform.url + path, init))
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: Object(JSON.parse(text)) }
  }
  const suggest = (text: string) =>
    call('/public/v1/suggestions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    })
  return { platform, enterprise, call, suggest }
}

async function fileSome(platform: Platform, enterpriseId: string, count: number) {
  const person = platform.consumer({ name: '张小明', idNumber: '000000199001010018', phone: '10012345678' })
  for (let each = 0; each < count; each += 1) {
    await person.file({
      enterpriseId,
      title: '会员到期后被自动续费',
      description: '会员到期后未收到任何提醒即被扣款 25 元。',
      category: '服务功能',
    })
  }
}

let scene: Awaited<ReturnType<typeof setUp>>
beforeAll(async () => {
  scene = await setUp()
  await fileSome(scene.platform, scene.enterprise.id, 4)
  await scene.platform.clock.advanceTo('2026-07-16T00:00:00+08:00')
})

describe('anyone, without a token, reads', () => {
  it.each([
    ['searchDirectory', '/public/v1/companies'],
    ['listPolicies', '/public/v1/policies'],
    ['listQuestions', '/public/v1/faq'],
    ['listNotices', '/public/v1/notices'],
    ['listPublicSuggestions', '/public/v1/suggestions'],
    ['listTaxonomies', '/public/v1/taxonomies'],
    ['listPublicCategories', '/public/v1/categories?version=2019'],
    ['listPublicChannels', '/public/v1/other-channels?category=personal_information'],
    ['listCalendarYears', '/public/v1/calendar'],
    ['retrievePublicYear', '/public/v1/calendar/2026'],
    ['retrievePublicStatistics', '/public/v1/statistics'],
    ['listBulletins', '/public/v1/bulletins'],
    ['retrieveBulletin', '/public/v1/bulletins/2026Q2'],
  ] as const)('%s', async (name, path) => {
    const { status, json, headers } = await scene.call(path)
    expect(status).toBe(200)
    const { result }: Route = routes[name]
    expect(result.type === 'json' && result.schema.safeParse(json).success).toBe(true)
    expect(headers.get('cache-control')).toBeNull()
    expect(headers.get('ratelimit')).toBeNull()
  })

  it('companies and their services, by name, alias, service and initial', async () => {
    const find = async (query: string) => {
      const { json } = await scene.call(`/public/v1/companies?${query}`)
      return json.items.map(({ name }: { name: string }) => name)
    }
    for (const query of [
      'query=%E9%9D%92%E7%A6%BE',
      'initial=SLQ',
      'query=%E8%A7%86%E9%A2%91',
      'connected=true',
    ]) {
      expect(await find(query)).toEqual(['示例青禾网络'])
    }
    expect(await find('connected=false')).toEqual([])
    expect(await find('initial=X')).toEqual([])
    const [company] = (await scene.call('/public/v1/companies')).json.items
    expect(company).toMatchObject({
      connected: true,
      enterpriseId: scene.enterprise.id,
      services: [{ type: 'app' }],
    })
    expect((await scene.call(`/public/v1/companies/${company.id}`)).json).toEqual(company)
    expect((await scene.call('/public/v1/companies/dir_none')).status).toBe(404)
  })

  it('what the platform tells newcomers, in both languages', async () => {
    const { json: policies } = await scene.call('/public/v1/policies')
    expect(policies.items.map(({ title }: { title: { zh: string } }) => title.zh)).toContain(
      '中华人民共和国个人信息保护法',
    )
    expect((await scene.call('/public/v1/faq')).json.items.length).toBeGreaterThan(20)
    const { json: notices } = await scene.call('/public/v1/notices')
    const dates: string[] = notices.items.map(({ publishedOn }: { publishedOn: string }) => publishedOn)
    expect(dates).toEqual([...dates].sort().reverse())
    const { json: taxonomies } = await scene.call('/public/v1/taxonomies')
    expect(taxonomies).toMatchObject({
      current: '2022Q4',
      items: [{ version: '2019' }, { version: '2022Q1' }, {}],
    })
    const { json: years } = await scene.call('/public/v1/calendar')
    expect(years.items.at(-1)).toMatchObject({ year: 2026 })
    expect((await scene.call('/public/v1/calendar/2031')).json).toMatchObject({ code: 'year_not_published' })
    const { json: channels } = await scene.call('/public/v1/other-channels', {
      headers: { 'accept-language': 'en' },
    })
    expect(channels.items.map(({ phone }: { phone: string | null }) => phone)).toContain('12315')
  })

  it('the numbers of published quarters alone, with no company named for few complaints', async () => {
    const { json } = await scene.call('/public/v1/statistics?groupBy=enterprise')
    expect(json).toMatchObject({
      quarter: '2026Q2',
      threshold: 3,
      total: {
        received: 4,
        answered: null,
        timely: { numerator: 0, denominator: 4, percent: 0, belowThreshold: true },
      },
      groups: [{ label: '示例青禾网络', received: 4 }],
    })
    expect((await scene.call('/public/v1/bulletins')).json.items).toEqual([
      { quarter: '2026Q2', publishedAt: '2026-07-16T00:00:00+08:00' },
      { quarter: '2026Q1', publishedAt: '2026-04-16T00:00:00+08:00' },
    ])
    expect((await scene.call('/public/v1/bulletins/2026Q2')).json.belowThreshold).toMatchObject([
      { percent: 0 },
    ])
    for (const path of ['bulletins/2026Q3', 'bulletins/2026', 'statistics?quarter=2026Q3']) {
      expect((await scene.call(`/public/v1/${path}`)).json).toMatchObject({ status: 404, code: 'not_found' })
    }
    expect((await scene.call('/public/v1/statistics?groupBy=service')).status).toBe(422)
    expect((await scene.call('/public/v1/statistics?from=2026-04-01')).status).toBe(422)
  })
})

describe('a suggestion', () => {
  it('is read by nobody but operators until one of them publishes it, with a reply', async () => {
    const { platform, call, suggest } = await setUp()
    const { status, json } = await suggest('建议增加按企业名称筛选的功能，方便查找。')
    expect({ status, json }).toEqual({
      status: 201,
      json: { id: expect.stringMatching(/^sgs_/), submittedAt: '2026-04-01T09:00:00+08:00' },
    })
    expect((await call('/public/v1/suggestions')).json.items).toEqual([])
    await platform.operator().replyToSuggestion(json.id, {
      reply: '感谢建议，已列入改进计划。',
      publish: true,
      note: '建议合理，予以公开并回复。',
    })
    expect((await call('/public/v1/suggestions')).json.items).toEqual([
      {
        id: json.id,
        text: '建议增加按企业名称筛选的功能，方便查找。',
        submittedAt: '2026-04-01T09:00:00+08:00',
        reply: { text: '感谢建议，已列入改进计划。', at: '2026-04-01T09:00:00+08:00' },
      },
    ])
  })

  it.each([
    ['太短', 422],
    ['字'.repeat(10), 201],
    ['字'.repeat(1_000), 201],
    ['字'.repeat(1_001), 422],
  ])('has 10–1,000 characters: %s → %i', async (text, status) => {
    const { suggest } = await setUp()
    expect((await suggest(text)).status).toBe(status)
  })

  it('is taken from one address so many times a day', async () => {
    let now = Date.parse('2026-11-25T00:00:00Z')
    const { suggest } = await setUp({ suggestionsPerSource: 2, wireClock: { now: () => now } })
    const text = '建议增加按企业名称筛选的功能。'
    expect([(await suggest(text)).status, (await suggest(text)).status]).toEqual([201, 201])
    const refused = await suggest(text)
    expect(refused).toMatchObject({ status: 429, json: { code: 'rate_limited' } })
    expect(refused.headers.get('retry-after')).toBe('86400')
    now += 86_400_000
    expect((await suggest(text)).status).toBe(201)
  })
})

it('counts the requests of an address where limits are on', async () => {
  const { call } = await setUp({ rateLimits: { quota: 2, windowSeconds: 10 } })
  const answers = [
    await call('/public/v1/faq'),
    await call('/public/v1/notices'),
    await call('/public/v1/faq'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
  expect(answers[0]?.headers.get('ratelimit')).toBe('"default";r=1;t=10')
  expect(answers[2]?.headers.get('retry-after')).toBe('10')
})
