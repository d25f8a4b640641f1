/** 补充材料: the company asks, the person adds. */
import type { SupplementRequestInput } from '../../contract/index.js'
import { assertAllowed } from '../allowed-actions.js'
import type { Core } from '../core.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord } from '../state.js'
import { keepFiles, type NewFile } from './file.js'

/**
 * The company asks the person for more; the clock goes on.
 *
 * @throws RefusalError complaint_closed, already_responded, reporter_protected, supplement_pending
 */
export function requestSupplement(
  core: Core,
  record: ComplaintRecord,
  { message }: SupplementRequestInput,
  actor: string | null,
): void {
  assertAllowed(core, record, 'request_supplement')
  perform(core, () => {
    record.supplementRequest = { message, requestedAt: core.clock.now(), answeredAt: null }
    writeHistory(core, record, {
      act: 'supplement_requested',
      role: 'company',
      actor,
      note: message,
      raises: false,
    })
  })
}

/** What a person adds, checked: text, files, or both. */
export interface Addition {
  readonly text: string | null
  readonly evidence: readonly NewFile[]
}

/**
 * The person adds to the complaint, asked or not, until it is closed. One that was returned is in review again.
 *
 * @throws RefusalError complaint_closed; limit_reached; consent_withdrawn: erased, so nothing can be added
 */
export function supplement(core: Core, record: ComplaintRecord, { text, evidence }: Addition): void {
  if (record.status === 'closed') throw new RefusalError('complaint_closed')
  if (record.redactedAt !== null) throw new RefusalError('consent_withdrawn')
  if (record.supplements.length >= core.settings.supplements) throw new RefusalError('limit_reached')
  perform(core, (emission) => {
    const at = core.clock.now()
    const files = keepFiles(core, evidence)
    record.evidence = [...record.evidence, ...files]
    record.supplements = [...record.supplements, { text, evidenceIds: files.map(({ id }) => id), at }]
    const { supplementRequest } = record
    record.supplementRequest = supplementRequest && {
      ...supplementRequest,
      answeredAt: supplementRequest.answeredAt ?? at,
    }
    if (record.stage === 'returned') record.stage = 'review'
    writeHistory(core, record, { act: 'supplemented', role: 'person', raises: true })
    emission.complaint('complaint.supplemented', record)
  })
}
