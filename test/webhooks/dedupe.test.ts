import { describe, expect, it, vi } from 'vitest'
import { memoryDedupe } from '../../src/webhooks/dedupe.js'
import { createReceiver, type Dedupe } from '../../src/webhooks/index.js'
import { clock, deliveryOf, secret } from './delivery.js'

const hour = 3_600_000

describe('in memory', () => {
  it('remembers 80 h, longer than the last retry takes', () => {
    let time = 0
    const dedupe = memoryDedupe({ clock: { now: () => time } })
    dedupe.finish('evt_1', true)
    time = 80 * hour
    expect(dedupe.begin('evt_1')).toBe('done')
    time += 1
    expect(dedupe.begin('evt_1')).toBe('new')
  })

  it('remembers the newest 100,000, so that memory stays bounded', () => {
    const dedupe = memoryDedupe({ clock })
    for (let index = 0; index <= 100_000; index += 1) dedupe.finish(`evt_${index}`, true)
    expect(dedupe.begin('evt_0')).toBe('new')
    expect(dedupe.begin('evt_1')).toBe('done')
    expect(dedupe.begin('evt_100000')).toBe('done')
  })

  it('counts what was handled again as new', () => {
    const dedupe = memoryDedupe({ maxEntries: 2, clock })
    for (const id of ['evt_1', 'evt_2', 'evt_1', 'evt_3']) dedupe.finish(id, true)
    expect(['evt_1', 'evt_2', 'evt_3'].map((id) => dedupe.begin(id))).toEqual(['done', 'new', 'done'])
  })

  it('forgets what is old even if nobody asks', () => {
    let time = 0
    const dedupe = memoryDedupe({ maxEntries: 10, maxAgeMs: 5, clock: { now: () => time } })
    for (let index = 0; index < 10; index += 1) dedupe.finish(`evt_${index}`, true)
    time = 6
    dedupe.finish('evt_10', true)
    time = 0
    expect(dedupe.begin('evt_9')).toBe('new')
  })

  it('does not remember a failure', () => {
    const dedupe = memoryDedupe({ clock })
    dedupe.finish('evt_1', false)
    expect(dedupe.begin('evt_1')).toBe('new')
  })
})

describe('a store of one’s own', () => {
  const setUp = (dedupe: Dedupe, handler = vi.fn()) => {
    const receiver = createReceiver({ secrets: secret, clock, dedupe, on: { 'complaint.assigned': handler } })
    const told: unknown[] = []
    receiver.activity.on('failed', (entry) => void told.push(entry))
    const send = async (change: object = {}) =>
      (await receiver.handle({ method: 'POST', ...(await deliveryOf()), ...change })).status
    return { send, handler, told }
  }

  it('is asked only after the signature holds', async () => {
    const begin = vi.fn<Dedupe['begin']>(() => 'new')
    const { send } = setUp({ begin, finish: vi.fn() })
    expect(await send({ body: 'forged' })).toBe(401)
    expect(begin).not.toHaveBeenCalled()
    expect(await send()).toBe(204)
    expect(begin).toHaveBeenCalledExactlyOnceWith('evt_1')
  })

  it('hears how the run ended', async () => {
    const finish = vi.fn()
    const handler = vi.fn().mockRejectedValueOnce(new Error('first'))
    const { send } = setUp({ begin: () => 'new', finish }, handler)
    expect([await send(), await send()]).toEqual([500, 204])
    expect(finish.mock.calls).toEqual([
      ['evt_1', false],
      ['evt_1', true],
    ])
  })

  it('that forgets: the count of attempts begins anew after a success', async () => {
    const handler = vi.fn().mockRejectedValueOnce(new Error('first'))
    const { send } = setUp({ begin: () => 'new', finish: vi.fn() }, handler)
    expect([await send(), await send(), await send()]).toEqual([500, 204, 204])
    expect(handler.mock.calls.map(([, { attempt }]) => attempt)).toEqual([1, 2, 1])
  })

  it('says that another process has it: 503; or that it is done: 204; neither runs', async () => {
    const { send, handler } = setUp({
      begin: vi.fn<Dedupe['begin']>().mockReturnValueOnce('running').mockReturnValueOnce('done'),
      finish: vi.fn(),
    })
    expect([await send(), await send()]).toEqual([503, 204])
    expect(handler).not.toHaveBeenCalled()
  })

  it('that is down before the run: 503 without running; after it: 204, as the event is safe', async () => {
    const down = () => Promise.reject(new Error('down'))
    const before = setUp({ begin: down, finish: vi.fn() })
    expect(await before.send()).toBe(503)
    expect(before.handler).not.toHaveBeenCalled()
    expect(before.told).toMatchObject([{ reason: 'dedupe_failed', status: 503, error: { message: 'down' } }])

    const after = setUp({ begin: () => 'new', finish: down })
    expect(await after.send()).toBe(204)
    expect(after.told).toMatchObject([{ reason: 'dedupe_failed', status: 204 }])
  })

  it('that answers something else: 503', async () => {
    const { send, handler } = setUp(
      Object.assign({ begin: () => 'new', finish: vi.fn() }, { begin: () => true }),
    )
    expect(await send()).toBe(503)
    expect(handler).not.toHaveBeenCalled()
  })
})
