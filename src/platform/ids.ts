/** Ids: a prefix, and the bits of a UUIDv7 (RFC 9562 section 5.7) in hexadecimal, so that they sort by time. */
import type { Clock } from '../clock.js'
import type { State } from './state.js'

export type IdPrefix =
  | 'cmp'
  | 'evd'
  | 'att'
  | 'rsp'
  | 'evt'
  | 'whe'
  | 'dlv'
  | 'ent'
  | 'svc'
  | 'dsc'
  | 'acc'
  | 'drf'
  | 'aud'
  | 'opr'
  | 'dir'
  | 'sgs'

export interface Ids {
  /** The next id of domain time; later ones are greater, whatever the prefix. */
  next(prefix: IdPrefix): string
}

/** Ids of one millisecond; the time of the next one is borrowed beyond (RFC 9562 section 6.2). */
const perMillisecond = 0x1000

/** @param last the last id that was made: its millisecond, and how many there were in it before */
export function createIds(
  clock: Clock,
  random: () => number,
  last: State['lastId'] = { millisecond: -1, count: 0 },
): Ids {
  // Written as bytes, an id becomes one string; concatenated, it would be a tree of them.
  const bytes = Buffer.from(`xxx_${'0'.repeat(12)}7${'0'.repeat(19)}`, 'latin1')
  return {
    next(prefix) {
      const now = clock.now()
      if (now > last.millisecond) {
        last.millisecond = now
        last.count = 0
      } else {
        last.count += 1
        if (last.count === perMillisecond) {
          last.millisecond += 1
          last.count = 0
        }
      }
      bytes.write(prefix, 0, 'latin1')
      writeHex(bytes, 4, 6, Math.floor(last.millisecond / 0x1000000))
      writeHex(bytes, 10, 6, last.millisecond % 0x1000000)
      writeHex(bytes, 17, 3, last.count)
      writeHex(bytes, 20, 1, 8 + Math.floor(random() * 4))
      writeHex(bytes, 21, 3, Math.floor(random() * 0x1000))
      for (const at of [24, 28, 32]) writeHex(bytes, at, 4, Math.floor(random() * 0x10000))
      return bytes.toString('latin1')
    },
  }
}

const hexDigits = Buffer.from('0123456789abcdef', 'latin1')

function writeHex(bytes: Uint8Array, start: number, digits: number, value: number): void {
  for (let at = start + digits - 1, rest = value; at >= start; at -= 1, rest >>= 4) {
    bytes[at] = hexDigits[rest & 15] ?? 0
  }
}
