/** What a case is, and the three ways in which it ends: nothing thrown, {@link Broken}, {@link Skipped}. */
import type { Context } from './context.js'

/** What a case asks of its surroundings; without it the case is skipped, never passed. */
export type Need =
  | 'file'
  | 'rate'
  | 'act'
  | 'advance'
  | 'receive'
  | 'second company'
  | 'decryption key'
  | 'private_key_jwt'
  | 'client_secret_basic'

/** A rule of the contract that is checked. */
export interface ConformanceCase {
  /** Topic, dot, rule, such as `idempotency.replay`. */
  readonly id: string
  /** The rule as a sentence. */
  readonly title: string
  /** Heading of docs/contract.md, colon, the rule there; standards by number. */
  readonly clause: string
  readonly needs?: readonly Need[]
}

/** The same with what is done to find out. */
export interface Case extends ConformanceCase {
  /**
   * @throws Broken the rule does not hold
   * @throws Skipped it cannot be judged here
   */
  run(context: Context): Promise<void>
}

/** A rule does not hold. Members are shown in reports: they hold no personal data, see `show`. */
export class Broken extends Error {
  readonly what: string
  readonly expected: string
  readonly seen: string

  constructor(what: string, expected: string, seen: string) {
    super(`${what}: expected ${expected}, seen ${seen}`)
    this.name = 'Broken'
    this.what = what
    this.expected = expected
    this.seen = seen
  }
}

/** A rule cannot be judged here; the message says why, and what would help. */
export class Skipped extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'Skipped'
  }
}
