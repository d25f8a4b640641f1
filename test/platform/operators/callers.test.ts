import { beforeAll, describe, expect, it } from 'vitest'
import { type OperatorRole, operatorRoles, type Route } from '../../../src/contract/index.js'
import { type OperatorRouteName, operatorRoutes } from '../../../src/contract/operator-routes.js'
import { getToken } from '../http/setup.js'
import { operatorRouteNames, prepare } from './requests.js'
import { type Setup, setUp } from './setup.js'

/** Every route of operators, called by everybody who may come. */
let own: Setup
let now = Date.now()
const tokens = new Map<string, string>()

const roles: readonly OperatorRole[] = ['reviewer', 'analyst', 'administrator']

beforeAll(async () => {
  own = await setUp({ wireClock: { now: () => now } })
  const { platform } = own
  for (const role of roles) {
    tokens.set(role, await getToken(platform, await platform.registerOperator({ role })))
  }
  tokens.set('company', own.token)
  tokens.set('person', await enterAsGuest(own))
})

async function enterAsGuest({ platform, call }: Setup): Promise<string> {
  const phone = '10099998888'
  await call('POST', '/consumer/v1/codes', { body: { phone, purpose: 'guest' }, token: null })
  const code = platform.outbox.codeFor(phone)
  const { json } = await call('POST', '/consumer/v1/guest-sessions', { body: { phone, code }, token: null })
  return String(json['token'])
}

/** What a right request of `name` is answered, from this caller. */
async function callAs(name: OperatorRouteName, caller: string | null) {
  const { method, path, body } = await prepare(name, own)
  const token = caller === null ? null : (tokens.get(caller) ?? caller)
  return own.call(method, path, { token, ...(body ? { body } : {}) })
}

describe.each(operatorRouteNames)('%s', (name) => {
  const route: Route = operatorRoutes[name]

  it.each(roles)('answers a role that has its scope, and no other: %s', async (role) => {
    const isAllowed = operatorRoles[role].some((scope) => scope === route.scope)
    const { status, headers, json } = await callAs(name, role)
    expect(status).toBe(isAllowed ? route.result.status : 403)
    expect(headers.get('cache-control')).toBe(route.private ? 'no-store' : null)
    if (!isAllowed) expect(json).toMatchObject({ code: 'insufficient_scope', scope: route.scope })
  })

  it.each(['company', 'person', 'nonsense'])('takes no token of another face: %s', async (caller) => {
    expect(await callAs(name, caller)).toMatchObject({ status: 401, json: { code: 'invalid_token' } })
  })

  it('asks for a token that is still good', async () => {
    expect(await callAs(name, null)).toMatchObject({ status: 401, json: { code: 'token_missing' } })
    const before = now
    now += 600_000
    expect(await callAs(name, 'administrator')).toMatchObject({
      status: 401,
      json: { code: 'invalid_token' },
    })
    now = before
  })
})

it("gives an operator nothing of the company's face", async () => {
  const { complaintId } = await own.fileAccepted()
  for (const path of ['/v1/complaints', `/v1/complaints/${complaintId}`, '/v1/events']) {
    const { status } = await own.call('GET', path, { token: tokens.get('administrator') ?? '' })
    expect(`${path} ${status}`).toBe(`${path} 401`)
  }
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
