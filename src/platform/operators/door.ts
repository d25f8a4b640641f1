import type { OperatorScope } from '../../contract/index.js'
import type { Core } from '../core.js'
import type { OperatorCaller } from './audit.js'

/** Who came in, and what they may do. */
export interface Door {
  readonly core: Core
  readonly operator: OperatorCaller
  /** @throws RefusalError insufficient_scope */
  need(scope: OperatorScope): void
}
