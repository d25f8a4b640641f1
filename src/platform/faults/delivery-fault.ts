/** Faults of webhook deliveries: what can be asked for, and which delivery it hits. */
import { ArgumentError } from '../../errors.js'
import { decodeSecret } from '../../webhooks/secret.js'
import { checkOccasions, checkWhole, type Fault, type Occasions } from './script.js'
import { longestWaitMs } from './wire-timer.js'

/** The largest body that a fault makes: 16 MiB. */
const maxPaddedBytes = 16 * 1024 * 1024

/** A failure of an attempt to deliver. The members under "what happens" go with each other. */
export interface DeliveryFaultInput extends Occasions {
  readonly endpointId?: string | undefined
  readonly enterpriseId?: string | undefined
  readonly eventType?: string | undefined
  readonly complaintId?: string | undefined

  /** Lost: it is never sent, and never tried again. Recovery brings it back. */
  readonly drop?: boolean | undefined
  /** Sent so much later, in ms of domain time. */
  readonly delayMs?: number | undefined
  /** Signed, then held back until `release()`. */
  readonly hold?: boolean | undefined
  /** Held back until there are so many, 2–1,000, which is also how many it hits; then all are sent. */
  readonly gather?: number | undefined
  /** In which order: `at_once` by default; the others one after another, each when the one before is answered. */
  readonly order?: 'at_once' | 'reversed' | 'shuffled' | undefined
  /** How many copies of it arrive beside it, at once, 1–100. */
  readonly duplicate?: number | undefined
  /** One byte of the body is changed after signing. */
  readonly corruptBody?: boolean | undefined
  /** Signed with a secret that is not the endpoint's, and with no key. */
  readonly wrongSecret?: boolean | undefined
  /** How far `webhook-timestamp` is off, in ms: negative is old. */
  readonly clockSkewMs?: number | undefined
  /** The endpoint's secret is rotated to this one while it is under way, signed with the former alone. */
  readonly rotateSecret?: { readonly secret: string; readonly overlapSeconds: number } | undefined
  /** The event gets an unknown member, so that it has so many bytes; smaller than it is: as it is. */
  readonly padToBytes?: number | undefined
  /** Sent as an event of this type. */
  readonly type?: string | undefined
  readonly apiVersion?: string | undefined
}

export interface DeliveryFault extends Fault {
  /** Deliveries that are held back now. */
  readonly waiting: number
  /** Sends what is held back. `await platform.clock.advance({ seconds: 0 })` waits for the answers. */
  release(): void
}

/** What a fault is matched with. */
export interface FaultyDelivery {
  readonly endpointId: string
  readonly enterpriseId: string
  readonly eventType: string
  readonly complaintId: string | null
}

const filters = ['endpointId', 'enterpriseId', 'eventType', 'complaintId'] as const
export const deliveryEffects = [
  'drop',
  'delayMs',
  'hold',
  'gather',
  'duplicate',
  'corruptBody',
  'wrongSecret',
  'clockSkewMs',
  'rotateSecret',
  'padToBytes',
  'type',
  'apiVersion',
] as const satisfies readonly (keyof DeliveryFaultInput)[]
const isGiven = (value: unknown) => value !== undefined && value !== false

export const fitsDelivery = (input: DeliveryFaultInput, delivery: FaultyDelivery) =>
  filters.every((name) => input[name] === undefined || input[name] === delivery[name])

/** In a few words, without secrets. */
export function describeDeliveryFault(input: DeliveryFaultInput): string {
  const what = deliveryEffects.filter((name) => isGiven(input[name]))
  return `${what.join(', ')} on deliveries${input.eventType === undefined ? '' : ` of ${input.eventType}`}`
}

/** @throws ArgumentError that says what is wrong */
export function checkDeliveryFault(input: DeliveryFaultInput): void {
  const { delayMs, gather, order, duplicate, clockSkewMs, rotateSecret, padToBytes } = input
  checkOccasions(input)
  if (!deliveryEffects.some((name) => isGiven(input[name]))) {
    throw new ArgumentError(`A fault does something: give one of ${deliveryEffects.join(', ')}.`)
  }
  if (delayMs !== undefined) checkWhole('delayMs', delayMs, 0)
  if (gather !== undefined) checkWhole('gather', gather, 2, 1_000)
  if (duplicate !== undefined) checkWhole('duplicate', duplicate, 1, 100)
  if (clockSkewMs !== undefined) checkWhole('clockSkewMs', clockSkewMs, -longestWaitMs, longestWaitMs)
  if (padToBytes !== undefined) checkWhole('padToBytes', padToBytes, 1, maxPaddedBytes)
  if (input.hold && gather !== undefined) throw new ArgumentError('hold and gather exclude each other.')
  if (order !== undefined && gather === undefined) throw new ArgumentError('order goes with gather.')
  if (order !== undefined && !['at_once', 'reversed', 'shuffled'].includes(order)) {
    throw new ArgumentError(`order must be at_once, reversed or shuffled, not ${String(order)}.`)
  }
  if (rotateSecret !== undefined) {
    checkWhole('rotateSecret.overlapSeconds', rotateSecret.overlapSeconds, 0, 86_400)
    decodeSecret(rotateSecret.secret)
  }
}
