/** The platform sends an event again while its handler still runs, or after it ended. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createReceiver, type EventHandler } from '../../src/webhooks/index.js'
import type { EventMap } from '../../src/webhooks/receiver-options.js'
import { clock, deliveryOf, secret } from './delivery.js'
import { until } from './wire.js'

const twelve = 12_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

/** A receiver whose handler ends when it is told to. */
function setUp() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = []
  const signals: AbortSignal[] = []
  const handler: EventHandler<EventMap['complaint.assigned']> = (_event, { signal }) => {
    signals.push(signal)
    return new Promise<void>((resolve, reject) => void ends.push({ resolve, reject }))
  }
  const receiver = createReceiver({ secrets: secret, clock, on: { 'complaint.assigned': handler } })
  const told: string[] = []
  receiver.activity.on('failed', ({ reason }) => void told.push(reason))
  receiver.activity.on('settled_late', ({ ok }) => void told.push(`settled_late ${ok}`))
  const send = async (change: object = {}) =>
    (await receiver.handle({ method: 'POST', ...(await deliveryOf()), ...change })).status
  /** Sends, and waits until the handler's time is counted. */
  const begin = async () => {
    const timers = vi.getTimerCount()
    const answer = send()
    await until(() => vi.getTimerCount() > timers)
    return answer
  }
  return { send, begin: () => ({ answer: begin() }), ends, signals, told }
}

describe('a retry while the handler still runs', () => {
  it('joins it, times out by itself, and never runs beside it, however often it comes', async () => {
    const { begin, send, ends, signals, told } = setUp()
    for (let retry = 0; retry < 5; retry += 1) {
      const { answer } = begin()
      await until(() => vi.getTimerCount() === 1)
      await vi.advanceTimersByTimeAsync(twelve)
      expect(await answer).toBe(503)
    }
    expect(ends).toHaveLength(1)
    expect(signals[0]?.aborted).toBe(true)
    ends[0]?.resolve()
    await until(() => told.length === 6)
    expect(told).toEqual([...Array(5).fill('handler_timed_out'), 'settled_late true'])
    expect(await send()).toBe(204)
    expect(ends).toHaveLength(1)
  })

  it('is answered 500 with it when it fails, and the next one runs', async () => {
    const { begin, ends, told } = setUp()
    const first = begin().answer
    const second = begin().answer
    await until(() => vi.getTimerCount() === 2)
    ends[0]?.reject(new Error('no ticket'))
    expect(await Promise.all([first, second])).toEqual([500, 500])
    expect(told).toEqual(['handler_failed', 'handler_failed'])
    const third = begin().answer
    await until(() => ends.length === 2)
    ends[1]?.resolve()
    expect(await third).toBe(204)
  })
})

it('a forged delivery with the id of one that was handled is refused, not answered as a duplicate', async () => {
  const { begin, send, ends } = setUp()
  const first = begin().answer
  await until(() => ends.length === 1)
  expect(await send({ body: 'forged' })).toBe(401)
  ends[0]?.resolve()
  expect(await first).toBe(204)
  expect(await send({ body: 'forged' })).toBe(401)
  expect(await send()).toBe(204)
})

it('the handler’s time is 12 s exactly when none is given', async () => {
  const { begin, ends } = setUp()
  const { answer } = begin()
  await until(() => ends.length === 1)
  await vi.advanceTimersByTimeAsync(twelve - 1)
  ends[0]?.resolve()
  expect(await answer).toBe(204)
})
