import type { Core } from '../core.js'
import type { Emission } from '../events.js'
import { writeHistory } from '../history.js'
import { scheduleRetention } from '../retention.js'
import type { ComplaintRecord } from '../state.js'

/** Ends a complaint. Part of another act, or of time. */
export function closeComplaint(
  core: Core,
  record: ComplaintRecord,
  reason: string,
  emission: Emission,
): void {
  record.status = 'closed'
  record.closure = { reason, at: core.clock.now() }
  writeHistory(core, record, { act: 'closed', role: 'system', raises: false })
  emission.complaint('complaint.closed', record, { reason })
  scheduleRetention(core, record)
}
