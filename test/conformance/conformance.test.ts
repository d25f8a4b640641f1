import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ConformanceResult,
  conformanceCases,
  receiveOnLoopback,
  runConformance,
} from '../../src/conformance/index.js'
import { createPlatform } from '../../src/platform/index.js'
import { notPassed, now, person, run, setUp } from './setup.js'

/** Cases that a company with a key, and a platform without quotas, have nothing to say to. */
const beside = ['authentication.wrong-secret', 'limits.rate-limit', 'limits.exhausted']

const skippedIn = ({ cases }: ConformanceResult) =>
  cases.filter(({ status }) => status === 'skipped').map(({ id }) => id)

describe('runConformance', () => {
  it('passes on the reference platform, in process', async () => {
    const subject = await setUp()
    const result = await run(subject)
    expect(notPassed(result).filter((line) => !beside.some((id) => line.startsWith(id)))).toEqual([])
    expect(result).toMatchObject({
      failed: 0,
      skipped: beside.length,
      passed: conformanceCases.length - beside.length,
    })
    await subject.platform.close()
  })

  it('passes through its dispatcher, too', async () => {
    const subject = await setUp()
    const { dispatcher } = subject.platform
    const result = await run(subject, { fetch: undefined, dispatcher })
    expect(notPassed(result).filter((line) => !beside.some((id) => line.startsWith(id)))).toEqual([])
    await subject.platform.close()
  })

  it('passes on a port, with deliveries over HTTP', async () => {
    const subject = await setUp()
    const server = await subject.platform.listen()
    const result = await run(subject, {
      baseUrl: server.url,
      fetch: undefined,
      hooks: { ...subject.hooks, receive: receiveOnLoopback },
      deliveryTimeoutMs: 10_000,
    })
    expect(notPassed(result).filter((line) => !beside.some((id) => line.startsWith(id)))).toEqual([])
    await subject.platform.close()
  })

  it('judges a secret and quotas where there are some', async () => {
    const platform = createPlatform({ now, rateLimits: { quota: 50, windowSeconds: 60 } })
    const { clientId, clientSecret } = await platform.registerEnterprise({
      name: '示例网络',
      authentication: 'client_secret_basic',
    })
    const result = await runConformance({
      baseUrl: platform.url,
      companies: [{ clientId, clientSecret }],
      fetch: platform.fetch,
      only: [...beside, 'authentication.token'],
    })
    expect(notPassed(result)).toEqual([])
    await platform.close()
  })

  it.each(['Ed25519', 'PS256', 'RS256'] as const)('signs assertions with %s', async (algorithm) => {
    const platform = createPlatform()
    const { clientId, privateKey } = await platform.registerEnterprise({ name: '示例网络', algorithm })
    const companies = [{ clientId, privateKey }]
    const only = ['authentication']
    const result = await runConformance({ baseUrl: platform.url, companies, fetch: platform.fetch, only })
    expect(result).toMatchObject({ failed: 0, skipped: 1 })
    await platform.close()
  })

  it('skips what needs a hook that is not given, and says which', async () => {
    const { platform, companies } = await setUp()
    const result = await run(
      { platform, companies, hooks: {} },
      { only: ['deadlines', 'webhooks.signature', 'responses.closed'] },
    )
    expect(skippedIn(result)).toEqual(
      result.cases.map(({ id }) => id).filter((id) => id !== 'deadlines.calendar'),
    )
    const reasons = new Set(result.cases.map(({ reason }) => reason))
    expect(reasons).toEqual(new Set([undefined, 'hooks.file is not given', 'hooks.receive is not given']))
    await platform.close()
  })

  it('skips what persons, operators and a key for disclosures are needed for, and says so', async () => {
    const { platform, companies, hooks } = await setUp()
    const { act: _, ...others } = hooks
    const withoutKey = companies.map((company) => ({ ...company, decryptionKey: undefined }))
    const only = ['decisions', 'overdue', 'disclosures']
    const result = await run({ platform, companies: withoutKey, hooks: others }, { only })
    expect(skippedIn(result)).toHaveLength(result.cases.length)
    const reasons = new Set(result.cases.map(({ reason }) => reason))
    expect(reasons).toEqual(new Set(['hooks.act is not given', 'companies[0].decryptionKey is not given']))
    await platform.close()
  })

  it('skips what needs a second company', async () => {
    const subject = await setUp()
    const result = await run({ ...subject, companies: subject.companies.slice(0, 1) }, { only: ['tenancy'] })
    expect(skippedIn(result)).toHaveLength(result.cases.length)
    expect(result.cases[0]?.reason).toBe('a second company is needed in companies')
    await subject.platform.close()
  })

  it('skips deadlines that the published calendar does not reach', async () => {
    const subject = await setUp({ now: '2026-12-28T09:00:00+08:00' })
    const { cases } = await run(subject, { only: ['deadlines.due-date'] })
    expect(cases[0]).toMatchObject({
      status: 'skipped',
      reason: 'the calendar of these days is not published yet',
    })
    await subject.platform.close()
  })

  it('runs what was chosen, by case and by topic', async () => {
    const subject = await setUp()
    const { cases } = await run(subject, { only: ['locking', 'events.latest'] })
    const ids = cases.map(({ id }) => id)
    expect(ids).toContain('events.latest')
    expect(ids.filter((id) => !id.startsWith('locking.'))).toEqual(['events.latest'])
    await subject.platform.close()
  })

  it('fails every case on what answers nothing of the contract, and ends', async () => {
    const { companies, hooks } = await setUp()
    const result = await runConformance({
      baseUrl: 'https://elsewhere.example',
      companies,
      hooks,
      fetch: async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    })
    expect(result.passed).toBe(0)
    expect(result.failed).toBeGreaterThan(100)
  })

  it('fails a case that takes too long, and goes on', async () => {
    const subject = await setUp()
    const fetch = (request: Request) =>
      request.url.endsWith('/v1/services') ? new Promise<never>(() => {}) : subject.platform.fetch(request)
    const only = ['access.token-missing', 'access.token-invalid']
    const { cases } = await run(subject, { fetch, only, caseTimeoutMs: 300 })
    expect(cases.map(({ status }) => status)).toEqual(['failed', 'passed'])
    expect(cases[0]?.failure).toMatchObject({ expected: 'an end within 300 ms', seen: 'none' })
    await subject.platform.close()
  })

  it('ends when its signal is aborted', async () => {
    const subject = await setUp()
    const controller = new AbortController()
    const fetch = async (request: Request) => {
      if (request.url.endsWith('/v1/services')) controller.abort(new Error('enough'))
      return subject.platform.fetch(request)
    }
    await expect(run(subject, { fetch, signal: controller.signal })).rejects.toThrow('enough')
    await subject.platform.close()
  })

  it('names no personal data in what it reports', async () => {
    const subject = await setUp()
    const fetch = async (request: Request) => {
      const response = await subject.platform.fetch(request)
      const text = await response.text()
      const bare = text
        .replace(/"(phone|status|code|number|type)":"[^"]*"/g, `"$1":"${person.phone}"`)
        .replace(/"(idNumber|title|act)":"[^"]*"/g, `"$1":"${person.idNumber}"`)
        .replace(/"name":"[^"]*"/g, `"name":"${person.name}"`)
      const { status, headers } = response
      return new Response(status === 204 ? null : bare, { status, headers })
    }
    const result = await run(subject, { fetch })
    expect(result.failed).toBeGreaterThan(10)
    const told = JSON.stringify(result)
    for (const secret of Object.values(person)) expect(told).not.toContain(secret)
    await subject.platform.close()
  })

  it.each([
    [{ baseUrl: 'platform.example' }, 'baseUrl must be an origin'],
    [{ baseUrl: 'https://platform.example/v1' }, 'baseUrl must be an origin'],
    [{ companies: [] }, 'one company or two'],
    [{ companies: [{ clientId: 'c', clientSecret: '' }, { clientId: 'c' }] }, 'companies[1] must be'],
    [{ only: ['nothing'] }, '"nothing" is neither a case nor a topic'],
    [{ caseTimeoutMs: 0 }, 'caseTimeoutMs must be'],
    [{ deliveryTimeoutMs: 1.5 }, 'deliveryTimeoutMs must be'],
    [{ fetch, dispatcher: { request: () => Promise.reject(new Error()) } }, 'not both'],
  ])('refuses wrong options: %o', async (wrong, message) => {
    const right = { baseUrl: 'https://platform.example', companies: [{ clientId: 'c', clientSecret: 's' }] }
    await expect(Reflect.apply(runConformance, undefined, [{ ...right, ...wrong }])).rejects.toThrow(message)
  })
})

describe('the cases', () => {
  const contract = readFileSync(fileURLToPath(new URL('../../docs/contract.md', import.meta.url)), 'utf8')
  const headings = [...contract.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading)

  it('have names of their own', () => {
    const ids = conformanceCases.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[a-z]+\.[a-z0-9-]+$/.test(id))).toEqual([])
  })

  it.each(conformanceCases)('$id names a section of docs/contract.md', ({ clause }) => {
    expect(headings).toContain(clause.slice(0, clause.indexOf(': ')))
  })
})

describe('a run', () => {
  let result: ConformanceResult
  beforeAll(async () => {
    const subject = await setUp()
    result = await run(subject, { only: ['locking'] })
    await subject.platform.close()
  })
  afterAll(() => expect(result.cases).not.toEqual([]))

  it('is plain data', () => {
    expect(structuredClone(result)).toEqual(result)
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })
})
