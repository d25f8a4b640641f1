/** One request on its way through the platform: what a fault asks for, and what the log is to know. */
import type { ProblemCode } from '../../contract/problem.js'
import type { RouteName } from '../../contract/routes.js'
import type { Face, PlatformRequest, PlatformResponse } from './message.js'

/** An answer that a fault puts in the place of the real one. */
export interface ForcedAnswer {
  readonly status: number
  readonly code: ProblemCode
  readonly retryAfterSeconds: number | undefined
  /** Whether the act happens first. */
  readonly afterCommit: boolean
}

/** Filled in on the way. */
export interface Exchange {
  forced: ForcedAnswer | undefined
  /** How far the wire clock is off for this request, in ms. */
  clockSkewMs: number
  /** What struck it, in a few words. */
  fault: string | null
  /** Null where no route has the path. */
  route: RouteName | null
  callerId: string | null
  enterpriseId: string | null
  /** Code of the problem that was answered. */
  problem: string | null
  /** The body, once it was read. */
  body: Uint8Array | null
}

export const newExchange = (): Exchange => ({
  forced: undefined,
  clockSkewMs: 0,
  fault: null,
  route: null,
  callerId: null,
  enterpriseId: null,
  problem: null,
  body: null,
})

/** A handler that tells what it finds out. */
export type ExchangeHandler = (
  request: PlatformRequest,
  face: Face,
  exchange: Exchange,
) => Promise<PlatformResponse>
