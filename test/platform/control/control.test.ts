import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertMayReachControl } from '../../../src/platform/http/control-access.js'
import { createPlatform, type Platform, type PlatformServer } from '../../../src/platform/index.js'

const person = { name: '张小明', idNumber: '000000199001010018', phone: '10012345678' }
const filing = {
  person,
  title: '会员到期后被自动续费',
  description: '会员到期后未收到任何提醒即被扣款 25 元。',
  category: '服务功能',
}

let platform: Platform
let server: PlatformServer
beforeAll(async () => {
  platform = createPlatform({ now: '2026-09-24T09:00:00+08:00' })
  server = await platform.listen()
})
afterAll(() => platform.close())

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/control/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${server.controlToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const json: Record<string, unknown> = text === '' ? {} : JSON.parse(text)
  return { status: response.status, headers: response.headers, json }
}

describe('the controls, from another process', () => {
  it('tell and move domain time', async () => {
    expect((await call('GET', '/clock')).json).toEqual({ now: '2026-09-24T09:00:00+08:00' })
    const moved = await call('POST', '/clock/advance', { hours: 1, minutes: 30 })
    expect(moved.json).toEqual({ now: '2026-09-24T10:30:00+08:00' })
    const to = '2026-09-24T11:00:00+08:00'
    expect((await call('POST', '/clock/advance', { to })).json).toEqual({ now: to })
    const back = await call('POST', '/clock/advance', { to: '2026-09-01T00:00:00+08:00' })
    expect(back).toMatchObject({ status: 422, json: { errors: [{ code: 'invalid_argument' }] } })
    expect(JSON.stringify(back.json)).toContain('a clock only goes forward')
  })

  it('live a complaint: a company joins, a person files and acts, codes are read, an operator is employed', async () => {
    const company = await call('POST', '/enterprises', {
      name: '示例网络',
      authentication: 'client_secret_basic',
      services: [{ name: '示例视频' }],
    })
    expect(company.status).toBe(201)
    expect(company.json).toHaveProperty('clientSecret')
    const filed = await call('POST', '/complaints', { ...filing, enterpriseId: company.json['id'] })
    expect(filed.status).toBe(201)
    const acts = `/complaints/${String(filed.json['complaintId'])}/acts`
    const added = await call('POST', acts, { act: 'supplement', person, text: '补充扣款短信一条。' })
    expect(added.json).toMatchObject({ status: 'assigned', round: 1 })
    expect(await call('POST', acts, { act: 'urge', person })).toMatchObject({
      status: 409,
      json: { code: 'not_overdue' },
    })
    const other = { ...person, idNumber: '000000199001010026' }
    expect((await call('POST', acts, { act: 'withdraw', person: other })).status).toBe(404)
    expect((await call('POST', acts, { act: 'withdraw', person })).json).toMatchObject({ status: 'closed' })
    const { items } = (await call('GET', `/outbox?to=${person.phone}`)).json
    expect(items).toEqual(platform.outbox.list({ to: person.phone }))
    const operator = await call('POST', '/operators', { role: 'reviewer' })
    expect(operator.json).toMatchObject({ scopes: ['review'], privateKey: { alg: 'ES256' } })
  })

  it('script failures, show the logs, and take and restore snapshots', async () => {
    const added = await call('POST', '/faults', { request: { route: 'retrieveServerMetadata', status: 503 } })
    expect(added).toMatchObject({ status: 201, json: { id: 'request-fault-1', fired: 0 } })
    const snapshot = await call('GET', '/snapshot')
    expect(snapshot.json).toMatchObject({ format: 'tousu-snapshot', version: 1 })
    const metadata = `${server.url}/.well-known/oauth-authorization-server`
    expect((await fetch(metadata)).status).toBe(503)
    expect((await fetch(metadata)).status).toBe(200)
    const { items } = (await call('GET', '/requests')).json
    expect(items).toEqual(platform.requests.list())
    expect((await call('GET', '/deliveries')).json).toEqual({ items: [] })
    expect((await call('POST', '/restore', snapshot.json)).status).toBe(204)
    expect((await call('GET', '/faults')).json).toMatchObject({ items: [{ fired: 0, isSpent: false }] })
    expect((await call('DELETE', '/faults')).status).toBe(204)
    expect((await fetch(metadata)).status).toBe(200)
    const held = await call('POST', '/faults', { delivery: { hold: true } })
    expect(held.json).toMatchObject({ id: 'delivery-fault-1' })
    const damaged = { ...snapshot.json, nodes: [] }
    expect(JSON.stringify((await call('POST', '/restore', damaged)).json)).toContain('is damaged')
  })

  it.each([
    ['/clock/advance', { weeks: 1 }],
    ['/clock/advance', {}],
    ['/enterprises', { name: '' }],
    ['/operators', { role: 'king' }],
    ['/faults', {}],
    ['/faults', { request: { status: 503 }, delivery: { drop: true } }],
    ['/faults', { request: { route: 'noSuchRoute', status: 503 } }],
    ['/faults', { request: { status: 200 } }],
    ['/faults', { request: { status: 503, code: 'no_such_code' } }],
    ['/restore', { format: 'tousu-snapshot' }],
  ])('refuse what is wrong: %s %j', async (path, body) => {
    expect(await call('POST', path, body)).toMatchObject({ status: 422, json: { code: 'validation_failed' } })
  })
})

describe('the controls answer', () => {
  const path = '/control/v1/clock'

  it('nobody without the token, or with another one', async () => {
    const asking = (authorization: string) => call('GET', '/clock', undefined, { authorization })
    expect(await asking('')).toMatchObject({ status: 401 })
    expect(await asking('Bearer wrong')).toMatchObject({ status: 401, json: { code: 'invalid_token' } })
    expect(platform.controlToken).toMatch(/^[\w-]{43}$/)
    expect(platform.controlToken).toBe(server.controlToken)
    const other = createPlatform({ insecureSeededSecrets: true })
    const same = createPlatform({ insecureSeededSecrets: true })
    expect(other.controlToken).not.toBe(same.controlToken)
    await Promise.all([other.close(), same.close()])
  })

  it.each([
    ['origin', 'http://127.0.0.1:3000'],
    ['origin', 'null'],
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-host', 'localhost'],
    ['x-forwarded-proto', 'http'],
    ['forwarded', 'for=127.0.0.1'],
  ])('no page and no proxy: %s: %s', async (name, value) => {
    expect(await call('GET', '/clock', undefined, { [name]: value })).toMatchObject({ status: 404 })
  })

  it('a page that asks beforehand with nothing: no CORS', async () => {
    const asked = await call('OPTIONS', '/clock', undefined, { origin: 'http://localhost:3000' })
    expect(asked.status).toBe(404)
    const told = await call('GET', '/clock')
    expect([...told.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(told.headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    ['localhost:80', 200],
    ['127.0.0.1', 200],
    ['[::1]:8080', 200],
    ['127.9.9.9:1', 200],
    ['platform.example', 404],
    ['localhost.evil.example', 404],
    ['127.0.0.1.nip.example', 404],
    ['10.0.0.1', 404],
    ['', 404],
  ])('under a loopback name alone: Host %s is %i', async (host, status) => {
    expect(await askWithHost(server.url, path, host, server.controlToken)).toBe(status)
  })

  it.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['10.0.0.7', false],
    ['192.168.1.1', false],
    ['::ffff:10.0.0.7', false],
    ['fe80::1', false],
    ['128.0.0.1', false],
  ])('a peer on this machine alone: %s: %s', (source, mayReach) => {
    const request = { method: 'GET', target: path, headers: { host: 'localhost' }, body: null, source }
    const reach = () => assertMayReachControl(request, true)
    if (mayReach) expect(reach).not.toThrow()
    else expect(reach).toThrow('not_found')
  })

  it('in process, where there is no peer', async () => {
    const headers = { authorization: `Bearer ${platform.controlToken}` }
    expect((await platform.fetch(new Request(platform.url + path, { headers }))).status).toBe(200)
  })

  it.each(['GET', 'DELETE', 'OPTIONS'])('nothing in the production profile: %s', async (method) => {
    const production = createPlatform({ profile: 'production' })
    const headers = { authorization: `Bearer ${production.controlToken}` }
    const answer = await production.fetch(new Request(production.url + path, { method, headers }))
    expect([answer.status, answer.headers.get('allow')]).toEqual([404, null])
    await production.close()
  })
})

/** With any `Host`, which fetch does not let one set. */
function askWithHost(url: string, path: string, host: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { host, authorization: `Bearer ${token}` }
    httpRequest(url + path, { headers, setHost: false }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .once('error', reject)
      .end()
  })
}
