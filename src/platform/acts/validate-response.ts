import { instantOf } from '../../calendar/index.js'
import { fieldErrors, type Locale, type ResponseValidation, responseInput } from '../../contract/index.js'
import type { FieldError } from '../../errors.js'
import { type Action, listAllowedActions } from '../allowed-actions.js'
import type { Core } from '../core.js'
import { findWarnings } from '../response-findings.js'
import type { ComplaintRecord } from '../state.js'

/** An answer that fits the schema. */
export type ValidResponse = ReturnType<typeof responseInput.parse>

/** Clocks of a company may be this much fast, in milliseconds. */
const clockAllowance = 5 * 60_000

export function actionOf(type: ValidResponse['type']): Action {
  return `respond_${type}`
}

/** What the schema cannot know: whether attachments are the company's, and times that have not come yet. */
export function checkAgainstState(core: Core, record: ComplaintRecord, input: ValidResponse): FieldError[] {
  const now = core.clock.now()
  const unknown = (input.attachments ?? []).flatMap((id, index) => {
    const known = core.state.attachments.get(id)?.enterpriseId === record.enterpriseId
    return known
      ? []
      : [
          {
            pointer: `/attachments/${index}`,
            code: 'unknown_attachment',
            detail: 'is no upload of this company',
          },
        ]
  })
  const early = (input.contactAttempts ?? []).flatMap(({ at }, index) => {
    const pointer = `/contactAttempts/${index}/at`
    if (instantOf(at) > now + clockAllowance)
      return [{ pointer, code: 'in_future', detail: 'has not come yet' }]
    if (instantOf(at) < record.filedAt)
      return [{ pointer, code: 'before_filing', detail: 'is before the filing' }]
    return []
  })
  return [...unknown, ...early]
}

export function warningsOf(core: Core, record: ComplaintRecord, input: ValidResponse, locale: Locale) {
  const texts = [
    { pointer: '/statement', text: input.statement },
    ...(input.measures ?? []).map((text, index) => ({ pointer: `/measures/${index}`, text })),
  ]
  const contacts = core.state.enterprises.get(record.enterpriseId)?.publicContacts ?? []
  return findWarnings(texts, [record.number, ...contacts], locale)
}

/** Everything that would be refused, and everything worth a second look, without answering. */
export function validateResponse(
  core: Core,
  record: ComplaintRecord,
  input: unknown,
  locale: Locale,
): ResponseValidation {
  const parsed = responseInput.safeParse(input)
  if (!parsed.success) return { errors: fieldErrors(parsed.error, locale), warnings: [] }
  const action = actionOf(parsed.data.type)
  const decision = listAllowedActions(record).find((each) => each.action === action)
  const state = decision?.reason
    ? [{ pointer: '', code: decision.reason, detail: 'the state does not allow it' }]
    : []
  return {
    errors: [...state, ...checkAgainstState(core, record, parsed.data)],
    warnings: warningsOf(core, record, parsed.data, locale),
  }
}
