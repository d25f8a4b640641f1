import type { ExtensionInput } from '../../contract/index.js'
import { assertAllowed } from '../allowed-actions.js'
import type { Core } from '../core.js'
import { extendDeadline } from '../deadlines.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord } from '../state.js'
import { moveDeadline } from './move-deadline.js'
import type { Decision } from './review.js'

/**
 * 延期申请: more working days, once a round, asked before the due date. An operator decides; the clock goes on.
 *
 * @throws RefusalError complaint_closed, no_deadline, already_responded, already_extended, extension_too_late
 */
export function requestExtension(
  core: Core,
  record: ComplaintRecord,
  { workingDays, reason }: ExtensionInput,
  actor: string | null,
): void {
  assertAllowed(core, record, 'request_extension')
  perform(core, () => {
    const requestedAt = core.clock.now()
    record.extension = { workingDays, reason, status: 'pending', requestedAt, decidedAt: null, note: null }
    writeHistory(core, record, { act: 'extension_requested', role: 'company', actor, raises: false })
  })
}

export interface ExtensionDecision extends Decision {
  readonly grant: boolean
}

/**
 * Granted after the due date, it applies back.
 *
 * @throws RefusalError complaint_closed, nothing_pending
 */
export function decideExtension(
  core: Core,
  record: ComplaintRecord,
  { grant, actor, note }: ExtensionDecision,
): void {
  const { extension, deadline } = record
  if (record.status === 'closed') throw new RefusalError('complaint_closed')
  if (extension?.status !== 'pending' || !deadline) throw new RefusalError('nothing_pending')
  const { workingDays } = extension
  const extended = extendDeadline(core, deadline, workingDays)
  perform(core, (emission) => {
    const decision = grant ? 'granted' : 'refused'
    record.extension = { ...extension, status: decision, decidedAt: core.clock.now(), note }
    writeHistory(core, record, { act: `extension_${decision}`, role: 'operator', actor, note, raises: true })
    emission.complaint('extension.decided', record, { decision, workingDays })
    if (grant) moveDeadline(core, record, extended, 'extension', emission)
  })
}
