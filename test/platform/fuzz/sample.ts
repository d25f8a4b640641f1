/** A request as it can be sent, by Fetch or as bytes. */
import type { RouteName } from '../../../src/contract/index.js'

export interface Sample {
  readonly route: RouteName
  readonly method: string
  /** With its question mark, if there is one. */
  readonly target: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | null
  /** What was done to it, in a few words. */
  readonly tricks: readonly string[]
}

/** What tricks take things from. */
export interface Pool {
  readonly ids: readonly string[]
  readonly tokens: readonly string[]
  readonly targets: readonly string[]
}

/** Of whatever kind. */
export const anyId = /\b[a-z]{3}_[0-9a-f]{32}\b/g

/** Whether two ids are of the same kind of thing. */
export const isAlike = (one: string, other: string): boolean => one.slice(0, 4) === other.slice(0, 4)
