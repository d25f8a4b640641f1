import { instantOf } from '../../calendar/index.js'
import {
  type Finding,
  fieldErrors,
  type Locale,
  type ResponseValidation,
  responseInput,
} from '../../contract/index.js'
import { ArgumentError, type FieldError } from '../../errors.js'
import { type Action, listAllowedActions } from '../allowed-actions.js'
import type { Core } from '../core.js'
import { findWarnings } from '../response-findings.js'
import type { ComplaintRecord } from '../state.js'
import { type ReadableResponse, readWhatFits } from './read-what-fits.js'

/** An answer that fits the schema. */
export type ValidResponse = ReturnType<typeof responseInput.parse>

/** Clocks of a company may be this much fast, in milliseconds. */
const clockAllowance = 5 * 60_000

const details = {
  unknown_attachment: { en: 'is no upload of this company', zh: '不是本企业上传的附件' },
  wrong_format: {
    en: 'must be an RFC 3339 time with seconds and offset',
    zh: '须为带秒和时区的 RFC 3339 时间',
  },
  in_future: { en: 'has not come yet', zh: '时间尚未到来' },
  before_filing: { en: 'is before the filing', zh: '早于投诉时间' },
  not_allowed_now: { en: 'the state of the complaint does not allow it', zh: '投诉当前状态不允许' },
} as const

export function actionOf(type: ValidResponse['type']): Action {
  return `respond_${type}`
}

/** What the schema cannot know: whether attachments are the company's, and times that have not come yet. */
export function checkAgainstState(
  core: Core,
  record: ComplaintRecord,
  input: ReadableResponse,
  locale: Locale,
): FieldError[] {
  const unknown = (input.attachments ?? []).flatMap((id, index) => {
    if (id === undefined || core.state.attachments.get(id)?.enterpriseId === record.enterpriseId) return []
    const code = 'unknown_attachment'
    return [{ pointer: `/attachments/${index}`, code, detail: details[code][locale] }]
  })
  const mistimed = (input.contactAttempts ?? []).flatMap((attempt, index) => {
    const code = attempt?.at === undefined ? null : judgeTime(attempt.at, record.filedAt, core.clock.now())
    return code ? [{ pointer: `/contactAttempts/${index}/at`, code, detail: details[code][locale] }] : []
  })
  return [...unknown, ...mistimed]
}

function judgeTime(at: string, filedAt: number, now: number) {
  try {
    const instant = instantOf(at)
    if (instant > now + clockAllowance) return 'in_future'
    return instant < filedAt ? 'before_filing' : null
  } catch (error) {
    // The schema lets a time without seconds pass; RFC 3339 does not.
    if (error instanceof ArgumentError) return 'wrong_format'
    throw error
  }
}

export function warningsOf(
  core: Core,
  record: ComplaintRecord,
  input: ReadableResponse,
  locale: Locale,
): Finding[] {
  const at = (pointer: string, text: string | undefined) => (text === undefined ? [] : [{ pointer, text }])
  const texts = [
    ...at('/statement', input.statement),
    ...(input.measures ?? []).flatMap((text, index) => at(`/measures/${index}`, text)),
    ...(input.contactAttempts ?? []).flatMap((attempt, index) =>
      at(`/contactAttempts/${index}/note`, attempt?.note),
    ),
  ]
  const contacts = core.state.enterprises.get(record.enterpriseId ?? '')?.publicContacts ?? []
  return findWarnings(texts, [record.number, ...contacts], locale)
}

/**
 * Everything that would be refused, and everything worth a second look, without answering: by the schema, by the
 * complaint's state and by what only the platform knows, all at once.
 */
export function validateResponse(
  core: Core,
  record: ComplaintRecord,
  input: unknown,
  locale: Locale,
): ResponseValidation {
  const { error } = responseInput.safeParse(input)
  const readable = readWhatFits(input)
  const action = readable.type && actionOf(readable.type)
  const reason = action && listAllowedActions(core, record).find((each) => each.action === action)?.reason
  const state = reason ? [{ pointer: '', code: reason, detail: details.not_allowed_now[locale] }] : []
  const bySchema = error ? fieldErrors(error, locale) : []
  return {
    errors: [...state, ...bySchema, ...checkAgainstState(core, record, readable, locale)],
    warnings: warningsOf(core, record, readable, locale),
  }
}
