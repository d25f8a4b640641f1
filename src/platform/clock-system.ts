/** Domain time of a platform that runs in real time. */
import { type Clock, systemClock } from '../clock.js'
import { ArgumentError } from '../errors.js'
import type { InnerClock } from './clock.js'

/** `setTimeout` counts in 32 bits: more than 24.8 days would fire at once. */
const longestWait = 2 ** 31 - 1

/**
 * A clock on the system's time. Its timers keep no process alive, and `advance` is refused.
 *
 * @param clock what tells the time; the system's by default
 */
export function createSystemClock(clock: Clock = systemClock): InnerClock {
  const running = new Set<NodeJS.Timeout>()

  function forget(): void {
    for (const timer of running) clearTimeout(timer)
    running.clear()
  }

  async function refuse(): Promise<never> {
    throw new ArgumentError(
      "The platform runs on the system's clock, which cannot be moved: create it with { now: '2026-09-24T09:00:00+08:00' } instead of { clock: 'system' }.",
    )
  }

  return {
    now: () => clock.now(),
    schedule(at, run) {
      let timer: NodeJS.Timeout | undefined
      const cancel = () => {
        if (timer === undefined) return
        clearTimeout(timer)
        running.delete(timer)
        timer = undefined
      }
      const wait = () => {
        const rest = Math.max(0, at - clock.now())
        timer = setTimeout(
          () => {
            cancel()
            if (clock.now() >= at) run()
            else wait()
          },
          Math.min(rest, longestWait),
        )
        timer.unref()
        running.add(timer)
      }
      wait()
      return { cancel }
    },
    // Nobody waits here; how the work ends is the business of who began it.
    track(work) {
      work.catch(() => {})
    },
    advance: refuse,
    advanceTo: refuse,
    isMoving: false,
    // Its timers run by themselves.
    runDue() {},
    reset: forget,
    close: forget,
  }
}
