/** Numbers in [0, 1) that depend on the seed alone (sfc32 by Chris Doty-Humphrey: 128 bits of state, period ≥ 2^32). */

/** Where such numbers have got to: four 32-bit integers. */
export interface RandomState {
  a: number
  b: number
  c: number
  d: number
}

export function seedRandom(seed: number): RandomState {
  const state = { a: 0x9e3779b9 | 0, b: 0x243f6a88 | 0, c: seed | 0, d: Math.floor(seed / 2 ** 32) | 0 }
  // The first numbers of near seeds are alike.
  for (let i = 0; i < 15; i += 1) drawFrom(state)
  return state
}

/** The next number. */
export function drawFrom(state: RandomState): number {
  const { a, b, c, d } = state
  const sum = (((a + b) | 0) + d) | 0
  state.d = (d + 1) | 0
  state.a = b ^ (b >>> 9)
  state.b = (c + (c << 3)) | 0
  state.c = (((c << 21) | (c >>> 11)) + sum) | 0
  return (sum >>> 0) / 2 ** 32
}

export function createRandom(seed: number): () => number {
  const state = seedRandom(seed)
  return () => drawFrom(state)
}

/** Bytes from such numbers. */
export function createRandomBytes(random: () => number): (length: number) => Uint8Array {
  return (length) => {
    const bytes = new Uint8Array(length)
    for (let index = 0; index < length; index += 1) bytes[index] = Math.floor(random() * 256)
    return bytes
  }
}
