import type { Clock } from '../clock.js'
import { BoundedMap } from './bounded-map.js'

/**
 * What was handled before: for use without an inbox. Asked only after the signature holds.
 *
 * `begin` answers `new` (run it), `done` (it succeeded before: answered 2xx without running) or `running` (another
 * process has it: answered 503, so that the platform tries later). `finish` tells how it went; after `false` the id
 * is new again. Several processes need a store that they share.
 */
export interface Dedupe {
  begin(id: string): DedupeState | Promise<DedupeState>
  finish(id: string, ok: boolean): void | Promise<void>
}

export type DedupeState = 'new' | 'done' | 'running'

export interface MemoryDedupeOptions {
  /** How many ids are remembered; 100,000 by default, some 20 MB. The oldest go first. */
  readonly maxEntries?: number
  /** How long an id is remembered; 80 h by default: the last retry comes after about 76 h. */
  readonly maxAgeMs?: number
  readonly clock: Clock
}

/** The default: remembers in this process, and forgets with it. */
export function memoryDedupe(options: MemoryDedupeOptions): Dedupe {
  const { maxEntries = 100_000, maxAgeMs = 80 * 3_600_000, clock } = options
  const done = new BoundedMap<true>({ maxEntries, maxAgeMs, clock })
  return {
    begin: (id) => (done.get(id) ? 'done' : 'new'),
    finish: (id, ok) => {
      if (ok) done.set(id, true)
    },
  }
}
