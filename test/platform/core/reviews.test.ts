import { describe, expect, it } from 'vitest'
import { respond } from '../../../src/platform/acts/respond.js'
import {
  accept,
  forwardOffline,
  markDuplicate,
  refuse,
  returnToPerson,
} from '../../../src/platform/acts/review.js'
import { requestSupplement, supplement } from '../../../src/platform/acts/supplement.js'
import { withdraw } from '../../../src/platform/acts/withdraw.js'
import { complaintView } from '../../../src/platform/complaint-view.js'
import { timelyRate } from '../../../src/platform/statistics/statistics.js'
import { answering, createCore, decision, fileOne, finalAnswer, join, typesOf } from './setup.js'

const addition = { text: '补充扣款短信一条。', evidence: [] }

function open() {
  const core = createCore(undefined, { review: 'manual' })
  const enterprise = join(core)
  return { core, enterprise, record: fileOne(core, enterprise) }
}

describe('a filing in review', () => {
  it('is with no company: nobody is told, and no time runs, until it is accepted', async () => {
    const { core, enterprise, record } = open()
    await core.clock.advance({ days: 60 })
    expect(record).toMatchObject({ stage: 'review', enterpriseId: null, deadline: null, revision: 1 })
    expect(enterprise.events).toEqual([])
    accept(core, record, enterprise)
    expect(record).toMatchObject({ stage: 'company', enterpriseId: enterprise.id, revision: 2 })
    expect(complaintView(core, record).deadline?.remainingWorkingDays).toBe(10)
    expect(() => accept(core, record, enterprise)).toThrow('not_in_review')
  })

  it('is returned to the person, and in review again with the next supplement', () => {
    const { core, enterprise, record } = open()
    returnToPerson(core, record, decision)
    expect(record.stage).toBe('returned')
    expect(record.history.at(-1)).toMatchObject({
      act: 'returned',
      actor: decision.actor,
      note: decision.note,
    })
    expect(() => accept(core, record, enterprise)).toThrow('not_in_review')
    supplement(core, record, addition)
    expect(record.stage).toBe('review')
    accept(core, record, enterprise)
    expect(complaintView(core, record).supplements).toHaveLength(1)
  })

  it('is refused with a reason, or withdrawn, and then closed', () => {
    const { core, enterprise, record } = open()
    refuse(core, record, decision)
    expect(record).toMatchObject({ stage: 'refused', status: 'closed', closure: { reason: 'out_of_scope' } })
    expect(() => supplement(core, record, addition)).toThrow('complaint_closed')
    const other = fileOne(core, enterprise)
    withdraw(core, other)
    for (const act of [refuse, returnToPerson, forwardOffline]) {
      expect(() => act(core, other, decision)).toThrow('not_in_review')
    }
    expect(enterprise.events).toEqual([])
  })

  it('goes offline when its company is not connected: at once with automatic review', () => {
    const { core, record } = open()
    forwardOffline(core, record, decision)
    expect(record).toMatchObject({ stage: 'offline', status: 'assigned', closure: null })
    const automatic = createCore()
    expect(fileOne(automatic, '一家未接入的公司')).toMatchObject({ stage: 'offline', addresseeId: null })
  })
})

describe('a duplicate', () => {
  it('is closed, linked with the one that goes on, and out of the numbers while unanswered', async () => {
    const core = createCore()
    const enterprise = join(core)
    const [first, second, answered] = [0, 1, 2].map(() => fileOne(core, enterprise))
    if (!first || !second || !answered) throw new Error('no complaint')
    respond(core, answered, finalAnswer, answering)
    for (const each of [second, answered]) markDuplicate(core, each, first, decision)
    expect(second.closure?.reason).toBe('duplicate')
    expect(complaintView(core, second).relatedComplaints).toEqual([{ id: first.id, number: first.number }])
    expect(complaintView(core, first).relatedComplaints).toHaveLength(2)
    expect(() => markDuplicate(core, second, first, decision)).toThrow('complaint_closed')
    expect(() => markDuplicate(core, first, first, decision)).toThrow('not a duplicate of itself')
    await core.clock.advance({ workingDays: 11 })
    expect(timelyRate(core, enterprise)).toMatchObject({ numerator: 1, denominator: 2 })
  })

  it('shows another company nothing of the one it is linked with', () => {
    const core = createCore()
    const [own, other] = [fileOne(core, join(core)), fileOne(core, join(core))]
    markDuplicate(core, own, other, decision)
    expect(complaintView(core, own).relatedComplaints).toEqual([])
    expect(complaintView(core, other).relatedComplaints).toEqual([])
  })
})

describe('a supplement', () => {
  it('answers what the company asked for; the clock goes on', () => {
    const core = createCore()
    const enterprise = join(core)
    const record = fileOne(core, enterprise)
    const ask = () => requestSupplement(core, record, { message: '请补充扣款短信的截图。' }, 'staff-7')
    ask()
    expect(ask).toThrow('supplement_pending')
    supplement(core, record, addition)
    expect(complaintView(core, record)).toMatchObject({
      deadline: { dueDate: '2026-10-15' },
      supplementRequest: { answeredAt: '2026-09-24T09:00:00+08:00' },
      supplements: [{ text: addition.text }],
    })
    expect(ask).not.toThrow()
    expect(typesOf(enterprise)).toEqual(['complaint.assigned', 'complaint.supplemented'])
  })

  it('is taken as often as the platform says, until the complaint is closed; a reporter is never asked', () => {
    const core = createCore(undefined, { supplements: 2 })
    const enterprise = join(core)
    const record = fileOne(core, enterprise)
    supplement(core, record, addition)
    supplement(core, record, addition)
    expect(() => supplement(core, record, addition)).toThrow('limit_reached')
    const report = fileOne(core, enterprise, { kind: 'report' })
    expect(() => requestSupplement(core, report, { message: '请补充截图。' }, null)).toThrow(
      'reporter_protected',
    )
  })
})
