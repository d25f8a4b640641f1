/** A list that forgets its oldest entries. */
export interface BoundedLog<T> {
  add(entry: T): void
  /** The oldest first. */
  entries(): T[]
  clear(): void
}

export function createBoundedLog<T>(size: number): BoundedLog<T> {
  let kept: T[] = []
  return {
    add(entry) {
      kept.push(entry)
      // Cut now and then, so that an entry costs the same however many there are.
      if (kept.length >= 2 * size) kept = size === 0 ? [] : kept.slice(-size)
    },
    entries: () => (size === 0 ? [] : kept.slice(-size)),
    clear() {
      kept = []
    },
  }
}
