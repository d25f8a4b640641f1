/** What the company may do with a complaint now. One function decides and enforces it. */
import { shanghaiDateOf } from '../calendar/index.js'
import { type AllowedAction, actions } from '../contract/index.js'
import type { ProblemCode } from '../contract/problem.js'
import type { Core } from './core.js'
import { RefusalError } from './refusal.js'
import type { ComplaintRecord } from './state.js'

export type Action = (typeof actions)[number]

/** Why an action is refused; null when it is allowed. */
function reasonAgainst(
  { clock }: Pick<Core, 'clock'>,
  record: ComplaintRecord,
  action: Action,
): ProblemCode | null {
  if (record.status === 'closed') return 'complaint_closed'
  const isReport = record.kind === 'report'
  const isAnswered = record.status === 'responded'
  switch (action) {
    case 'acknowledge':
      return record.acknowledgedAt === null ? null : 'already_acknowledged'
    case 'respond_interim':
    case 'respond_final':
      return isAnswered ? 'already_responded' : null
    case 'respond_supplementary':
      return isAnswered ? null : 'not_responded'
    case 'contest':
      if (isAnswered) return 'already_responded'
      if (record.contestation?.status === 'pending') return 'contestation_pending'
      return record.contestation ? 'already_contested' : null
    case 'request_extension':
      if (!record.deadline) return 'no_deadline'
      if (isAnswered) return 'already_responded'
      if (record.extension) return 'already_extended'
      return shanghaiDateOf(clock.now()) < record.deadline.dueDate ? null : 'extension_too_late'
    case 'request_supplement':
      if (isReport) return 'reporter_protected'
      if (isAnswered) return 'already_responded'
      return record.supplementRequest && record.supplementRequest.answeredAt === null
        ? 'supplement_pending'
        : null
    case 'disclose_contact':
      if (isReport) return 'reporter_protected'
      return record.person ? null : 'consent_withdrawn'
  }
}

export function listAllowedActions(core: Pick<Core, 'clock'>, record: ComplaintRecord): AllowedAction[] {
  return actions.map((action) => {
    const reason = reasonAgainst(core, record, action)
    return { action, allowed: reason === null, reason }
  })
}

/** @throws RefusalError with the reason that `allowedActions` shows, and these */
export function assertAllowed(core: Pick<Core, 'clock'>, record: ComplaintRecord, action: Action): void {
  const reason = reasonAgainst(core, record, action)
  if (reason === null) return
  throw new RefusalError(reason, { members: { allowedActions: listAllowedActions(core, record) } })
}
