import type { Timer } from '../../../src/timer.js'

export interface ManualTimer extends Timer {
  /** Delays that were asked for and are neither over nor cancelled. */
  readonly pending: readonly number[]
  /** Lets time pass. */
  advance(ms: number): void
  /** Resolves when something waits for exactly `delayMs`. */
  waiting(delayMs: number): Promise<void>
}

/** Time that passes only when a test says so. */
export function manualTimer(): ManualTimer {
  let now = 0
  const scheduled = new Set<{ at: number; delayMs: number; run: () => void }>()
  const watchers = new Set<{ delayMs: number; resolve: () => void }>()
  return {
    now: () => now,
    get pending() {
      return [...scheduled].map(({ delayMs }) => delayMs)
    },
    after(delayMs, run) {
      const entry = { at: now + delayMs, delayMs, run }
      scheduled.add(entry)
      for (const watcher of watchers) if (watcher.delayMs === delayMs) watcher.resolve()
      return { cancel: () => void scheduled.delete(entry), unref: () => {} }
    },
    advance(ms) {
      now += ms
      for (const entry of [...scheduled].sort((a, b) => a.at - b.at)) {
        if (entry.at > now || !scheduled.delete(entry)) continue
        entry.run()
      }
    },
    waiting(delayMs) {
      if ([...scheduled].some((entry) => entry.delayMs === delayMs)) return Promise.resolve()
      return new Promise((resolve) => watchers.add({ delayMs, resolve }))
    },
  }
}

/** Waits cost no time; time-outs never strike. */
export function instantTimer(waits: number[] = []): Timer {
  return {
    now: () => 0,
    after(delayMs, run) {
      // The whole call's time-out is the one of 30 s or more; what is shorter is a wait between two tries.
      if (delayMs < 30_000) {
        waits.push(delayMs)
        queueMicrotask(run)
      }
      return { cancel: () => {}, unref: () => {} }
    },
  }
}
