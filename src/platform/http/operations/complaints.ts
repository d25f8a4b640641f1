import { acknowledge } from '../../acts/acknowledge.js'
import { respond } from '../../acts/respond.js'
import { updateMetadata } from '../../acts/update-metadata.js'
import { validateResponse } from '../../acts/validate-response.js'
import { complaintView, historyView, showResponse } from '../../complaint-view.js'
import { findComplaint, type Operations } from '../call.js'
import { listComplaints } from '../list-complaints.js'

export const complaintOperations: Operations<
  | 'listComplaints'
  | 'retrieveComplaint'
  | 'updateComplaint'
  | 'listHistory'
  | 'acknowledgeComplaint'
  | 'respondToComplaint'
  | 'validateResponse'
> = {
  listComplaints,
  retrieveComplaint: (call) => complaintView(call.core, findComplaint(call, call.params.id)),
  listHistory: (call) => ({ items: historyView(findComplaint(call, call.params.id)) }),
  updateComplaint(call) {
    const record = findComplaint(call, call.params.id)
    updateMetadata(call.core, record, call.body.metadata, call.locale)
    return { complaint: complaintView(call.core, record) }
  },
  acknowledgeComplaint(call) {
    const record = findComplaint(call, call.params.id)
    acknowledge(call.core, record, call.actor)
    return { complaint: complaintView(call.core, record) }
  },
  respondToComplaint(call) {
    const { core, actor, idempotencyKey, locale, face } = call
    const record = findComplaint(call, call.params.id)
    const options = { actor, idempotencyKey, locale, issuer: face.issuer }
    const response = respond(core, record, call.body, options)
    return { complaint: complaintView(core, record), response: showResponse(core, record, response) }
  },
  validateResponse: (call) =>
    validateResponse(call.core, findComplaint(call, call.params.id), call.body, call.locale),
}
