/** Characters as people read them: full-width, circled or raised digits are digits, ＠ is @. */

/** What a scanner reads: a string, or in tests one that counts how often it is read. */
export interface CharacterSource {
  readonly length: number
  /** The UTF-16 code unit at `index`; NaN beyond the end. */
  charCodeAt(index: number): number
}

/** Shows nothing: zero-width characters, soft hyphen, variation selectors, the keycap of 1️⃣. */
export function isInvisible(code: number): boolean {
  if (code < 0xad) return false
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2060 && code <= 0x2064) ||
    code === 0x20e3 ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff
  )
}

const tab = 0x09
const space = 0x20
const hyphen = 0x2d
const dot = 0x2e
const zero = 0x30

/** Blocks of ten or nine digits: where one begins, how many it has, and what its first digit is. */
const digitBlocks = [
  [0x2070, 1, 0],
  [0x2074, 6, 4],
  [0x2080, 10, 0],
  [0x2460, 9, 1],
  [0x2776, 9, 1],
  [0x24ea, 1, 0],
] as const

/** The ASCII code that a code unit stands for, itself when it stands for none. */
export function plainCode(code: number): number {
  if (code < 0xa0) return code === tab ? space : code
  // Chinese characters.
  if (code >= 0x4e00 && code <= 0x9fff) return code
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0
  if (code === 0xa0 || code === 0x3000 || code === 0x202f || (code >= 0x2000 && code <= 0x200a)) return space
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0x2500) return hyphen
  if (code === 0xb7 || code === 0x2022 || code === 0x2027 || code === 0x30fb || code === 0xff65) return dot
  if (code === 0xb9 || code === 0xb2 || code === 0xb3) return zero + (code === 0xb9 ? 1 : code - 0xb0)
  if (code < 0x2070 || code > 0x277e) return code
  for (const [start, count, first] of digitBlocks) {
    if (code >= start && code < start + count) return zero + first + code - start
  }
  return code
}

export const isDigit = (code: number) => code >= 0x30 && code <= 0x39
export const isLetter = (code: number) => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
