import type { Dispatcher } from 'undici'

/** What a handler steers its request with: abort, pause, resume. */
export class PlatformDispatchController implements Dispatcher.DispatchController {
  readonly #abort = new AbortController()
  #resumed: (() => void) | undefined
  #flowing: Promise<void> | undefined
  #reason: Error | null = null
  rawHeaders: Buffer[] = []
  rawTrailers: Buffer[] = []

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  get aborted(): boolean {
    return this.#reason !== null
  }

  get reason(): Error | null {
    return this.#reason
  }

  get paused(): boolean {
    return this.#flowing !== undefined
  }

  abort(reason: Error): void {
    if (this.#reason) return
    this.#reason = reason
    this.#abort.abort(reason)
    this.resume()
  }

  pause(): void {
    this.#flowing ??= new Promise((resolve) => {
      this.#resumed = resolve
    })
  }

  resume(): void {
    this.#resumed?.()
    this.#resumed = undefined
    this.#flowing = undefined
  }

  throwIfAborted(): void {
    if (this.#reason) throw this.#reason
  }

  /** Waits while paused. */
  async flowing(): Promise<void> {
    while (this.#flowing) await this.#flowing
    this.throwIfAborted()
  }

  /** The work, or the reason of an abort that comes first. */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const abort = () => reject(this.#reason)
      this.signal.addEventListener('abort', abort, { once: true })
      work.then(resolve, reject).finally(() => this.signal.removeEventListener('abort', abort))
    })
  }
}
