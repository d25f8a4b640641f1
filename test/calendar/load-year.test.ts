import { describe, expect, it } from 'vitest'
import { builtInCalendar, createCalendar, loadYear, type YearFacts } from '../../src/calendar/index.js'
import { ArgumentError } from '../../src/errors.js'

/** What a notice for 2027 could say. */
const facts: YearFacts = {
  year: 2027,
  notices: ['国办发明电〔2026〕0号'],
  daysOff: [
    { date: '2027-01-01', name: '元旦' },
    { date: '2027-02-05', name: '春节' },
  ],
  workingDays: [{ date: '2026-12-26', name: '元旦' }],
}

function load(change: Record<string, unknown>): () => unknown {
  return () => Reflect.apply(loadYear, undefined, [{ ...facts, ...change }])
}

describe('loadYear', () => {
  it('makes a calendar that knows the year; the one before stays as it was', () => {
    const before = builtInCalendar()
    const after = before.with(loadYear(facts))
    expect(after.year(2027)?.version).toBe('国办发明电〔2026〕0号')
    expect(after.isWorkingDay('2026-12-26')).toBe(true)
    expect(after.deadlineOf('2026-12-18', { workingDays: 10 })).toMatchObject({
      dueDate: '2026-12-31',
      provisional: false,
    })
    expect(before.year(2027)).toBeUndefined()
    expect(before.isWorkingDay('2026-12-26')).toBe(false)
    expect(before.deadlineOf('2026-12-18', { workingDays: 10 })).toMatchObject({
      dueDate: '2027-01-04',
      provisional: true,
    })
    expect(builtInCalendar()).toBe(before)
    expect(after.version).not.toBe(before.version)
  })

  it('knows the tail of a December by the notice of the next year alone', () => {
    const calendar = createCalendar({ years: [loadYear(facts)] })
    expect(calendar.isWorkingDay('2026-12-26')).toBe(true)
    expect(calendar.deadlineOf('2026-12-25', { workingDays: 1 })).toMatchObject({
      dueDate: '2026-12-26',
      provisional: false,
    })
    // 2026 itself is not given, so all that the notice does not name is open.
    expect(calendar.deadlineOf('2026-12-26', { workingDays: 1 }).provisional).toBe(true)
  })

  it('sorts, freezes, leaves out what it does not know, and takes its own answer', () => {
    const year = loadYear({ ...facts, daysOff: [...facts.daysOff].reverse() })
    expect(year.daysOff.map(({ date }) => date)).toEqual(['2027-01-01', '2027-02-05'])
    expect(loadYear(year)).toEqual(year)
    expect(Object.isFrozen(year) && Object.isFrozen(year.daysOff[0])).toBe(true)
    expect(load({ later: 1 })()).toEqual(year)
    expect(loadYear({ ...facts, version: 'draft 1' }).version).toBe('draft 1')
  })

  const day = { date: '2027-05-01', name: '劳动节' }
  it.each<[Record<string, unknown>, RegExp]>([
    [{ year: 2036 }, /year: expected a whole number from 2018 to 2035, got 2036/],
    [{ year: 2017 }, /year: .* got 2017/],
    [{ year: '2027' }, /year: .* got "2027"/],
    [{ notices: [] }, /notices: expected an array of 1–10 items, got 0/],
    [{ notices: Array(11).fill('a') }, /1–10 items, got 11/],
    [{ notices: undefined }, /notices: expected an array of 1–10 items, got undefined/],
    [{ notices: [' '] }, /notices\[0\]: expected a text of 1–100 characters, got " "/],
    [{ version: 'a'.repeat(101) }, /version: expected a text/],
    [{ version: 7 }, /version: expected a text of 1–100 characters, got 7/],
    [{ daysOff: [] }, /daysOff: expected at least one day off/],
    [{ daysOff: Array(121).fill(day) }, /daysOff: expected an array of 0–120 items, got 121/],
    [{ daysOff: ['2027-05-01'] }, /daysOff\[0\]: expected { date, name }, got "2027-05-01"/],
    [{ daysOff: [{ ...day, date: undefined }] }, /daysOff\[0\]\.date: expected YYYY-MM-DD, got undefined/],
    [{ daysOff: [{ ...day, date: '2027-02-30' }] }, /"2027-02-30" does not exist/],
    [{ daysOff: [{ ...day, date: '2027-5-1' }] }, /"2027-5-1" is not a date: give YYYY-MM-DD/],
    [{ daysOff: [{ ...day, date: '2027-05-01T00:00:00Z' }] }, /is not a date: give YYYY-MM-DD/],
    [{ daysOff: [{ ...day, date: '2026-12-19' }] }, /expected a date from 2026-12-20 to 2027-12-31/],
    [{ daysOff: [{ ...day, date: '2028-01-01' }] }, /expected a date from 2026-12-20 to 2027-12-31/],
    [{ daysOff: [{ date: day.date }] }, /daysOff\[0\]\.name: expected a text/],
    [{ daysOff: [day, day] }, /2027-05-01 is named twice in the facts of 2027/],
    [{ daysOff: [day], workingDays: [day] }, /2027-05-01 is named twice/],
    [
      { workingDays: [{ ...day, notice: '国办发明电〔2026〕9号' }] },
      /workingDays\[0\]\.notice: expected one of/,
    ],
    [{ workingDays: null }, /workingDays: expected an array of 0–120 items, got null/],
  ])('refuses %j', (change, message) => {
    expect(load(change)).toThrow(ArgumentError)
    expect(load(change)).toThrow(message)
  })

  it('takes the edges: 20 December of the year before, and 31 December', () => {
    const edges = [
      { ...day, date: '2026-12-20' },
      { ...day, date: '2027-12-31' },
    ]
    expect(loadYear({ ...facts, daysOff: edges }).daysOff).toHaveLength(2)
  })

  it('refuses what is no object, a list of years that is none, a year given twice', () => {
    expect(() => Reflect.apply(loadYear, undefined, [null])).toThrow(/facts: expected .* got null/)
    expect(() => Reflect.apply(createCalendar, undefined, [{ years: 2027 }])).toThrow(
      /expected an array of years/,
    )
    expect(() => createCalendar({ years: [facts, facts] })).toThrow(/2027 is given twice/)
    expect(() => Reflect.apply(builtInCalendar().with, undefined, [undefined])).toThrow(/facts: expected/)
  })
})
