/** The virtual clock: domain time that moves only when told to. */
import type { Calendar } from '../calendar/calendar.js'
import { formatShanghaiTime } from '../calendar/shanghai.js'
import { ArgumentError } from '../errors.js'
import { addDuration, checkDuration, type Duration, readInstant } from './clock-duration.js'
import { createTimerQueue } from './clock-timers.js'
import { createWorkUnderWay, startWaitLimit, type WaitLimit } from './clock-work.js'
import type { DomainClock } from './core.js'

export type { Duration } from './clock-duration.js'
export { createSystemClock } from './clock-system.js'

/** `platform.clock`. */
export interface PlatformClock extends DomainClock {
  /**
   * Moves domain time forward. All that falls due on the way runs in order of time, each thing at its own time
   * (equal times: in an order that does not depend on when they were set); deliveries that it causes or that are under way are awaited
   * before time goes on, for `settleTimeoutMs` of wire time at most over the whole call. Calls queue.
   *
   * @throws ArgumentError a wrong duration, a time after 2035, or a platform that runs on the system's clock
   * @throws what a timer threw, after all others ran; an AggregateError for several
   * @example
   * await platform.clock.advance({ workingDays: 10 })
   */
  advance(duration: Duration): Promise<void>
  /**
   * The same, to an RFC 3339 time with an offset, such as `2026-10-15T09:00:00+08:00`.
   *
   * @throws ArgumentError not such a time, or one before now
   */
  advanceTo(time: string): Promise<void>
  /** Forgets all timers. */
  close(): void
}

/** The platform's own side of its clock. */
export interface InnerClock extends PlatformClock {
  /** Whether an advance is under way. */
  readonly isMoving: boolean
  /** Runs what is due now, without waiting for the next turn. */
  runDue(): void
  /** Forgets all timers; a virtual clock then stands at `now` (ms). */
  reset(now: number): void
}

export interface VirtualClockOptions {
  /** Where it begins: RFC 3339 with an offset. */
  readonly now: string
  /** The calendar in force, asked at each `advance({ workingDays })`. */
  readonly calendar: () => Calendar
  /** How long one advance waits for deliveries, in ms of wire time. */
  readonly settleTimeoutMs: number
}

/**
 * A clock that stands still until `advance` or `advanceTo`.
 *
 * @throws ArgumentError `now` is not an RFC 3339 time of 2018–2035
 */
export function createVirtualClock(options: VirtualClockOptions): InnerClock {
  const timers = createTimerQueue()
  const work = createWorkUnderWay()
  let time = readInstant(options.now)
  let turn: Promise<unknown> = Promise.resolve()
  let errors: unknown[] = []
  let isRunQueued = false
  let moves = 0

  function runDue(): void {
    for (let run = timers.takeDue(time); run; run = timers.takeDue(time)) {
      try {
        run()
      } catch (error) {
        errors.push(error)
      }
    }
  }

  /** What is due without an advance runs soon, by itself. */
  function queueRun(): void {
    if (isRunQueued) return
    isRunQueued = true
    queueMicrotask(() => {
      isRunQueued = false
      runDue()
    })
  }

  async function moveTo(target: number): Promise<void> {
    let limit: WaitLimit | undefined
    const startedLimit = () => {
      limit ??= startWaitLimit(options.settleTimeoutMs)
      return limit
    }
    try {
      for (;;) {
        runDue()
        await work.settle(startedLimit)
        const next = timers.nextAt() ?? Number.POSITIVE_INFINITY
        if (next <= time) continue
        if (time >= target) break
        time = Math.min(next, target)
      }
    } finally {
      limit?.cancel()
    }
    const thrown = errors
    errors = []
    if (thrown.length > 1) throw new AggregateError(thrown, `${thrown.length} timers threw.`)
    if (thrown.length === 1) throw thrown[0]
  }

  function queueMove(target: () => number): Promise<void> {
    moves += 1
    const move = turn.then(() => moveTo(target())).finally(() => (moves -= 1))
    turn = move.catch(() => {})
    return move
  }

  return {
    now: () => time,
    schedule(at, run, key) {
      const timer = timers.add(at, run, key)
      if (at <= time) queueRun()
      return timer
    },
    track: work.add,
    async advance(duration) {
      checkDuration(duration)
      const asked = { ...duration }
      return queueMove(() => addDuration(time, asked, options.calendar()))
    },
    async advanceTo(text) {
      const target = readInstant(text)
      return queueMove(() => {
        if (target >= time) return target
        throw new ArgumentError(
          `It is ${formatShanghaiTime(time)} on the platform, after ${formatShanghaiTime(target)}: a clock only goes forward.`,
        )
      })
    },
    get isMoving() {
      return moves > 0
    },
    runDue,
    reset(now) {
      timers.clear()
      time = now
    },
    close: timers.clear,
  }
}
