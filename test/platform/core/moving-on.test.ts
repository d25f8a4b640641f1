import { describe, expect, it } from 'vitest'
import { acknowledge } from '../../../src/platform/acts/acknowledge.js'
import { discloseContact } from '../../../src/platform/acts/disclose.js'
import { saveDraft } from '../../../src/platform/acts/draft.js'
import { requestExtension } from '../../../src/platform/acts/extend.js'
import { rate } from '../../../src/platform/acts/rate.js'
import { respond } from '../../../src/platform/acts/respond.js'
import { reassign } from '../../../src/platform/acts/review.js'
import { requestSupplement, supplement } from '../../../src/platform/acts/supplement.js'
import { updateMetadata } from '../../../src/platform/acts/update-metadata.js'
import { complaintView, historyView } from '../../../src/platform/complaint-view.js'
import { readFeed } from '../../../src/platform/event-feed.js'
import { findComplaint } from '../../../src/platform/http/call.js'
import { timelyRate } from '../../../src/platform/statistics/statistics.js'
import { answer, openScene } from '../deliveries/setup.js'
import { answering, createCore, decision, fileOne, finalAnswer, join, typesOf } from './setup.js'

/** A company has worked on it, and then it turns out to be another one's. */
function openMoved() {
  const core = createCore()
  const [former, next] = [join(core), join(core)]
  const record = fileOne(core, former)
  acknowledge(core, record, 'staff-7')
  requestExtension(core, record, { workingDays: 5, reason: '需向支付渠道核对账单。' }, 'staff-7')
  requestSupplement(core, record, { message: '请补充扣款短信的截图。' }, 'staff-7')
  supplement(core, record, { text: '补充：扣款短信尾号 25。', evidence: [] })
  respond(core, record, { type: 'interim', statement: '您好，已收到，正在核实中。' }, answering)
  updateMetadata(core, record, { ticket: 'T-1' })
  saveDraft(core, record, { statement: '草稿一份' }, 'staff-7')
  discloseContact(core, former, record, { fields: ['phone'], purpose: 'contact' }, 'staff-7')
  reassign(core, record, next, decision)
  return { core, former, next, record }
}

describe('a complaint that moves to another company', () => {
  it('is told to the former company once more, by id, number and reason, and is then gone for it', () => {
    const { core, former, record } = openMoved()
    const { id, number } = record
    const items = readFeed(core, former, { content: 'full' }).items
    expect(items.at(-1)).toMatchObject({ type: 'complaint.reassigned', complaintSequence: items.length })
    expect(items.at(-1)?.data).toEqual({ complaint: { id, number, revision: 6 }, reason: 'reassigned' })
    expect(items.filter(({ type }) => type === 'complaint.reassigned')).toHaveLength(1)
    expect(() => findComplaint({ core, enterprise: former }, id)).toThrow('not_found')
    expect(former.complaintIds).toEqual([])
  })

  it('leaves of what the former company heard before: id, number and revision, in both contents', () => {
    const { core, former } = openMoved()
    for (const content of ['full', 'summary'] as const) {
      for (const { data } of readFeed(core, former, { content }).items) {
        expect(Object.keys(Object(data).complaint).sort()).toEqual(['id', 'number', 'revision'])
      }
    }
  })

  it("shows the new company the person's filing and the operator's acts, nothing of the former's", () => {
    const { core, next, record } = openMoved()
    const view = complaintView(core, record)
    expect(view).toMatchObject({
      title: '会员到期后被自动续费',
      status: 'assigned',
      round: 1,
      acknowledgedAt: null,
      responses: [],
      contestation: null,
      extension: null,
      supplementRequest: null,
      metadata: {},
      service: null,
      supplements: [{ text: '补充：扣款短信尾号 25。' }],
    })
    expect(record.draft).toBeNull()
    expect(historyView(record).map(({ act }) => act)).toEqual([
      'filed',
      'assigned',
      'supplemented',
      'reassigned',
      'assigned',
    ])
    expect(
      JSON.stringify([view, historyView(record), readFeed(core, next, { content: 'full' })]),
    ).not.toMatch(/staff-7|operator-3|正在核实中|T-1|截图/)
    expect(typesOf(next)).toEqual(['complaint.assigned'])
    expect(next.disclosures).toEqual([])
  })

  it('gives the same person another reference, a whole period and numbers of its own', async () => {
    const core = createCore()
    const [former, next] = [join(core), join(core)]
    const record = fileOne(core, former)
    const before = record.complainantReference
    await core.clock.advance({ workingDays: 4 })
    reassign(core, record, next, decision)
    expect(record.complainantReference).not.toBe(before)
    expect(complaintView(core, record).deadline).toMatchObject({
      remainingWorkingDays: 10,
      extendedFrom: null,
    })
    await core.clock.advance({ workingDays: 11 })
    const span = { from: '2026-09-01', to: '2026-12-31' }
    expect(timelyRate(core, former, span)).toMatchObject({ numerator: 0, denominator: 0 })
    expect(timelyRate(core, next, span)).toMatchObject({ numerator: 0, denominator: 1 })
  })

  it('still counts for the company that had answered it, and its confirmation does not run on', async () => {
    const core = createCore()
    const [former, next] = [join(core), join(core)]
    const record = fileOne(core, former)
    respond(core, record, finalAnswer, answering)
    await core.clock.advance({ days: 10 })
    reassign(core, record, next, decision)
    respond(core, record, finalAnswer, answering)
    await core.clock.advance({ days: 6 })
    // 16 days after the former company's answer, 6 after the next one's.
    expect(record.status).toBe('responded')
    rate(core, record, { score: 4, solved: true })
    await core.clock.advance({ days: 30 })
    const span = { from: '2026-09-01', to: '2026-12-31' }
    for (const enterprise of [former, next]) {
      expect(timelyRate(core, enterprise, span)).toMatchObject({ numerator: 1, denominator: 1 })
    }
  })

  it('may come back: its numbers go on, and only what is new is told in full', () => {
    const { core, former, record } = openMoved()
    reassign(core, record, former, decision)
    const items = readFeed(core, former, { content: 'full' }).items
    expect(items.map((event) => 'complaintSequence' in event && event.complaintSequence)).toEqual(
      items.map((_, index) => index + 1),
    )
    expect(items.at(-1)).toMatchObject({
      type: 'complaint.assigned',
      data: { complaint: { demand: '退还 25 元。' } },
    })
    expect(historyView(record).map(({ act }) => act)).toContain('responded_interim')
    expect(complaintView(core, record).responses).toEqual([])
  })

  it('is not given to the company that has it, nor moved once it is closed or in review', () => {
    const core = createCore(undefined, { review: 'manual' })
    const enterprise = join(core)
    const record = fileOne(core, enterprise)
    expect(() => reassign(core, record, enterprise, decision)).toThrow('not_assigned')
    const { core: other, next, former, record: moved } = openMoved()
    expect(() => reassign(other, moved, next, decision)).toThrow('not_assigned')
    respond(other, moved, finalAnswer, answering)
    rate(other, moved, { score: 5, solved: true })
    expect(() => reassign(other, moved, former, decision)).toThrow('complaint_closed')
  })
})

it('repeats to the former company no more than it may still read', async () => {
  const scene = openScene()
  const { core, enterprise } = scene
  const { seen } = scene.connect(() => answer(503), {
    url: 'https://company.example/hooks/full',
    content: 'full',
  })
  const next = join(core)
  const record = fileOne(core, enterprise)
  await scene.settle()
  expect(seen[0]?.body).toContain('会员到期后')
  reassign(core, record, next, decision)
  await core.clock.advance({ hours: 1 })
  const [first, ...later] = seen
  const repeats = later.filter(({ headers }) => headers['webhook-id'] === first?.headers['webhook-id'])
  expect(repeats.length).toBeGreaterThan(1)
  for (const { body } of later) {
    expect(body).not.toContain('会员到期后')
    expect(Object.keys(JSON.parse(body).data.complaint).sort()).toEqual(['id', 'number', 'revision'])
  }
  await scene.close()
})
