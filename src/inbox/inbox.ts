import type { DeliveryStore } from '../delivery.js'

/**
 * Keeps deliveries until each has been run. An event waits in the lane of its complaint; a worker claims a lane, runs
 * the event at its head, and ends the claim. Every store passes `inboxSuite`.
 *
 * @typeParam Tx what `commit` hands to its work: the store's own connection
 */
export interface Inbox<Tx = unknown> extends DeliveryStore {
  /** Takes up to `limit` lanes whose head may be run now. The attempt counts from here, so a crash counts, too. */
  claim(request: ClaimRequest): Promise<Claimed>
  /** Prolongs the lease to `leaseMs` from now. False when the lane is no longer this claim's. */
  renew(claim: Claim, leaseMs: number): Promise<boolean>
  /** Ends the event as done and erases what it said; its id stays. False when the lane is no longer this claim's. */
  complete(claim: Claim): Promise<boolean>
  /**
   * The same in one transaction with `work`. On SQLite `work` is synchronous.
   *
   * @throws LeaseLostError when the lane is no longer this claim's; then `work` has not run, or is rolled back
   */
  commit<T>(claim: Claim, work: (tx: Tx) => T | Promise<T>): Promise<T>
  /** Lets the event, and its lane, wait for `pauseMs`. False when the lane is no longer this claim's. */
  fail(claim: Claim, pauseMs: number): Promise<boolean>
  /** Gives the event back as if it had not been claimed. False when the lane is no longer this claim's. */
  release(claim: Claim): Promise<boolean>
  /** Takes the event out of its lane, to the dead letters. False when the lane is no longer this claim's. */
  bury(claim: Claim, death: Death): Promise<boolean>
  readonly deadLetters: DeadLetters
  /**
   * Erases what is kept of a complaint, dead letters included. Ids and numbers stay, so that nothing of it comes back;
   * a handler that is running can no longer complete. Answers how many events were erased.
   */
  forget(complaintId: string): Promise<number>
  /**
   * Forgets up to `limit` ids that were accepted more than `olderThanMs` ago and are done, oldest first.
   * Answers how many. The highest sequence among them stays for ever: at or under it an event is a duplicate, unless
   * its sequence never came.
   */
  purge(request: { readonly olderThanMs: number; readonly limit: number }): Promise<number>
  /** Complaints that wait for an event that has not come. */
  gaps(): Promise<readonly Gap[]>
  /** The feed was read: no event that was accepted until `at` (milliseconds since 1970) waits for a predecessor. */
  feedRead(at: number): Promise<void>
  /** How far something was read, such as the feed; undefined before the first `set`. */
  readonly positions: {
    get(name: string): Promise<string | undefined>
    set(name: string, value: string): Promise<void>
  }
  /** Calls `listener` when this process put something in that may be run. Answers how to stop. */
  watch(listener: () => void): () => void
}

export interface ClaimRequest {
  readonly limit: number
  /** How long the lanes are this claim's unless it is renewed. */
  readonly leaseMs: number
  /** How long an event waits for its predecessor after it was accepted; 0: not at all. */
  readonly gapWaitMs: number
}

export interface Claimed {
  readonly claims: readonly Claim[]
  /** When the next lane may be run, in milliseconds from now; undefined when nothing waits for a time. */
  readonly nextInMs: number | undefined
}

/** One event, to be run by who claimed its lane. */
export interface Claim {
  /** The event's place in the store. */
  readonly key: number
  readonly lane: string
  /** Rises with every claim: a store refuses what an older one wants to end. */
  readonly token: number
  readonly id: string
  readonly type: string
  readonly text: string
  readonly receivedAt: number
  readonly traceparent: string | undefined
  /** 1 for the first. */
  readonly attempt: number
  /** A later event of this complaint was done before. */
  readonly superseded: boolean
}

/** Why an event is among the dead letters. */
export type DeathReason =
  /** Its handler failed as often as it may. */
  | 'handler_failed'
  /** The process ended while it ran, as often as it may. */
  | 'crashed'
  /** This version knows its type or its shape not yet: it is run after an upgrade. */
  | 'unknown_schema'

export interface Death {
  readonly reason: DeathReason
  /** The name of the error, never its message, which may hold personal data. */
  readonly error?: string | undefined
}

export interface DeadLetter extends Death {
  readonly key: number
  readonly id: string
  readonly type: string
  readonly complaintId: string | undefined
  readonly attempts: number
  readonly receivedAt: number
}

export interface DeadLetters {
  /** In the order in which they were accepted; `after` is the `key` of the last one before. 100 by default. */
  list(page?: {
    readonly after?: number | undefined
    readonly limit?: number | undefined
  }): Promise<DeadLetter[]>
  /** With the event's text, which may hold personal data. */
  retrieve(id: string): Promise<(DeadLetter & { readonly text: string }) | undefined>
  /** Back into its lane, as if it had never been tried. False when there is no such dead letter. */
  putBack(id: string): Promise<boolean>
  /** Erases it for good; its id stays. False when there is no such dead letter. */
  drop(id: string): Promise<boolean>
}

/** A complaint whose next event has not come. */
export interface Gap {
  readonly complaintId: string
  /** The first `complaintSequence` that is missing. */
  readonly missing: number
  /** The lowest that is there. */
  readonly found: number
}
