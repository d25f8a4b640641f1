import { type Clock, systemClock } from '../clock.js'
import { checkEventTypes } from '../contract/event-types.js'
import type { EventOf, EventType, UnknownEvent } from '../contract/index.js'
import type { DeliveryStore } from '../delivery.js'
import { ArgumentError } from '../errors.js'
import { checkMethods, checkWhole, maxTimeoutMs } from './check-option.js'
import { type Dedupe, memoryDedupe } from './dedupe.js'
import { createKeyring, type Keyring, type WebhookPublicKeys, type WebhookSecrets } from './keyring.js'
import { maxBodyBytes, maxPublicKeys } from './standard.js'

/** What a handler is told beside the event. */
export interface HandlerContext {
  /** The event's id, the same on every retry: give it to what must not happen twice. */
  readonly idempotencyKey: string
  /** 1 for the first run of this event in this process, 2 after one that failed, and so on. */
  readonly attempt: number
  /** Aborted when `handlerTimeoutMs` has passed: hand it to whatever takes one. */
  readonly signal: AbortSignal
}

/** May be async; the 2xx waits for it. Throwing makes the platform send the event again. */
export type EventHandler<E> = (event: E, context: HandlerContext) => unknown

/** The event of each type. */
export type EventMap = { [T in EventType]: EventOf<T> }

/** One handler, or several that run together, for each type. Types without one are accepted. */
export type EventHandlers = {
  readonly [T in EventType]?: EventHandler<EventMap[T]> | readonly EventHandler<EventMap[T]>[]
}

export interface ReceiverOptions {
  /** `whsec_…` of the endpoint; needed unless `publicKeys` is given. */
  readonly secrets?: WebhookSecrets | undefined
  /** `whpk_…` of the endpoint, or `remoteKeys(url)`; needed unless `secrets` is given. */
  readonly publicKeys?: WebhookPublicKeys | undefined
  /** Your company's id: events of another one are refused. Not checked by default. */
  readonly enterpriseId?: string | undefined
  /** Runs before the 2xx. Needed unless `inbox` is given; never both. */
  readonly on?: EventHandlers | undefined
  /** Keeps the event before the 2xx; its handlers belong to `createWorker`. Never with `on`, `onUnknown` or `dedupe`. */
  readonly inbox?: DeliveryStore | undefined
  /** For events whose type this version does not know; accepted by default, as the platform may grow. */
  readonly onUnknown?: EventHandler<UnknownEvent> | undefined
  /** 1 MiB by default: four times what an event can have. */
  readonly maxBodyBytes?: number | undefined
  /** For the whole body, in milliseconds; 5,000 by default. */
  readonly bodyTimeoutMs?: number | undefined
  /** For the handler, or the inbox, in milliseconds; 12,000 by default: the platform gives up after 15 s. */
  readonly handlerTimeoutMs?: number | undefined
  /** What was handled before; in this process's memory by default, 100,000 ids for 80 h. */
  readonly dedupe?: Dedupe | undefined
  /** Wire time; the system's clock by default. */
  readonly clock?: Clock | undefined
}

export interface ReceiverSettings {
  readonly keyring: Keyring
  readonly enterpriseId: string | undefined
  readonly on: EventHandlers
  readonly inbox: DeliveryStore | undefined
  readonly onUnknown: EventHandler<UnknownEvent> | undefined
  readonly maxBodyBytes: number
  readonly bodyTimeoutMs: number
  readonly handlerTimeoutMs: number
  readonly dedupe: Dedupe
  readonly clock: Clock
}

const names = new Set([
  'secrets',
  'publicKeys',
  'enterpriseId',
  'on',
  'inbox',
  'onUnknown',
  'maxBodyBytes',
  'bodyTimeoutMs',
  'handlerTimeoutMs',
  'dedupe',
  'clock',
])

/** @throws ArgumentError for every mistake that can be seen before the first delivery */
export function checkReceiverOptions(options: ReceiverOptions): ReceiverSettings {
  if (typeof options !== 'object' || options === null) {
    throw new ArgumentError('Pass one object: createReceiver({ secrets, on }).')
  }
  checkNames(options)
  checkTarget(options)
  checkMethods('inbox', options.inbox, ['accept'])
  checkMethods('dedupe', options.dedupe, ['begin', 'finish'])
  checkMethods('clock', options.clock, ['now'])
  const { secrets, publicKeys, clock = systemClock } = options
  if (Array.isArray(publicKeys) && publicKeys.length > maxPublicKeys) {
    throw new ArgumentError(`${publicKeys.length} public keys: at most ${maxPublicKeys} are tried.`)
  }
  return {
    keyring: createKeyring(secrets, publicKeys),
    enterpriseId: options.enterpriseId,
    on: options.on ?? {},
    inbox: options.inbox,
    onUnknown: options.onUnknown,
    maxBodyBytes: checkWhole('maxBodyBytes', options.maxBodyBytes ?? 1024 * 1024, maxBodyBytes),
    bodyTimeoutMs: checkWhole('bodyTimeoutMs', options.bodyTimeoutMs ?? 5_000, maxTimeoutMs),
    handlerTimeoutMs: checkWhole('handlerTimeoutMs', options.handlerTimeoutMs ?? 12_000, maxTimeoutMs),
    dedupe: options.dedupe ?? memoryDedupe({ clock }),
    clock,
  }
}

function checkNames(options: ReceiverOptions): void {
  const foreign = Object.keys(options).find((name) => !names.has(name))
  if (foreign !== undefined) {
    throw new ArgumentError(
      `createReceiver has no option ${quote(foreign)}: it has ${[...names].join(', ')}.`,
    )
  }
}

function checkTarget(options: ReceiverOptions): void {
  const { inbox, on, onUnknown, dedupe } = options
  if (inbox === undefined) {
    checkHandlers(options)
    return
  }
  if (on === undefined && onUnknown === undefined && dedupe === undefined) return
  throw new ArgumentError(
    'Both inbox and on (or onUnknown, dedupe) are given: with an inbox, the handlers belong to createWorker.',
  )
}

function checkHandlers({ on, onUnknown }: ReceiverOptions): void {
  if (typeof on !== 'object' || on === null) {
    throw new ArgumentError(
      "`on` is missing: pass { 'complaint.assigned': async (event, context) => { … } }.",
    )
  }
  checkEventTypes(on)
  for (const [type, handler] of Object.entries(on)) {
    const handlers: readonly unknown[] = Array.isArray(handler) ? handler : [handler]
    if (handlers.some((each) => typeof each !== 'function' && each !== undefined)) {
      throw new ArgumentError(`The handler of ${type} is no function.`)
    }
  }
  if (onUnknown !== undefined && typeof onUnknown !== 'function') {
    throw new ArgumentError('onUnknown is no function.')
  }
}

const quote = (text: string) => JSON.stringify(text.slice(0, 80))
