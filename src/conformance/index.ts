/**
 * `tousu/conformance`: checks any implementation of the contract over HTTP, with credentials of one company or two
 * and hooks for what a company cannot do itself.
 */
import type { ConformanceCase } from './case.js'
import { cases } from './cases/index.js'

export type { ConformanceCase, Need } from './case.js'
export type {
  Act,
  CompanyCredentials,
  ConformanceHooks,
  ConformanceOptions,
  Duration,
  Filing,
  PrivateKey,
  Reception,
} from './options.js'
export { receiveOnLoopback } from './receive-on-loopback.js'
export { toJson, toJUnit, toText } from './report.js'
export type { ConformanceCaseResult, ConformanceResult } from './result.js'
export { runConformance } from './run.js'
export type { RequestDispatcher } from './sender.js'

/** Every rule that is checked, in the order in which they run. */
export const conformanceCases: readonly ConformanceCase[] = cases
