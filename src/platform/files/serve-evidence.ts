import { evidenceName } from '../complaint-view.js'
import type { HeaderFields, PlatformResponse } from '../http/message.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord } from '../state.js'
import { serveFile } from './serve-file.js'

/**
 * The bytes of an evidence file, with its original name; a clue's has none.
 *
 * @throws RefusalError not_found; gone: erased
 */
export function serveEvidence(
  { evidence, kind, redactedAt }: ComplaintRecord,
  evidenceId: string,
  headers: HeaderFields,
): PlatformResponse {
  const index = evidence.findIndex(({ id }) => id === evidenceId)
  const file = evidence[index]
  if (!file) throw new RefusalError('not_found')
  if (redactedAt !== null) throw new RefusalError('gone')
  const name = kind === 'report' ? evidenceName(file, index) : file.name
  return serveFile({ ...file, name }, headers)
}
