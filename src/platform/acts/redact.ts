import type { Core } from '../core.js'
import { eraseFromEvents, perform } from '../events.js'
import { writeHistory } from '../history.js'
import type { ComplaintRecord } from '../state.js'

const nothing = new Uint8Array()
const written = [
  'title',
  'description',
  'occurredAt',
  'place',
  'demand',
  'accountReference',
  'province',
  'city',
] as const

/**
 * Erases what is personal: the person withdrew the consent, deleted the account, or the retention ended. Members
 * become null, evidence answers 410, the feed keeps summaries, a repeated write is not answered again. The state of the complaint stays as it is. Done again, it
 * changes nothing.
 */
export function redact(core: Core, record: ComplaintRecord, role: 'person' | 'system'): void {
  if (record.redactedAt !== null) return
  perform(core, (emission) => {
    record.redactedAt = core.clock.now()
    record.person = null
    if (role === 'person') record.consents = { ...record.consents, withdrawnAt: core.clock.now() }
    record.complainantReference = null
    for (const member of written) record[member] = null
    record.otherChannels = []
    record.evidence = record.evidence.map((file) => ({ ...file, name: '', data: nothing }))
    record.supplements = record.supplements.map((each) => ({ ...each, text: null }))
    for (const each of [record, ...record.endedRounds]) {
      if (each.rating) each.rating = { ...each.rating, comment: null }
    }
    eraseFromEvents(core, record)
    eraseKeptAnswers(core, record)
    writeHistory(core, record, { act: 'redacted', role, raises: role === 'person' })
    emission.complaint('complaint.redacted', record)
  })
}

/** The key of a write still stands, so that the act has no second effect, but what it was answered is gone. */
function eraseKeptAnswers({ state }: Core, { id }: ComplaintRecord): void {
  for (const [key, kept] of state.keptAnswers) {
    if (kept.complaintId === id) state.keptAnswers.set(key, { ...kept, response: null })
  }
}
