import { ArgumentError } from '../errors.js'
import type { EventType } from './event.js'

/** The known types, without loading a schema; the compiler compares it with the contract. */
const known = {
  'complaint.assigned': true,
  'complaint.acknowledged': true,
  'complaint.supplemented': true,
  'complaint.withdrawn': true,
  'complaint.deadline_approaching': true,
  'complaint.deadline_changed': true,
  'complaint.overdue': true,
  'complaint.urged': true,
  'complaint.responded': true,
  'complaint.reopened': true,
  'complaint.rated': true,
  'complaint.closed': true,
  'complaint.reassigned': true,
  'complaint.redacted': true,
  'extension.decided': true,
  'contestation.decided': true,
  'enterprise.key_changed': true,
  'endpoint.disabled': true,
  'endpoint.ping': true,
} satisfies Record<EventType, true>

const knownEventTypes: readonly string[] = Object.keys(known)

/**
 * A handler under a mistyped name would never be called, and its events would be lost.
 *
 * @throws ArgumentError that names the type that was probably meant
 */
export function checkEventTypes(on: object): void {
  for (const type of Object.keys(on)) {
    if (knownEventTypes.includes(type)) continue
    const nearest = nearestEventType(type)
    const advice = nearest ? `Did you mean '${nearest}'?` : `There are ${knownEventTypes.join(', ')}.`
    throw new ArgumentError(
      `\`on\` has a handler for ${JSON.stringify(type.slice(0, 80))}, which is no event type. ${advice} For types that this version does not know there is onUnknown.`,
    )
  }
}

/** The known name that a mistyped one was probably meant to be. */
function nearestEventType(name: string): string | undefined {
  if (name.length > 64) return undefined
  const scored = knownEventTypes.map((type) => ({ type, distance: editDistance(name.toLowerCase(), type) }))
  const [best] = scored.sort((a, b) => a.distance - b.distance)
  return best && best.distance <= 6 ? best.type : undefined
}

/** Levenshtein: how many letters to add, drop or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
