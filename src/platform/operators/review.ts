/** What an operator does with a complaint: the acts of the platform, each written down in the audit log. */
import type { Locale } from '../../contract/field-errors.js'
import type {
  AcceptanceInput,
  ContestationDecisionInput,
  DuplicateInput,
  ExtensionDecisionInput,
  NoteInput,
  OperatorComplaint,
  ReassignmentInput,
  ReferralInput,
} from '../../contract/index.js'
import { decideContestation } from '../acts/contest.js'
import { decideExtension } from '../acts/extend.js'
import * as acts from '../acts/review.js'
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord, Enterprise } from '../state.js'
import { audited, type OperatorCaller } from './audit.js'
import { inputError } from './input-errors.js'
import { operatorView } from './operator-view.js'

/** An act of an operator on one complaint. */
export interface Review {
  readonly core: Core
  readonly operator: OperatorCaller
  readonly record: ComplaintRecord
  /** Of the details of a wrong input. */
  readonly locale: Locale
}

/** @throws RefusalError not_in_review; validation_failed: an unknown company, or none for 其他 */
export function acceptFiling(review: Review, { enterpriseId, note }: AcceptanceInput): OperatorComplaint {
  const { core, record, operator } = review
  const enterprise = addresseeOf(review, enterpriseId)
  return act(review, 'accepted', note ?? null, () =>
    acts.accept(core, record, enterprise, operator.actor, note ?? null),
  )
}

/** @throws RefusalError not_in_review */
export function returnForSupplement(review: Review, { note }: NoteInput): OperatorComplaint {
  const { core, record } = review
  return act(review, 'returned', note, () => acts.returnToPerson(core, record, decision(review, note)))
}

/** @throws RefusalError not_in_review */
export function refuseFiling(review: Review, { note }: NoteInput): OperatorComplaint {
  const { core, record } = review
  return act(review, 'refused', note, () => acts.refuse(core, record, decision(review, note)))
}

/** @throws RefusalError not_in_review */
export function forwardOffline(review: Review, { note }: NoteInput): OperatorComplaint {
  const { core, record } = review
  return act(review, 'forwarded_offline', note, () =>
    acts.forwardOffline(core, record, decision(review, note)),
  )
}

/** @throws RefusalError not_a_report, not_in_review; validation_failed: an unknown company, or none for 其他 */
export function passOn(review: Review, { to, enterpriseId, note }: ReferralInput): OperatorComplaint {
  const { core, record, operator, locale } = review
  if (record.kind !== 'report') throw new RefusalError('not_a_report')
  if (to !== 'company') {
    if (enterpriseId !== undefined) throw inputError('only_for_company', '/enterpriseId', locale)
    return act(review, 'passed_on', note, () => acts.passOn(core, record, to, decision(review, note)))
  }
  const enterprise = addresseeOf(review, enterpriseId)
  return act(review, 'passed_on', note, () => acts.accept(core, record, enterprise, operator.actor, note))
}

/** @throws RefusalError complaint_closed; validation_failed: `of` is unknown, or the complaint itself */
export function markDuplicate(review: Review, { of, note }: DuplicateInput): OperatorComplaint {
  const { core, record, locale } = review
  const other = core.state.complaints.get(of)
  if (!other) throw inputError('unknown_complaint', '/of', locale)
  if (other === record) throw inputError('same_complaint', '/of', locale)
  return act(review, 'marked_duplicate', note, () =>
    acts.markDuplicate(core, record, other, decision(review, note)),
  )
}

/** @throws RefusalError complaint_closed, not_assigned; validation_failed: an unknown company */
export function reassignComplaint(
  review: Review,
  { enterpriseId, note }: ReassignmentInput,
): OperatorComplaint {
  const { core, record } = review
  const enterprise = findCompany(review, enterpriseId)
  return act(review, 'reassigned', note, () =>
    acts.reassign(core, record, enterprise, decision(review, note)),
  )
}

/** @throws RefusalError nothing_pending, not_assigned; validation_failed: an unknown company, or one for a refusal */
export function decideOnContestation(
  review: Review,
  { decision: verdict, enterpriseId, note }: ContestationDecisionInput,
): OperatorComplaint {
  const { core, record, locale } = review
  const uphold = verdict === 'upheld'
  if (!uphold && enterpriseId !== undefined) throw inputError('only_for_upheld', '/enterpriseId', locale)
  const to = enterpriseId === undefined ? undefined : findCompany(review, enterpriseId)
  return act(review, `contestation_${verdict}`, note, () =>
    decideContestation(core, record, { ...decision(review, note), uphold, to }),
  )
}

/** @throws RefusalError complaint_closed, nothing_pending */
export function decideOnExtension(
  review: Review,
  { decision: verdict, note }: ExtensionDecisionInput,
): OperatorComplaint {
  const { core, record } = review
  return act(review, `extension_${verdict}`, note, () =>
    decideExtension(core, record, { ...decision(review, note), grant: verdict === 'granted' }),
  )
}

function act(review: Review, name: string, note: string | null, work: () => void): OperatorComplaint {
  const { core, operator, record } = review
  audited(core, operator, { act: `complaint.${name}`, target: record.id, note, record }, work)
  return operatorView(core, record)
}

const decision = ({ operator: { actor } }: Review, note: string): acts.Decision => ({ actor, note })

function findCompany({ core, locale }: Review, id: string): Enterprise {
  const enterprise = core.state.enterprises.get(id)
  if (!enterprise) throw inputError('unknown_company', '/enterpriseId', locale)
  return enterprise
}

/** The company that was given, or the one that the person named. */
function addresseeOf(review: Review, given: string | undefined): Enterprise {
  const id = given ?? review.record.addresseeId
  if (id === null) throw inputError('company_required', '/enterpriseId', review.locale)
  return findCompany(review, id)
}

/** @throws RefusalError not_found */
export function findAnyComplaint({ state }: Core, id: string): ComplaintRecord {
  const record = state.complaints.get(id)
  if (!record) throw new RefusalError('not_found')
  return record
}
