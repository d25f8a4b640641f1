import { beforeAll, expect, it } from 'vitest'
import { type OperatorRole, operatorRoles, type Route } from '../../../src/contract/index.js'
import { operatorRoutes } from '../../../src/contract/operator-routes.js'
import { getToken } from '../http/setup.js'
import { operatorRouteNames, prepare } from './requests.js'
import { type Setup, setUp } from './setup.js'

let own: Setup
const tokens = new Map<string, string>()

const roles: readonly OperatorRole[] = ['reviewer', 'analyst', 'administrator']

beforeAll(async () => {
  own = await setUp()
  const { platform } = own
  for (const role of roles) {
    tokens.set(role, await getToken(platform, await platform.registerOperator({ role })))
  }
})

/** Each role with each route that it is for; all others in http/tenancy.test.ts. */
const allowed = operatorRouteNames.flatMap((name) => {
  const { scope }: Route = operatorRoutes[name]
  return roles
    .filter((role) => operatorRoles[role].some((each) => each === scope))
    .map((role) => ({ name, role }))
})

it.each(allowed)('$name answers the $role, the cache told what is private', async ({ name, role }) => {
  const route: Route = operatorRoutes[name]
  const { method, path, body } = await prepare(name, own)
  const token = tokens.get(role) ?? ''
  const { status, headers } = await own.call(method, path, { token, ...(body ? { body } : {}) })
  expect(status).toBe(route.result.status)
  expect(headers.get('cache-control')).toBe(route.private ? 'no-store' : null)
})

it('looks for the thing before the key and the body', async () => {
  const token = tokens.get('administrator') ?? ''
  const headers = { 'idempotency-key': 'a b' }
  for (const path of [
    '/operator/v1/complaints/cmp_unknown/acceptance',
    '/operator/v1/enterprises/ent_unknown/client-keys',
  ]) {
    const method = path.endsWith('keys') ? 'PUT' : 'POST'
    expect(await own.call(method, path, { token, headers, body: {} })).toMatchObject({ status: 404 })
  }
})

it('does an act once, however often it is sent', async () => {
  const token = tokens.get('administrator') ?? ''
  const { method, path, body } = await prepare('acceptComplaint', own)
  const options = { token, headers: { 'idempotency-key': 'once', 'tousu-actor': 'op-9' }, body }
  const first = await own.call(method, path, options)
  const again = await own.call(method, path, options)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(again.text).toBe(first.text)
  const target = path.split('/')[4]
  expect(await own.operator.audit({ target })).toMatchObject([{ actor: 'op-9' }])
})

it('pages the queue and the log without gaps', async () => {
  const token = tokens.get('administrator') ?? ''
  for (let each = 0; each < 5; each += 1) await own.file()
  for (const path of ['/operator/v1/complaints', '/operator/v1/audit']) {
    const seen: string[] = []
    for (let cursor: unknown = ''; cursor !== null; ) {
      const query: string = cursor === '' ? '' : `&cursor=${String(cursor)}`
      const { json } = await own.call('GET', `${path}?limit=3${query}`, { token })
      const items: unknown[] = Array.isArray(json['items']) ? json['items'] : []
      seen.push(...items.map((item) => String(Object(item).id)))
      cursor = json['nextCursor']
    }
    const all = path.endsWith('audit') ? await own.operator.audit() : await own.operator.reviewQueue()
    expect(seen).toEqual(all.map(({ id }) => id))
  }
})
