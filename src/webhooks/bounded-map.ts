import type { Clock } from '../clock.js'

/** Remembers what was set last: at most `maxEntries`, none longer than `maxAgeMs`. */
export class BoundedMap<V> {
  readonly #entries = new Map<string, { readonly value: V; readonly at: number }>()
  readonly #limits: { readonly maxEntries: number; readonly maxAgeMs: number; readonly clock: Clock }

  constructor(limits: { readonly maxEntries: number; readonly maxAgeMs: number; readonly clock: Clock }) {
    this.#limits = limits
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key)
    if (!entry || this.#isOld(entry.at)) return undefined
    return entry.value
  }

  set(key: string, value: V): void {
    // Deleted first, so that the order of the map is the order of `at`, and the oldest is the first.
    this.#entries.delete(key)
    this.#entries.set(key, { value, at: this.#limits.clock.now() })
    for (const [oldest, { at }] of this.#entries) {
      if (this.#entries.size <= this.#limits.maxEntries && !this.#isOld(at)) break
      this.#entries.delete(oldest)
    }
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }

  #isOld(at: number): boolean {
    return this.#limits.clock.now() - at > this.#limits.maxAgeMs
  }
}
