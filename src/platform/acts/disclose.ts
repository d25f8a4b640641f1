import { addCalendarDays, endOfShanghaiDate, shanghaiDateOf } from '../../calendar/index.js'
import type { ContactDisclosureInput } from '../../contract/index.js'
import { assertAllowed } from '../allowed-actions.js'
import type { Core } from '../core.js'
import { encryptionKeyOf } from '../encryption-key.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import { RefusalError } from '../refusal.js'
import type { ComplaintRecord, DisclosureRecord, Enterprise, Jwk, Person } from '../state.js'

export interface Disclosure {
  readonly entry: DisclosureRecord
  /** The values, for the company alone. */
  readonly fields: Partial<Record<DisclosureRecord['fields'][number], string>>
  /** To encrypt for. */
  readonly key: Jwk
  /** Domain time in ms. */
  readonly deleteAfter: number
}

/**
 * The company is told who the person is, as far as it asked and for what it said. The person sees that it happened.
 *
 * @throws RefusalError complaint_closed, reporter_protected, consent_withdrawn, no_encryption_key, limit_reached
 */
export function discloseContact(
  core: Core,
  enterprise: Enterprise,
  record: ComplaintRecord,
  { fields, purpose, note }: ContactDisclosureInput,
  actor: string | null,
): Disclosure {
  assertAllowed(core, record, 'disclose_contact')
  const { person } = record
  if (!person) throw new RefusalError('consent_withdrawn')
  const { clock, settings } = core
  const at = clock.now()
  const key = encryptionKeyOf(enterprise, at)
  if (!key) throw new RefusalError('no_encryption_key')
  return perform(core, () => {
    const id = core.ids.next('dsc')
    const entry = { id, complaintId: record.id, at, actor, fields, purpose, note: note ?? null }
    forgetOldDisclosures(core, enterprise)
    enterprise.disclosures.push(entry)
    writeHistory(core, record, { act: 'contact_disclosed', role: 'company', actor, raises: false })
    const deleteAfter = endOfShanghaiDate(addCalendarDays(shanghaiDateOf(at), settings.disclosureKeepDays))
    return { entry, fields: readFields(record, person, fields), key, deleteAfter }
  })
}

/** Lets go of what the log need not keep any longer. */
export function forgetOldDisclosures({ clock, settings }: Core, { disclosures }: Enterprise): void {
  const keptSince = clock.now() - settings.disclosureLogDays * 86_400_000
  const first = disclosures.findIndex(({ at }) => at >= keptSince)
  disclosures.splice(0, first < 0 ? disclosures.length : first)
}

function readFields(
  { accountReference }: ComplaintRecord,
  { name, phone, document }: Person,
  fields: DisclosureRecord['fields'],
): Disclosure['fields'] {
  const values = { name, phone, idNumber: document.number, accountReference }
  return Object.fromEntries(
    fields.flatMap((field) => (values[field] === null ? [] : [[field, values[field]]])),
  )
}
