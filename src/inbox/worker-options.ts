import { checkEventTypes } from '../contract/event-types.js'
import type { EventOf, EventType, UnknownEvent } from '../contract/index.js'
import { ArgumentError } from '../errors.js'
import { systemTimer, type Timer } from '../timer.js'
import type { Inbox } from './inbox.js'

/** What a handler is told beside the event. */
export interface InboxContext<Tx> {
  /** A later event of this complaint, by `complaintSequence`, was done before. */
  readonly superseded: boolean
  /** The event's id, the same on every attempt: give it to what must not happen twice outside the store. */
  readonly idempotencyKey: string
  /** 1 for the first attempt, counted across processes. */
  readonly attempt: number
  /** Aborted when the lease is lost, or the worker stops and its time is up. */
  readonly signal: AbortSignal
  /**
   * Ends the event: runs `work` with the store's connection and the completion in one transaction. Await all else
   * before it; on SQLite `work` is synchronous. A handler that never calls it is completed when it resolves.
   *
   * @throws LeaseLostError when another worker has the event by now; nothing was written
   */
  commit<T>(work: (tx: Tx) => T | Promise<T>): Promise<T>
}

export type InboxHandler<E, Tx> = (event: E, context: InboxContext<Tx>) => unknown

/** A handler, or one with what it leaves out. */
export type InboxHandling<E, Tx> =
  | InboxHandler<E, Tx>
  | {
      readonly handle: InboxHandler<E, Tx>
      /** Completes a superseded event without running the handler. */
      readonly skipSuperseded: boolean
    }

export type InboxHandlers<Tx> = { readonly [T in EventType]?: InboxHandling<EventOf<T>, Tx> }

export interface WorkerOptions<Tx> {
  readonly inbox: Inbox<Tx>
  /** One handler for each type; an event without one is completed. */
  readonly on: InboxHandlers<Tx>
  /** For types that this version does not know. Without it they are kept for an upgrade, among the dead letters. */
  readonly onUnknown?: InboxHandler<UnknownEvent, Tx> | undefined
  /** How many complaints are worked on at once; 10 by default. */
  readonly concurrency?: number | undefined
  /** The endpoint gets a part of the events only, so no predecessor is waited for. False by default. */
  readonly filtered?: boolean | undefined
  /** How long a missing predecessor is waited for, unless the feed was read; 60,000 by default. */
  readonly gapWaitMs?: number | undefined
  /** How long a lane outlives the process that had it; 10,000 by default. Renewed three times within. */
  readonly leaseMs?: number | undefined
  /** After so many the event goes to the dead letters; 12 by default, which takes some two hours. */
  readonly maxAttempts?: number | undefined
  /** After the first failure; each pause is twice the one before, give or take half. 2,000 by default. */
  readonly firstPauseMs?: number | undefined
  /** 3,600,000 by default. */
  readonly maxPauseMs?: number | undefined
  /** How often to look for what another process has accepted; 1,000 by default. This one's starts at once. */
  readonly pollMs?: number | undefined
  /** 0 ≤ n < 1, for the pauses; Math.random by default. */
  readonly random?: (() => number) | undefined
  readonly timer?: Timer | undefined
}

export type WorkerSettings<Tx> = ReturnType<typeof checkWorkerOptions<Tx>>

/** @throws ArgumentError when an option holds a mistake */
export function checkWorkerOptions<Tx>(options: WorkerOptions<Tx>) {
  const { inbox, on, onUnknown } = options
  if (typeof inbox?.claim !== 'function' || typeof on !== 'object' || on === null) {
    throw new ArgumentError(
      "Pass createWorker({ inbox, on: { 'complaint.assigned': async (event, context) => {} } }).",
    )
  }
  checkEventTypes(on)
  for (const [type, handling] of Object.entries(on)) {
    if (handling !== undefined && typeof handling !== 'function' && typeof handling.handle !== 'function') {
      throw new ArgumentError(
        `The handler of ${type} must be a function, or { handle, skipSuperseded: true } with one.`,
      )
    }
  }
  return {
    inbox,
    on,
    onUnknown,
    concurrency: whole('concurrency', options.concurrency ?? 10, 1),
    gapWaitMs: options.filtered === true ? 0 : whole('gapWaitMs', options.gapWaitMs ?? 60_000, 0),
    leaseMs: whole('leaseMs', options.leaseMs ?? 10_000, 100),
    maxAttempts: whole('maxAttempts', options.maxAttempts ?? 12, 1),
    firstPauseMs: whole('firstPauseMs', options.firstPauseMs ?? 2_000, 1),
    maxPauseMs: whole('maxPauseMs', options.maxPauseMs ?? 3_600_000, 1),
    pollMs: whole('pollMs', options.pollMs ?? 1_000, 1),
    random: options.random ?? Math.random,
    timer: options.timer ?? systemTimer,
  }
}

function whole(name: string, value: number, min: number): number {
  if (Number.isSafeInteger(value) && value >= min && value <= 2_147_483_647) return value
  throw new ArgumentError(`${name} is ${value}: it has to be a whole number, ${min}–2147483647.`)
}
