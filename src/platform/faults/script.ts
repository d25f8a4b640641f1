/** Which calls a fault hits: counts, order and rates, the same for requests and deliveries. */
import { AssertionError } from 'node:assert'
import { ArgumentError } from '../../errors.js'
import { createRandom } from '../random.js'

/** When a fault fires, of the calls that it fits. */
export interface Occasions {
  /** How many calls pass before the first that it hits; 0 by default. */
  readonly skip?: number | undefined
  /** How many calls it hits; 1 by default, without end with a `rate`. */
  readonly times?: number | undefined
  /** Share of the calls that it hits, above 0 up to 1, drawn from `seed`; all of them by default. */
  readonly rate?: number | undefined
  /** Seed of the draws: a whole number from 0 on; the platform's own by default. */
  readonly seed?: number | undefined
}

/** A fault that was added. */
export interface Fault {
  readonly id: string
  /** What it does and to which calls, as it stands in the log. */
  readonly description: string
  /** How often it has fired. */
  readonly fired: number
  /** Whether it can fire again. */
  readonly isSpent: boolean
  /** It fires no more. */
  remove(): void
}

interface Entry<Input> {
  /** What is shown of it: not the input, which may hold a secret. */
  readonly fault: Fault
  readonly input: Input
  fired: number
  /** Calls that it fitted. */
  met: number
  readonly draw: () => number
}

export interface Script<Input extends Occasions, Call> {
  add(input: Input): Fault
  /** The first fault that is due for this call, in the order in which they were added; it counts as fired. */
  take(call: Call): { readonly input: Input; readonly fault: Fault } | undefined
  readonly faults: readonly Fault[]
  readonly inputs: readonly Input[]
  /** Those that have not fired as often as they were to; with a rate and no number: not once. */
  readonly owing: readonly Fault[]
  clear(): void
}

export interface ScriptParts<Input, Call> {
  readonly seed: number
  /** Distinguishes the ids of two scripts. */
  readonly prefix: string
  readonly fits: (input: Input, call: Call) => boolean
  readonly describe: (input: Input) => string
}

export function createScript<Input extends Occasions, Call>({
  seed,
  prefix,
  fits,
  describe,
}: ScriptParts<Input, Call>): Script<Input, Call> {
  let entries: Entry<Input>[] = []
  let count = 0
  const timesOf = ({ times, rate }: Input) => times ?? (rate === undefined ? 1 : Number.POSITIVE_INFINITY)
  return {
    add(input) {
      count += 1
      const fault: Fault = {
        id: `${prefix}${count}`,
        description: describe(input),
        get fired() {
          return entry.fired
        },
        get isSpent() {
          return entry.fired >= timesOf(input) || !entries.includes(entry)
        },
        remove() {
          entries = entries.filter((each) => each !== entry)
        },
      }
      const draw = createRandom((input.seed ?? seed) + count)
      const entry: Entry<Input> = { fault, input, fired: 0, met: 0, draw }
      entries.push(entry)
      return fault
    },
    take(call) {
      for (const entry of entries) {
        const { input } = entry
        if (entry.fired >= timesOf(input) || !fits(input, call)) continue
        entry.met += 1
        if (entry.met <= (input.skip ?? 0)) continue
        if (input.rate !== undefined && entry.draw() >= input.rate) continue
        entry.fired += 1
        return { input, fault: entry.fault }
      }
      return undefined
    },
    get faults() {
      return entries.map(({ fault }) => fault)
    },
    get inputs() {
      return entries.map(({ input }) => input)
    },
    get owing() {
      return entries.filter(({ input, fired }) => fired < (input.times ?? 1)).map(({ fault }) => fault)
    },
    clear() {
      entries = []
    },
  }
}

/** @throws AssertionError that names every fault that has not fired as often as it was to */
export function assertAllFired(scripts: readonly { readonly owing: readonly Fault[] }[]): void {
  const lines = scripts
    .flatMap((script) => script.owing)
    .map(({ id, description, fired }) => `${id} (${description}) fired ${fired} times`)
  if (lines.length > 0) throw new AssertionError({ message: `Faults are left: ${lines.join('; ')}.` })
}

/** @throws ArgumentError a number that makes no sense */
export function checkOccasions({ skip = 0, times = 1, rate = 1, seed = 0 }: Occasions): void {
  checkWhole('skip', skip, 0)
  checkWhole('times', times, 1)
  checkWhole('seed', seed, 0)
  if (!(typeof rate === 'number' && rate > 0 && rate <= 1)) {
    throw new ArgumentError(`rate must be above 0 and at most 1, not ${String(rate)}.`)
  }
}

/** @throws ArgumentError not a whole number from `min` to `max` */
export function checkWhole(name: string, value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): void {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return
  const range = max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min} on` : `${min}–${max}`
  throw new ArgumentError(`${name} must be ${range}, not ${String(value)}.`)
}
