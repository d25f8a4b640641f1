import type { Core } from '../core.js'
import { useUp } from '../people/uses.js'
import type { SuggestionRecord } from '../state.js'

/**
 * 意见建议: anyone may make one. Operators read it; nobody else does until one of them publishes it.
 *
 * @param source the address that it comes from, of which so many are taken a day
 * @throws RefusalError rate_limited
 */
export function suggest(core: Core, text: string, source = ''): SuggestionRecord {
  useUp(core, [['suggestionsPerSource', source]])
  const record: SuggestionRecord = {
    id: core.ids.next('sgs'),
    text,
    submittedAt: core.clock.now(),
    reply: null,
    published: false,
  }
  core.state.suggestions.set(record.id, record)
  return record
}
