import { Watched } from '../watching.js'
import type { FailureReason } from './outcome.js'
import type { RefusalReason } from './refusal.js'

/** What `receiver.activity` tells. Nothing here holds a body or a secret. */
export interface ReceiverActivity {
  /** Handled, there is no handler for its type, or it is safe in the inbox (`handled` is false): answered 2xx. */
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
    readonly reason: FailureReason
    readonly status: number
    readonly error?: unknown
  }) => void
  /** A handler that had timed out has settled; from now on a retry is a duplicate, or runs again. */
  settled_late: (told: { readonly id: string; readonly type: string; readonly ok: boolean }) => void
}

/** What a receiver does, for logs and measurements. */
export class Activity extends Watched<ReceiverActivity> {
  constructor() {
    super('receiver.activity')
  }
}
