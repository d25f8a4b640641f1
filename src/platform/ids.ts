/** Ids: a prefix, and the bits of a UUIDv7 (RFC 9562 section 5.7) in hexadecimal, so that they sort by time. */
import type { Clock } from '../clock.js'

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

export function createIds(clock: Clock, random: () => number): Ids {
  let millisecond = -1
  let count = 0
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  return {
    next(prefix) {
      const now = clock.now()
      if (now > millisecond) {
        millisecond = now
        count = 0
      } else {
        count += 1
        if (count === perMillisecond) {
          millisecond += 1
          count = 0
        }
      }
      const variant = 8 + Math.floor(random() * 4)
      const tail = [3, 4, 4, 4].map((digits) => hex(Math.floor(random() * 16 ** digits), digits)).join('')
      return `${prefix}_${hex(millisecond, 12)}7${hex(count, 3)}${hex(variant, 1)}${tail}`
    },
  }
}
