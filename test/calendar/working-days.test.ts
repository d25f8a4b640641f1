import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  builtInCalendar,
  countWorkingDays,
  createCalendar,
  dateOfDayNumber,
  dayNumberOf,
  isWorkingDay,
} from '../../src/calendar/index.js'
import { ArgumentError } from '../../src/errors.js'

describe('working days', () => {
  it.each([
    ['2026-09-24', true, 'a Thursday'],
    ['2026-09-25', false, 'Mid-Autumn, a Friday'],
    ['2026-10-10', true, 'a Saturday swapped for National Day'],
    ['2026-10-11', false, 'a Sunday'],
    ['2024-02-09', true, 'encouraged leave is a working day'],
    ['2018-12-29', true, 'a Saturday of December that the notice of the next year made a working day'],
    ['2018-12-31', false, 'a Monday of December that the notice of the next year made a day off'],
    ['2020-02-01', false, 'off since 〔2020〕1号'],
    ['2019-05-02', false, 'off since 〔2019〕3号'],
  ])('%s: %s, %s', (date, expected) => {
    expect(isWorkingDay(date)).toBe(expected)
  })

  it('counts from the day after, to the n-th working day', () => {
    expect(addWorkingDays('2026-09-24', 10)).toBe('2026-10-15')
    expect(addWorkingDays('2026-09-24', 1)).toBe('2026-09-28')
    expect(addWorkingDays('2026-09-26', 0)).toBe('2026-09-26')
    expect(countWorkingDays('2026-01-01', addWorkingDays('2026-01-01', 366))).toBe(366)
  })

  it('tells the working days that remain: 10 on the day of assignment, 0 on the due date, then negative', () => {
    expect(countWorkingDays('2026-09-24', '2026-10-15')).toBe(10)
    expect(countWorkingDays('2026-10-15', '2026-10-15')).toBe(0)
    expect(countWorkingDays('2026-10-16', '2026-10-15')).toBe(-1)
    expect(countWorkingDays('2026-10-19', '2026-10-15')).toBe(-2)
  })

  it('takes the Shanghai date of a time with any offset', () => {
    for (const start of [
      '2026-09-24T00:00:00+08:00',
      '2026-09-24T23:59:59.999+08:00',
      '2026-09-23T16:00:00Z',
      '2026-09-24T15:59:59z',
      '2026-09-23T09:00:00-07:00',
      '2026-09-24t05:30:00+13:00',
    ]) {
      expect(addWorkingDays(start, 10)).toBe('2026-10-15')
    }
    expect(isWorkingDay('2017-12-31T16:00:00Z')).toBe(false)
  })

  it('does the same on day numbers', () => {
    const { dayNumbers } = builtInCalendar()
    const day = dayNumberOf('2026-09-24')
    expect(day).toBe(20_720)
    expect(dateOfDayNumber(dayNumbers.add(day, 10))).toBe('2026-10-15')
    expect(dayNumbers.count(day, dayNumberOf('2026-10-15'))).toBe(10)
    expect(dayNumbers.isWorking(dayNumberOf('2026-10-10'))).toBe(true)
  })
})

describe('what is refused', () => {
  it.each([
    ['2026-09-24T15:00:00', /"2026-09-24T15:00:00" has no offset: add \+08:00/],
    ['2026-02-30', /"2026-02-30" does not exist: 2026-02 has the days 01 to 28/],
    ['2028-02-30', /01 to 29/],
    ['2026-13-01', /months are 01 to 12/],
    ['2026-00-10', /months are 01 to 12/],
    ['2026-04-00', /01 to 30/],
    ['2017-12-31', /"2017-12-31" is outside 2018-01-01 to 2035-12-31/],
    ['2036-01-01', /outside 2018-01-01 to 2035-12-31/],
    ['2035-12-31T16:00:00Z', /outside 2018-01-01 to 2035-12-31/],
    ['2026-09-24T24:00:00Z', /times go from 00:00:00 to 23:59:59/],
    ['2026-09-24T10:60:00Z', /times go from/],
    ['2026-09-24T10:00:61Z', /times go from/],
    ['2026-09-24T10:00:00+24:00', /offset that does not exist/],
    ['2026-09-24T10:00:00+08:60', /offset that does not exist/],
    ['2026-02-30T10:00:00Z', /does not exist/],
    ['2026-09-24 10:00:00Z', /expected a date \(2026-09-24\) or an RFC 3339 time/],
    ['2026-09-24T10:00Z', /RFC 3339/],
    ['2026/09/24', /expected a date/],
    ['24-09-2026', /expected a date/],
    ['2026-9-24', /expected a date/],
    ['', /expected a date .* got ""/],
  ])('%j', (date, message) => {
    for (const call of [
      () => isWorkingDay(date),
      () => addWorkingDays(date, 1),
      () => countWorkingDays(date, '2026-01-01'),
      () => countWorkingDays('2026-01-01', date),
    ]) {
      expect(call).toThrow(ArgumentError)
      expect(call).toThrow(message)
    }
  })

  it('what is no text at all', () => {
    const given: Record<string, unknown> = { now: new Date(0), none: undefined, number: 20_720, list: [] }
    const call = (name: string) => () => Reflect.apply(isWorkingDay, undefined, [given[name]])
    expect(call('now')).toThrow(/got a Date; of a Date, pass toISOString\(\)/)
    expect(call('none')).toThrow(/got undefined/)
    expect(call('number')).toThrow(/got 20720/)
    expect(call('list')).toThrow(/got an array/)
    expect(() => isWorkingDay('x'.repeat(100_000))).toThrow(/got "x{40}…"$/)
  })

  it.each([-1, 367, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a count of %s', (count) => {
    const message = new RegExp(`workingDays must be a whole number from 0 to 366, got ${count}`)
    expect(() => addWorkingDays('2026-09-24', count)).toThrow(message)
    expect(() => builtInCalendar().dayNumbers.add(20_720, count)).toThrow(message)
  })

  it('an answer after 2035', () => {
    expect(addWorkingDays('2035-12-28', 1)).toBe('2035-12-31')
    expect(() => addWorkingDays('2035-12-28', 2)).toThrow(
      /2 working days after 2035-12-28 end after 2035-12-31/,
    )
    expect(addWorkingDays('2035-12-31', 0)).toBe('2035-12-31')
  })

  it.each([17_531, 24_106, 20_720.5, Number.NaN, -1])('the day number %s', (day) => {
    const { dayNumbers } = builtInCalendar()
    for (const call of [
      () => dayNumbers.add(day, 1),
      () => dayNumbers.count(day, 20_720),
      () => dayNumbers.count(20_720, day),
      () => dayNumbers.isWorking(day),
      () => dateOfDayNumber(day),
    ]) {
      expect(call).toThrow(/from 17532 \(2018-01-01\) to 24105 \(2035-12-31\)/)
    }
  })

  it('but answers at the very edges', () => {
    const { dayNumbers } = createCalendar()
    expect(dateOfDayNumber(dayNumbers.add(17_532, 1))).toBe('2018-01-02')
    expect(dayNumbers.isWorking(24_105)).toBe(true)
    expect(dayNumberOf('2018-01-01')).toBe(17_532)
    expect(dayNumberOf('2035-12-31')).toBe(24_105)
  })
})
