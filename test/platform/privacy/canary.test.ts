import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Route, type RouteName, routes } from '../../../src/contract/index.js'
import { createDice } from '../fuzz/dice.js'
import { mutate, spoil } from '../fuzz/mutate-request.js'
import { send } from '../fuzz/send.js'
import { poolOf, toSample } from '../fuzz/world.js'
import { clauses, isAllowed } from './allowed.js'
import { liveMarked, type Told } from './marked-life.js'
import { createFinder, formsOf, type Kind, marks, person } from './marks.js'

let life: Awaited<ReturnType<typeof liveMarked>>
let find: (bytes: Buffer) => Set<Kind>
const told: Told[] = []
/** Kinds by place, where the contract allows them. */
const seen = new Map<string, Set<Kind>>()

/** Places with marks that do not belong there. */
function leaksIn(all: readonly Told[]): string[] {
  const leaks = all.flatMap(({ place, bytes }) =>
    [...find(bytes)].flatMap((kind) => {
      seen.set(place, (seen.get(place) ?? new Set()).add(kind))
      return isAllowed(place, kind) ? [] : [`${place}: ${kind}`]
    }),
  )
  return [...new Set(leaks)]
}

beforeAll(async () => {
  const say =
    (place: string) =>
    (...things: unknown[]) => {
      told.push({ place, bytes: Buffer.from(things.map((each) => inspect(each, { depth: 9 })).join(' ')) })
      return true
    }
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    vi.spyOn(console, name).mockImplementation(say('console'))
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(say('standard output'))
  vi.spyOn(process.stderr, 'write').mockImplementation(say('standard output'))
  const warned = say('warnings of the process')
  process.on('warning', warned)
  try {
    life = await liveMarked()
  } finally {
    vi.restoreAllMocks()
    process.off('warning', warned)
  }
  find = createFinder(life.secrets)
}, 60_000)

afterAll(async () => {
  await life.client.close()
  await life.driver.platform.close()
})

/** What the platform keeps and tells, by place. */
function answers(): Told[] {
  return life.driver.exchanges.map(({ operation, status, responseHeaders, responseBody }) => ({
    place: status < 400 ? operation : `refusal of ${operation}`,
    bytes: Buffer.from(`${JSON.stringify([...responseHeaders])}\n${responseBody}`),
  }))
}

function messages(): Told[] {
  return life.driver.platform.outbox.list({ to: person.phone }).flatMap(({ to, text, ...rest }) => [
    { place: 'outbox address', bytes: Buffer.from(to) },
    { place: 'outbox text', bytes: Buffer.from(text) },
    { place: 'outbox', bytes: Buffer.from(JSON.stringify(rest)) },
  ])
}

describe('what a person told', () => {
  it('is found by its marks in every encoding, wherever it begins', () => {
    for (const text of [...marks.identity, ...marks.fileContent]) {
      for (const form of formsOf(text)) {
        expect(find(Buffer.concat([Buffer.from('{"a":"'), form, Buffer.from('"}')])).size).toBe(1)
      }
      for (const before of ['', 'a', 'ab', 'abc']) {
        const encoded = Buffer.from(Buffer.from(`${before}${text}z`).toString('base64url'))
        expect(find(encoded).size).toBe(1)
      }
    }
    expect(find(Buffer.from('诸葛*** 100********')).size).toBe(0)
  })

  it('is in no answer but where the contract says so', () => {
    expect(leaksIn(answers())).toEqual([])
    const called = new Set<string>(life.driver.exchanges.map(({ operation }) => operation))
    expect(Object.keys(routes).filter((name) => !called.has(name))).toEqual([])
  })

  it('is in no URL, delivery, error, activity, warning or output', () => {
    const urls = life.driver.exchanges.map(({ url }) => ({
      place: 'URL of a request',
      bytes: Buffer.from(url.href),
    }))
    expect(leaksIn([...told, ...life.told, ...urls])).toEqual([])
    const places = new Set(life.told.map(({ place }) => place))
    for (const place of [
      'error in process',
      'error of the client',
      'client.activity',
      'receiver.activity',
      'name of a file of a report',
      'complaint once erased',
      'event once erased',
    ]) {
      expect(places).toContain(place)
    }
  })

  it('is in no log, audit or number of the platform, and in nothing that is printed of it', async () => {
    const { platform } = life.driver
    const operator = platform.operator()
    const things: Record<string, unknown> = {
      'platform.requests': platform.requests.list(),
      'platform.deliveries': platform.deliveries.list(),
      'platform.statistics': platform.statistics({ groupBy: 'enterprise' }),
      'platform.timelyRate': platform.timelyRate(life.enterprise.id),
      'audit log': await operator.audit(),
      platform,
      operator,
      'platform.dispatcher': platform.dispatcher,
    }
    const show = { depth: 12, showHidden: true, maxArrayLength: null, maxStringLength: null }
    const all = Object.entries(things).flatMap(([place, thing]) => [
      { place, bytes: Buffer.from(inspect(thing, show)) },
      { place, bytes: Buffer.from(JSON.stringify(thing) ?? '') },
    ])
    expect(leaksIn(all)).toEqual([])
    expect(platform.requests.list().length).toBeGreaterThan(100)
    expect(platform.deliveries.list().length).toBeGreaterThan(10)
  })

  it('is in no message but as the address, and codes are in the messages that carry them alone', () => {
    const list = life.driver.platform.outbox.list({ to: person.phone })
    expect(list.length).toBeGreaterThan(10)
    expect(leaksIn(messages())).toEqual([])
    for (const { code, text, kind } of list)
      expect(code !== null && text.includes(code)).toBe(kind === 'code')
  })

  it('is in no refusal, whatever was wrong with the request that held it', async () => {
    const { driver } = life
    const dice = createDice(7)
    const pool = poolOf(driver.exchanges)
    const refusals: Told[] = []
    for (const exchange of driver.exchanges) {
      const sample = toSample(exchange)
      const marked = {
        ...sample,
        headers: { ...sample.headers, 'x-marked': encodeURIComponent(person.name) },
      }
      for (const wrong of [...spoil(marked, dice), mutate(marked, dice, pool)]) {
        // One that was asked for would strike here.
        driver.platform.faults.clear()
        const { status, text } = await send(driver.platform, wrong)
        if (status >= 400) refusals.push({ place: `refusal of ${wrong.route}`, bytes: Buffer.from(text) })
      }
    }
    // Where the person stands in the URL itself.
    for (const name of Object.keys(routes).filter((each): each is RouteName => Object.hasOwn(routes, each))) {
      const { method, path }: Route = routes[name]
      for (const mark of [person.name, person.phone, person.idNumber]) {
        const target = `${path.replace(/\{\w+\}/g, encodeURIComponent(mark))}?q=${encodeURIComponent(mark)}`
        const sample = {
          route: name,
          method,
          target,
          headers: { authorization: `Bearer ${mark.replace(/\W/g, '')}` },
        }
        const { status, text } = await send(driver.platform, { ...sample, body: null, tricks: [] })
        if (status >= 400) refusals.push({ place: `refusal of ${name}`, bytes: Buffer.from(text) })
      }
    }
    expect(refusals.length).toBeGreaterThan(500)
    expect(leaksIn(refusals)).toEqual([])
    expect(
      leaksIn([
        { place: 'platform.requests', bytes: Buffer.from(JSON.stringify(driver.platform.requests.list())) },
      ]),
    ).toEqual([])
  })

  it('may be where the contract says so: no clause is idle', () => {
    const all = [...answers(), ...messages(), ...life.told]
    leaksIn(all)
    const visited = new Set(all.map(({ place }) => place))
    const idle = clauses.filter(
      ({ places, kinds }) =>
        places.some((place) => visited.has(place)) &&
        !places.some((place) => kinds.some((kind) => seen.get(place)?.has(kind))),
    )
    expect(idle.map(({ clause }) => clause)).toEqual([])
  })
})
