/** The review of complaints, in process. */
import type { z } from 'zod'
import {
  type AcceptanceInput,
  acceptanceInput,
  type ContestationDecisionInput,
  contestationDecisionInput,
  type DuplicateInput,
  duplicateInput,
  type ExtensionDecisionInput,
  extensionDecisionInput,
  forwardingInput,
  type NoteInput,
  type OperatorComplaint,
  type ReassignmentInput,
  type ReferralInput,
  reassignmentInput,
  referralInput,
  refusalInput,
  returnInput,
} from '../../contract/index.js'
import { checkInput } from './check-input.js'
import type { Door } from './door.js'
import { operatorView } from './operator-view.js'
import { listQueue, type QueueFilter } from './queue.js'
import * as review from './review.js'

export interface ReviewDesk {
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
}

export function createReviewDesk({ core, operator, need }: Door): ReviewDesk {
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
  }
}
