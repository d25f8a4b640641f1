import type { Core } from './core.js'
import type { ComplaintRecord, HistoryRecord } from './state.js'

export interface Entry {
  readonly act: string
  readonly role: HistoryRecord['role']
  readonly actor?: string | null
  /** Whether the act changes the case for whoever answers it (contract, `revision`); time alone does not. */
  readonly raises: boolean
}

/** Writes an act down, at the present moment of domain time. */
export function writeHistory({ clock }: Pick<Core, 'clock'>, record: ComplaintRecord, entry: Entry): void {
  const { act, role, actor = null, raises } = entry
  const at = clock.now()
  if (raises) record.revision += 1
  record.updatedAt = at
  record.history.push({ at, act, role, actor, round: record.round, revision: record.revision })
}
