import { describe, expect, it } from 'vitest'
import { formatShanghaiTime } from '../../../src/calendar/index.js'
import { contactDisclosureInput } from '../../../src/contract/disclosure.js'
import { discloseContact } from '../../../src/platform/acts/disclose.js'
import { respond } from '../../../src/platform/acts/respond.js'
import { withdraw } from '../../../src/platform/acts/withdraw.js'
import { complaintView, historyView } from '../../../src/platform/complaint-view.js'
import { answering, createCore, fileOne, finalAnswer, join, person } from './setup.js'

const phone = { fields: ['phone' as const], purpose: 'contact' as const }

function open(settings: Parameters<typeof createCore>[1] = {}) {
  const core = createCore('2026-09-24T22:00:00+08:00', settings)
  const enterprise = join(core)
  const record = fileOne(core, enterprise)
  const ask = (input: Parameters<typeof discloseContact>[3] = phone) =>
    discloseContact(core, enterprise, record, input, 'staff-7')
  const isAllowed = () =>
    complaintView(core, record).allowedActions.find(({ action }) => action === 'disclose_contact')
  return { core, enterprise, record, ask, isAllowed }
}

describe('a contact disclosure', () => {
  it('gives the fields that were asked for and no other, with the date by which they are deleted', () => {
    const { ask } = open()
    expect(ask().fields).toEqual({ phone: person.phone })
    const { fields, deleteAfter } = ask({
      fields: ['name', 'idNumber', 'accountReference'],
      purpose: 'verify_identity',
      note: '核对实名账号归属',
    })
    expect(fields).toEqual({ name: person.name, idNumber: person.idNumber, accountReference: 'zhang-1990' })
    // 30 days after the 24th, to the end of that date.
    expect(formatShanghaiTime(deleteAfter)).toBe('2026-10-25T00:00:00+08:00')
  })

  it('leaves out what the person did not give', () => {
    const { core, enterprise } = open()
    const record = fileOne(core, enterprise, { accountReference: null })
    const input = {
      fields: ['name' as const, 'accountReference' as const],
      purpose: 'locate_account' as const,
    }
    expect(discloseContact(core, enterprise, record, input, null).fields).toEqual({ name: person.name })
  })

  it('is logged and told in the history, without values; it is no event and raises no revision', () => {
    const { ask, core, enterprise, record } = open()
    ask()
    expect(enterprise.disclosures).toEqual([
      expect.objectContaining({ actor: 'staff-7', fields: ['phone'], purpose: 'contact', note: null }),
    ])
    expect(JSON.stringify([enterprise.disclosures, record.history])).not.toMatch(/张小明|10012345678|zhang/)
    expect(historyView(record).at(-1)).toMatchObject({
      act: 'contact_disclosed',
      actor: 'staff-7',
      revision: 2,
    })
    expect(enterprise.events).toHaveLength(1)
    expect(complaintView(core, record).complainant?.phone).toBe('100********')
  })

  it.each([
    [{ fields: ['idNumber'], purpose: 'contact' }, 'id_number_for_identity_only'],
    [{ fields: ['idNumber'], purpose: 'verify_identity' }, 'required_for_id_number'],
    [{ fields: ['phone', 'phone'], purpose: 'contact' }, 'listed_twice'],
  ])('of %j is refused: %s', (input, message) => {
    const { error } = contactDisclosureInput.safeParse(input)
    expect(error?.issues.map((issue) => issue.message)).toContain(message)
  })

  it('is limited for each date of Shanghai, and allowedActions says so', async () => {
    const { ask, isAllowed, core } = open({ disclosuresPerDay: 2 })
    ask()
    expect(isAllowed()).toMatchObject({ allowed: true })
    ask()
    expect(isAllowed()).toMatchObject({ allowed: false, reason: 'limit_reached' })
    await core.clock.advanceTo('2026-09-24T23:59:59+08:00')
    expect(() => ask()).toThrow('limit_reached')
    await core.clock.advance({ seconds: 1 })
    expect(isAllowed()).toMatchObject({ allowed: true, reason: null })
    ask()
    ask()
    expect(() => ask()).toThrow('limit_reached')
  })

  it('of none a day is never allowed', () => {
    const { ask, isAllowed } = open({ disclosuresPerDay: 0 })
    expect(isAllowed()?.reason).toBe('limit_reached')
    expect(() => ask()).toThrow('limit_reached')
  })

  it('needs a key in effect, a complainant and an open complaint', () => {
    const { ask, isAllowed, core, enterprise, record } = open()
    const report = fileOne(core, enterprise, { kind: 'report' })
    expect(() => discloseContact(core, enterprise, report, phone, null)).toThrow('reporter_protected')
    const [key] = enterprise.encryptionKeys.splice(0)
    expect(isAllowed()?.reason).toBe('no_encryption_key')
    expect(() => ask()).toThrow('no_encryption_key')
    if (key) enterprise.encryptionKeys.push(key)
    respond(core, record, finalAnswer, answering)
    expect(() => ask()).not.toThrow()
    withdraw(core, record)
    expect(() => ask()).toThrow('complaint_closed')
  })
})
