import { describe, expect, it } from 'vitest'
import { appeal } from '../../../src/platform/acts/appeal.js'
import { contest, decideContestation } from '../../../src/platform/acts/contest.js'
import { respond } from '../../../src/platform/acts/respond.js'
import { accept, reassign } from '../../../src/platform/acts/review.js'
import { complaintView, historyView } from '../../../src/platform/complaint-view.js'
import type { ContestationRecord } from '../../../src/platform/state.js'
import { timelyRate } from '../../../src/platform/statistics/statistics.js'
import { answering, createCore, decision, fileOne, finalAnswer, join, typesOf } from './setup.js'

const upheld = { ...decision, uphold: true }
const refused = { ...decision, uphold: false }
const span = { from: '2026-09-01', to: '2026-12-31' }

function open(reason: ContestationRecord['reason'] = 'not_our_service') {
  const core = createCore()
  const [enterprise, other] = [join(core), join(core)]
  const record = fileOne(core, enterprise)
  contest(core, record, { reason, statement: '该服务由另一家公司运营，与我司无关。' }, 'staff-7')
  return { core, enterprise, other, record }
}

describe('a contestation', () => {
  it('stops no clock, changes nothing for who answers, and lets the company answer meanwhile', () => {
    const { core, record } = open()
    expect(record.revision).toBe(2)
    expect(complaintView(core, record)).toMatchObject({
      status: 'assigned',
      deadline: { dueDate: '2026-10-15' },
      contestation: { reason: 'not_our_service', status: 'pending', decidedAt: null },
    })
    const again = () => contest(core, record, { reason: 'too_old', statement: '所涉订单已超过三年。' }, null)
    expect(again).toThrow('contestation_pending')
    expect(respond(core, record, finalAnswer, answering).onTime).toBe(true)
    expect(again).toThrow('already_responded')
  })

  it('refused moves nothing, and is not asked again in this round', async () => {
    const { core, enterprise, record } = open()
    decideContestation(core, record, refused)
    expect(complaintView(core, record)).toMatchObject({
      status: 'assigned',
      deadline: { dueDate: '2026-10-15' },
      contestation: { status: 'refused', note: decision.note },
    })
    expect(typesOf(enterprise)).toEqual(['complaint.assigned', 'contestation.decided'])
    expect(() => decideContestation(core, record, upheld)).toThrow('nothing_pending')
    expect(() =>
      contest(core, record, { reason: 'affiliate', statement: '由关联公司负责处理。' }, null),
    ).toThrow('already_contested')
    await core.clock.advance({ workingDays: 11 })
    expect(timelyRate(core, enterprise, span)).toMatchObject({ numerator: 0, denominator: 1 })
  })

  it('upheld gives the complaint to the company that is named, and leaves the numbers', async () => {
    const { core, enterprise, other, record } = open()
    expect(() => decideContestation(core, record, { ...upheld, to: enterprise })).toThrow('not_assigned')
    decideContestation(core, record, { ...upheld, to: other })
    expect(record).toMatchObject({ enterpriseId: other.id, status: 'assigned', contestation: null })
    expect(typesOf(enterprise).slice(-2)).toEqual(['contestation.decided', 'complaint.reassigned'])
    expect(historyView(record).map(({ act }) => act)).toEqual([
      'filed',
      'assigned',
      'contestation_upheld',
      'assigned',
    ])
    await core.clock.advance({ workingDays: 11 })
    expect(timelyRate(core, enterprise, span).denominator).toBe(0)
    expect(timelyRate(core, other, span).denominator).toBe(1)
  })

  it('upheld after the answer leaves the numbers, also when an operator moves the complaint on later', async () => {
    const { core, enterprise, other, record } = open()
    respond(core, record, finalAnswer, answering)
    decideContestation(core, record, upheld)
    reassign(core, record, other, decision)
    await core.clock.advance({ days: 60 })
    expect(timelyRate(core, enterprise, span)).toMatchObject({ numerator: 0, denominator: 0 })
  })

  it('upheld without another company brings it back into review, where no time runs', async () => {
    const { core, enterprise, other, record } = open()
    decideContestation(core, record, upheld)
    expect(record).toMatchObject({ stage: 'review', enterpriseId: null, deadline: null, status: 'assigned' })
    const told = enterprise.events.length
    await core.clock.advance({ days: 90 })
    expect(record).toMatchObject({ stage: 'review', closure: null })
    expect(enterprise.events).toHaveLength(told)
    accept(core, record, other)
    expect(complaintView(core, record).deadline?.remainingWorkingDays).toBe(10)
  })

  it.each([
    ['duplicate', 'duplicate'],
    ['out_of_scope', 'out_of_scope'],
    ['too_old', 'out_of_scope'],
  ] as const)('upheld because of %s closes it as %s', (reason, closure) => {
    const { core, enterprise, record } = open(reason)
    decideContestation(core, record, upheld)
    expect(record).toMatchObject({
      status: 'closed',
      enterpriseId: enterprise.id,
      closure: { reason: closure },
    })
    expect(typesOf(enterprise).at(-1)).toBe('complaint.closed')
  })

  it('upheld after a late answer, after closing, or after an appeal: only the numbers change', async () => {
    const { core, enterprise, record } = open()
    await core.clock.advance({ workingDays: 12 })
    respond(core, record, finalAnswer, answering)
    expect(timelyRate(core, enterprise, span)).toMatchObject({ numerator: 0, denominator: 1 })
    await core.clock.advance({ days: 16 })
    expect(record.closure?.reason).toBe('auto_confirmed')
    appeal(core, record)
    expect(complaintView(core, record).contestation?.status).toBe('pending')
    respond(core, record, finalAnswer, answering)
    decideContestation(core, record, { ...upheld, to: undefined })
    expect(record).toMatchObject({ status: 'responded', round: 2, enterpriseId: enterprise.id })
    await core.clock.advance({ workingDays: 12 })
    expect(timelyRate(core, enterprise, span).denominator).toBe(0)
  })
})
