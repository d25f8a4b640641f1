/** A list that forgets its oldest entries. */
export interface BoundedLog<T> {
  add(entry: T): void
  /** The oldest first. */
  entries(): T[]
  clear(): void
}

/** @param kept where they are kept */
export function createBoundedLog<T>(size: number, kept: T[] = []): BoundedLog<T> {
  return {
    add(entry) {
      kept.push(entry)
      // Cut now and then, so that an entry costs the same however many there are.
      if (kept.length >= 2 * size) kept.splice(0, kept.length - size)
    },
    entries: () => (size === 0 ? [] : kept.slice(-size)),
    clear() {
      kept.length = 0
    },
  }
}
