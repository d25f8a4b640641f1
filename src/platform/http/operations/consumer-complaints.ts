/** Own records: read, and act on. */
import { appeal } from '../../acts/appeal.js'
import { rate } from '../../acts/rate.js'
import { redact } from '../../acts/redact.js'
import { supplement } from '../../acts/supplement.js'
import { urge } from '../../acts/urge.js'
import { withdraw } from '../../acts/withdraw.js'
import { serveFile } from '../../files/serve-file.js'
import { responsesForPerson, showToPerson } from '../../own-complaint.js'
import { checkUploads, dropUploads, uploadsOf } from '../../people/file-over-the-wire.js'
import { historyInWords, messagesOf } from '../../people/messages.js'
import { findOwnComplaint, ownComplaints } from '../../people/own-things.js'
import { RefusalError } from '../../refusal.js'
import type { ComplaintRecord } from '../../state.js'
import type { Call, Operations } from '../call.js'
import { pageAfter } from '../page-after.js'

type RouteOnOne =
  | 'supplementComplaint'
  | 'urgeComplaint'
  | 'withdrawComplaint'
  | 'rateComplaint'
  | 'appealComplaint'
  | 'withdrawConsent'

export const consumerComplaintOperations: Operations<
  | RouteOnOne
  | 'listOwnComplaints'
  | 'retrieveOwnComplaint'
  | 'listOwnHistory'
  | 'downloadOwnEvidence'
  | 'downloadAnswerAttachment'
  | 'listMessages'
> = {
  listOwnComplaints(call) {
    const { core, account, query } = call
    const { cursor: _, limit: __, ...filters } = query
    const { kind, status } = filters
    const { items, nextCursor } = pageAfter(
      call,
      'listOwnComplaints',
      filters,
      ownComplaints(core, account).reverse(),
      (record) =>
        (kind === undefined || record.kind === kind) &&
        (status === undefined || [status].flat().includes(record.status)),
    )
    return { items: items.map((record) => showToPerson(core, record)), nextCursor }
  },
  retrieveOwnComplaint: (call) => showToPerson(call.core, find(call)),
  listOwnHistory: (call) => ({ items: historyInWords(find(call), call.locale) }),
  downloadOwnEvidence(call) {
    const { evidence, redactedAt } = find(call)
    const file = evidence.find(({ id }) => id === call.params.evidenceId)
    if (!file) throw new RefusalError('not_found')
    if (redactedAt !== null) throw new RefusalError('gone')
    return serveFile(file, call.headers)
  },
  downloadAnswerAttachment(call) {
    const { attachmentId } = call.params
    const isShown = responsesForPerson(find(call)).some(({ attachments }) =>
      attachments.some(({ id }) => id === attachmentId),
    )
    const file = isShown ? call.core.state.attachments.get(attachmentId) : undefined
    if (!file) throw new RefusalError('not_found')
    return serveFile(file, call.headers)
  },
  supplementComplaint(call) {
    const { account, core, locale } = call
    const { text = null, evidence = [] } = call.body
    const errors = checkUploads(account, evidence, locale)
    if (errors.length > 0) throw new RefusalError('validation_failed', { errors })
    const record = find(call)
    supplement(core, record, { text, evidence: uploadsOf(account, evidence) })
    dropUploads(account, evidence)
    return { complaint: showToPerson(core, record) }
  },
  urgeComplaint: (call) => act(call, (record) => urge(call.core, record)),
  withdrawComplaint: (call) => act(call, (record) => withdraw(call.core, record)),
  rateComplaint: (call) => act(call, (record) => rate(call.core, record, call.body)),
  appealComplaint: (call) => act(call, (record) => appeal(call.core, record)),
  withdrawConsent: (call) => act(call, (record) => redact(call.core, record, 'person')),
  listMessages(call) {
    const { core, account, locale } = call
    return pageAfter(call, 'listMessages', {}, messagesOf(ownComplaints(core, account), locale))
  },
}

interface OnOne extends Pick<Call<'listMessages'>, 'core' | 'account'> {
  readonly params: { readonly id: string }
}

function find({ core, account, params }: OnOne): ComplaintRecord {
  return findOwnComplaint(core, account, params.id)
}

function act(call: OnOne, work: (record: ComplaintRecord) => void) {
  const record = find(call)
  work(record)
  return { complaint: showToPerson(call.core, record) }
}
