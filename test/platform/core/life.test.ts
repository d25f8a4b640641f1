import { describe, expect, it } from 'vitest'
import { formatShanghaiTime } from '../../../src/calendar/index.js'
import { type Jwks, verifyReceipt } from '../../../src/contract/index.js'
import { acknowledge } from '../../../src/platform/acts/acknowledge.js'
import { rate } from '../../../src/platform/acts/rate.js'
import { respond } from '../../../src/platform/acts/respond.js'
import { updateMetadata } from '../../../src/platform/acts/update-metadata.js'
import { validateResponse } from '../../../src/platform/acts/validate-response.js'
import { complaintView, historyView } from '../../../src/platform/complaint-view.js'
import { readFeed } from '../../../src/platform/event-feed.js'
import { timelyRate } from '../../../src/platform/statistics/statistics.js'
import { answering, createCore, fileOne, finalAnswer, join, person, typesOf } from './setup.js'

describe('the life of a complaint', () => {
  it('goes from assigned to closed, with its history and events', () => {
    const core = createCore()
    const enterprise = join(core)
    const record = fileOne(core, enterprise)
    acknowledge(core, record, 'staff-7')
    const response = respond(core, record, finalAnswer, answering)
    rate(core, record, { score: 5, solved: true, comment: '谢谢' })

    expect(response).toMatchObject({ onTime: true, latestRevision: 3, idempotencyKey: 'key-1' })
    expect(complaintView(core, record)).toMatchObject({
      status: 'closed',
      closure: { reason: 'confirmed' },
      revision: 5,
      rating: { score: 5, comment: '谢谢' },
    })
    expect(historyView(record).map(({ act, role, revision }) => `${act} ${role} ${revision}`)).toEqual([
      'filed person 1',
      'assigned operator 2',
      'acknowledged company 3',
      'responded_final company 4',
      'rated person 5',
      'closed system 5',
    ])
    expect(typesOf(enterprise)).toEqual([
      'complaint.assigned',
      'complaint.acknowledged',
      'complaint.responded',
      'complaint.rated',
      'complaint.closed',
    ])
  })

  it('acknowledges by answering', () => {
    const core = createCore()
    const enterprise = join(core)
    const record = fileOne(core, enterprise)
    respond(core, record, { type: 'interim', statement: '您好，已收到，正在核实中。' }, answering)
    expect(record).toMatchObject({ status: 'in_progress', respondedAt: null })
    expect(typesOf(enterprise)).toEqual([
      'complaint.assigned',
      'complaint.acknowledged',
      'complaint.responded',
    ])
  })

  it('gives a receipt for a final answer that holds offline', async () => {
    const core = createCore()
    const record = fileOne(core, join(core))
    const response = respond(core, record, finalAnswer, answering)
    const keys: Jwks = core.receipts.keys()
    const payload = await verifyReceipt({
      receipt: core.receipts.receiptOf(record.id, response),
      response,
      keys,
      issuer: answering.issuer,
    })
    expect(payload).toMatchObject({ dueDate: '2026-10-15', onTime: true, complaintId: record.id, round: 1 })
  })

  it('takes a supplementary answer only after the final one, and no second final one', () => {
    const core = createCore()
    const record = fileOne(core, join(core))
    const supplementary = { type: 'supplementary', statement: '您好，补充说明退款到账时间。' } as const
    expect(() => respond(core, record, supplementary, answering)).toThrow('not_responded')
    respond(core, record, finalAnswer, answering)
    expect(() => respond(core, record, finalAnswer, answering)).toThrow('already_responded')
    respond(core, record, supplementary, answering)
    expect(record.responses.map(({ type }) => type)).toEqual(['final', 'supplementary'])
  })

  it('shows a clue without its reporter and without a deadline', () => {
    const core = createCore()
    const enterprise = join(core)
    const record = fileOne(core, enterprise, { kind: 'report' })
    expect(complaintView(core, record)).toMatchObject({
      kind: 'report',
      complainant: null,
      accountReference: null,
      deadline: null,
      overdue: false,
    })
    expect(respond(core, record, finalAnswer, answering).onTime).toBeNull()
    expect(timelyRate(core, enterprise)).toMatchObject({
      denominator: 0,
      percent: null,
      belowThreshold: null,
    })
  })

  it('keeps metadata without an event and without a revision', () => {
    const core = createCore()
    const enterprise = join(core)
    const record = fileOne(core, enterprise)
    updateMetadata(core, record, { ticket: 'T-1', owner: '二线' })
    updateMetadata(core, record, { owner: null })
    expect(record).toMatchObject({ metadata: { ticket: 'T-1' }, revision: 2 })
    expect(enterprise.events).toHaveLength(1)
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, 'v']))
    expect(() => updateMetadata(core, record, many)).toThrow('validation_failed')
    expect(record.metadata).toEqual({ ticket: 'T-1' })
  })
})

describe('deadlines', () => {
  it('warns at 09:00 of working days 3 and 1 before, and is overdue at midnight after', async () => {
    const core = createCore('2026-09-24T15:00:00+08:00')
    const enterprise = join(core)
    const record = fileOne(core, enterprise)
    const at: string[] = []
    core.eventListeners.add(({ createdAt, type, data: { remainingWorkingDays: left = '' } }) => {
      at.push(`${formatShanghaiTime(createdAt)} ${type} ${left}`.trim())
    })
    await core.clock.advance({ workingDays: 12 })
    expect(at).toEqual([
      // The 10th is a Saturday worked for National Day: due on the 15th, three working days before is the 12th.
      '2026-10-12T09:00:00+08:00 complaint.deadline_approaching 3',
      '2026-10-14T09:00:00+08:00 complaint.deadline_approaching 1',
      '2026-10-16T00:00:00+08:00 complaint.overdue',
    ])
    expect(record.status).toBe('assigned')
  })

  it.each([
    ['2026-10-15T23:59:59+08:00', true, false],
    ['2026-10-16T00:00:00+08:00', false, true],
  ])('answered at %s: on time %s, overdue %s', async (time, onTime, overdue) => {
    const core = createCore()
    const record = fileOne(core, join(core))
    await core.clock.advanceTo(time)
    expect(complaintView(core, record).overdue).toBe(overdue)
    expect(respond(core, record, finalAnswer, answering).onTime).toBe(onTime)
  })

  it('counts down working days: 10 on the day of assignment, 0 on the due date, then negative', async () => {
    const core = createCore()
    const record = fileOne(core, join(core))
    const left = () => complaintView(core, record).deadline?.remainingWorkingDays
    expect(left()).toBe(10)
    await core.clock.advanceTo('2026-10-15T12:00:00+08:00')
    expect(left()).toBe(0)
    await core.clock.advance({ workingDays: 2 })
    expect(left()).toBe(-2)
  })

  it('closes what nobody answers for 30 days, and confirms what nobody rates for 15', async () => {
    const core = createCore()
    const enterprise = join(core)
    const silent = fileOne(core, enterprise)
    const answered = fileOne(core, enterprise)
    respond(core, answered, finalAnswer, answering)
    await core.clock.advance({ days: 14 })
    expect(answered.status).toBe('responded')
    await core.clock.advance({ days: 1 })
    expect(answered.closure?.reason).toBe('auto_confirmed')
    await core.clock.advanceTo('2026-11-14T23:59:59+08:00')
    expect(silent.status).toBe('assigned')
    await core.clock.advance({ seconds: 1 })
    expect(silent.closure?.reason).toBe('unanswered')
    expect(() => respond(core, silent, finalAnswer, answering)).toThrow('complaint_closed')
  })
})

describe('the timely rate', () => {
  it('counts rounds that were due, cuts and never rounds up', async () => {
    const core = createCore()
    const enterprise = join(core)
    const records = Array.from({ length: 20 }, () => fileOne(core, enterprise))
    expect(timelyRate(core, enterprise)).toMatchObject({ denominator: 0, percent: null })
    for (const record of records.slice(1)) respond(core, record, finalAnswer, answering)
    await core.clock.advanceTo('2026-10-15T23:59:59+08:00')
    expect(timelyRate(core, enterprise).denominator).toBe(0)
    await core.clock.advance({ seconds: 1 })
    const [late] = records
    if (late) respond(core, late, finalAnswer, answering)
    expect(timelyRate(core, enterprise)).toEqual({
      from: '2026-10-01',
      to: '2026-12-31',
      cutOff: '2026-10-16T00:00:00+08:00',
      numerator: 19,
      denominator: 20,
      percent: 95,
      belowThreshold: false,
    })
    fileOne(core, enterprise)
    await core.clock.advance({ workingDays: 11 })
    // 19 / 21 is 90.476…
    expect(timelyRate(core, enterprise)).toMatchObject({ percent: 90.47, belowThreshold: true })
  })
})

describe('checking an answer', () => {
  const check = (input: unknown, locale: 'zh' | 'en' = 'en') => {
    const core = createCore()
    const enterprise = join(core)
    const record = fileOne(core, enterprise)
    return validateResponse(core, record, input, locale)
  }

  it('finds nothing in a good one', () => {
    expect(check(finalAnswer)).toEqual({ errors: [], warnings: [] })
  })

  it('tells every error at once, also what only the platform can know', () => {
    const at = '2026-09-25T10:00:00+08:00'
    const contactAttempts = [{ at, method: 'phone', result: 'no_answer' }]
    const { errors } = check({ ...finalAnswer, attachments: ['att_unknown'], contactAttempts })
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/attachments/0 unknown_attachment',
      '/contactAttempts/0/at in_future',
    ])
  })

  it.each([
    ['您好 {{name}}，款项已原路退回，请查收。', 'placeholder'],
    ['您好【姓名】，款项已原路退回，请查收。', 'placeholder'],
    ['您好，订单 XXX 的款项已原路退回。', 'placeholder'],
    [`您好，身份证 ${person.idNumber} 已核实。`, 'personal_id_number'],
    [`您好，已致电 ${person.phone} 与您沟通。`, 'personal_phone'],
  ])('warns of %s', (statement, code) => {
    expect(check({ ...finalAnswer, statement }).warnings).toEqual([
      expect.objectContaining({ pointer: '/statement', code }),
    ])
  })

  it("never warns of the company's public contacts or of longer runs of digits", () => {
    expect(
      check({ ...finalAnswer, statement: '如有疑问请致电 10012340000，单号 1001234567890123456789。' })
        .warnings,
    ).toEqual([])
  })
})

describe('the feed', () => {
  it('is read in stretches, filtered, from anywhere, and shows summaries without free text and person', () => {
    const core = createCore()
    const enterprise = join(core)
    const record = fileOne(core, enterprise)
    respond(core, record, finalAnswer, answering)
    const first = readFeed(core, enterprise, { limit: 2 })
    expect(first).toMatchObject({ hasMore: true, items: [{ sequence: 1 }, { sequence: 2 }] })
    const rest = readFeed(core, enterprise, { after: first.nextAfter })
    expect(rest).toMatchObject({ hasMore: false, items: [{ sequence: 3, complaintSequence: 3 }] })
    expect(readFeed(core, enterprise, { after: rest.nextAfter })).toMatchObject({
      items: [],
      nextAfter: rest.nextAfter,
    })
    expect(readFeed(core, enterprise, { after: 'latest' }).nextAfter).toBe(rest.nextAfter)
    expect(readFeed(core, enterprise, { types: ['complaint.acknowledged'] }).items).toHaveLength(1)
    const summary = JSON.stringify(readFeed(core, enterprise, {}))
    for (const word of ['张', '自动续费', '退还', '原路退回', 'zhang']) expect(summary).not.toContain(word)
    const full = JSON.stringify(readFeed(core, enterprise, { content: 'full' }))
    expect(full).toContain('自动续费')
    for (const word of [person.name, person.idNumber, person.phone]) expect(full).not.toContain(word)
  })

  it('shows each complaint as it was then', () => {
    const core = createCore()
    const enterprise = join(core)
    acknowledge(core, fileOne(core, enterprise), null)
    const statuses = readFeed(core, enterprise, {}).items.map(({ data }) => Object(data).complaint.status)
    expect(statuses).toEqual(['assigned', 'in_progress'])
  })

  it('can be followed from an empty beginning, refuses foreign places and what is no longer kept', async () => {
    const core = createCore()
    const [enterprise, other] = [join(core), join(core)]
    const start = readFeed(core, enterprise, { after: 'latest' }).nextAfter
    fileOne(core, enterprise)
    expect(readFeed(core, enterprise, { after: start }).items).toHaveLength(1)
    const { nextAfter } = readFeed(core, enterprise, {})
    expect(() => readFeed(core, other, { after: nextAfter })).toThrow('invalid_cursor')
    expect(() => readFeed(core, enterprise, { after: 'evt_nonsense' })).toThrow('invalid_cursor')
    await core.clock.advance({ days: 401 })
    expect(() => readFeed(core, enterprise, { after: start })).toThrow('cursor_expired')
    expect(readFeed(core, enterprise, {}).items.map(({ type }) => type)).not.toContain('complaint.assigned')
  })
})
