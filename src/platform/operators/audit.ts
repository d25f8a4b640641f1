/** Who did what, when and why: every act of an operator leaves exactly one entry, and nobody's personal data. */
import { formatShanghaiTime } from '../../calendar/index.js'
import type { AuditEntry } from '../../contract/index.js'
import type { Core } from '../core.js'
import { findPersonalData } from '../personal-data.js'
import type { AuditRecord, ComplaintRecord } from '../state.js'

/** Who acts: the client of the HTTP face, or nobody's in process. */
export interface OperatorCaller {
  readonly clientId: string | null
  /** The operator's staff reference, never a name. */
  readonly actor: string | null
}

export interface AuditedAct {
  /** Such as `complaint.accepted`. */
  readonly act: string
  readonly target: string | null
  readonly note: string | null
  /** The complaint that it is about: the person's own words are kept out of the log. */
  readonly record?: ComplaintRecord
}

/** Does an act of an operator and writes it down; one that is refused changes nothing and is not written. */
export function audited<T>(
  core: Core,
  { clientId, actor }: OperatorCaller,
  { act, target, note, record }: AuditedAct,
  work: () => T,
): T {
  // Looked at before the act, which may erase what it is compared with.
  const kept = note !== null && namesSomebody(note, record) ? null : note
  const result = work()
  const id = core.ids.next('aud')
  core.state.audit.push({ id, at: core.clock.now(), clientId, actor, act, target, note: kept })
  return result
}

function namesSomebody(note: string, record: ComplaintRecord | undefined): boolean {
  if (findPersonalData(note).length > 0) return true
  const { person, accountReference } = record ?? {}
  const known = [person?.name, person?.phone, person?.document.number, accountReference]
  return known.some((value) => value && note.includes(value))
}

export function showAudit({ at, ...entry }: AuditRecord): AuditEntry {
  return { ...entry, at: formatShanghaiTime(at) }
}
