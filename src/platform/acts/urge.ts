import type { Core } from '../core.js'
import { isOverdue } from '../deadlines.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord } from '../state.js'

/**
 * 催办: the person urges an overdue round, once.
 *
 * @throws RefusalError complaint_closed, already_responded, not_overdue, already_urged
 */
export function urge(core: Core, record: ComplaintRecord): void {
  const now = core.clock.now()
  if (record.status === 'closed') throw new RefusalError('complaint_closed')
  if (record.status === 'responded') throw new RefusalError('already_responded')
  if (!isOverdue(record, now)) throw new RefusalError('not_overdue')
  if (record.urgedAt !== null) throw new RefusalError('already_urged')
  perform(core, (emission) => {
    record.urgedAt = now
    writeHistory(core, record, { act: 'urged', role: 'person', raises: true })
    emission.complaint('complaint.urged', record)
  })
}
