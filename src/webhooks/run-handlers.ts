/** What the receiver does with an authentic delivery when it was given handlers. */
import type { EventType, TousuEvent } from '../contract/index.js'
import { ArgumentError, TimeoutError } from '../errors.js'
import { nameOf, warnOnce } from '../watching.js'
import type { Activity } from './activity.js'
import { BoundedMap } from './bounded-map.js'
import type { Outcome, TakeDelivery } from './outcome.js'
import { checkEnterprise, readEvent } from './parse-event.js'
import type {
  EventHandler,
  EventHandlers,
  EventMap,
  HandlerContext,
  ReceiverSettings,
} from './receiver-options.js'

type Handle = (context: HandlerContext) => unknown

/** How a run ended. */
type Ending =
  | { readonly kind: 'handled' | 'done_before' | 'running_elsewhere' }
  | { readonly kind: 'handler_failed' | 'dedupe_failed'; readonly error: unknown }

interface Run {
  readonly controller: AbortController
  readonly ending: Promise<Ending>
}

/** Events whose failures are counted; older counts are forgotten. */
const maxFailures = 10_000

export function createHandlerRunner(settings: ReceiverSettings, activity: Activity): TakeDelivery {
  const { dedupe, clock, handlerTimeoutMs } = settings
  const running = new Map<string, Run>()
  const failures = new BoundedMap<number>({ maxEntries: maxFailures, maxAgeMs: 80 * 3_600_000, clock })

  async function runOnce(
    id: string,
    type: string,
    handles: readonly Handle[],
    signal: AbortSignal,
  ): Promise<Ending> {
    let state: Awaited<ReturnType<typeof dedupe.begin>>
    try {
      state = await dedupe.begin(id)
    } catch (error) {
      return { kind: 'dedupe_failed', error }
    }
    if (state === 'done') return { kind: 'done_before' }
    if (state === 'running') return { kind: 'running_elsewhere' }
    if (state !== 'new') {
      const error = new ArgumentError("dedupe.begin has to answer 'new', 'done' or 'running'.")
      return { kind: 'dedupe_failed', error }
    }
    const attempt = (failures.get(id) ?? 0) + 1
    const ending = await callAll(handles, { idempotencyKey: id, attempt, signal })
    const ok = ending.kind === 'handled'
    try {
      await dedupe.finish(id, ok)
    } catch (error) {
      // The event is safe all the same; a retry would only run it twice.
      activity.emit('failed', { id, type, reason: 'dedupe_failed', status: ok ? 204 : 500, error })
    }
    if (ok) failures.delete(id)
    else failures.set(id, attempt)
    return ending
  }

  function start(id: string, type: string, handles: readonly Handle[]): Run {
    const controller = new AbortController()
    // A clock that throws ends the run as failed; its id would count as running for ever.
    const failed = (error: unknown): Ending => ({ kind: 'handler_failed', error })
    const ending = runOnce(id, type, handles, controller.signal)
      .catch(failed)
      .then((ended) => {
        // Here, before anybody hears of the ending: a retry either joins this run or finds what it left.
        running.delete(id)
        if (controller.signal.aborted) {
          activity.emit('settled_late', { id, type, ok: ended.kind === 'handled' })
        }
        return ended
      })
    const run = { controller, ending }
    running.set(id, run)
    return run
  }

  return async ({ id, text }) => {
    const event = await readEvent(text)
    checkEnterprise(event, settings.enterpriseId)
    const type = event.type === 'unknown' ? event.originalType : event.type
    const handles = handlesFor(event, settings)
    if (handles.length === 0) return { kind: 'accepted', type, handled: false }
    const joined = running.get(id)
    const run = joined ?? start(id, type, handles)
    const ended = await endingWithin(run, handlerTimeoutMs)
    return toOutcome(ended, type, joined !== undefined, activity)
  }
}

/** Waits for the run, but not longer than the platform does. */
async function endingWithin(run: Run, timeoutMs: number): Promise<Ending | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, undefined)
  })
  const ended = await Promise.race([run.ending, timeout])
  clearTimeout(timer)
  if (!ended) run.controller.abort(new TimeoutError(`The handler took longer than ${timeoutMs} ms.`))
  return ended
}

function toOutcome(ended: Ending | undefined, type: string, joined: boolean, activity: Activity): Outcome {
  switch (ended?.kind) {
    case undefined:
      return { kind: 'failed', type, reason: 'handler_timed_out', status: 503 }
    case 'handled':
      return joined ? { kind: 'duplicate', type } : { kind: 'accepted', type, handled: true }
    case 'done_before':
      return { kind: 'duplicate', type }
    case 'running_elsewhere':
      return { kind: 'failed', type, reason: 'running_elsewhere', status: 503 }
    case 'dedupe_failed':
      return { kind: 'failed', type, reason: 'dedupe_failed', status: 503, error: ended.error }
    case 'handler_failed':
      if (activity.listenerCount('failed') === 0) warnOfFailure(type, ended.error, activity)
      return { kind: 'failed', type, reason: 'handler_failed', status: 500, error: ended.error }
  }
}

function warnOfFailure(type: string, error: unknown, activity: Activity): void {
  const place = placeOf(error)
  warnOnce(
    activity,
    `A webhook handler of ${type} threw ${nameOf(error)}${place ? ` at ${place}` : ''}; answered 500. ` +
      "This is said once: listen to receiver.activity 'failed' to see every error.",
    'TOUSU_HANDLER_FAILED',
  )
}

/** File, line and column of the first frame; a line of the message, which stands before the frames, is none. */
function placeOf(error: unknown): string | undefined {
  try {
    const stack = error instanceof Error ? String(error.stack) : ''
    return /^ +at (?:.*\()?((?:file:|\/|[A-Za-z]:\\)[^()]+:\d+:\d+)\)?$/m.exec(stack)?.[1]
  } catch {
    return undefined
  }
}

/** All handlers together; ends when the last has settled, so that none runs on after the answer. */
async function callAll(handles: readonly Handle[], context: HandlerContext): Promise<Ending> {
  const settled = await Promise.allSettled(handles.map(async (handle) => handle(context)))
  const errors = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  if (errors.length === 0) return { kind: 'handled' }
  const error =
    errors.length === 1 ? errors[0] : new AggregateError(errors, `${errors.length} handlers failed`)
  return { kind: 'handler_failed', error }
}

function handlesFor(event: TousuEvent, { on, onUnknown }: ReceiverSettings): Handle[] {
  if (event.type === 'unknown') return onUnknown ? [(context) => onUnknown(event, context)] : []
  return handlersOf(on, event.type).map((handler) => (context) => handler(event, context))
}

function handlersOf<T extends EventType>(on: EventHandlers, type: T): readonly EventHandler<EventMap[T]>[] {
  const given: EventHandler<EventMap[T]> | readonly EventHandler<EventMap[T]>[] | undefined = on[type]
  if (given === undefined) return []
  return typeof given === 'function' ? [given] : given
}
