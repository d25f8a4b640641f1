/** What the company may do with a complaint now. One function decides and enforces it. */
import { dayNumberAt, dayNumberOf } from '../calendar/shanghai.js'
import { type AllowedAction, actions } from '../contract/index.js'
import type { ProblemCode } from '../contract/problem.js'
import type { Core } from './core.js'
import { encryptionKeyOf } from './encryption-key.js'
import { RefusalError } from './refusal.js'
import type { ComplaintRecord } from './state.js'

export type Action = (typeof actions)[number]

type Needed = Pick<Core, 'clock' | 'settings' | 'state'>

/** Why an action is refused; null when it is allowed. */
function reasonAgainst(core: Needed, record: ComplaintRecord, action: Action): ProblemCode | null {
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
      return dayNumberAt(core.clock.now()) < dayNumberOf(record.deadline.dueDate)
        ? null
        : 'extension_too_late'
    case 'request_supplement':
      if (isReport) return 'reporter_protected'
      if (isAnswered) return 'already_responded'
      return record.supplementRequest && record.supplementRequest.answeredAt === null
        ? 'supplement_pending'
        : null
    case 'disclose_contact':
      if (isReport) return 'reporter_protected'
      return record.person ? reasonAgainstDisclosure(core, record) : 'consent_withdrawn'
  }
}

function reasonAgainstDisclosure(
  { clock, settings, state }: Needed,
  record: ComplaintRecord,
): ProblemCode | null {
  const enterprise = state.enterprises.get(record.enterpriseId ?? '')
  if (!enterprise) return 'not_assigned'
  if (!encryptionKeyOf(enterprise, clock.now())) return 'no_encryption_key'
  const { disclosuresPerDay } = settings
  if (disclosuresPerDay === 0) return 'limit_reached'
  // The first of the last ones, as many as a date may have: is it today's, so are all.
  const first = enterprise.disclosures.at(-disclosuresPerDay)
  return first && dayNumberAt(first.at) === dayNumberAt(clock.now()) ? 'limit_reached' : null
}

const allClosed: readonly ProblemCode[] = actions.map(() => 'complaint_closed')

/** Why each action is refused, in the order of `actions`. */
export function listReasons(core: Needed, record: ComplaintRecord): readonly (string | null)[] {
  if (record.status === 'closed') return allClosed
  return actions.map((action) => reasonAgainst(core, record, action))
}

/** @param reasons as {@link listReasons} gave them */
export function showActions(reasons: readonly (string | null)[]): AllowedAction[] {
  return actions.map((action, index) => {
    const reason = reasons[index] ?? null
    return { action, allowed: reason === null, reason }
  })
}

export function listAllowedActions(core: Needed, record: ComplaintRecord): AllowedAction[] {
  return showActions(listReasons(core, record))
}

/** @throws RefusalError with the reason that `allowedActions` shows, and these */
export function assertAllowed(core: Needed, record: ComplaintRecord, action: Action): void {
  const reason = reasonAgainst(core, record, action)
  if (reason === null) return
  throw new RefusalError(reason, { members: { allowedActions: listAllowedActions(core, record) } })
}
