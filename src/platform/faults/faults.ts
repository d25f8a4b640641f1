/** `platform.faults`: failures on demand, of requests and of deliveries. */

import { drawFrom } from '../random.js'
import {
  checkDeliveryFault,
  type DeliveryFault,
  type DeliveryFaultInput,
  describeDeliveryFault,
  type FaultyDelivery,
  fitsDelivery,
} from './delivery-fault.js'
import { createGate, type Gate } from './gate.js'
import {
  checkRequestFault,
  describeRequestFault,
  type FaultInput,
  type FaultyRequest,
  fitsRequest,
} from './request-fault.js'
import { assertAllFired, createScript, type Fault, type FaultEntry, type ScriptMemory } from './script.js'

/** What is remembered of faults. */
export interface FaultMemory {
  readonly requests: ScriptMemory<FaultInput>
  readonly deliveries: ScriptMemory<DeliveryFaultInput>
}

/** Faults that strike by chance, the same ones under the same seed and calls. */
export interface FaultProfile {
  /** A whole number from 0 on. */
  readonly seed: number
  /** Each with a `rate`; of those that would strike one call, the first does. */
  readonly faults: readonly FaultInput[]
}

export interface Faults {
  /**
   * A failure of the next requests that it fits. Faults are asked in the order in which they were added, and one
   * strikes a request.
   *
   * @throws ArgumentError an unknown route, a number that makes no sense, or members that exclude each other
   * @example
   * const lost = platform.faults.add({ route: 'respondToComplaint', reset: true, when: 'after_commit' })
   */
  add(input: FaultInput): Fault
  /**
   * The same for attempts to deliver webhooks.
   *
   * @throws ArgumentError as `add`
   * @example
   * platform.faults.addDelivery({ gather: 20, order: 'shuffled' })
   */
  addDelivery(input: DeliveryFaultInput): DeliveryFault
  /**
   * Faults by rates.
   *
   * @throws ArgumentError as `add`
   * @example
   * platform.faults.addProfile({ seed: 7, faults: [{ status: 503, rate: 0.05 }, { reset: true, rate: 0.01 }] })
   */
  addProfile(profile: FaultProfile): readonly Fault[]
  /** All that were added since the last `clear`. */
  list(): readonly Fault[]
  /** @throws AssertionError that names every fault that has not fired as often as it was to */
  assertAllFired(): void
  /** Ends all faults. What is held back is sent; what hangs goes on hanging. */
  clear(): void
}

/** The platform's own side of it. */
export interface FaultScripts extends Faults {
  readonly hasRequestFaults: boolean
  /** Whether a fault asks which company calls. */
  readonly asksForCompany: boolean
  takeRequest(request: FaultyRequest): Struck<FaultInput> | undefined
  takeDelivery(delivery: FaultyDelivery): StruckDelivery | undefined
  /** What struck a delivery and still has it; undefined once the fault is gone. */
  delivery(faultId: string): StruckDelivery | undefined
  /** Forgets what is held back: the deliveries come again, with another state. */
  forgetHeld(): void
  /** Aborted when the platform closes: nothing hangs any longer. */
  readonly ended: AbortSignal
  close(): void
}

export interface StruckDelivery extends Struck<DeliveryFaultInput> {
  readonly faultId: string
  readonly gate: Gate
}

/** What strikes a call. */
export interface Struck<Input> {
  readonly input: Input
  /** As it stands in the log. */
  readonly told: string
}

/** @param track told of deliveries that are under way */
export function createFaults(
  seed: number,
  track: (work: Promise<void>) => void,
  memory: FaultMemory = { requests: { count: 0, entries: [] }, deliveries: { count: 0, entries: [] } },
): FaultScripts {
  const ended = new AbortController()
  const requests = createScript<FaultInput, FaultyRequest>({
    memory: memory.requests,
    seed,
    prefix: 'request-fault-',
    fits: fitsRequest,
    describe: describeRequestFault,
  })
  const deliveries = createScript<DeliveryFaultInput, FaultyDelivery>({
    memory: memory.deliveries,
    seed,
    prefix: 'delivery-fault-',
    fits: fitsDelivery,
    describe: describeDeliveryFault,
  })
  const gates = new Map<string, Gate>()
  const gateOf = ({ id, input }: FaultEntry<DeliveryFaultInput>): Gate => {
    // By id: after a restore its entry is another object.
    const random = () => {
      const entry = memory.deliveries.entries.find((each) => each.id === id)
      return entry ? drawFrom(entry.shuffle) : 0
    }
    const gate = gates.get(id) ?? createGate(input, random, track)
    gates.set(id, gate)
    return gate
  }
  const strike = (entry: FaultEntry<DeliveryFaultInput>): StruckDelivery => ({
    faultId: entry.id,
    input: entry.input,
    told: deliveries.tell(entry),
    gate: gateOf(entry),
  })

  const faults: FaultScripts = {
    add(input) {
      checkRequestFault(input)
      return requests.add(input)
    },
    addDelivery(given) {
      checkDeliveryFault(given)
      const input = { ...given, times: given.times ?? given.gather }
      const fault = deliveries.add(input)
      return {
        id: fault.id,
        description: fault.description,
        get fired() {
          return fault.fired
        },
        get isSpent() {
          return fault.isSpent
        },
        get waiting() {
          return gates.get(fault.id)?.waiting ?? 0
        },
        release: () => gates.get(fault.id)?.open(),
        remove: fault.remove,
      }
    },
    addProfile: ({ seed: own, faults: inputs }) => inputs.map((input) => faults.add({ seed: own, ...input })),
    list: () => [...requests.faults, ...deliveries.faults],
    assertAllFired: () => assertAllFired([requests, deliveries]),
    clear() {
      requests.clear()
      deliveries.clear()
      for (const gate of gates.values()) gate.open()
      gates.clear()
    },
    get hasRequestFaults() {
      return requests.faults.length > 0
    },
    get asksForCompany() {
      return requests.inputs.some(({ enterpriseId }) => enterpriseId !== undefined)
    },
    takeRequest(request) {
      const struck = requests.take(request)
      return struck && { input: struck.input, told: requests.tell(struck) }
    },
    takeDelivery(delivery) {
      const struck = deliveries.take(delivery)
      return struck && strike(struck)
    },
    delivery(faultId) {
      const entry = memory.deliveries.entries.find(({ id }) => id === faultId)
      return entry && strike(entry)
    },
    forgetHeld: () => gates.clear(),
    ended: ended.signal,
    close: () => ended.abort(new Error('The platform is closed.')),
  }
  return faults
}
