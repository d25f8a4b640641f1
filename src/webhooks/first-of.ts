/** At most `count` members, by index: a list's own methods and iterator may lie, or never end. */
export function firstOf(list: readonly unknown[], count: number): unknown[] {
  return Array.from({ length: Math.min(list.length, count) }, (_, index) => list[index])
}
