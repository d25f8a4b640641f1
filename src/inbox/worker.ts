import { AbortedError } from '../errors.js'
import type { Scheduled } from '../timer.js'
import { Watched } from '../watching.js'
import type { Claim, DeathReason, Gap } from './inbox.js'
import { type Ending, readKnown, runClaim } from './run-claim.js'
import { checkWorkerOptions, type WorkerOptions } from './worker-options.js'

/** Ids are kept for 30 days: the platform's last retry comes after about 76 h, and a recovery reaches back further. */
const keepIdsMs = 30 * 24 * 3_600_000
const purgeEveryMs = 3_600_000
/** So few that no accept waits for long. */
const purgeStep = 500

type About = { readonly id: string; readonly type: string; readonly attempt: number }

/** What `worker.activity` tells. Nothing here holds an event's text. */
export interface WorkerActivity {
  /** Done. `skipped`: superseded, and its handler leaves such events out. */
  completed: (told: About & { readonly handled: boolean; readonly skipped: boolean }) => void
  /** Comes again after `pauseMs`. `error` is what the handler threw. */
  failed: (told: About & { readonly error: unknown; readonly pauseMs: number }) => void
  /** Taken to the dead letters. */
  dead: (told: About & { readonly reason: DeathReason; readonly error?: unknown }) => void
  /** The lane went to another worker, or the complaint was forgotten: nothing was written. */
  lease_lost: (told: About) => void
  /** A complaint waits for an event that has not come; told once for each `missing` while it waits. */
  gap: (told: Gap) => void
  /** The store failed; tried again after `pollMs`. */
  store_failed: (told: { readonly error: unknown }) => void
}

export interface Worker {
  /** For watching only: nothing waits for a listener. */
  readonly activity: Watched<WorkerActivity>
  /** Superseded events that were left out. */
  readonly skipped: number
  /**
   * Takes nothing new and waits for what runs, at most `timeoutMs` (10,000 by default); then the handlers' signals are
   * aborted, and what still runs keeps its lease until that ends. Answers how many did not end.
   */
  stop(options?: { readonly timeoutMs?: number | undefined }): Promise<{ readonly unfinished: number }>
}

/**
 * Runs every accepted event: in order for each complaint, in parallel across complaints, each until it is done. Starts
 * by itself.
 *
 * @throws ArgumentError when the options hold a mistake
 * @example
 * const worker = createWorker({ inbox, on: { 'complaint.assigned': async (event, context) => {
 *   await context.commit((database) => database.prepare('INSERT INTO ticket VALUES (?)').run(event.data.complaint.id))
 * } } })
 */
export function createWorker<Tx>(options: WorkerOptions<Tx>): Worker {
  const settings = checkWorkerOptions(options)
  const { inbox, concurrency, gapWaitMs, leaseMs, pollMs, timer } = settings
  const activity = new Watched<WorkerActivity>('worker.activity')
  const running = new Map<Claim, { readonly controller: AbortController; readonly ended: Promise<void> }>()
  let toldGaps = new Set<string>()
  let skipped = 0
  let nextPurgeAt = Number.NEGATIVE_INFINITY
  let stopped = false
  let pumping: Promise<void> | undefined
  let isWoken = false
  let wait: Scheduled | undefined
  let renewal: Scheduled | undefined

  /** Claims until nothing is ready or all places are taken; a wake in between makes it look again. */
  function pump(): void {
    isWoken = true
    pumping ??= claimAll().finally(() => {
      pumping = undefined
      if (isWoken && !stopped) pump()
    })
  }

  async function claimAll(): Promise<void> {
    wait?.cancel()
    let nextInMs = pollMs
    try {
      while (isWoken && !stopped && running.size < concurrency) {
        isWoken = false
        const claimed = await inbox.claim({ limit: concurrency - running.size, leaseMs, gapWaitMs })
        for (const claim of claimed.claims) start(claim)
        if (claimed.claims.length > 0) isWoken = true
        nextInMs = Math.min(pollMs, claimed.nextInMs ?? pollMs)
      }
      // It looks at all that waits, so only once there is nothing else to take.
      if (gapWaitMs > 0 && running.size < concurrency) await tellGaps()
      await purge()
    } catch (error) {
      activity.emit('store_failed', { error })
      nextInMs = pollMs
    }
    isWoken = isWoken && running.size < concurrency
    if (!stopped) wait = timer.after(Math.max(1, nextInMs), pump)
  }

  /** One step with each look at the store while there is something to purge; then an hour nothing. */
  async function purge(): Promise<void> {
    if (timer.now() < nextPurgeAt) return
    const purged = await inbox.purge({ olderThanMs: keepIdsMs, limit: purgeStep })
    if (purged < purgeStep) nextPurgeAt = timer.now() + purgeEveryMs
  }

  async function tellGaps(): Promise<void> {
    const gaps = await inbox.gaps()
    const keyOf = ({ complaintId, missing }: Gap) => `${complaintId} ${missing}`
    for (const gap of gaps) if (!toldGaps.has(keyOf(gap))) activity.emit('gap', gap)
    toldGaps = new Set(gaps.map(keyOf))
  }

  function start(claim: Claim): void {
    const controller = new AbortController()
    const ended = runClaim(claim, settings, controller.signal)
      .then((ending) => tell(claim, ending))
      // The lease runs out, and the event comes again.
      .catch((error: unknown) => void activity.emit('store_failed', { error }))
      .finally(() => {
        running.delete(claim)
        if (!stopped) pump()
      })
    running.set(claim, { controller, ended })
    renewal ??= timer.after(leaseMs / 3, renewAll)
  }

  function renewAll(): void {
    renewal = running.size > 0 ? timer.after(leaseMs / 3, renewAll) : undefined
    for (const [claim, { controller }] of running) {
      inbox.renew(claim, leaseMs).then(
        (isOurs) => {
          if (!isOurs && running.has(claim))
            controller.abort(new AbortedError('The lease of this event is gone.'))
        },
        (error: unknown) => void activity.emit('store_failed', { error }),
      )
    }
  }

  function tell(claim: Claim, ending: Ending): void {
    const about = { id: claim.id, type: claim.type, attempt: claim.attempt }
    switch (ending.kind) {
      case 'done':
        if (ending.skipped) skipped += 1
        activity.emit('completed', { ...about, handled: ending.handled, skipped: ending.skipped })
        break
      case 'retry':
        activity.emit('failed', { ...about, error: ending.error, pauseMs: ending.pauseMs })
        break
      case 'dead':
        activity.emit('dead', { ...about, reason: ending.reason, error: ending.error })
        break
      case 'lost':
        activity.emit('lease_lost', about)
        break
      case 'released':
        break
    }
  }

  /** An upgrade may know what an earlier version did not. */
  async function putBackKnown(): Promise<void> {
    let after = 0
    for (;;) {
      const letters = await inbox.deadLetters.list({ after })
      for (const { id, key, reason } of letters) {
        after = key
        if (reason !== 'unknown_schema') continue
        const letter = await inbox.deadLetters.retrieve(id)
        const event = letter && (await readKnown(letter.text))
        if (event && (event.type !== 'unknown' || settings.onUnknown)) await inbox.deadLetters.putBack(id)
      }
      if (letters.length === 0) return
    }
  }

  const unwatch = inbox.watch(pump)
  putBackKnown().catch((error: unknown) => void activity.emit('store_failed', { error }))
  pump()

  return {
    activity,
    get skipped() {
      return skipped
    },
    async stop({ timeoutMs = 10_000 } = {}) {
      stopped = true
      unwatch()
      await pumping
      wait?.cancel()
      const all = Promise.all([...running.values()].map(({ ended }) => ended))
      let limit: Scheduled | undefined
      const timeUp = new Promise<void>((resolve) => {
        limit = timer.after(timeoutMs, resolve)
      })
      if (running.size > 0) await Promise.race([all, timeUp])
      limit?.cancel()
      for (const { controller } of running.values()) controller.abort(new AbortedError('The worker stops.'))
      // A handler that heeds its signal gives its event back at once.
      if (running.size > 0) await new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
      renewal?.cancel()
      return { unfinished: running.size }
    },
  }
}
