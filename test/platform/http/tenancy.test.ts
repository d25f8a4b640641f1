import { serialize } from 'node:v8'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Route, routes } from '../../../src/contract/index.js'
import { openSnapshot, type Snapshot } from '../../../src/platform/snapshot/snapshot.js'
import { digestsOf } from '../fuzz/world.js'
import { type Caller, createWorld, emptyBodyOf, faceOf, isOfOne, pathTo, type World } from './everybody.js'

/** Every route of every face, called by everybody who may come: what the table of routes says is what happens. */
const table: readonly (readonly [string, Route])[] = Object.entries(routes)
const guarded = table.filter(([, route]) => faceOf(route) !== 'anybody')
const open = table.filter(([, route]) => faceOf(route) === 'anybody')

let world: World
let start: Snapshot
let stateAtFirst: ReturnType<typeof stateOf>
let recordsAtFirst: Buffer

beforeAll(async () => {
  world = await createWorld()
  start = world.own.platform.snapshot()
  stateAtFirst = stateOf(start)
  recordsAtFirst = recordsOf(start)
})

// What one combination has changed, against the rules, fails no other one.
afterEach(() => world.own.platform.restore(start))

interface Refusal {
  readonly status: number
  readonly code: string
}

/** Null: the call is this caller's to make. */
function refusalOf(route: Route, caller: Caller): Refusal | null {
  const face = faceOf(route)
  if (face === 'anybody') return null
  if (caller.token === null) return { status: 401, code: 'token_missing' }
  if (caller.kind !== face || caller.isLate) return { status: 401, code: 'invalid_token' }
  const { scope } = route
  if (scope !== null && !caller.scopes.includes(scope)) return { status: 403, code: 'insufficient_scope' }
  return isOfOne(route) && !caller.isOwner ? { status: 404, code: 'not_found' } : null
}

/** Everybody, and for a company's route its own company with all scopes but the one that is asked for. */
function callersOf({ scope }: Route): [string, Caller][] {
  const { callers, withoutScope } = world
  const narrow = scope === null ? undefined : withoutScope.get(scope)
  return Object.entries(narrow ? { ...callers, 'the company without the scope': narrow } : callers)
}

/** By right: their own things, and what operators and control work with. */
const maySee = (route: Route, { kind, isOwner }: Caller): boolean =>
  (isOwner && kind === faceOf(route)) || ['operator', 'control'].includes(faceOf(route))

/** What the former company goes on reading in its feed: id and number of what has moved. */
const farewell = ['complaint', 'number']

const stateOf = (snapshot: Snapshot) => digestsOf(openSnapshot(snapshot).state)

/** The records of the company and the person. */
function recordsOf(snapshot: Snapshot): Buffer {
  const { state } = openSnapshot(snapshot)
  const { things } = world
  const complaint = state.complaints.get(things['complaints'] ?? '')
  return serialize([
    complaint,
    state.endpoints.get(things['webhook-endpoints'] ?? ''),
    state.enterprises.get(things['enterprises'] ?? ''),
    state.accounts.get(complaint?.accountId ?? ''),
  ])
}

async function callAs(route: Route, caller: Pick<Caller, 'token' | 'isLate'>) {
  const { own, things } = world
  // As long as any token lives.
  if (caller.isLate) own.waitSeconds(2 * 86_400)
  const answer = await own.call(route.method, pathTo(route, things), {
    token: caller.token,
    ...emptyBodyOf(route),
  })
  if (caller.isLate) own.waitSeconds(-2 * 86_400)
  return answer
}

const marksIn = (text: string) =>
  Object.entries(world.marks).flatMap(([name, mark]) => (text.includes(mark) ? [name] : []))

describe('the table of routes', () => {
  it('has a thing of somebody’s for every path that names one', () => {
    const unknown = table.filter(
      ([, route]) => isOfOne(route) && pathTo(route, world.things).includes('unknown'),
    )
    expect(unknown.map(([name]) => name)).toEqual([])
  })

  it('lets everybody make some calls, and nobody all', () => {
    for (const caller of Object.values(world.callers)) {
      const refused = table.filter(([, route]) => refusalOf(route, caller) !== null)
      expect(refused.length).toBeGreaterThan(0)
      expect(refused.length).toBeLessThan(table.length)
    }
  })
})

describe.each(guarded)('%s', (_name, route) => {
  it('refuses whoever it is not for, says why, and changes nothing', async () => {
    const { own } = world
    for (const [who, caller] of callersOf(route)) {
      const refusal = refusalOf(route, caller)
      if (!refusal) continue
      const { status, headers, json, text } = await callAs(route, caller)
      expect({ who, status, code: json['code'] }).toEqual({ who, ...refusal })
      const challenge = headers.get('www-authenticate')
      if (refusal.code === 'token_missing') expect(challenge).toBe('Bearer realm="tousu"')
      else if (refusal.code === 'not_found') expect(challenge).toBeNull()
      else expect(challenge).toContain(`error="${refusal.code}"`)
      expect({ who, sees: marksIn(text) }).toEqual({ who, sees: [] })
    }
    const after = stateOf(own.platform.snapshot())
    const changed = [...after].filter(([part, digest]) => !stateAtFirst.get(part)?.equals(digest))
    expect(changed.map(([part]) => part)).toEqual([])
  })
})

describe.each(table)('%s', (_name, route) => {
  it('shows those whom it is for nothing of others, and changes nothing of theirs', async () => {
    const { own, things } = world
    // An answer may name what it was asked for.
    const asked = marksIn(pathTo(route, things))
    for (const [who, caller] of callersOf(route)) {
      if (refusalOf(route, caller) || maySee(route, caller)) continue
      const { status, text } = await callAs(route, caller)
      expect(`${who} ${status}`).not.toMatch(/ (401|403|5\d\d)$/)
      const told = who === 'the former company' && route === routes.listEvents ? farewell : asked
      expect({ who, sees: marksIn(text).filter((mark) => !told.includes(mark)) }).toEqual({ who, sees: [] })
      if (route.method === 'GET') continue
      expect(`${who} ${recordsOf(own.platform.snapshot()).equals(recordsAtFirst)}`).toBe(`${who} true`)
      own.platform.restore(start)
    }
    expect(recordsOf(own.platform.snapshot()).equals(recordsAtFirst)).toBe(true)
  })
})

describe.each(open)('%s', (_name, route) => {
  it('looks at no token where it asks for none', async () => {
    const { own, callers } = world
    const statuses = new Set<number>()
    for (const token of [...Object.values(callers).map((each) => each.token), 'nonsense']) {
      statuses.add((await callAs(route, { token, isLate: false })).status)
      if (route.method !== 'GET') own.platform.restore(start)
    }
    expect(statuses.size).toBe(1)
  })
})
