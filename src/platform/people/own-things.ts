/** What belongs to a person: found, or not there at all; nobody can tell whose it is. */
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import type { AccountRecord, ComplaintRecord, FileRecord, FilingDraftRecord } from '../state.js'

/** @throws RefusalError not_found */
export function findOwnComplaint({ state }: Core, account: AccountRecord, id: string): ComplaintRecord {
  const record = state.complaints.get(id)
  if (record?.accountId !== account.id) throw new RefusalError('not_found')
  return record
}

/** In filing order. */
export function ownComplaints({ state }: Core, account: AccountRecord): ComplaintRecord[] {
  return account.complaintIds.flatMap((id) => state.complaints.get(id) ?? [])
}

/** @throws RefusalError not_found */
export function findFilingDraft({ drafts }: AccountRecord, id: string): FilingDraftRecord {
  const draft = drafts.find((each) => each.id === id)
  if (!draft) throw new RefusalError('not_found')
  return draft
}

/** @throws RefusalError not_found */
export function findUpload({ uploads }: AccountRecord, id: string): FileRecord {
  const upload = uploads.find((each) => each.id === id)
  if (!upload) throw new RefusalError('not_found')
  return upload
}

/** What a route of `/consumer/v1` with an id is about. @throws RefusalError not_found */
export function findOwnThing(core: Core, account: AccountRecord, path: string, id: string): void {
  if (path.startsWith('/consumer/v1/complaints/{id}')) findOwnComplaint(core, account, id)
  if (path.startsWith('/consumer/v1/drafts/{id}')) findFilingDraft(account, id)
  if (path.startsWith('/consumer/v1/evidence/{id}')) findUpload(account, id)
}
