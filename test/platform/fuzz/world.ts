/**
 * A platform in which everybody has done everything once, by the scenario of the OpenAPI document, and requests like
 * those that were made there.
 */
import { serialize } from 'node:v8'
import { type Route, type RouteName, routes } from '../../../src/contract/index.js'
import type { State } from '../../../src/platform/state.js'
import { createDriver, type Driver, type Exchange } from '../../contract/openapi/driver.js'
import { drive } from '../../contract/openapi/scenario.js'
import type { Dice } from './dice.js'
import { makeValue, toSchema } from './from-schema.js'
import { anyId, isAlike, type Pool, type Sample } from './sample.js'
import { type Resident, settleIn } from './settle-in.js'

export interface World {
  readonly driver: Driver
  readonly samples: readonly Sample[]
  readonly pool: Pool
}

export async function createWorld(
  dice: Dice,
  before: (driver: Driver, sample: Sample) => Promise<void>,
): Promise<World> {
  const driver = createDriver()
  driver.before = (exchange) => before(driver, toSample(exchange))
  await drive(driver)
  driver.before = null
  const resident = await settleIn(driver)
  const samples = driver.exchanges.filter(({ status }) => status < 300).map(toSample)
  const called = new Set(samples.map(({ route }) => route))
  const others = Object.keys(routes)
    .filter(isRouteName)
    .filter((name) => !called.has(name))
    .map((name) => makeSample(name, dice))
  return {
    driver,
    samples: [...samples, ...others].map((each) => moveIn(each, resident)),
    pool: poolOf(driver.exchanges),
  }
}

const isRouteName = (name: string): name is RouteName => Object.hasOwn(routes, name)

type Asked = Pick<Exchange, 'operation' | 'url' | 'requestHeaders' | 'requestBody'>

export function toSample({ operation, url, requestHeaders, requestBody }: Asked): Sample {
  return {
    route: operation,
    method: routes[operation].method,
    target: url.pathname + url.search,
    headers: Object.fromEntries(requestHeaders),
    body: requestBody === '' ? null : Buffer.from(requestBody),
    tricks: [],
  }
}

/** Of a route that the scenario does not call yet. */
function makeSample(name: RouteName, dice: Dice): Sample {
  const { method, path, body }: Route = routes[name]
  return {
    route: name,
    method,
    target: path.replace('{year}', '2026').replace(/\{\w+\}/g, 'cmp_00'),
    headers: { 'content-type': 'application/json', 'idempotency-key': 'key' },
    body:
      body && 'schema' in body
        ? Buffer.from(JSON.stringify(makeValue(toSchema(body.schema), dice, 0)))
        : null,
    tricks: [],
  }
}

export function poolOf(exchanges: readonly Exchange[]): Pool {
  const said = exchanges.map(({ responseBody }) => responseBody).join('\n')
  const tokens = exchanges.flatMap(
    ({ requestHeaders }) => /^Bearer (.+)/.exec(requestHeaders.get('authorization') ?? '')?.[1] ?? [],
  )
  return {
    ids: [...new Set(said.match(anyId) ?? ['cmp_00'])],
    tokens: [...new Set(tokens)],
    targets: [...new Set(exchanges.map(({ url }) => url.pathname + url.search))],
  }
}

/** A person's request as it would be one of the person who is there now. */
function moveIn(sample: Sample, { token, ids }: Resident): Sample {
  const { caller }: Route = routes[sample.route]
  if (caller !== 'person') return sample
  const target = sample.target.replace(anyId, (id) => ids.find((each) => isAlike(each, id)) ?? id)
  return { ...sample, target, headers: { ...sample.headers, authorization: `Bearer ${token}` } }
}

/**
 * What a request leaves behind even when it is refused: numbers drawn for its id, its answer kept for repeats, the
 * assertion that must not come again, what limits count, its line in the log.
 */
const ofEveryRequest = ['random', 'keptAnswers', 'seenAssertions', 'requestWindows', 'requests']

/** All else that the platform remembers, byte by byte. */
export function digestsOf(state: State): Map<string, Buffer> {
  const parts = Object.entries(state).filter(([name]) => !ofEveryRequest.includes(name))
  return new Map(parts.map(([name, part]) => [name, serialize(part)]))
}
