/** The real-name check: whether name and document belong together. Who can answer that is outside: a port. */
import type { Person } from './state.js'

/** `unavailable`: nobody could be asked; that is never held against a person. */
export type NameCheckResult = 'verified' | 'mismatched' | 'unavailable'

/** Give one's own with `createPlatform({ nameCheck })`. */
export interface NameCheck {
  /**
   * A check that throws, rejects, or answers something else counts as `unavailable`. The filing waits for it, and sets
   * no limit: a check that asks over a network has its own.
   */
  check(person: Person): NameCheckResult | Promise<NameCheckResult>
}

const results: readonly unknown[] = ['verified', 'mismatched', 'unavailable'] satisfies NameCheckResult[]

/**
 * Answers without asking anybody, so that all three can be rehearsed: identity cards of the fictitious area 000000 are
 * `verified`, but `mismatched` when their sequence number (digits 15–17) is 998 and `unavailable` when it is 999.
 * Whatever may belong to a real person is `unavailable`.
 */
export const offlineNameCheck: NameCheck = {
  check({ document }) {
    if (document.type !== 'id_card' || !document.number.startsWith('000000')) return 'unavailable'
    const sequence = document.number.slice(14, 17)
    if (sequence === '998') return 'mismatched'
    return sequence === '999' ? 'unavailable' : 'verified'
  },
}

/**
 * Asks, and waits only if it must: a check that answers at once is answered at once.
 *
 * @returns never rejects
 */
export function askNameCheck(
  nameCheck: NameCheck,
  person: Person,
): NameCheckResult | Promise<NameCheckResult> {
  try {
    const answer = nameCheck.check({ ...person, document: { ...person.document } })
    return answer instanceof Promise ? answer.then(read, () => 'unavailable') : read(answer)
  } catch {
    return 'unavailable'
  }
}

function read(answer: NameCheckResult): NameCheckResult {
  return results.includes(answer) ? answer : 'unavailable'
}
