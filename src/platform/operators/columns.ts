/** An operator keeps the public columns: policies, questions, notices, and what is answered to suggestions. */
import type { z } from 'zod'
import { formatShanghaiTime } from '../../calendar/index.js'
import type { Locale } from '../../contract/field-errors.js'
import type { NoteInput, Suggestion, suggestionReplyInput } from '../../contract/index.js'
import type { Core } from '../core.js'
import { findPersonalData } from '../personal-data.js'
import { RefusalError } from '../refusal.js'
import type { SuggestionRecord } from '../state.js'
import { audited, type OperatorCaller } from './audit.js'
import { inputError } from './input-errors.js'

/** Columns with entries that operators write. */
export type ColumnName = 'policies' | 'questions' | 'notices'

const singular = { policies: 'policy', questions: 'question', notices: 'notice' } as const

/** Publishes an entry of a column (`core.state[name]`), in the place of one with the same id. */
export function publishEntry<E extends { readonly id: string }>(
  core: Core,
  operator: OperatorCaller,
  name: ColumnName,
  entries: Map<string, E>,
  entry: E,
  note: string,
): void {
  audited(core, operator, { act: `${singular[name]}.published`, target: entry.id, note }, () =>
    entries.set(entry.id, entry),
  )
}

/** @throws RefusalError not_found */
export function removeEntry(
  core: Core,
  operator: OperatorCaller,
  name: ColumnName,
  id: string,
  { note }: NoteInput,
): void {
  const entries = core.state[name]
  if (!entries.has(id)) throw new RefusalError('not_found')
  const act = `${singular[name]}.removed`
  audited(core, operator, { act, target: id, note }, () => entries.delete(id))
}

/** @throws RefusalError not_found; validation_failed: it holds personal data, so nobody else may read it */
export function replyToSuggestion(
  core: Core,
  operator: OperatorCaller,
  id: string,
  { reply, publish, note }: z.output<typeof suggestionReplyInput>,
  locale: Locale,
): Suggestion {
  const record = core.state.suggestions.get(id)
  if (!record) throw new RefusalError('not_found')
  const isPersonal = [record.text, reply].some((text) => findPersonalData(text).length > 0)
  if (publish && isPersonal) throw inputError('holds_personal_data', '/publish', locale)
  audited(core, operator, { act: 'suggestion.answered', target: id, note }, () => {
    record.reply = { text: reply, at: core.clock.now() }
    record.published = publish
  })
  return showSuggestion(record)
}

export function showSuggestion({ id, text, submittedAt, reply, published }: SuggestionRecord): Suggestion {
  return {
    id,
    text,
    submittedAt: formatShanghaiTime(submittedAt),
    reply: reply && { text: reply.text, at: formatShanghaiTime(reply.at) },
    published,
  }
}
