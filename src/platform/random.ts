/** Numbers in [0, 1) that depend on the seed alone (sfc32 by Chris Doty-Humphrey: 128 bits of state, period ≥ 2^32). */
export function createRandom(seed: number): () => number {
  let a = 0x9e3779b9 | 0
  let b = 0x243f6a88 | 0
  let c = seed | 0
  let d = Math.floor(seed / 2 ** 32) | 0
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  // The first numbers of near seeds are alike.
  for (let i = 0; i < 15; i += 1) next()
  return next
}

/** Bytes from such numbers. */
export function createRandomBytes(random: () => number): (length: number) => Uint8Array {
  return (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256))
}
