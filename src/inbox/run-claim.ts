import type { EventType, KnownEvent, TousuEvent } from '../contract/index.js'
import { ArgumentError } from '../errors.js'
import { nameOf } from '../watching.js'
import type { Claim } from './inbox.js'
import { LeaseLostError } from './lease-lost.js'
import type { InboxContext, InboxHandling, WorkerSettings } from './worker-options.js'

/** How a claim ended. */
export type Ending =
  | { readonly kind: 'done'; readonly handled: boolean; readonly skipped: boolean }
  | { readonly kind: 'retry'; readonly error: unknown; readonly pauseMs: number }
  | {
      readonly kind: 'dead'
      readonly reason: 'handler_failed' | 'crashed' | 'unknown_schema'
      readonly error?: unknown
    }
  | { readonly kind: 'lost' | 'released' }

type Run<Tx> = { readonly skipSuperseded: boolean; readonly call: (context: InboxContext<Tx>) => unknown }

/** The event, or undefined when this version knows its shape not yet. */
export async function readKnown(text: string): Promise<TousuEvent | undefined> {
  const { parseEvent } = await import('../contract/event.js')
  try {
    return parseEvent(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Runs the event of a claim and ends the claim. Rejects only when the store does. */
export async function runClaim<Tx>(
  claim: Claim,
  settings: WorkerSettings<Tx>,
  signal: AbortSignal,
): Promise<Ending> {
  const { inbox, maxAttempts } = settings
  const bury = async (reason: 'handler_failed' | 'crashed' | 'unknown_schema', error?: unknown) => {
    const death = { reason, error: error === undefined ? undefined : nameOf(error) }
    const isDead = await inbox.bury(claim, death)
    return isDead ? { kind: 'dead' as const, reason, error } : { kind: 'lost' as const }
  }
  // Counted when it was claimed: what ends the process each time must end, too.
  if (claim.attempt > maxAttempts) return bury('crashed')
  const event = await readKnown(claim.text)
  if (!event || (event.type === 'unknown' && !settings.onUnknown)) return bury('unknown_schema')
  const run = runOf(event, settings)
  const skipped = claim.superseded && run?.skipSuperseded === true
  if (!run || skipped) return finish(claim, settings, { handled: false, skipped })

  const { context, state } = contextOf(claim, settings, signal)
  try {
    await run.call(context)
  } catch (error) {
    // What happens after the commit cannot undo it.
    if (state.committed) return { kind: 'done', handled: true, skipped: false }
    if (error instanceof LeaseLostError) return { kind: 'lost' }
    if (signal.aborted) return (await inbox.release(claim)) ? { kind: 'released' } : { kind: 'lost' }
    if (claim.attempt >= maxAttempts) return bury('handler_failed', error)
    const pauseMs = pauseAfter(claim.attempt, settings)
    return (await inbox.fail(claim, pauseMs)) ? { kind: 'retry', error, pauseMs } : { kind: 'lost' }
  }
  if (state.committed) return { kind: 'done', handled: true, skipped: false }
  return finish(claim, settings, { handled: true, skipped: false })
}

async function finish<Tx>(
  claim: Claim,
  { inbox }: WorkerSettings<Tx>,
  told: { readonly handled: boolean; readonly skipped: boolean },
): Promise<Ending> {
  return (await inbox.complete(claim)) ? { kind: 'done', ...told } : { kind: 'lost' }
}

function contextOf<Tx>(claim: Claim, { inbox }: WorkerSettings<Tx>, signal: AbortSignal) {
  const state = { committed: false }
  const context: InboxContext<Tx> = {
    superseded: claim.superseded,
    idempotencyKey: claim.id,
    attempt: claim.attempt,
    signal,
    async commit(work) {
      if (state.committed)
        throw new ArgumentError('commit() was called before: it ends the event, so call it once.')
      const result = await inbox.commit(claim, work)
      state.committed = true
      return result
    },
  }
  return { context, state }
}

/** Twice the pause before, give or take half, so that what failed together does not come back together. */
function pauseAfter<Tx>(attempt: number, { firstPauseMs, maxPauseMs, random }: WorkerSettings<Tx>): number {
  const pause = Math.min(maxPauseMs, firstPauseMs * 2 ** (attempt - 1))
  return Math.round(pause * (0.5 + random()))
}

function runOf<Tx>(event: TousuEvent, { on, onUnknown }: WorkerSettings<Tx>): Run<Tx> | undefined {
  if (event.type !== 'unknown') return knownRun(event, on)
  return onUnknown && { skipSuperseded: false, call: (context) => onUnknown(event, context) }
}

function knownRun<T extends EventType, Tx>(
  event: Extract<KnownEvent, { type: T }>,
  on: { readonly [K in T]?: InboxHandling<Extract<KnownEvent, { type: K }>, Tx> },
): Run<Tx> | undefined {
  const type: T = event.type
  const handling: InboxHandling<Extract<KnownEvent, { type: T }>, Tx> | undefined = on[type]
  if (handling === undefined) return undefined
  const { handle, skipSuperseded } =
    typeof handling === 'function' ? { handle: handling, skipSuperseded: false } : handling
  return { skipSuperseded, call: (context) => handle(event, context) }
}
