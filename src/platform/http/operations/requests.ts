/** What a company asks for: to give a complaint back, more time, more from the person; and its draft. */
import { formatShanghaiTime } from '../../../calendar/index.js'
import type { ResponseDraft } from '../../../contract/index.js'
import { contest } from '../../acts/contest.js'
import { deleteDraft, findDraft, saveDraft } from '../../acts/draft.js'
import { requestExtension } from '../../acts/extend.js'
import { requestSupplement } from '../../acts/supplement.js'
import { complaintView } from '../../complaint-view.js'
import type { DraftRecord } from '../../state.js'
import { findComplaint, type Operations } from '../call.js'

export const requestOperations: Operations<
  | 'contestComplaint'
  | 'requestExtension'
  | 'requestSupplement'
  | 'retrieveDraft'
  | 'saveDraft'
  | 'deleteDraft'
> = {
  contestComplaint(call) {
    const record = findComplaint(call, call.params.id)
    contest(call.core, record, call.body, call.actor)
    return { complaint: complaintView(call.core, record) }
  },
  requestExtension(call) {
    const record = findComplaint(call, call.params.id)
    requestExtension(call.core, record, call.body, call.actor)
    return { complaint: complaintView(call.core, record) }
  },
  requestSupplement(call) {
    const record = findComplaint(call, call.params.id)
    requestSupplement(call.core, record, call.body, call.actor)
    return { complaint: complaintView(call.core, record) }
  },
  retrieveDraft: (call) => showDraft(findDraft(findComplaint(call, call.params.id))),
  saveDraft: (call) =>
    showDraft(saveDraft(call.core, findComplaint(call, call.params.id), call.body, call.actor)),
  deleteDraft(call) {
    deleteDraft(findComplaint(call, call.params.id))
    return undefined
  },
}

function showDraft({ content, savedAt, savedBy, basedOnRevision }: DraftRecord): ResponseDraft {
  return { ...content, savedAt: formatShanghaiTime(savedAt), savedBy, basedOnRevision }
}
