/** Holds deliveries back, and lets them go together. */
import type { DeliveryFaultInput } from './delivery-fault.js'

export interface Gate {
  readonly waiting: number
  /** Sends now, or when the gate opens. */
  pass(send: () => Promise<void>): void
  open(): void
}

/** @param begin told of work that has begun */
export function createGate(
  { hold, gather, order = 'at_once' }: DeliveryFaultInput,
  random: () => number,
  begin: (work: Promise<void>) => void,
): Gate {
  let waiting: (() => Promise<void>)[] = []
  const size = gather ?? (hold ? Number.POSITIVE_INFINITY : 1)
  const open = () => {
    const sends = arrange(waiting, order, random)
    waiting = []
    if (order === 'at_once') for (const send of sends) begin(send())
    else begin(oneByOne(sends))
  }
  return {
    get waiting() {
      return waiting.length
    },
    pass(send) {
      waiting.push(send)
      if (waiting.length >= size) open()
    },
    open,
  }
}

async function oneByOne(sends: readonly (() => Promise<void>)[]): Promise<void> {
  for (const send of sends) await send()
}

function arrange<T>(items: readonly T[], order: string, random: () => number): T[] {
  if (order === 'reversed') return [...items].reverse()
  if (order !== 'shuffled') return [...items]
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
