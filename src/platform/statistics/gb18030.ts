/**
 * Text as GB 18030. Runtimes decode it and do not encode it, so the table is the decoder turned round: all codes of two
 * bytes, and those of four bytes for what has none. It is made when first needed, in some tens of milliseconds.
 */

/** First code of four bytes beyond the Basic Multilingual Plane, 90 30 81 30, as a running number. */
const supplementary = 189_000
/** Running numbers of codes of four bytes within the plane. */
const basicCount = 39_420
/** U+FFFD, for what the standard has no code for: lone surrogates, and some private code points that moved. */
const replacement = [0x84, 0x31, 0xa4, 0x37]

let table: readonly (readonly number[] | undefined)[] | undefined

export function encodeGb18030(text: string): Uint8Array {
  table ??= makeTable()
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) bytes.push(point)
    else if (point >= 0x10000) bytes.push(...fourBytes(supplementary + point - 0x10000))
    else bytes.push(...(table[point] ?? replacement))
  }
  return Uint8Array.from(bytes)
}

/** By code point. */
function makeTable(): (readonly number[] | undefined)[] {
  const decoder = new TextDecoder('gb18030')
  const found = new Array<readonly number[] | undefined>(0x10000)
  const add = (bytes: readonly number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes))
    const isOne = text.length === 1 && text !== '\ufffd'
    if (isOne) found[text.charCodeAt(0)] ??= bytes
  }
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) add([lead, trail])
  }
  for (let number = 0; number < basicCount; number += 1) add(fourBytes(number))
  return found
}

/** The code with a running number: bytes of 126, 10, 126 and 10 values. */
function fourBytes(number: number): number[] {
  return [
    0x81 + Math.floor(number / 12_600),
    0x30 + (Math.floor(number / 1_260) % 10),
    0x81 + (Math.floor(number / 10) % 126),
    0x30 + (number % 10),
  ]
}
