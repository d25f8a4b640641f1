import type { Core } from '../core.js'
import type { SuggestionRecord } from '../state.js'

/** 意见建议: anyone may leave one; an operator answers and decides who may read it. */
export function suggest({ state, ids, clock }: Core, text: string): SuggestionRecord {
  const record: SuggestionRecord = {
    id: ids.next('sgs'),
    text,
    submittedAt: clock.now(),
    reply: null,
    published: false,
  }
  state.suggestions.set(record.id, record)
  return record
}
