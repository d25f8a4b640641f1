/** Emitters whose listeners only watch: what one of them does reaches neither the work nor the next listener. */
import { EventEmitter } from 'eventemitter3'

export class Watched<Events extends EventEmitter.ValidEventTypes> extends EventEmitter<Events> {
  readonly #name: string

  /** @param name such as `client.activity`, for the warning about a listener that throws */
  constructor(name: string) {
    super()
    this.#name = name
  }

  override emit<T extends EventEmitter.EventNames<Events>>(
    event: T,
    ...args: EventEmitter.EventArgs<Events, T>
  ): boolean {
    // Each by itself: eventemitter3 stops at the first that throws, and drops the promise of an async one.
    const listeners = this.listeners(event)
    for (const listener of listeners) {
      this.removeListener(event, listener, undefined, true)
      void this.#call(String(event), async () => Reflect.apply(listener, this, args))
    }
    return listeners.length > 0
  }

  async #call(event: string, listen: () => Promise<unknown>): Promise<void> {
    try {
      await listen()
    } catch (error) {
      warnOnce(this, `A listener of ${this.#name} '${event}' threw ${nameOf(error)}.`, 'TOUSU_LISTENER_THREW')
    }
  }
}

/** What was thrown, without its message: that may hold personal data, and a warning goes to a log. */
export function nameOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.name) : typeof error
  } catch {
    return 'something that cannot be read'
  }
}

const warned = new WeakMap<object, Set<string>>()

/**
 * A process warning, once for each owner and code: a developer finds a mistake of the set-up without listening, and
 * a flood writes one line.
 */
export function warnOnce(owner: object, message: string, code: string): void {
  const codes = warned.get(owner) ?? new Set()
  if (codes.has(code)) return
  warned.set(owner, codes.add(code))
  process.emitWarning(message, { type: 'TousuWarning', code })
}
