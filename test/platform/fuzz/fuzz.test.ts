/**
 * Wrong input for every route: nothing fails, nothing hangs, and what is refused leaves no trace. `TOUSU_SEED` repeats
 * a run, `TOUSU_REQUESTS` says how long it is.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { type Route, type RouteName, routes } from '../../../src/contract/index.js'
import type { Platform } from '../../../src/platform/index.js'
import type { State } from '../../../src/platform/state.js'
import { createDice } from './dice.js'
import { mutate, spoil } from './mutate-request.js'
import { exchange, makeRaw, statusesIn } from './raw.js'
import type { Sample } from './sample.js'
import { faultsOf, inTime, send, show } from './send.js'
import { createWorld, digestsOf } from './world.js'

const full = process.env['TOUSU_TIER'] === 'full'
const seed = Number(process.env['TOUSU_SEED'] ?? Date.now() % 1_000_000)
const requests = Number(process.env['TOUSU_REQUESTS'] ?? (full ? 20_000 : 900))
/** Requests after which everything begins anew. */
const perWorld = 1_000
/** Share of the requests that go over a socket. */
const overSockets = 0.08

/** What platforms remember; nothing public shows all of it. */
const states = vi.hoisted((): State[] => [])
vi.mock('../../../src/platform/state.js', async (original) => {
  const module = await original<typeof import('../../../src/platform/state.js')>()
  return {
    ...module,
    createState(...given: Parameters<typeof module.createState>) {
      const state = module.createState(...given)
      states.push(state)
      return state
    },
  }
})

/** Refusals that count tries. */
const counting = new Set(['code_refused', 'query_refused', 'query_code_blocked', 'rate_limited'])

const seen = {
  sent: 0,
  overSockets: 0,
  worlds: 0,
  seconds: 0,
  slowestMs: 0,
  wrong: [] as string[],
  statuses: new Map<number, number>(),
  routes: new Map<string, Set<number>>(),
}

const count = (route: RouteName, status: number) => {
  seen.sent += 1
  seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1)
  seen.routes.set(route, (seen.routes.get(route) ?? new Set()).add(status))
}

/** The digests before, and what differs afterwards. */
function watchState(state: State) {
  const before = digestsOf(state)
  return (codes: readonly unknown[]): string[] => {
    const after = digestsOf(state)
    const free = codes.some((code) => counting.has(String(code))) ? ['codes', 'uses'] : []
    const changed = [...after].flatMap(([name, digest]) =>
      free.includes(name) || before.get(name)?.equals(digest) ? [] : [name],
    )
    return changed.length === 0 ? [] : [`changed though refused: ${changed}`]
  }
}

const codeIn = (text: string): unknown => {
  const value: unknown = text.startsWith('{') ? JSON.parse(text) : null
  return typeof value === 'object' && value !== null && 'code' in value ? value.code : undefined
}

/** What is under way changes the state, too, and what a request asked to go wrong would. */
async function settle(platform: Platform): Promise<void> {
  platform.faults.clear()
  await platform.clock.advance({ seconds: 0 })
}

async function fire(platform: Platform, state: State, sample: Sample, isWrong = false): Promise<void> {
  await settle(platform)
  const compare = watchState(state)
  try {
    const started = performance.now()
    const outcome = await send(platform, sample)
    seen.slowestMs = Math.max(seen.slowestMs, performance.now() - started)
    count(sample.route, outcome.status)
    const found = faultsOf(outcome)
    if (isWrong || outcome.status >= 400) found.push(...compare([codeIn(outcome.text)]))
    seen.wrong.push(...found.map((each) => `${each}: ${show(sample)}`))
  } catch (error) {
    seen.wrong.push(`${error}: ${show(sample)}`)
  }
}

async function fireRaw(
  platform: Platform,
  state: State,
  port: number,
  sample: Sample,
  dice: ReturnType<typeof createDice>,
) {
  await settle(platform)
  const compare = watchState(state)
  const { trick, bytes } = makeRaw(sample, dice)
  platform.requests.clear()
  const tell = (what: string) =>
    seen.wrong.push(`${what}: ${trick}, ${JSON.stringify(bytes.subarray(0, 600).toString('latin1'))}`)
  try {
    const text = await inTime(exchange(port, bytes))
    const statuses = statusesIn(text)
    count(sample.route, statuses.at(-1) ?? 0)
    seen.overSockets += 1
    if (statuses.some((status) => status >= 500)) tell(`answered ${statuses}`)
    // An answer may be lost where what follows it breaks the connection: the log has it, but not of the control face.
    const logged = platform.requests.list()
    const { caller }: Route = routes[sample.route]
    if (caller !== 'control' && logged.every(({ status }) => status !== null && status >= 400)) {
      for (const each of compare(logged.map(({ problem }) => problem))) tell(each)
    }
  } catch (error) {
    tell(String(error))
  }
}

/** One life of a platform, with `end` requests in all when it is over. */
async function live(number: number, end: number): Promise<void> {
  const dice = createDice(seed + number)
  states.length = 0
  const { driver, samples, pool } = await createWorld(dice, async ({ platform }, sample) => {
    const [state] = states
    if (!state) throw new Error('no state')
    if (seen.sent >= end) return
    // Spoilt for sure, where the request itself is about to be accepted.
    for (const spoilt of spoil(sample, dice)) await fire(platform, state, spoilt, true)
  })
  const { platform } = driver
  const [state] = states
  if (!state) throw new Error('no state')
  const server = await platform.listen()
  const port = Number(new URL(server.url).port)
  const withOwnKey = (sample: Sample): Sample =>
    'idempotency-key' in sample.headers
      ? { ...sample, headers: { ...sample.headers, 'idempotency-key': `fuzz-${seen.sent}` } }
      : sample
  // Each route once, the others as it comes.
  const names = [...new Set(samples.map(({ route }) => route))]
  while (seen.sent < end) {
    const name = names.pop()
    const sample = withOwnKey(dice.pick(samples.filter(({ route }) => route === (name ?? route))))
    if (dice.chance(overSockets)) await fireRaw(platform, state, port, sample, dice)
    else await fire(platform, state, mutate(sample, dice, pool))
  }
  const alive = await fetch(`${server.url}/.well-known/jwks.json`)
  if (!alive.ok) seen.wrong.push(`the server answers ${alive.status}`)
  for (const entry of platform.requests.list().filter(({ status }) => status !== null && status >= 500)) {
    seen.wrong.push(`logged: ${JSON.stringify(entry)}`)
  }
  await platform.close()
}

describe('whatever is sent to any route', () => {
  beforeAll(async () => {
    const started = performance.now()
    for (let number = 0; seen.sent < requests; number += 1) {
      await live(number, Math.min(requests, seen.sent + perWorld))
      seen.worlds += 1
    }
    seen.seconds = (performance.now() - started) / 1_000
    const byStatus = [...seen.statuses].sort(([a], [b]) => a - b).map((pair) => pair.join(': '))
    console.log(
      `fuzz: TOUSU_SEED=${seed}, ${seen.sent} requests (${seen.overSockets} over sockets) to ${seen.worlds} platforms in ${seen.seconds.toFixed(1)} s, ${Math.round(seen.slowestMs)} ms the slowest; ${byStatus.join(', ')}`,
    )
  }, 600_000)

  it('is answered in time and never with 5xx; refused, it leaves no trace', () => {
    expect(seen.wrong.length, `${seen.wrong.slice(0, 10).join('\n')}`).toBe(0)
  })

  it('reaches every route, and is refused in every way', () => {
    const missed = Object.keys(routes).filter((name) => !seen.routes.has(name))
    expect(missed).toEqual([])
    const expected = [
      400,
      401,
      404,
      405,
      422,
      ...(full ? [200, 201, 204, 206, 403, 409, 412, 413, 415, 431] : []),
    ]
    expect(expected.filter((status) => !seen.statuses.has(status))).toEqual([])
  })
})
