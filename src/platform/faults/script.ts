/** Which calls a fault hits: counts, order and rates, the same for requests and deliveries. */
import { AssertionError } from 'node:assert'
import { ArgumentError } from '../../errors.js'
import { drawFrom, type RandomState, seedRandom } from '../random.js'

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

/** What is remembered of a fault. */
export interface FaultEntry<Input> {
  readonly id: string
  readonly input: Input
  fired: number
  /** Calls that it fitted. */
  met: number
  /** Of its draws by rate. */
  readonly random: RandomState
  /** Of the order in which it lets go what it holds back. */
  readonly shuffle: RandomState
}

export interface ScriptMemory<Input> {
  /** Faults that were added, ever. */
  count: number
  readonly entries: FaultEntry<Input>[]
}

export interface Script<Input extends Occasions, Call> {
  add(input: Input): Fault
  /** The first fault that is due for this call, in the order in which they were added; it counts as fired. */
  take(call: Call): FaultEntry<Input> | undefined
  /** As it stands in the log. */
  tell(entry: FaultEntry<Input>): string
  readonly faults: readonly Fault[]
  readonly inputs: readonly Input[]
  /** Those that have not fired as often as they were to; with a rate and no number: not once. */
  readonly owing: readonly Fault[]
  clear(): void
}

export interface ScriptParts<Input, Call> {
  readonly memory: ScriptMemory<Input>
  readonly seed: number
  /** Distinguishes the ids of two scripts. */
  readonly prefix: string
  readonly fits: (input: Input, call: Call) => boolean
  readonly describe: (input: Input) => string
}

export function createScript<Input extends Occasions, Call>({
  memory,
  seed,
  prefix,
  fits,
  describe,
}: ScriptParts<Input, Call>): Script<Input, Call> {
  const { entries } = memory
  const timesOf = ({ times, rate }: Input) => times ?? (rate === undefined ? 1 : Number.POSITIVE_INFINITY)

  /** The memory may be another one tomorrow: each question finds its entry anew. */
  function show(added: FaultEntry<Input>): Fault {
    const { id, input } = added
    const find = () => entries.find((each) => each.id === id)
    return {
      id,
      description: describe(input),
      get fired() {
        return (find() ?? added).fired
      },
      get isSpent() {
        const entry = find()
        return !entry || entry.fired >= timesOf(input)
      },
      remove() {
        const position = entries.findIndex((each) => each.id === id)
        if (position >= 0) entries.splice(position, 1)
      },
    }
  }

  return {
    add(input) {
      memory.count += 1
      const entry: FaultEntry<Input> = {
        id: `${prefix}${memory.count}`,
        input,
        fired: 0,
        met: 0,
        random: seedRandom((input.seed ?? seed) + memory.count),
        shuffle: seedRandom(input.seed ?? seed),
      }
      entries.push(entry)
      return show(entry)
    },
    take(call) {
      for (const entry of entries) {
        const { input } = entry
        if (entry.fired >= timesOf(input) || !fits(input, call)) continue
        entry.met += 1
        if (entry.met <= (input.skip ?? 0)) continue
        if (input.rate !== undefined && drawFrom(entry.random) >= input.rate) continue
        entry.fired += 1
        return entry
      }
      return undefined
    },
    tell: ({ id, input }) => `${id}: ${describe(input)}`,
    get faults() {
      return entries.map(show)
    },
    get inputs() {
      return entries.map(({ input }) => input)
    },
    get owing() {
      return entries.filter(({ input, fired }) => fired < (input.times ?? 1)).map(show)
    },
    clear() {
      entries.length = 0
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
