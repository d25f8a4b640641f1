/** Reading the audit log. */
import { instantOf } from '../../calendar/index.js'
import type { QueryOf, RouteOf } from '../../contract/index.js'
import type { Core } from '../core.js'
import type { AuditRecord } from '../state.js'

export type AuditFilter = Omit<QueryOf<RouteOf<'listAudit'>>, 'limit' | 'cursor'>

/** Entries that fit, the oldest first; `from` is included, `to` is not. */
export function listAudit(
  { state }: Core,
  { act, actor, target, from, to }: AuditFilter = {},
): AuditRecord[] {
  const [start, end] = [from, to].map((time) => (time === undefined ? undefined : instantOf(time)))
  return state.audit.filter(
    (entry) =>
      (act === undefined || entry.act === act) &&
      (actor === undefined || entry.actor === actor) &&
      (target === undefined || entry.target === target) &&
      (start === undefined || entry.at >= start) &&
      (end === undefined || entry.at < end),
  )
}
