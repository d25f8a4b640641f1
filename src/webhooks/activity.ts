import { EventEmitter } from 'eventemitter3'
import type { RefusalReason } from './refusal.js'

/** What `receiver.activity` tells. Nothing here holds a body or a secret. */
export interface ReceiverActivity {
  /** Handled (or there is no handler for its type): answered 2xx. */
  accepted: (told: {
    readonly id: string
    readonly type: string
    readonly handled: boolean
    readonly durationMs: number
  }) => void
  /** Answered 2xx without running again. */
  duplicate: (told: { readonly id: string; readonly type: string }) => void
  /** Not taken for an authentic delivery. `message` says what to do; `id` only where the signature held. */
  refused: (told: {
    readonly reason: RefusalReason
    readonly status: number
    readonly message: string
    readonly id?: string | undefined
  }) => void
  /**
   * Authentic, but not handled: the platform will send it again. `error` is what the handler threw. `dedupe_failed`
   * with a status of 2xx: handled, but the store did not take it down.
   */
  failed: (told: {
    readonly id: string
    readonly type: string
    readonly reason: 'handler_failed' | 'handler_timed_out' | 'running_elsewhere' | 'dedupe_failed'
    readonly status: number
    readonly error?: unknown
  }) => void
  /** A handler that had timed out has settled; from now on a retry is a duplicate, or runs again. */
  settled_late: (told: { readonly id: string; readonly type: string; readonly ok: boolean }) => void
}

/** An emitter whose listeners only watch: one that throws changes nothing for anybody. */
export class Activity extends EventEmitter<ReceiverActivity> {
  override emit<T extends EventEmitter.EventNames<ReceiverActivity>>(
    event: T,
    ...args: EventEmitter.EventArgs<ReceiverActivity, T>
  ): boolean {
    // Each by itself: eventemitter3 stops at the first that throws, and drops the promise of an async one.
    const listeners = this.listeners(event)
    for (const listener of listeners) {
      this.removeListener(event, listener, undefined, true)
      void this.#call(event, async () => Reflect.apply(listener, this, args))
    }
    return listeners.length > 0
  }

  async #call(event: string, listen: () => Promise<unknown>): Promise<void> {
    try {
      await listen()
    } catch (error) {
      warnOnce(
        this,
        `A listener of receiver.activity '${event}' threw ${nameOf(error)}.`,
        'TOUSU_LISTENER_THREW',
      )
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
