import { AbortedError, TimeoutError, type TousuError, type TousuErrorOptions } from '../errors.js'
import type { Scheduled, Timer } from '../timer.js'

/**
 * How long one call may last: until its time is over or its caller aborts. One timer and one listener, both
 * gone when it ends; AbortSignal.any and AbortSignal.timeout would keep a signal that lives long busy.
 */
export class TimeLimit {
  readonly #controller = new AbortController()
  readonly #timer: Timer
  readonly #endsAt: number
  readonly #timeoutMs: number
  readonly #caller: AbortSignal | undefined
  readonly #forget: () => void
  readonly #scheduled: Scheduled
  #ended: 'timeout' | 'abort' | undefined

  constructor(timer: Timer, timeoutMs: number, caller?: AbortSignal) {
    this.#timer = timer
    this.#timeoutMs = timeoutMs
    this.#endsAt = timer.now() + timeoutMs
    this.#caller = caller
    this.#scheduled = timer.after(timeoutMs, () => this.#timeOut())
    this.#forget = onAbort(caller, () => this.#stop('abort'))
  }

  #stop(ended: 'timeout' | 'abort') {
    this.#ended ??= ended
    this.#controller.abort()
  }

  /** Nobody may be left to call `end`: an answer that is never read outlives its call. */
  #timeOut() {
    this.#stop('timeout')
    this.#forget()
  }

  /** Aborted when the call is over. Lives as long as the call. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Milliseconds. */
  get remainingMs(): number {
    return this.#endsAt - this.#timer.now()
  }

  /** Why the call is over, or undefined while it is not. */
  error(call: string, options: TousuErrorOptions = {}): TousuError | undefined {
    if (this.#ended === 'abort') {
      return new AbortedError(`${call}: the caller's signal was aborted.`, {
        ...options,
        cause: this.#caller?.reason,
      })
    }
    if (this.#ended === 'timeout') {
      return new TimeoutError(
        `${call}: not done within ${this.#timeoutMs} ms, its repeats included. Raise timeoutMs if this is expected.`,
        options,
      )
    }
    return undefined
  }

  /** Waits for `promise`, but no longer than the call may last. `promise` itself goes on for others. */
  race<T>(promise: PromiseLike<T>): Promise<T> {
    const { signal } = this
    return new Promise<T>((resolve, reject) => {
      const onAbort = () => reject(signal.reason)
      if (signal.aborted) onAbort()
      else signal.addEventListener('abort', onAbort, { once: true })
      promise.then(resolve, reject).then(() => signal.removeEventListener('abort', onAbort))
    })
  }

  /** Waits. Rejects at once when the call is over. */
  async wait(delayMs: number): Promise<void> {
    let scheduled: Scheduled | undefined
    const elapsed = new Promise<void>((resolve) => {
      scheduled = this.#timer.after(delayMs, resolve)
    })
    await this.race(elapsed).finally(() => scheduled?.cancel())
  }

  /** The time that is left no longer keeps the process alive. */
  unref(): void {
    this.#scheduled.unref()
  }

  /** The call is done: takes timer and listener away. */
  end(): void {
    this.#scheduled.cancel()
    this.#forget()
  }
}

/** What waits for the abort of a signal that was given: however many calls share one, it has one listener. */
const waiting = new WeakMap<AbortSignal, { readonly stops: Set<() => void>; readonly stopAll: () => void }>()

/** Calls `stop` when `signal` is aborted, at once if it is already; answers how to stop watching. */
function onAbort(signal: AbortSignal | undefined, stop: () => void): () => void {
  if (signal === undefined) return () => {}
  if (signal.aborted) {
    stop()
    return () => {}
  }
  // With a listener for each call, Node would warn of a leak at the eleventh.
  const watch = waiting.get(signal) ?? watchFor(signal)
  watch.stops.add(stop)
  return () => {
    watch.stops.delete(stop)
    if (watch.stops.size > 0) return
    signal.removeEventListener('abort', watch.stopAll)
    waiting.delete(signal)
  }
}

function watchFor(signal: AbortSignal) {
  const stops = new Set<() => void>()
  const stopAll = () => {
    for (const stop of stops) stop()
  }
  signal.addEventListener('abort', stopAll, { once: true })
  const watch = { stops, stopAll }
  waiting.set(signal, watch)
  return watch
}
