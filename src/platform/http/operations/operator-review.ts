/** What an operator does with complaints, and the log of it. */
import type { OperatorComplaint } from '../../../contract/index.js'
import { serveEvidence } from '../../files/serve-evidence.js'
import { showAudit } from '../../operators/audit.js'
import { listAudit } from '../../operators/audit-log.js'
import { operatorView } from '../../operators/operator-view.js'
import { listQueue } from '../../operators/queue.js'
import * as review from '../../operators/review.js'
import type { Call, Operations } from '../call.js'
import { operatorOf, pageOf } from '../operator-call.js'

type OnComplaint = Pick<Call<'acceptComplaint'>, 'core' | 'client' | 'actor' | 'locale' | 'params'>

/** An operation that does `act` with what came. */
function acting<B>(act: (review: review.Review, input: B) => OperatorComplaint) {
  return (call: OnComplaint & { readonly body: B }) => {
    const { core, locale, params } = call
    const record = review.findAnyComplaint(core, params.id)
    return { complaint: act({ core, operator: operatorOf(call), record, locale }, call.body) }
  }
}

export const operatorReviewOperations: Operations<
  | 'listReviewQueue'
  | 'reviewComplaint'
  | 'reviewEvidence'
  | 'acceptComplaint'
  | 'returnComplaint'
  | 'refuseComplaint'
  | 'forwardComplaint'
  | 'referReport'
  | 'markDuplicate'
  | 'reassignComplaint'
  | 'decideContestation'
  | 'decideExtension'
  | 'listAudit'
> = {
  listReviewQueue(call) {
    const { limit: _, cursor: __, ...filter } = call.query
    const { rows, nextCursor } = pageOf(call, 'listReviewQueue', listQueue(call.core, filter))
    return { items: rows.map((record) => operatorView(call.core, record)), nextCursor }
  },
  reviewComplaint: ({ core, params }) => operatorView(core, review.findAnyComplaint(core, params.id)),
  reviewEvidence: ({ core, params, headers }) =>
    serveEvidence(review.findAnyComplaint(core, params.id), params.evidenceId, headers),
  acceptComplaint: acting(review.acceptFiling),
  returnComplaint: acting(review.returnForSupplement),
  refuseComplaint: acting(review.refuseFiling),
  forwardComplaint: acting(review.forwardOffline),
  referReport: acting(review.passOn),
  markDuplicate: acting(review.markDuplicate),
  reassignComplaint: acting(review.reassignComplaint),
  decideContestation: acting(review.decideOnContestation),
  decideExtension: acting(review.decideOnExtension),
  listAudit(call) {
    const { limit: _, cursor: __, ...filter } = call.query
    const { rows, nextCursor } = pageOf(call, 'listAudit', listAudit(call.core, filter))
    return { items: rows.map(showAudit), nextCursor }
  },
}
