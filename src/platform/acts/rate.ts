import { formatShanghaiTime } from '../../calendar/index.js'
import type { Core } from '../core.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord } from '../state.js'
import { closeComplaint } from './close.js'

export interface RatingInput {
  /** 1–5. */
  readonly score: number
  readonly solved: boolean
  readonly comment?: string | undefined
}

/**
 * 评价: the person rates the final answer of this round, which closes it.
 *
 * @throws RefusalError not_responded: nothing to rate yet, and never for a report, whose answer goes to the operator
 * alone; complaint_closed: rated already, or the time has passed
 */
export function rate(core: Core, record: ComplaintRecord, { score, solved, comment }: RatingInput): void {
  if (record.kind === 'report') throw new RefusalError('not_responded')
  if (record.status === 'closed') throw new RefusalError('complaint_closed')
  if (record.status !== 'responded') throw new RefusalError('not_responded')
  perform(core, (emission) => {
    const ratedAt = formatShanghaiTime(core.clock.now())
    // Where the person's words were erased, none come after.
    const words = record.redactedAt === null ? (comment ?? null) : null
    record.rating = { score, solved, comment: words, ratedAt, round: record.round }
    writeHistory(core, record, { act: 'rated', role: 'person', raises: true })
    emission.complaint('complaint.rated', record, { rating: { score, solved, ratedAt, round: record.round } })
    closeComplaint(core, record, 'confirmed', emission)
  })
}
