import { formatShanghaiTime } from '../../calendar/index.js'
import type { Locale } from '../../contract/field-errors.js'
import { assertAllowed } from '../allowed-actions.js'
import type { Core } from '../core.js'
import { isOnTime } from '../deadlines.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import { RefusalError } from '../refusal.js'
import { scheduleConfirmation } from '../round-timers.js'
import type { ComplaintRecord, ResponseRecord } from '../state.js'
import { takeUp } from './acknowledge.js'
import { actionOf, checkAgainstState, type ValidResponse, warningsOf } from './validate-response.js'

export interface RespondOptions {
  readonly actor: string | null
  readonly idempotencyKey: string | null
  /** Issuer that stands in the receipt. */
  readonly issuer: string
  readonly locale: Locale
}

/**
 * 答复: the company answers; that also acknowledges. A late final answer is accepted and counted late.
 *
 * @throws RefusalError already_responded, not_responded, complaint_closed; validation_failed with every wrong member
 */
export function respond(
  core: Core,
  record: ComplaintRecord,
  input: ValidResponse,
  options: RespondOptions,
): ResponseRecord {
  assertAllowed(core, record, actionOf(input.type))
  const errors = checkAgainstState(core, record, input, options.locale)
  if (errors.length > 0) throw new RefusalError('validation_failed', { errors })
  return perform(core, (emission) => {
    const response = makeResponse(core, record, input, options)
    if (record.acknowledgedAt === null) takeUp(core, record, options.actor, emission)
    record.responses = record.responses.concat([response])
    if (input.type === 'final') {
      record.status = 'responded'
      record.respondedAt = core.clock.now()
      scheduleConfirmation(core, record)
    }
    writeHistory(core, record, {
      act: `responded_${input.type}`,
      role: 'company',
      actor: options.actor,
      raises: true,
    })
    const { id, type, submittedAt, onTime } = response
    emission.complaint('complaint.responded', record, { response: { id, type, submittedAt, onTime } })
    return response
  })
}

function makeResponse(
  core: Core,
  record: ComplaintRecord,
  input: ValidResponse,
  { idempotencyKey, issuer, locale }: RespondOptions,
): ResponseRecord {
  const now = core.clock.now()
  const isFinal = input.type === 'final'
  return {
    id: core.ids.next('rsp'),
    round: record.round,
    type: input.type,
    outcome: input.outcome ?? null,
    statement: input.statement,
    measures: input.measures ?? [],
    contactAttempts: input.contactAttempts ?? [],
    attachments: (input.attachments ?? []).flatMap((id) => {
      const file = core.state.attachments.get(id)
      return file
        ? [
            {
              id,
              name: file.name,
              contentType: file.contentType,
              size: file.data.length,
              sha256: file.sha256,
            },
          ]
        : []
    }),
    basedOnRevision: input.basedOnRevision ?? null,
    latestRevision: record.revision,
    submittedAt: formatShanghaiTime(now),
    onTime: isFinal ? isOnTime(record.deadline, now) : null,
    idempotencyKey,
    warnings: warningsOf(core, record, input, locale),
    receipt: isFinal
      ? {
          issuer,
          enterpriseId: record.enterpriseId ?? '',
          dueDate: record.deadline?.dueDate ?? null,
          key: core.state.receiptKeys.length - 1,
        }
      : null,
  }
}
