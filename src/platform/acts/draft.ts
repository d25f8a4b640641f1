/** The one draft of a complaint: the company's own, no act on the case. */
import type { ResponseDraftInput } from '../../contract/index.js'
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord, DraftRecord } from '../state.js'

/** @throws RefusalError complaint_closed */
export function saveDraft(
  core: Core,
  record: ComplaintRecord,
  content: ResponseDraftInput,
  actor: string | null,
): DraftRecord {
  if (record.status === 'closed') throw new RefusalError('complaint_closed')
  const draft = { content, savedAt: core.clock.now(), savedBy: actor, basedOnRevision: record.revision }
  record.draft = draft
  return draft
}

/** @throws RefusalError not_found */
export function findDraft({ draft }: ComplaintRecord): DraftRecord {
  if (!draft) throw new RefusalError('not_found')
  return draft
}

/** @throws RefusalError not_found */
export function deleteDraft(record: ComplaintRecord): void {
  findDraft(record)
  record.draft = null
}
