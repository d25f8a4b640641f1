import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  createWorker,
  type Delivery,
  type Inbox,
  memoryInbox,
  type WorkerOptions,
} from '../../src/inbox/index.js'
import { sqliteInbox } from '../../src/inbox/sqlite.js'
import { manualTimer } from '../client/support/manual-timer.js'
import { open } from './databases.js'
import { deferred, deliveryOf } from './deliveries.js'

const clockOf = (timer: { now(): number }) => ({ now: () => 1_000_000 + timer.now() })

/** A worker on a clock of its own, and what it told. */
function setUp(
  on: WorkerOptions<unknown>['on'],
  options: Partial<WorkerOptions<unknown>> = {},
  makeInbox: (clock: { now(): number }) => Inbox = (clock) => memoryInbox({ clock }),
) {
  const timer = manualTimer()
  const inbox = options.inbox ?? makeInbox(clockOf(timer))
  const worker = createWorker({ inbox, on, timer, random: () => 0.5, ...options })
  const told: string[] = []
  worker.activity.on(
    'completed',
    ({ id, skipped }) => void told.push(`${id} ${skipped ? 'skipped' : 'done'}`),
  )
  worker.activity.on('failed', ({ id, pauseMs }) => void told.push(`${id} pause ${pauseMs}`))
  worker.activity.on('dead', ({ id, reason }) => void told.push(`${id} ${reason}`))
  worker.activity.on('lease_lost', ({ id }) => void told.push(`${id} lost`))
  worker.activity.on('gap', ({ complaintId, missing }) => void told.push(`${complaintId} misses ${missing}`))
  onTestFinished(async () => void (await worker.stop({ timeoutMs: 1 })))
  const tells = (...lines: string[]) => vi.waitFor(() => expect(told).toEqual(lines), { interval: 1 })
  return { inbox, worker, timer, told, tells }
}

describe('a worker', () => {
  it('runs an event as soon as it is accepted, without a timer', async () => {
    const { inbox, tells } = setUp({ 'complaint.urged': () => {} })
    await inbox.accept(deliveryOf(1))
    await tells('cmp_1-1 done')
  })

  it('completes an event without a handler', async () => {
    const { inbox, tells } = setUp({})
    await inbox.accept(deliveryOf(1))
    await tells('cmp_1-1 done')
  })

  it('hands over the event and its context', async () => {
    const handler = vi.fn()
    const { inbox, tells } = setUp({ 'complaint.urged': handler })
    await inbox.accept(deliveryOf(1))
    await tells('cmp_1-1 done')
    const [event, context] = handler.mock.calls[0] ?? []
    expect(event).toMatchObject({ type: 'complaint.urged', data: { complaint: { id: 'cmp_1' } } })
    expect(context).toMatchObject({ idempotencyKey: 'cmp_1-1', attempt: 1, superseded: false })
  })

  it('tries again after growing pauses, then gives the event to the dead letters; other complaints go on', async () => {
    const fail = () => {
      throw new TypeError('说不得的话')
    }
    const on = {
      'complaint.urged': (event: { data: { complaint: { id: string } } }) =>
        event.data.complaint.id === 'cmp_1' && fail(),
    }
    const { inbox, timer, tells } = setUp(on, { maxAttempts: 3 })
    await inbox.accept(deliveryOf(1))
    await tells('cmp_1-1 pause 2000')
    await inbox.accept(deliveryOf(1, 'cmp_2'))
    await tells('cmp_1-1 pause 2000', 'cmp_2-1 done')
    timer.advance(2_000)
    await tells('cmp_1-1 pause 2000', 'cmp_2-1 done', 'cmp_1-1 pause 4000')
    timer.advance(4_000)
    await tells('cmp_1-1 pause 2000', 'cmp_2-1 done', 'cmp_1-1 pause 4000', 'cmp_1-1 handler_failed')
    const [letter] = await inbox.deadLetters.list()
    expect(letter).toMatchObject({ reason: 'handler_failed', error: 'TypeError', attempts: 3 })
    expect(JSON.stringify(letter)).not.toContain('说不得')
  })

  it('tells a gap, and goes on once the feed was read', async () => {
    const { inbox, timer, tells } = setUp({})
    await inbox.accept(deliveryOf(2))
    await tells('cmp_1 misses 1')
    await inbox.feedRead(clockOf(timer).now())
    await tells('cmp_1 misses 1', 'cmp_1-2 done')
  })

  it('waits for no predecessor behind a filter, and leaves a superseded event out where it is told to', async () => {
    const handle = vi.fn()
    const on = { 'complaint.urged': { handle, skipSuperseded: true } }
    const { inbox, worker, tells } = setUp(on, { filtered: true })
    await inbox.accept(deliveryOf(2))
    await tells('cmp_1-2 done')
    await inbox.accept(deliveryOf(1))
    await tells('cmp_1-2 done', 'cmp_1-1 skipped')
    expect([worker.skipped, handle.mock.calls.length]).toEqual([1, 1])
  })

  it('keeps an unknown type raw, and runs it after an upgrade', async () => {
    const first = setUp({})
    await first.inbox.accept(deliveryOf(1, 'cmp_1', { type: 'complaint.sung_about' }))
    await first.tells('cmp_1-1 unknown_schema')
    await first.worker.stop()
    const onUnknown = vi.fn()
    const { tells } = setUp({}, { inbox: first.inbox, onUnknown })
    await tells('cmp_1-1 done')
    expect(onUnknown).toHaveBeenCalledOnce()
  })

  it('renews its lease while a handler runs, and aborts it when the lease is gone', async () => {
    const { promise: started, resolve } = deferred<AbortSignal>()
    const on = {
      'complaint.urged': async (_event: unknown, { signal }: { signal: AbortSignal }) => {
        resolve(signal)
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
    }
    const { inbox, timer, tells } = setUp(on, { leaseMs: 9_000 })
    await inbox.accept(deliveryOf(1))
    const signal = await started
    for (let i = 0; i < 5; i += 1) {
      timer.advance(3_000)
      await Promise.resolve()
    }
    expect((await inbox.claim({ limit: 1, leaseMs: 1, gapWaitMs: 0 })).claims).toEqual([])
    expect(signal.aborted).toBe(false)
    await inbox.forget('cmp_1')
    timer.advance(3_000)
    await tells('cmp_1-1 lost')
  })

  it('commits once, and what happens after it changes nothing', async () => {
    const on = {
      'complaint.urged': async (
        _event: unknown,
        context: { commit(work: () => number): Promise<number> },
      ) => {
        await context.commit(() => 1)
        await context.commit(() => 2)
      },
    }
    const { inbox, tells } = setUp(on)
    await inbox.accept(deliveryOf(1))
    await tells('cmp_1-1 done')
  })

  it('stops gracefully, or within its limit, and leaves no timer', async () => {
    const { promise, resolve } = deferred<void>()
    const handler = vi.fn(() => promise)
    const { inbox, worker, timer } = setUp({ 'complaint.urged': handler })
    await inbox.accept(deliveryOf(1))
    await vi.waitFor(() => expect(handler).toHaveBeenCalled())
    const stopped = worker.stop({ timeoutMs: 500 })
    await timer.waiting(500)
    timer.advance(500)
    expect(await stopped).toEqual({ unfinished: 1 })
    expect(timer.pending).toEqual([])
    resolve()
  })

  it('forgets ids after 30 days', async () => {
    const { inbox, timer, tells } = setUp({})
    const { envelope, ...rest } = deliveryOf(1)
    const delivery = { ...rest, envelope: { ...envelope, complaintId: undefined } }
    await inbox.accept(delivery)
    await tells('cmp_1-1 done')
    expect(await inbox.accept(delivery)).toBe('duplicate')
    await vi.waitFor(() => expect(timer.pending.length).toBeGreaterThan(0))
    timer.advance(30 * 24 * 3_600_000 + 1)
    await vi.waitFor(async () => expect(await inbox.accept(delivery)).toBe('new'), { interval: 1 })
  })

  it('refuses options that cannot be', () => {
    const inbox = memoryInbox()
    expect(() => createWorker({ inbox, on: {}, concurrency: 0 })).toThrow('concurrency is 0')
    const mistyped: object = { 'complaint.asigned': () => {} }
    expect(() => createWorker({ inbox, on: mistyped })).toThrow("Did you mean 'complaint.assigned'?")
    const handling: object = { 'complaint.assigned': { skipSuperseded: true } }
    expect(() => createWorker({ inbox, on: handling })).toThrow('must be a function, or { handle')
    // @ts-expect-error: no inbox
    expect(() => createWorker({ on: {} })).toThrow('createWorker({ inbox')
  })
})

describe.each([
  ['memory', (clock: { now(): number }): Inbox => memoryInbox({ clock })],
  ['SQLite', (clock: { now(): number }): Inbox => sqliteInbox({ database: open(':memory:'), clock })],
])('whatever order events come in, %s', (_name, makeInbox) => {
  it('runs each once, in order for each complaint', async () => {
    const numbers = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 6 }))
    await fc.assert(
      fc.asyncProperty(fc.array(numbers, { maxLength: 30 }), async (extra) => {
        const all = [1, 2, 3].flatMap((c) => [1, 2, 3, 4, 5, 6].map((n): [number, number] => [c, n]))
        const order: Delivery[] = [...extra, ...all].map(([c, n]) => deliveryOf(n, `cmp_${c}`))
        const ran: string[] = []
        const on = { 'complaint.urged': (event: { id: string }) => void ran.push(event.id) }
        const timer = manualTimer()
        const inbox = makeInbox(clockOf(timer))
        const worker = createWorker({ inbox, on, timer, concurrency: 2 })
        await Promise.all(order.map((delivery) => inbox.accept(delivery)))
        await vi.waitFor(() => expect(ran.length).toBeGreaterThanOrEqual(18), { interval: 1 })
        await worker.stop()
        for (const c of [1, 2, 3]) {
          const own = ran.filter((id) => id.startsWith(`cmp_${c}-`))
          expect(own).toEqual([1, 2, 3, 4, 5, 6].map((n) => `cmp_${c}-${n}`))
        }
      }),
      { numRuns: 20 },
    )
  })
})

describe('one SQLite handle', () => {
  it('finds 1,000 accepts that came while handlers failed', async () => {
    const database = open(':memory:')
    const done = new Set<string>()
    const inbox: Inbox = sqliteInbox({ database })
    const on: WorkerOptions<unknown>['on'] = {
      'complaint.urged': async (event, context) => {
        if (context.attempt === 1 && event.id.endsWith('7-1')) throw new Error('later')
        if (context.attempt === 1 && event.id.endsWith('3-1')) {
          await context.commit(() => {
            throw new Error('rolled back')
          })
        }
        await context.commit(() => done.add(event.id))
      },
    }
    const worker = createWorker({ inbox, on, firstPauseMs: 1, random: () => 0 })
    onTestFinished(async () => void (await worker.stop()))
    for (let batch = 0; batch < 20; batch += 1) {
      await Promise.all(
        Array.from({ length: 50 }, (_, i) => inbox.accept(deliveryOf(1, `cmp_${batch * 50 + i}`))),
      )
    }
    await vi.waitFor(() => expect(done.size).toBe(1_000), { timeout: 10_000, interval: 5 })
  })
})
