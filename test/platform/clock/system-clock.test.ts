import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ArgumentError } from '../../../src/errors.js'
import { createSystemClock } from '../../../src/platform/clock.js'

describe('the clock of a platform in real time', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'Date'],
      now: new Date('2026-09-24T01:00:00Z'),
    })
  })
  afterEach(() => vi.useRealTimers())

  it('tells the system’s time and runs timers at theirs', () => {
    const clock = createSystemClock()
    const run = vi.fn()
    expect(clock.now()).toBe(Date.parse('2026-09-24T01:00:00Z'))
    clock.schedule(clock.now() + 60_000, run)
    vi.advanceTimersByTime(59_999)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('runs what is due already soon, but not in the same call', () => {
    const clock = createSystemClock()
    const run = vi.fn()
    clock.schedule(clock.now() - 60_000, run)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('waits longer than setTimeout can count: 400 days', () => {
    const clock = createSystemClock()
    const run = vi.fn()
    clock.schedule(clock.now() + 400 * 86_400_000, run)
    vi.advanceTimersByTime(400 * 86_400_000 - 1)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('goes on waiting when the system’s clock was set back', () => {
    const clock = createSystemClock()
    const run = vi.fn()
    clock.schedule(clock.now() + 60_000, run)
    vi.setSystemTime(new Date('2026-09-24T00:59:30Z'))
    vi.advanceTimersByTime(60_000)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(30_000)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('cancels one timer, and all when closed', () => {
    const clock = createSystemClock()
    const run = vi.fn()
    const timer = clock.schedule(clock.now() + 1_000, run)
    clock.schedule(clock.now() + 2_000, run)
    timer.cancel()
    timer.cancel()
    expect(vi.getTimerCount()).toBe(1)
    clock.close()
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(5_000)
    expect(run).not.toHaveBeenCalled()
  })

  it('cannot be moved, and says how a platform is made whose clock can', async () => {
    const clock = createSystemClock()
    await expect(clock.advance({ hours: 1 })).rejects.toThrow(ArgumentError)
    await expect(clock.advanceTo('2026-09-25T00:00:00Z')).rejects.toThrow(/create it with \{ now:/)
  })

  it('leaves the end of tracked work to who began it', async () => {
    createSystemClock().track(Promise.reject(new Error('not delivered')))
    await new Promise((resolve) => setImmediate(resolve))
  })
})

it('keeps no process alive', () => {
  vi.useRealTimers()
  const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const clock = createSystemClock()
  clock.schedule(clock.now() + 3_600_000, () => {})
  // Timers that are not counted among what keeps the process alive are unref'd.
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBe(before)
  clock.close()
})
