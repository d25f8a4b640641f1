import type { Core } from '../core.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord } from '../state.js'
import { closeComplaint } from './close.js'

/**
 * 撤回: the person takes it back, until it is closed.
 *
 * @throws RefusalError complaint_closed
 */
export function withdraw(core: Core, record: ComplaintRecord): void {
  if (record.status === 'closed') throw new RefusalError('complaint_closed')
  perform(core, (emission) => {
    writeHistory(core, record, { act: 'withdrawn', role: 'person', raises: true })
    emission.complaint('complaint.withdrawn', record)
    closeComplaint(core, record, 'withdrawn', emission)
  })
}
