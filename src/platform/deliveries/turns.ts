/** Lets a few things with the same key run at once; the others wait in order. */
export interface Turns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>
}

export function createTurns(atOnce: number): Turns {
  const lanes = new Map<string, { running: number; readonly waiting: (() => void)[] }>()
  return {
    async take(key, work) {
      const lane = lanes.get(key) ?? { running: 0, waiting: [] }
      lanes.set(key, lane)
      if (lane.running >= atOnce) await new Promise<void>((resolve) => lane.waiting.push(resolve))
      else lane.running += 1
      try {
        return await work()
      } finally {
        // Who waits takes the place over.
        const next = lane.waiting.shift()
        if (next) next()
        else lane.running -= 1
        if (lane.running === 0) lanes.delete(key)
      }
    },
  }
}
