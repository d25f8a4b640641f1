import type { Clock } from '../clock.js'
import type { Delivery } from '../delivery.js'
import type { Claim, Inbox } from './inbox.js'

/** What is needed of vitest, node:test and the like. */
export interface SuiteTests {
  it(name: string, run: () => Promise<void>): unknown
}

export interface SuiteOptions {
  readonly tests: SuiteTests
  /** A new, empty store that takes the time from `clock`. */
  create(options: { readonly clock: Clock }): Inbox | Promise<Inbox>
}

const day = 24 * 3_600_000
const leaseMs = 10_000

/**
 * Proves a store of your own: each clause of `Inbox` is a test. Needs neither time nor network.
 *
 * @example
 * import { describe, it } from 'node:test'
 * describe('my store', () => inboxSuite({ tests: { it }, create: ({ clock }) => myInbox({ clock }) }))
 */
export function inboxSuite({ tests, create }: SuiteOptions): void {
  const it = (name: string, run: (bench: Bench) => Promise<void>) =>
    tests.it(name, async () => {
      const time = { now: Date.parse('2026-09-24T01:00:00Z') }
      await run(new Bench(await create({ clock: { now: () => time.now } }), time))
    })

  it('accepts an event once', async ({ inbox, claimed }) => {
    equal(await inbox.accept(deliveryOf(1)), 'new')
    equal(await inbox.accept(deliveryOf(1)), 'duplicate')
    equal(await claimed(), ['evt_1'])
  })

  it('accepts an event once however many come together', async ({ inbox }) => {
    const results = await Promise.all(Array.from({ length: 20 }, () => inbox.accept(deliveryOf(1))))
    equal(results.filter((result) => result === 'new').length, 1)
  })

  it('gives an event back as it came', async ({ inbox, claim }) => {
    const delivery = { ...deliveryOf(1), text: '{"说":"\\u0000 😀"}', traceparent: '00-1-2-01' }
    await inbox.accept(delivery)
    const { text, receivedAt, traceparent, attempt, superseded } = await claim()
    equal(
      { text, receivedAt, traceparent, attempt, superseded },
      {
        text: delivery.text,
        receivedAt: delivery.receivedAt,
        traceparent: '00-1-2-01',
        attempt: 1,
        superseded: false,
      },
    )
  })

  it('hands out one event of a complaint at a time, in order, whatever the order they came in', async (bench) => {
    await bench.accept(3, 1, 2)
    for (const n of [1, 2, 3]) {
      const claim = await bench.claim()
      equal(claim.id, `evt_${n}`)
      equal(await bench.claimed(), [])
      equal(await bench.inbox.complete(claim), true)
    }
    equal(await bench.claimed(), [])
  })

  it('hands out the events of several complaints, and of none, side by side', async (bench) => {
    const { inbox } = bench
    await inbox.accept(deliveryOf(1))
    await inbox.accept(deliveryOf(2, { complaintId: 'cmp_2', complaintSequence: 1 }))
    await inbox.accept(deliveryOf(3, { complaintId: undefined, complaintSequence: undefined }))
    equal((await bench.claimed()).sort(), ['evt_1', 'evt_2', 'evt_3'])
  })

  it('gives a lane to another worker when its lease is over, and refuses the first one from then on', async (bench) => {
    await bench.accept(1)
    const slow = await bench.claim()
    bench.time.now += leaseMs - 1
    equal(await bench.claimed(), [])
    bench.time.now += 1
    const quick = await bench.claim()
    equal([quick.id, quick.attempt], ['evt_1', 2])
    await bench.refused(slow)
    equal(await bench.inbox.complete(quick), true)
    equal(await bench.inbox.complete(quick), false)
  })

  it('keeps a lane whose lease is renewed', async (bench) => {
    await bench.accept(1)
    const claim = await bench.claim()
    bench.time.now += leaseMs - 1
    equal(await bench.inbox.renew(claim, leaseMs), true)
    bench.time.now += leaseMs - 1
    equal(await bench.claimed(), [])
    equal(await bench.inbox.complete(claim), true)
  })

  it('lets an event that failed, and its complaint, wait; nobody else', async (bench) => {
    await bench.accept(1, 2)
    equal(await bench.inbox.fail(await bench.claim(), 5_000), true)
    await bench.inbox.accept(deliveryOf(3, { complaintId: 'cmp_2', complaintSequence: 1 }))
    equal(await bench.claimed(), ['evt_3'])
    bench.time.now += 5_000
    const again = await bench.claim()
    equal([again.id, again.attempt], ['evt_1', 2])
  })

  it('gives an event back uncounted', async (bench) => {
    await bench.accept(1)
    equal(await bench.inbox.release(await bench.claim()), true)
    equal((await bench.claim()).attempt, 1)
  })

  it('holds a complaint up whose predecessor is missing, for so long', async (bench) => {
    await bench.accept(1, 3)
    await bench.inbox.complete(await bench.claim())
    equal(await bench.claimed(), [])
    equal(await bench.inbox.gaps(), [{ complaintId: 'cmp_1', missing: 2, found: 3 }])
    bench.time.now += 59_999
    equal(await bench.claimed(), [])
    bench.time.now += 1
    await bench.inbox.complete(await bench.claim())
    await bench.accept(2)
    const late = await bench.claim()
    equal([late.id, late.superseded], ['evt_2', true])
  })

  it('waits for no predecessor once the feed was read, nor when nobody wants to wait', async (bench) => {
    await bench.accept(3)
    equal(await bench.claimed(), [])
    await bench.inbox.feedRead(bench.time.now)
    equal(await bench.inbox.gaps(), [])
    await bench.inbox.complete(await bench.claim())
    bench.time.now += 1
    await bench.accept(5)
    const { claims } = await bench.inbox.claim({ limit: 1, leaseMs, gapWaitMs: 0 })
    equal(claims.length, 1)
  })

  it('takes a dead event out of its lane, and shows, puts back and drops it', async (bench) => {
    await bench.accept(1, 2)
    const { deadLetters } = bench.inbox
    equal(await bench.inbox.bury(await bench.claim(), { reason: 'handler_failed', error: 'TypeError' }), true)
    const [letter] = await deadLetters.list()
    equal(
      [letter?.id, letter?.reason, letter?.error, letter?.attempts],
      ['evt_1', 'handler_failed', 'TypeError', 1],
    )
    equal((await deadLetters.retrieve('evt_1'))?.text, deliveryOf(1).text)
    equal(await deadLetters.list({ after: letter?.key }), [])
    const second = await bench.claim()
    equal(second.id, 'evt_2')
    await bench.inbox.complete(second)
    equal(await deadLetters.putBack('evt_1'), true)
    const again = await bench.claim()
    equal([again.id, again.attempt, again.superseded], ['evt_1', 1, true])
    await bench.inbox.bury(again, { reason: 'crashed' })
    equal(await deadLetters.drop('evt_1'), true)
    equal([await deadLetters.drop('evt_1'), await deadLetters.putBack('evt_1')], [false, false])
    equal(await bench.inbox.accept(deliveryOf(1)), 'duplicate')
  })

  it('forgets a complaint, dead letters included, and knows its ids all the same', async (bench) => {
    await bench.accept(1, 2, 3)
    await bench.inbox.bury(await bench.claim(), { reason: 'handler_failed' })
    const claim = await bench.claim()
    equal(await bench.inbox.forget('cmp_1'), 3)
    await bench.refused(claim)
    equal([await bench.inbox.deadLetters.list(), await bench.claimed()], [[], []])
    equal(await bench.inbox.accept(deliveryOf(3)), 'duplicate')
    await bench.accept(4)
    equal(await bench.claimed(), ['evt_4'])
  })

  it('commits work together with the completion, or neither', async (bench) => {
    await bench.accept(1)
    const claim = await bench.claim()
    const failed = bench.inbox.commit(claim, () => {
      throw new RangeError('no')
    })
    equal(await nameOfRejection(failed), 'RangeError')
    equal(await bench.inbox.commit(claim, () => 7), 7)
    equal(await nameOfRejection(bench.inbox.commit(claim, () => 8)), 'LeaseLostError')
    bench.time.now += leaseMs
    equal(await bench.claimed(), [])
  })

  it('purges in steps, and keeps for ever what came and what did not', async (bench) => {
    const { inbox, time } = bench
    const alone = { complaintId: undefined, complaintSequence: undefined }
    for (const n of [1, 2, 5, 4]) await inbox.accept(deliveryOf(n, alone))
    for (const claim of await bench.claimAll()) await inbox.complete(claim)
    await inbox.accept(deliveryOf(7, alone))
    time.now += 30 * day
    const olderThanMs = 30 * day
    equal(await inbox.purge({ olderThanMs, limit: 10 }), 0)
    time.now += 1
    equal(await inbox.purge({ olderThanMs, limit: 3 }), 3)
    equal(await inbox.accept(deliveryOf(4, alone)), 'duplicate')
    equal(await inbox.purge({ olderThanMs, limit: 3 }), 1)
    // 7 is not done, so its id stays.
    equal(await inbox.purge({ olderThanMs, limit: 3 }), 0)
    for (const n of [1, 2, 4, 5, 7]) equal(await inbox.accept(deliveryOf(n, alone)), 'duplicate')
    equal(await inbox.accept(deliveryOf(3, alone)), 'new')
    equal(await inbox.accept(deliveryOf(3, alone)), 'duplicate')
    equal(await inbox.accept(deliveryOf(6, alone)), 'new')
  })

  it('keeps positions', async ({ inbox }) => {
    equal(await inbox.positions.get('feed'), undefined)
    await inbox.positions.set('feed', '1')
    await inbox.positions.set('feed', '2')
    equal(await inbox.positions.get('feed'), '2')
  })

  it('wakes who watches', async ({ inbox }) => {
    let wakes = 0
    const woken = new Promise<void>((resolve) => {
      const unwatch = inbox.watch(() => {
        wakes += 1
        unwatch()
        resolve()
      })
    })
    await inbox.accept(deliveryOf(1))
    await woken
    await inbox.accept(deliveryOf(2))
    equal(wakes, 1)
  })

  it('tells how long until the next lane may be run', async (bench) => {
    equal((await bench.inbox.claim({ limit: 1, leaseMs, gapWaitMs: 0 })).nextInMs, undefined)
    await bench.accept(1)
    await bench.inbox.fail(await bench.claim(), 5_000)
    equal((await bench.inbox.claim({ limit: 1, leaseMs, gapWaitMs: 0 })).nextInMs, 5_000)
  })
}

/** A store, its clock, and the calls that most tests make. */
class Bench {
  readonly inbox: Inbox
  readonly time: { now: number }

  constructor(inbox: Inbox, time: { now: number }) {
    this.inbox = inbox
    this.time = time
  }

  /** Events of complaint cmp_1 whose `complaintSequence` and `sequence` are `n`. */
  readonly accept = async (...numbers: number[]): Promise<void> => {
    for (const n of numbers) equal(await this.inbox.accept(deliveryOf(n)), 'new')
  }
  readonly claimAll = async (): Promise<readonly Claim[]> =>
    (await this.inbox.claim({ limit: 100, leaseMs, gapWaitMs: 60_000 })).claims
  readonly claimed = async (): Promise<string[]> => (await this.claimAll()).map(({ id }) => id)
  readonly claim = async (): Promise<Claim> => {
    const [claim, ...others] = await this.claimAll()
    if (!claim || others.length > 0)
      throw new Error(`${claim ? others.length + 1 : 0} lanes were claimed, not one.`)
    return claim
  }
  readonly refused = async (claim: Claim): Promise<void> => {
    equal(await this.inbox.renew(claim, leaseMs), false)
    equal(await this.inbox.complete(claim), false)
    equal(await this.inbox.fail(claim, 1), false)
    equal(await this.inbox.release(claim), false)
    equal(await this.inbox.bury(claim, { reason: 'crashed' }), false)
    let ran = false
    const committed = this.inbox.commit(claim, () => {
      ran = true
    })
    equal(await nameOfRejection(committed), 'LeaseLostError')
    equal(ran, false)
  }
}

function deliveryOf(n: number, members: Partial<Delivery['envelope']> = {}): Delivery {
  const id = `evt_${n}`
  const about = { sequence: n, complaintId: 'cmp_1', complaintSequence: n }
  const envelope = { id, type: 'complaint.urged', ...about, ...members }
  return { envelope, text: JSON.stringify({ id }), receivedAt: Date.parse('2026-09-24T00:59:59Z') }
}

function equal(seen: unknown, expected: unknown): void {
  const { isDeepStrictEqual, inspect } = process.getBuiltinModule('node:util')
  if (!isDeepStrictEqual(seen, expected)) throw new Error(`${inspect(seen)} instead of ${inspect(expected)}`)
}

const nameOfRejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof Error ? error.constructor.name : error),
  )
