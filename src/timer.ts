/** The only place where anything waits in real time: a test gives its own timer and never sleeps. */
export interface Scheduled {
  /** Nothing will run any more. */
  cancel(): void
  /** The wait alone no longer keeps the process alive. */
  unref(): void
}

/** Measures durations and runs things later. Neither domain time nor wire time: it never jumps. */
export interface Timer {
  /** Milliseconds since some moment. */
  now(): number
  /** Runs `run` once, `delayMs` from now. */
  after(delayMs: number, run: () => void): Scheduled
}

export const systemTimer: Timer = {
  now: () => performance.now(),
  after(delayMs, run) {
    const timeout = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timeout), unref: () => void timeout.unref() }
  },
}
