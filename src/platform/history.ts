import type { Core } from './core.js'
import { sendChange } from './people/messages.js'
import type { ComplaintRecord, HistoryRecord } from './state.js'

export interface Entry {
  readonly act: string
  readonly role: HistoryRecord['role']
  readonly actor?: string | null
  /** Words for the person: why it was returned, refused, moved. */
  readonly note?: string | null
  /** Whether the act changes the case for whoever answers it (contract, `revision`); time alone does not. */
  readonly raises: boolean
}

/** Writes an act down, at the present moment of domain time, and tells the person. */
export function writeHistory(core: Core, record: ComplaintRecord, entry: Entry): void {
  const { act, role, actor = null, note = null, raises } = entry
  const at = core.clock.now()
  if (raises) record.revision += 1
  record.updatedAt = at
  const { round, revision } = record
  const enterpriseId = role === 'company' ? record.enterpriseId : null
  const written = { at, act, role, actor, round, revision, enterpriseId, note }
  // As long as needed: an empty list that is pushed to grows to 17 places.
  record.history = record.history.concat([written])
  core.counters.changed(record)
  sendChange(core, record, written)
}
