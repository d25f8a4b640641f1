/** Choices that depend on the seed alone. */
import { createRandom } from '../../../src/platform/random.js'

export interface Dice {
  /** From `min` to `max`, both included. */
  whole(min: number, max: number): number
  pick<T>(from: readonly T[]): T
  /** True in this share of the cases, 0–1. */
  chance(share: number): boolean
}

export function createDice(seed: number): Dice {
  const random = createRandom(seed)
  const whole = (min: number, max: number) => min + Math.floor(random() * (max - min + 1))
  return {
    whole,
    pick(from) {
      const found = from[whole(0, from.length - 1)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
    chance: (share) => random() < share,
  }
}
