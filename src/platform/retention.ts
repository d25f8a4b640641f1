/** How long personal data is kept after a complaint was closed. */
import { redact } from './acts/redact.js'
import type { Core } from './core.js'
import type { ComplaintRecord } from './state.js'

const dayLength = 86_400_000

/**
 * Erases what is personal when its time has come, unless the complaint goes on meanwhile.
 *
 * @param since ms: what fell due up to then has happened
 */
export function scheduleRetention(
  core: Core,
  record: ComplaintRecord,
  since: number = Number.NEGATIVE_INFINITY,
): void {
  const { closure } = record
  if (!closure) return
  const at = closure.at + core.settings.retentionDays * dayLength
  const run = () => {
    if (record.closure?.at === closure.at) redact(core, record, 'system')
  }
  if (at > since) core.clock.schedule(at, run, record.id)
}
