/** A member of the platform's staff, acting in process: what `platform.operator(…)` gives. */
import type { z } from 'zod'
import {
  type AcceptanceInput,
  type AuditEntry,
  acceptanceInput,
  type ContestationDecisionInput,
  contestationDecisionInput,
  type DuplicateInput,
  duplicateInput,
  type ExtensionDecisionInput,
  extensionDecisionInput,
  forwardingInput,
  limits,
  type NoteInput,
  type OperatorComplaint,
  type OperatorRole,
  type OperatorScope,
  type ReassignmentInput,
  type ReferralInput,
  reassignmentInput,
  referralInput,
  refusalInput,
  returnInput,
} from '../../contract/index.js'
import { ArgumentError } from '../../errors.js'
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import { scopesOf } from '../register-operator.js'
import { showAudit } from './audit.js'
import { type AuditFilter, listAudit } from './audit-log.js'
import { checkInput } from './check-input.js'
import { operatorView } from './operator-view.js'
import { listQueue, type QueueFilter } from './queue.js'
import * as review from './review.js'

export interface OperatorOptions {
  /** `administrator` by default: all that operators may do. */
  readonly role?: OperatorRole | undefined
  /** The staff reference that stands in the audit log and in the history: 1–64 visible ASCII characters, never a name. */
  readonly actor?: string | undefined
}

/**
 * A member of the platform's staff. What a role may not do is refused with `insufficient_scope`; every act leaves one
 * entry in the audit log. A `note` says why, in 10–1,000 code points, and is shown to the person.
 */
export interface Operator {
  /** What awaits an operator: filings in review, contestations, extensions; with a filter, whatever fits it. */
  reviewQueue(filter?: QueueFilter): Promise<OperatorComplaint[]>
  /** @throws RefusalError not_found */
  retrieve(complaintId: string): Promise<OperatorComplaint>
  /**
   * 受理: accepts a filing and assigns it to the company that the person named, or to another one.
   *
   * @throws RefusalError not_in_review; validation_failed: an unknown company, or none for 其他
   */
  accept(complaintId: string, input?: AcceptanceInput): Promise<OperatorComplaint>
  /**
   * 退回补充: the next supplement brings it back.
   *
   * @throws RefusalError not_in_review
   */
  returnForSupplement(complaintId: string, input: NoteInput): Promise<OperatorComplaint>
  /**
   * 不予受理.
   *
   * @throws RefusalError not_in_review
   */
  refuse(complaintId: string, input: NoteInput): Promise<OperatorComplaint>
  /**
   * 线下转办.
   *
   * @throws RefusalError not_in_review
   */
  forwardOffline(complaintId: string, input: NoteInput): Promise<OperatorComplaint>
  /**
   * 举报转送: a report to the company as a clue, to 12377 or to 12321.
   *
   * @throws RefusalError not_a_report, not_in_review; validation_failed: an unknown company
   */
  passOn(complaintId: string, input: ReferralInput): Promise<OperatorComplaint>
  /**
   * 重复投诉: closes it and links it with the one that goes on.
   *
   * @throws RefusalError complaint_closed; validation_failed: the other one is unknown, or the same
   */
  markDuplicate(complaintId: string, input: DuplicateInput): Promise<OperatorComplaint>
  /**
   * 转办: another company gets it, with a new period.
   *
   * @throws RefusalError complaint_closed, not_assigned; validation_failed: an unknown company
   */
  reassign(complaintId: string, input: ReassignmentInput): Promise<OperatorComplaint>
  /**
   * Decides 申请退回.
   *
   * @throws RefusalError nothing_pending, not_assigned; validation_failed: an unknown company
   */
  decideContestation(complaintId: string, input: ContestationDecisionInput): Promise<OperatorComplaint>
  /**
   * Decides 延期申请.
   *
   * @throws RefusalError complaint_closed, nothing_pending
   */
  decideExtension(complaintId: string, input: ExtensionDecisionInput): Promise<OperatorComplaint>
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
  const operator = { clientId: null, actor }
  const need = (scope: OperatorScope) => {
    if (!scopes.includes(scope)) throw new RefusalError('insufficient_scope', { members: { scope } })
  }
  /** An act on a complaint, whose input fits `schema`. */
  const acting =
    <S extends z.ZodType>(schema: S, act: (on: review.Review, input: z.output<S>) => OperatorComplaint) =>
    async (complaintId: string, input: z.input<S>) => {
      need('review')
      const record = review.findAnyComplaint(core, complaintId)
      return act({ core, operator, record, locale: 'en' }, checkInput(schema, input))
    }
  const accept = acting(acceptanceInput, review.acceptFiling)
  return {
    async reviewQueue(filter) {
      need('review')
      return listQueue(core, filter).map((record) => operatorView(core, record))
    },
    async retrieve(complaintId) {
      need('review')
      return operatorView(core, review.findAnyComplaint(core, complaintId))
    },
    accept: (complaintId, input = {}) => accept(complaintId, input),
    returnForSupplement: acting(returnInput, review.returnForSupplement),
    refuse: acting(refusalInput, review.refuseFiling),
    forwardOffline: acting(forwardingInput, review.forwardOffline),
    passOn: acting(referralInput, review.passOn),
    markDuplicate: acting(duplicateInput, review.markDuplicate),
    reassign: acting(reassignmentInput, review.reassignComplaint),
    decideContestation: acting(contestationDecisionInput, review.decideOnContestation),
    decideExtension: acting(extensionDecisionInput, review.decideOnExtension),
    async audit(filter) {
      need('keys')
      return listAudit(core, filter).map(showAudit)
    },
  }
}
