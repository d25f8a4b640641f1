import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar, listYearVersions } from '../../../src/calendar/index.js'
import { note, setUp } from './setup.js'

function factsOf(year: number) {
  const facts = listYearVersions(year).at(-1)
  if (!facts) throw new Error(`${year} is not published`)
  const { notices, daysOff, workingDays } = facts
  return { notices: [...notices], daysOff: [...daysOff], workingDays: [...workingDays] }
}

/** National Day of 2026, corrected: the 8th is off, too, and for it Sunday the 11th is worked. */
function corrected() {
  const { notices, daysOff, workingDays } = factsOf(2026)
  const notice = '国办发明电〔2026〕0号'
  return {
    notices: [...notices, notice],
    daysOff: [...daysOff, { date: '2026-10-08', name: '国庆节', notice }],
    workingDays: [...workingDays],
    note,
  }
}

describe('a correction of the calendar across National Day', () => {
  it('moves open deadlines and tells, leaves the others, and is in force everywhere at once', async () => {
    const {
      operator,
      platform,
      enterprise,
      call,
      file,
      fileAccepted,
      companySees,
      consumer,
      ask,
      lastEntry,
    } = await setUp()
    const open = await fileAccepted()
    const answered = await fileAccepted()
    await ask(enterprise, answered.complaintId, 'responses', {
      type: 'final',
      outcome: 'resolved',
      statement: '您好，25 元已原路退回，自动续费已关闭。',
    })
    const report = await file({ kind: 'report' })
    await operator.passOn(report.complaintId, { to: 'company', note })
    const before = await call('GET', '/v1/calendar/2026')

    const published = await operator.publishYear(2026, corrected())
    expect(published).toMatchObject({
      movedDeadlines: 1,
      year: { year: 2026, version: '国办发明电〔2026〕0号' },
    })
    const seen = await companySees(enterprise, open.complaintId)
    expect(seen.events).toEqual(['complaint.assigned', 'complaint.deadline_changed'])
    expect(seen.complaint).toMatchObject({ deadline: { dueDate: '2026-10-16', remainingWorkingDays: 10 } })
    expect((await call('GET', '/v1/events?types=complaint.deadline_changed')).json).toMatchObject({
      items: [
        { data: { reason: 'calendar', from: { dueDate: '2026-10-15' }, to: { dueDate: '2026-10-16' } } },
      ],
    })
    expect(await companySees(enterprise, answered.complaintId)).toMatchObject({
      complaint: { deadline: { dueDate: '2026-10-15' } },
    })
    expect(await companySees(enterprise, report.complaintId)).toMatchObject({ complaint: { deadline: null } })
    expect(await consumer.retrieve(open.complaintId)).toMatchObject({ dueDate: '2026-10-16' })
    const after = await call('GET', '/v1/calendar/2026')
    expect(after.json).toEqual(published.year)
    expect(after.json['version']).not.toBe(before.json['version'])
    expect(await lastEntry()).toMatchObject({ act: 'calendar.published', target: '2026', note })

    // New complaints and the clock go by it, too.
    const next = await fileAccepted()
    expect(await consumer.retrieve(next.complaintId)).toMatchObject({ dueDate: '2026-10-16' })
    await platform.clock.advanceTo('2026-10-07T09:00:00+08:00')
    await platform.clock.advance({ workingDays: 1 })
    expect(new Date(platform.now()).toISOString()).toBe('2026-10-09T01:00:00.000Z')
  })

  it('warns and is overdue by the new date alone', async () => {
    const { operator, platform, enterprise, fileAccepted, companySees } = await setUp()
    const { complaintId } = await fileAccepted()
    await operator.publishYear(2026, corrected())
    await platform.clock.advanceTo('2026-10-16T23:59:59+08:00')
    expect((await companySees(enterprise, complaintId)).events).toEqual([
      'complaint.assigned',
      'complaint.deadline_changed',
      'complaint.deadline_approaching',
      'complaint.deadline_approaching',
    ])
    await platform.clock.advanceTo('2026-10-17T00:00:00+08:00')
    expect((await companySees(enterprise, complaintId)).events.at(-1)).toBe('complaint.overdue')
  })

  it('moves the reminders also where the due date stays', async () => {
    const { operator, platform, call, fileAccepted } = await setUp()
    await fileAccepted()
    const { daysOff, workingDays, ...facts } = factsOf(2026)
    // Tuesday the 13th is off, and for it Sunday the 11th is worked: three days before the 15th is now the 11th.
    await operator.publishYear(2026, {
      ...facts,
      daysOff: [...daysOff, { date: '2026-10-13', name: '国庆节' }],
      workingDays: [...workingDays, { date: '2026-10-11', name: '国庆节' }],
      note,
    })
    expect((await call('GET', '/v1/events')).json).toMatchObject({ items: [{}] })
    await platform.clock.advanceTo('2026-10-15T09:00:00+08:00')
    const { json } = await call('GET', '/v1/events?types=complaint.deadline_approaching')
    const items: unknown[] = Array.isArray(json['items']) ? json['items'] : []
    expect(items.map((item) => Object(item).createdAt)).toEqual([
      '2026-10-11T09:00:00+08:00',
      '2026-10-14T09:00:00+08:00',
    ])
  })

  it('keeps an extension on top', async () => {
    const { operator, enterprise, fileAccepted, ask } = await setUp()
    const { complaintId } = await fileAccepted()
    await ask(enterprise, complaintId, 'extensions', { workingDays: 3, reason: '需向支付渠道核对账单。' })
    await operator.decideExtension(complaintId, { decision: 'granted', note })
    await operator.publishYear(2026, corrected())
    expect(await operator.retrieve(complaintId)).toMatchObject({
      deadline: { dueDate: '2026-10-21', extendedFrom: '2026-10-16', workingDays: 13 },
    })
  })

  it('makes what was overdue on time again, and the other way round', async () => {
    const { operator, platform, fileAccepted } = await setUp()
    const { complaintId } = await fileAccepted()
    await platform.clock.advanceTo('2026-10-16T09:00:00+08:00')
    expect(await operator.retrieve(complaintId)).toMatchObject({ overdue: true })
    await operator.publishYear(2026, corrected())
    expect(await operator.retrieve(complaintId)).toMatchObject({ overdue: false })
    await operator.publishYear(2026, { ...factsOf(2026), note })
    expect(await operator.retrieve(complaintId)).toMatchObject({ overdue: true })
  })
})

describe('a year that was unpublished', () => {
  it('ends the doubt about deadlines that touch it', async () => {
    const { operator, call, fileAccepted } = await setUp({ now: '2026-12-21T09:00:00+08:00' })
    const { complaintId } = await fileAccepted()
    expect((await call('GET', '/v1/calendar/2027')).status).toBe(404)
    expect(await operator.retrieve(complaintId)).toMatchObject({ deadline: { provisional: true } })
    await operator.publishYear(2027, {
      notices: ['国办发明电〔2026〕0号'],
      daysOff: [{ date: '2027-01-01', name: '元旦' }],
      workingDays: [],
      note,
    })
    expect((await call('GET', '/v1/calendar/2027')).status).toBe(200)
    const { deadline } = await operator.retrieve(complaintId)
    expect(deadline).toMatchObject({ provisional: false, earliestDueAt: deadline?.dueAt })
  })
})

describe('what no notice can say', () => {
  it.each([
    ['a date of another year', { daysOff: [{ date: '2025-01-01', name: '元旦' }] }],
    [
      'a day that is off and worked',
      {
        workingDays: [{ date: '2026-01-01', name: '元旦' }],
        daysOff: [{ date: '2026-01-01', name: '元旦' }],
      },
    ],
    [
      'a day by a notice that is not listed',
      { daysOff: [{ date: '2026-01-01', name: '元旦', notice: '无' }] },
    ],
    ['no day off', { daysOff: [] }],
  ])('is refused, and nothing has changed: %s', async (_, change) => {
    const { operator, call, fileAccepted } = await setUp()
    await fileAccepted()
    const before = await call('GET', '/v1/calendar/2026')
    await expect(operator.publishYear(2026, { ...factsOf(2026), note, ...change })).rejects.toMatchObject({
      reason: 'validation_failed',
    })
    expect((await call('GET', '/v1/calendar/2026')).text).toBe(before.text)
    expect(await operator.audit({ act: 'calendar.published' })).toEqual([])
  })

  it('is a year beyond the calendar, too', async () => {
    const { operator } = await setUp()
    await expect(operator.publishYear(2036, { ...factsOf(2026), note })).rejects.toThrow('validation_failed')
  })
})

it('gives every open round the deadline that it would have had from the start', async () => {
  const { daysOff, ...facts } = factsOf(2026)
  const october = fc.uniqueArray(fc.integer({ min: 8, max: 30 }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(october, async (days) => {
      const { operator, fileAccepted } = await setUp()
      const { complaintId } = await fileAccepted()
      const extra = days.map((day) => ({ date: `2026-10-${String(day).padStart(2, '0')}`, name: '国庆节' }))
      const swapped = new Set(extra.map(({ date }) => date))
      const year = {
        ...facts,
        daysOff: [...daysOff, ...extra],
        workingDays: facts.workingDays.filter(({ date }) => !swapped.has(date)),
      }
      await operator.publishYear(2026, { ...year, note })
      const { dueDate } = createCalendar()
        .with({ year: 2026, ...year })
        .deadlineOf('2026-09-24', { workingDays: 10 })
      expect(await operator.retrieve(complaintId)).toMatchObject({ deadline: { dueDate } })
    }),
    { numRuns: process.env['TOUSU_TIER'] === 'full' ? 200 : 10 },
  )
})
