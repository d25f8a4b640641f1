/** What the company may do with a complaint now. One function decides and enforces it. */
import { type AllowedAction, actions } from '../contract/index.js'
import type { ProblemCode } from '../contract/problem.js'
import { RefusalError } from './refusal.js'
import type { ComplaintRecord } from './state.js'

export type Action = (typeof actions)[number]

/** Why an action is refused; null when it is allowed. */
function reasonAgainst(record: ComplaintRecord, action: Action): ProblemCode | null {
  if (record.status === 'closed') return 'complaint_closed'
  switch (action) {
    case 'acknowledge':
      return record.acknowledgedAt === null ? null : 'already_acknowledged'
    case 'respond_interim':
    case 'respond_final':
      return record.status === 'responded' ? 'already_responded' : null
    case 'respond_supplementary':
      return record.status === 'responded' ? null : 'not_responded'
  }
}

export function listAllowedActions(record: ComplaintRecord): AllowedAction[] {
  return actions.map((action) => {
    const reason = reasonAgainst(record, action)
    return { action, allowed: reason === null, reason }
  })
}

/** @throws RefusalError with the reason that `allowedActions` shows, and these */
export function assertAllowed(record: ComplaintRecord, action: Action): void {
  const reason = reasonAgainst(record, action)
  if (reason === null) return
  throw new RefusalError(reason, { members: { allowedActions: listAllowedActions(record) } })
}
