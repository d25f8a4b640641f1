/** Work under way that an advance of the clock waits for, within a limit of wire time. */

/** How long one call of `advance` may wait, over all its waits. */
export interface WaitLimit {
  /** Resolves when the time is used up. */
  readonly reached: Promise<void>
  readonly isReached: () => boolean
  cancel(): void
}

/** Begins to count now, by the timers of the process: wire time. */
export function startWaitLimit(ms: number): WaitLimit {
  let reached = false
  let timer: NodeJS.Timeout | undefined
  const promise = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      reached = true
      resolve()
    }, ms)
  })
  return { reached: promise, isReached: () => reached, cancel: () => clearTimeout(timer) }
}

export interface WorkUnderWay {
  add(work: Promise<unknown>): void
  /** Resolves when nothing is under way, what was begun meanwhile included, or when the limit is reached. */
  settle(limit: () => WaitLimit): Promise<void>
}

export function createWorkUnderWay(): WorkUnderWay {
  const pending = new Set<Promise<unknown>>()
  return {
    add(work) {
      // How it ends is the business of who began it.
      const ended: Promise<unknown> = work.then(
        () => pending.delete(ended),
        () => pending.delete(ended),
      )
      pending.add(ended)
    },
    async settle(limit) {
      while (pending.size > 0 && !limit().isReached()) {
        await Promise.race([Promise.all(pending), limit().reached])
      }
      // What hangs has used the time up. One turn of the event loop still lets all others answer that do so at once.
      if (pending.size > 0) await new Promise((resolve) => setImmediate(resolve))
    },
  }
}
