/** A member of the platform's staff, acting in process: what `platform.operator(…)` gives. */
import { type AuditEntry, limits, type OperatorRole } from '../../contract/index.js'
import { ArgumentError } from '../../errors.js'
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import { scopesOf } from '../register-operator.js'
import { showAudit } from './audit.js'
import { type AuditFilter, listAudit } from './audit-log.js'
import { type ColumnsDesk, createColumnsDesk } from './columns-desk.js'
import type { Door } from './door.js'
import { createReviewDesk, type ReviewDesk } from './review-desk.js'
import { createRulesDesk, type RulesDesk } from './rules-desk.js'

export interface OperatorOptions {
  /** `administrator` by default: all that operators may do. */
  readonly role?: OperatorRole | undefined
  /** The staff reference that stands in the audit log and in the history: 1–64 visible ASCII characters, never a name. */
  readonly actor?: string | undefined
}

/**
 * A member of the platform's staff. What a role may not do is refused with `insufficient_scope`, a wrong member of the
 * input with `validation_failed`; every act leaves one entry in the audit log. A `note` says why, in 10–1,000 code
 * points; of an act on a complaint it is shown to the person.
 */
export interface Operator extends ReviewDesk, RulesDesk, ColumnsDesk {
  /** Who did what, when and why; the oldest first. */
  audit(filter?: AuditFilter): Promise<AuditEntry[]>
}

/** @throws ArgumentError an unknown role, or a wrong actor */
export function createOperator(core: Core, options: OperatorOptions = {}): Operator {
  const { role = 'administrator', actor = null } = options
  const scopes = scopesOf(role)
  if (actor !== null && !(actor.length <= limits.actor && /^[\x21-\x7e]+$/.test(actor))) {
    throw new ArgumentError(`actor must be 1–${limits.actor} visible ASCII characters, never a name.`)
  }
  const door: Door = {
    core,
    operator: { clientId: null, actor },
    need(scope) {
      if (!scopes.includes(scope)) throw new RefusalError('insufficient_scope', { members: { scope } })
    },
  }
  return {
    ...createReviewDesk(door),
    ...createRulesDesk(door),
    ...createColumnsDesk(door),
    async audit(filter) {
      door.need('keys')
      return listAudit(core, filter).map(showAudit)
    },
  }
}
