/** Timers of domain time, in order: a binary heap by time; of equal times by key, then in the order in which they were set. */
import type { Timer } from './core.js'

interface Entry {
  readonly at: number
  readonly key: string
  readonly order: number
  /** Undefined once cancelled: what it held is free at once, though the entry stays until its time. */
  run: (() => void) | undefined
}

export interface TimerQueue {
  add(at: number, run: () => void, key?: string): Timer
  /** Time of the first timer, in ms; undefined when there is none. */
  nextAt(): number | undefined
  /** Takes the first timer that is due at `now` out of the queue. */
  takeDue(now: number): (() => void) | undefined
  clear(): void
}

export function createTimerQueue(): TimerQueue {
  let heap: Entry[] = []
  let count = 0

  const first = () => {
    while (heap[0] && !heap[0].run) removeFirst(heap)
    return heap[0]
  }
  return {
    add(at, run, key = '') {
      const entry: Entry = { at, key, order: count++, run }
      insert(heap, entry)
      return {
        cancel() {
          entry.run = undefined
        },
      }
    },
    nextAt: () => first()?.at,
    takeDue(now) {
      const entry = first()
      if (!entry || entry.at > now) return undefined
      removeFirst(heap)
      return entry.run
    },
    clear() {
      heap = []
    },
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  if (a.at !== b.at) return a.at < b.at
  return a.key < b.key || (a.key === b.key && a.order < b.order)
}

function insert(heap: Entry[], entry: Entry): void {
  let index = heap.length
  while (index > 0) {
    const parentIndex = (index - 1) >> 1
    const parent = heap[parentIndex]
    if (!parent || !isBefore(entry, parent)) break
    heap[index] = parent
    index = parentIndex
  }
  heap[index] = entry
}

function removeFirst(heap: Entry[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let index = 0
  for (;;) {
    const left = heap[2 * index + 1]
    const right = heap[2 * index + 2]
    const isRight = left !== undefined && right !== undefined && isBefore(right, left)
    const child = isRight ? right : left
    if (!child || !isBefore(child, last)) break
    heap[index] = child
    index = 2 * index + (isRight ? 2 : 1)
  }
  heap[index] = last
}
