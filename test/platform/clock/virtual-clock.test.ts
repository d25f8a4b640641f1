import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCalendar, formatShanghaiTime } from '../../../src/calendar/index.js'
import { ArgumentError } from '../../../src/errors.js'
import { createVirtualClock } from '../../../src/platform/clock.js'

const calendar = createCalendar()

function startClock(now = '2026-09-24T09:00:00+08:00', settleTimeoutMs = 15_000) {
  const clock = createVirtualClock({ now, calendar: () => calendar, settleTimeoutMs })
  const log: string[] = []
  const say = (what: string) => () => log.push(`${what} ${formatShanghaiTime(clock.now())}`)
  return { clock, log, say, time: () => formatShanghaiTime(clock.now()) }
}

describe('a virtual clock', () => {
  it('stands still until it is told to move', async () => {
    const { clock, time } = startClock()
    await new Promise((resolve) => setImmediate(resolve))
    expect(time()).toBe('2026-09-24T09:00:00+08:00')
    await clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4.5 })
    expect(time()).toBe('2026-09-25T11:03:04.500+08:00')
    await clock.advanceTo('2026-09-25T04:00:00Z')
    expect(time()).toBe('2026-09-25T12:00:00+08:00')
  })

  it.each([
    // 25–27 September is the Mid-Autumn break, 1–7 October National Day; 20 September and 10 October are worked.
    ['2026-09-24T15:30:00+08:00', 1, '2026-09-28T15:30:00+08:00'],
    ['2026-09-24T15:30:00+08:00', 10, '2026-10-15T15:30:00+08:00'],
    ['2026-10-03T23:59:59+08:00', 1, '2026-10-08T23:59:59+08:00'],
    ['2026-10-09T00:00:00+08:00', 1, '2026-10-10T00:00:00+08:00'],
    // Still the 24th in UTC, the 25th in Shanghai.
    ['2026-09-24T17:00:00Z', 1, '2026-09-28T01:00:00+08:00'],
    ['2026-09-26T08:00:00+08:00', 0, '2026-09-26T08:00:00+08:00'],
  ])(
    'goes from %s to the same time of day of working day %d after it',
    async (now, workingDays, expected) => {
      const { clock, time } = startClock(now)
      await clock.advance({ workingDays })
      expect(time()).toBe(expected)
    },
  )

  it('adds units up, working days first', async () => {
    const { clock, time } = startClock()
    await clock.advance({ workingDays: 1, hours: 24 })
    expect(time()).toBe('2026-09-29T09:00:00+08:00')
  })

  it('runs timers in order of time, each at its own', async () => {
    const { clock, log, say } = startClock()
    const start = clock.now()
    clock.schedule(start + 3_000, say('third'))
    clock.schedule(start + 1_000, say('first'))
    clock.schedule(start + 1_000, say('second'))
    clock.schedule(start + 5_000, say('too far'))
    await clock.advance({ seconds: 4 })
    expect(log).toEqual([
      'first 2026-09-24T09:00:01+08:00',
      'second 2026-09-24T09:00:01+08:00',
      'third 2026-09-24T09:00:03+08:00',
    ])
    await clock.advance({ seconds: 1 })
    expect(log.at(-1)).toBe('too far 2026-09-24T09:00:05+08:00')
  })

  it('runs what a timer sets for later on the same way', async () => {
    const { clock, log, say } = startClock()
    const tick = () => {
      say('tick')()
      if (log.length < 3) clock.schedule(clock.now() + 60_000, tick)
    }
    clock.schedule(clock.now() + 60_000, tick)
    await clock.advance({ hours: 1 })
    expect(log).toEqual([
      'tick 2026-09-24T09:01:00+08:00',
      'tick 2026-09-24T09:02:00+08:00',
      'tick 2026-09-24T09:03:00+08:00',
    ])
  })

  it('runs what is due already by itself, but not in the same call', async () => {
    const { clock, log, say } = startClock()
    clock.schedule(clock.now(), say('second'))
    clock.schedule(clock.now() - 1, say('first'))
    expect(log).toEqual([])
    await Promise.resolve()
    expect(log).toEqual(['first 2026-09-24T09:00:00+08:00', 'second 2026-09-24T09:00:00+08:00'])
  })

  it('does not run what was cancelled', async () => {
    const { clock, log, say } = startClock()
    const timer = clock.schedule(clock.now() + 1_000, say('cancelled'))
    clock.schedule(clock.now() + 2_000, say('kept'))
    timer.cancel()
    timer.cancel()
    await clock.advance({ seconds: 5 })
    expect(log).toEqual(['kept 2026-09-24T09:00:02+08:00'])
  })

  it('forgets all timers when closed', async () => {
    const { clock, log, say } = startClock()
    clock.schedule(clock.now() + 1_000, say('never'))
    clock.close()
    await clock.advance({ seconds: 5 })
    expect(log).toEqual([])
  })

  it('is nobody else’s', async () => {
    const one = startClock()
    const other = startClock()
    other.clock.schedule(other.clock.now() + 1_000, other.say('other'))
    await one.clock.advance({ days: 1 })
    expect(other.time()).toBe('2026-09-24T09:00:00+08:00')
    expect(other.log).toEqual([])
  })

  it('takes concurrent calls one after the other, each from where the former ended', async () => {
    const { clock, log, say, time } = startClock()
    clock.schedule(clock.now() + 90 * 60_000, say('timer'))
    const first = clock.advance({ hours: 1 }).then(say('first'))
    const second = clock.advance({ hours: 1 }).then(say('second'))
    await Promise.all([first, second])
    expect(log).toEqual([
      'first 2026-09-24T10:00:00+08:00',
      'timer 2026-09-24T10:30:00+08:00',
      'second 2026-09-24T11:00:00+08:00',
    ])
    expect(time()).toBe('2026-09-24T11:00:00+08:00')
  })

  it('asks for the calendar in force when its turn comes', async () => {
    let inForce = createCalendar({ years: [] })
    const clock = createVirtualClock({
      now: '2026-09-19T10:00:00+08:00',
      calendar: () => inForce,
      settleTimeoutMs: 15_000,
    })
    const first = clock.advance({ hours: 1 })
    // Only the notice makes Sunday the 20th a working day.
    const second = clock.advance({ workingDays: 1 })
    inForce = calendar
    await Promise.all([first, second])
    expect(formatShanghaiTime(clock.now())).toBe('2026-09-20T11:00:00+08:00')
  })
})

describe('a timer that throws', () => {
  it('stops no other, and the advance rejects with it at the end', async () => {
    const { clock, log, say, time } = startClock()
    const broken = new Error('broken timer')
    clock.schedule(clock.now() + 1_000, () => {
      throw broken
    })
    clock.schedule(clock.now() + 1_000, say('same time'))
    clock.schedule(clock.now() + 2_000, say('later'))
    await expect(clock.advance({ minutes: 1 })).rejects.toBe(broken)
    expect(log).toEqual(['same time 2026-09-24T09:00:01+08:00', 'later 2026-09-24T09:00:02+08:00'])
    expect(time()).toBe('2026-09-24T09:01:00+08:00')
    await clock.advance({ minutes: 1 })
  })

  it('is told with all others that threw', async () => {
    const { clock } = startClock()
    for (const each of ['a', 'b']) {
      clock.schedule(clock.now() + 1_000, () => {
        throw new Error(each)
      })
    }
    await expect(clock.advance({ minutes: 1 })).rejects.toMatchObject({
      errors: [{ message: 'a' }, { message: 'b' }],
    })
  })

  it('is told by the next advance when there was none', async () => {
    const { clock } = startClock()
    const broken = new Error('broken timer')
    clock.schedule(clock.now(), () => {
      throw broken
    })
    await Promise.resolve()
    await expect(clock.advance({ seconds: 0 })).rejects.toBe(broken)
  })
})

describe('work under way', () => {
  afterEach(() => vi.useRealTimers())

  it('is awaited before time goes on', async () => {
    const { clock, log, say } = startClock()
    clock.schedule(clock.now() + 1_000, () => {
      const send = async () => {
        await new Promise((resolve) => setImmediate(resolve))
        say('sent')()
        clock.schedule(clock.now() + 5_000, say('again'))
      }
      clock.track(send())
    })
    clock.schedule(clock.now() + 2_000, say('later'))
    await clock.advance({ minutes: 1 })
    expect(log).toEqual([
      'sent 2026-09-24T09:00:01+08:00',
      'later 2026-09-24T09:00:02+08:00',
      'again 2026-09-24T09:00:06+08:00',
    ])
  })

  it('that was begun before the advance ends before time moves', async () => {
    const { clock, log, say } = startClock()
    clock.track(new Promise((resolve) => setImmediate(resolve)).then(say('sent')))
    await clock.advance({ hours: 1 })
    expect(log).toEqual(['sent 2026-09-24T09:00:00+08:00'])
  })

  it('may fail: that is not the clock’s business', async () => {
    const { clock } = startClock()
    clock.track(Promise.reject(new Error('not delivered')))
    await clock.advance({ hours: 1 })
  })

  it('that hangs is awaited for 15 s of wire time over the whole advance, and no more', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { clock, log, say } = startClock()
    clock.track(new Promise(() => {}))
    clock.schedule(clock.now() + 1_000, () => clock.track(new Promise(() => {})))
    clock.schedule(clock.now() + 2_000, () => clock.track(Promise.resolve().then(say('prompt'))))
    clock.schedule(clock.now() + 3_000, say('timer'))
    let done = false
    const advance = clock.advance({ minutes: 1 }).then(() => {
      done = true
    })
    await vi.advanceTimersByTimeAsync(14_999)
    expect(done).toBe(false)
    expect(log).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    await advance
    // Time was used up at the first one; what answers at once is still taken at its own time.
    expect(log).toEqual(['prompt 2026-09-24T09:00:02+08:00', 'timer 2026-09-24T09:00:03+08:00'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('leaves no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { clock } = startClock()
    clock.track(Promise.resolve())
    await clock.advance({ minutes: 1 })
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a wrong call', () => {
  it.each([
    [{ hours: -1 }, /hours is -1: a clock only goes forward/],
    [{ days: Number.NaN }, /days is NaN/],
    [{ minutes: Number.POSITIVE_INFINITY }, /minutes is Infinity/],
    [{ workingDays: 1.5 }, /workingDays is 1.5: it is a whole number from 0 to 366/],
    [{ workingDays: 367 }, /workingDays is 367/],
    [{}, /got no unit: give for example \{ workingDays: 1 \}/],
    [{ hours: undefined }, /got no unit/],
    [JSON.parse('{"weeks":1}'), /no unit "weeks": there are workingDays, days, hours, minutes, seconds/],
    [JSON.parse('{"hours":"1"}'), /hours is "1"/],
    [JSON.parse('5'), /takes an object of units, got 5/],
    [JSON.parse('null'), /takes an object of units, got null/],
    [JSON.parse('[1]'), /got an array/],
    [{ days: 5_000 }, /cannot go to 2040-06-02T09:00:00\+08:00: it keeps to 2018–2035/],
    [{ days: 1e12 }, /cannot go to further/],
  ])('advance(%o) is refused with a message that helps', async (duration, message) => {
    const { clock, time } = startClock()
    const refused = clock.advance(duration)
    await expect(refused).rejects.toThrow(ArgumentError)
    await expect(refused).rejects.toThrow(message)
    expect(time()).toBe('2026-09-24T09:00:00+08:00')
    await clock.advance({ hours: 1 })
  })

  it.each([
    [
      '2026-09-24T08:59:59+08:00',
      /It is 2026-09-24T09:00:00\+08:00 on the platform, after 2026-09-24T08:59:59/,
    ],
    ['2026-09-24T10:00:00', /has no offset: add \+08:00 for Shanghai time or Z for UTC$/],
    ['2026-10-01', /^expected an RFC 3339 time .* got "2026-10-01"$/],
    ['2026-02-30T10:00:00Z', /does not exist/],
    ['2036-01-01T00:00:00+08:00', /keeps to 2018–2035/],
    ['tomorrow', /RFC 3339/],
  ])('advanceTo(%j) is refused', async (target, message) => {
    const { clock } = startClock()
    const refused = clock.advanceTo(target)
    await expect(refused).rejects.toThrow(ArgumentError)
    await expect(refused).rejects.toThrow(message)
  })

  it('goes as far as the last millisecond of 2035', async () => {
    const { clock, time } = startClock('2035-12-31T23:59:59+08:00')
    await clock.advance({ seconds: 0.999 })
    expect(time()).toBe('2035-12-31T23:59:59.999+08:00')
    await expect(clock.advance({ seconds: 0.001 })).rejects.toThrow(ArgumentError)
  })

  it('to start outside 2018–2035 is refused', () => {
    expect(() => startClock('2017-12-31T23:59:59+08:00')).toThrow(ArgumentError)
    expect(() => startClock('2026-09-24')).toThrow(ArgumentError)
  })
})
