import { describe, expect, it } from 'vitest'
import { decideExtension, requestExtension } from '../../../src/platform/acts/extend.js'
import { respond } from '../../../src/platform/acts/respond.js'
import { urge } from '../../../src/platform/acts/urge.js'
import { complaintView } from '../../../src/platform/complaint-view.js'
import { showEvent } from '../../../src/platform/events.js'
import { timelyRate } from '../../../src/platform/statistics/statistics.js'
import { answering, createCore, decision, fileOne, finalAnswer, join, typesOf } from './setup.js'

const asked = { workingDays: 3, reason: '需向支付渠道核对账单。' }
const granted = { ...decision, grant: true }

function open() {
  const core = createCore()
  const enterprise = join(core)
  return { core, enterprise, record: fileOne(core, enterprise) }
}

describe('an extension', () => {
  it.each([
    ['2026-10-14T23:59:59+08:00', undefined],
    ['2026-10-15T00:00:00+08:00', 'extension_too_late'],
  ])('asked at %s, due on the 15th: %s', async (time, refusal) => {
    const { core, record } = open()
    await core.clock.advanceTo(time)
    const ask = () => requestExtension(core, record, asked, null)
    if (refusal) expect(ask).toThrow(refusal)
    else expect(ask).not.toThrow()
  })

  it('moves nothing until it is granted, then the due date, and the company is told from where to where', () => {
    const { core, enterprise, record } = open()
    requestExtension(core, record, asked, 'staff-7')
    expect(record).toMatchObject({ revision: 2, deadline: { dueDate: '2026-10-15' } })
    expect(() => requestExtension(core, record, asked, null)).toThrow('already_extended')
    decideExtension(core, record, granted)
    expect(complaintView(core, record)).toMatchObject({
      revision: 3,
      deadline: {
        dueDate: '2026-10-20',
        workingDays: 13,
        remainingWorkingDays: 13,
        extendedFrom: '2026-10-15',
      },
      extension: { status: 'granted', note: decision.note },
    })
    const [decided, changed] = enterprise.events.slice(-2).map((event) => showEvent(core, event, 'summary'))
    expect(decided).toMatchObject({
      type: 'extension.decided',
      data: { decision: 'granted', workingDays: 3 },
    })
    expect(changed).toMatchObject({
      type: 'complaint.deadline_changed',
      data: { reason: 'extension', from: { dueDate: '2026-10-15' }, to: { dueDate: '2026-10-20' } },
    })
    expect(() => decideExtension(core, record, granted)).toThrow('nothing_pending')
  })

  it('refused moves nothing, and is not asked again in this round', () => {
    const { core, enterprise, record } = open()
    requestExtension(core, record, asked, null)
    decideExtension(core, record, { ...decision, grant: false })
    expect(record.deadline?.dueDate).toBe('2026-10-15')
    expect(typesOf(enterprise)).toEqual(['complaint.assigned', 'extension.decided'])
    expect(() => requestExtension(core, record, asked, null)).toThrow('already_extended')
  })

  it('granted after the due date applies back: no longer overdue, warned and overdue by the new date', async () => {
    const { core, enterprise, record } = open()
    requestExtension(core, record, asked, null)
    await core.clock.advanceTo('2026-10-16T10:00:00+08:00')
    expect(complaintView(core, record).overdue).toBe(true)
    decideExtension(core, record, granted)
    expect(complaintView(core, record)).toMatchObject({
      overdue: false,
      deadline: { remainingWorkingDays: 2 },
    })
    expect(() => urge(core, record)).toThrow('not_overdue')
    await core.clock.advanceTo('2026-10-20T23:59:59+08:00')
    expect(complaintView(core, record).overdue).toBe(false)
    await core.clock.advance({ seconds: 1 })
    const told = enterprise.events
      .slice(-2)
      .map(({ type, createdAt }) => [type, new Date(createdAt).toISOString()])
    expect(told).toEqual([
      ['complaint.deadline_approaching', '2026-10-19T01:00:00.000Z'],
      ['complaint.overdue', '2026-10-20T16:00:00.000Z'],
    ])
    // 30 days after the new date, not after the old one.
    await core.clock.advanceTo('2026-11-19T23:59:59+08:00')
    expect(record.status).toBe('assigned')
    await core.clock.advance({ seconds: 1 })
    expect(record.closure?.reason).toBe('unanswered')
  })

  it('granted after the answer makes it timely in the numbers; the receipt says what held when it was given', async () => {
    const { core, enterprise, record } = open()
    requestExtension(core, record, asked, null)
    await core.clock.advanceTo('2026-10-16T10:00:00+08:00')
    expect(respond(core, record, finalAnswer, answering).onTime).toBe(false)
    decideExtension(core, record, granted)
    expect(complaintView(core, record)).toMatchObject({ overdue: false, status: 'responded' })
    await core.clock.advance({ days: 5 })
    expect(timelyRate(core, enterprise)).toMatchObject({ numerator: 1, denominator: 1 })
  })

  it('is nothing for a report, and nothing for a round that is over', () => {
    const { core, enterprise, record } = open()
    const report = fileOne(core, enterprise, { kind: 'report' })
    expect(() => requestExtension(core, report, asked, null)).toThrow('no_deadline')
    respond(core, record, finalAnswer, answering)
    expect(() => requestExtension(core, record, asked, null)).toThrow('already_responded')
  })
})
