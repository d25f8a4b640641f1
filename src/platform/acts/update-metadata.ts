import type { Locale } from '../../contract/field-errors.js'
import { limits } from '../../contract/limits.js'
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord } from '../state.js'

/**
 * The company's own metadata, as a merge patch (RFC 7396). Changes nothing for anybody else: no event, no revision.
 *
 * @throws RefusalError validation_failed: too many members
 */
export function updateMetadata(
  core: Core,
  record: ComplaintRecord,
  patch: Readonly<Record<string, string | null>>,
  locale: Locale = 'en',
): void {
  const merged = Object.entries({ ...record.metadata, ...patch }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  )
  const { members } = limits.metadata
  if (merged.length > members) {
    const detail = {
      en: `has ${merged.length} members after the patch; at most ${members} are kept`,
      zh: `合并后有 ${merged.length} 项，最多保留 ${members} 项`,
    }
    throw new RefusalError('validation_failed', {
      errors: [{ pointer: '/metadata', code: 'too_big', detail: detail[locale] }],
    })
  }
  record.metadata = Object.fromEntries(merged)
  record.updatedAt = core.clock.now()
}
