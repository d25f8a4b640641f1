import { assertAllowed } from '../allowed-actions.js'
import type { Core } from '../core.js'
import { type Emission, perform } from '../events.js'
import { writeHistory } from '../history.js'
import type { ComplaintRecord } from '../state.js'

/**
 * 签收: the company takes a complaint up.
 *
 * @throws RefusalError already_acknowledged, complaint_closed
 */
export function acknowledge(core: Core, record: ComplaintRecord, actor: string | null): void {
  assertAllowed(core, record, 'acknowledge')
  perform(core, (emission) => takeUp(core, record, actor, emission))
}

/** The same as a part of answering. */
export function takeUp(core: Core, record: ComplaintRecord, actor: string | null, emission: Emission): void {
  record.status = 'in_progress'
  record.acknowledgedAt = core.clock.now()
  writeHistory(core, record, { act: 'acknowledged', role: 'company', actor, raises: true })
  emission.complaint('complaint.acknowledged', record)
}
