import { describe, expect, it } from 'vitest'
import { verifyReceipt } from '../../../src/contract/index.js'
import { appeal } from '../../../src/platform/acts/appeal.js'
import { rate } from '../../../src/platform/acts/rate.js'
import { respond } from '../../../src/platform/acts/respond.js'
import { supplement } from '../../../src/platform/acts/supplement.js'
import { urge } from '../../../src/platform/acts/urge.js'
import { withdraw } from '../../../src/platform/acts/withdraw.js'
import { complaintView } from '../../../src/platform/complaint-view.js'
import { timelyRate } from '../../../src/platform/statistics/statistics.js'
import { answering, createCore, fileOne, finalAnswer, join, typesOf } from './setup.js'

const span = { from: '2026-09-01', to: '2026-12-31' }

function open() {
  const core = createCore()
  const enterprise = join(core)
  return { core, enterprise, record: fileOne(core, enterprise) }
}

describe('an appeal', () => {
  it('is round 2 at the same company, with a new period; answers of round 1 stay, its rating goes', async () => {
    const { core, enterprise, record } = open()
    respond(core, record, finalAnswer, answering)
    rate(core, record, { score: 1, solved: false })
    await core.clock.advance({ days: 5 })
    appeal(core, record)
    expect(complaintView(core, record)).toMatchObject({
      status: 'assigned',
      round: 2,
      closure: null,
      rating: null,
      respondedAt: null,
      deadline: { remainingWorkingDays: 10, extendedFrom: null },
      responses: [{ round: 1, type: 'final' }],
    })
    expect(typesOf(enterprise).slice(-2)).toEqual(['complaint.reopened', 'complaint.deadline_changed'])
    expect(enterprise.events.at(-1)?.data).toMatchObject({
      reason: 'new_round',
      from: { dueDate: '2026-10-15' },
      to: { dueDate: '2026-10-19' },
    })
  })

  it('is answered with a receipt of round 2, and each round counts', async () => {
    const { core, enterprise, record } = open()
    respond(core, record, finalAnswer, answering)
    appeal(core, record)
    await core.clock.advance({ workingDays: 11 })
    const response = respond(core, record, finalAnswer, answering)
    const { receipt } = complaintView(core, record).responses.at(-1) ?? {}
    const payload = await verifyReceipt({ receipt: receipt ?? '', response, keys: core.receipts.keys() })
    expect(payload).toMatchObject({ round: 2, onTime: false, dueDate: '2026-10-15' })
    expect(timelyRate(core, enterprise, span)).toMatchObject({ numerator: 1, denominator: 2 })
    expect(() => appeal(core, record)).toThrow('already_appealed')
  })

  it.each([
    ['2026-10-24T23:59:59+08:00', undefined],
    ['2026-10-25T00:00:00+08:00', 'appeal_too_late'],
  ])('of what was closed on 9 October, at %s: %s', async (time, refusal) => {
    const { core, record } = open()
    respond(core, record, finalAnswer, answering)
    await core.clock.advanceTo('2026-10-09T09:00:00+08:00')
    expect(record.closure?.reason).toBe('auto_confirmed')
    await core.clock.advanceTo(time)
    if (refusal) expect(() => appeal(core, record)).toThrow(refusal)
    else expect(() => appeal(core, record)).not.toThrow()
  })

  it('follows what nobody answered, and that round counts as unanswered', async () => {
    const { core, enterprise, record } = open()
    expect(() => appeal(core, record)).toThrow('not_responded')
    await core.clock.advanceTo('2026-11-15T00:00:00+08:00')
    expect(record.closure?.reason).toBe('unanswered')
    appeal(core, record)
    respond(core, record, finalAnswer, answering)
    await core.clock.advance({ workingDays: 11 })
    expect(timelyRate(core, enterprise, span)).toMatchObject({ numerator: 1, denominator: 2 })
  })

  it('does not follow a withdrawal', () => {
    const { core, record } = open()
    withdraw(core, record)
    expect(() => appeal(core, record)).toThrow('complaint_closed')
  })

  it('ends what ran for round 1: it is not confirmed by itself', async () => {
    const { core, record } = open()
    respond(core, record, finalAnswer, answering)
    await core.clock.advance({ days: 14 })
    appeal(core, record)
    await core.clock.advance({ days: 2 })
    expect(record.status).toBe('assigned')
  })
})

describe('a withdrawal', () => {
  it('closes, and leaves the numbers when it comes by the due date', async () => {
    const { core, enterprise, record } = open()
    const late = fileOne(core, enterprise)
    await core.clock.advanceTo('2026-10-15T23:59:59+08:00')
    withdraw(core, record)
    expect(record).toMatchObject({ status: 'closed', closure: { reason: 'withdrawn' } })
    expect(typesOf(enterprise).slice(-2)).toEqual(['complaint.withdrawn', 'complaint.closed'])
    expect(() => withdraw(core, record)).toThrow('complaint_closed')
    await core.clock.advance({ seconds: 1 })
    withdraw(core, late)
    expect(timelyRate(core, enterprise, span)).toMatchObject({ numerator: 0, denominator: 1 })
    await core.clock.advance({ days: 60 })
    expect(typesOf(enterprise).filter((type) => type === 'complaint.closed')).toHaveLength(2)
  })
})

describe('urging', () => {
  it('begins the day after the due date, once a round, until the answer', async () => {
    const { core, enterprise, record } = open()
    await core.clock.advanceTo('2026-10-15T23:59:59+08:00')
    expect(() => urge(core, record)).toThrow('not_overdue')
    await core.clock.advance({ seconds: 1 })
    urge(core, record)
    expect(typesOf(enterprise).at(-1)).toBe('complaint.urged')
    expect(() => urge(core, record)).toThrow('already_urged')
    const other = fileOne(core, enterprise)
    respond(core, other, finalAnswer, answering)
    expect(() => urge(core, other)).toThrow('already_responded')
  })
})

describe('a report', () => {
  it('is a clue: nobody rates it, appeals or urges, and its answer goes to the operator alone', async () => {
    const { core, enterprise } = open()
    const report = fileOne(core, enterprise, { kind: 'report' })
    await core.clock.advance({ days: 60 })
    expect(() => urge(core, report)).toThrow('not_overdue')
    supplement(core, report, { text: '补充线索一条。', evidence: [] })
    respond(core, report, finalAnswer, answering)
    expect(() => rate(core, report, { score: 5, solved: true })).toThrow('not_responded')
    expect(() => appeal(core, report)).toThrow('not_responded')
    const told = enterprise.events.filter(({ complaintId }) => complaintId === report.id)
    expect(told.map(({ type }) => type)).toEqual([
      'complaint.assigned',
      'complaint.supplemented',
      'complaint.acknowledged',
      'complaint.responded',
    ])
    await core.clock.advance({ days: 15 })
    expect(timelyRate(core, enterprise, span)).toMatchObject({ denominator: 1 })
  })
})
