/** Waits of wire time. */
export interface WireTimer {
  /**
   * Resolves after `ms` of wire time.
   *
   * @throws the reason of `signal` when that is aborted first
   */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

/** The longest that `setTimeout` counts, in ms: 24.8 days. */
export const longestWaitMs = 2 ** 31 - 1

/** By the timers of the process. */
export const systemWireTimer: WireTimer = {
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const stop = () => {
        clearTimeout(timer)
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop)
        resolve()
      }, ms)
      signal.addEventListener('abort', stop, { once: true })
    }),
}
