import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addCalendarDays,
  endOfShanghaiDate,
  formatShanghaiTime,
  instantOf,
  lastSecondOf,
  shanghaiDateOf,
  startOfShanghaiDate,
} from '../../src/calendar/index.js'

describe('instants and dates of Shanghai', () => {
  it('gives the date of an instant, however it is written', () => {
    expect(shanghaiDateOf(Date.UTC(2026, 8, 24, 15, 59, 59))).toBe('2026-09-24')
    expect(shanghaiDateOf(Date.UTC(2026, 8, 24, 16))).toBe('2026-09-25')
    expect(shanghaiDateOf('2026-09-24T09:00:00-07:00')).toBe('2026-09-25')
    expect(shanghaiDateOf('2026-09-25T00:00:00+08:00')).toBe('2026-09-25')
    expect(shanghaiDateOf(0)).toBe('1970-01-01')
    expect(shanghaiDateOf(-1)).toBe('1970-01-01')
    expect(shanghaiDateOf('1969-12-31T15:59:59Z')).toBe('1969-12-31')
  })

  it('begins and ends a date at midnight, +08:00', () => {
    expect(startOfShanghaiDate('2026-10-15')).toBe(Date.parse('2026-10-15T00:00:00+08:00'))
    expect(endOfShanghaiDate('2026-10-15')).toBe(startOfShanghaiDate('2026-10-16'))
    expect(endOfShanghaiDate('2026-10-15') - 1000).toBe(Date.parse(lastSecondOf('2026-10-15')))
  })

  it('writes an instant as time of Shanghai', () => {
    expect(formatShanghaiTime(Date.UTC(2026, 8, 24, 1))).toBe('2026-09-24T09:00:00+08:00')
    expect(formatShanghaiTime(Date.UTC(2026, 8, 24, 16, 0, 0, 7))).toBe('2026-09-25T00:00:00.007+08:00')
  })

  it('reads a leap second as the second before it, in its own day', () => {
    // Shanghai sees leap seconds at 07:59:60; whoever stamps 23:59:60 there means the day that ends.
    expect(instantOf('2026-12-31T23:59:60Z')).toBe(Date.parse('2026-12-31T23:59:59Z'))
    expect(shanghaiDateOf('2026-12-31T23:59:60+08:00')).toBe('2026-12-31')
  })

  it('knows leap years of whole centuries, too', () => {
    expect(shanghaiDateOf('2000-02-29T00:00:00+08:00')).toBe('2000-02-29')
    expect(shanghaiDateOf('2000-02-29T16:00:00Z')).toBe('2000-03-01')
    expect(() => instantOf('2100-02-29T00:00:00Z')).toThrow(/2100-02 has the days 01 to 28/)
  })

  it('moves by calendar days, both ways', () => {
    expect(addCalendarDays('2026-09-24', 15)).toBe('2026-10-09')
    expect(addCalendarDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(addCalendarDays('2018-01-01', 6573)).toBe('2035-12-31')
    expect(() => addCalendarDays('2018-01-01', 6574)).toThrow(/do not make a date from 2018-01-01/)
    expect(() => addCalendarDays('2018-01-01', -1)).toThrow(/do not make a date/)
    expect(() => addCalendarDays('2018-01-01', 0.5)).toThrow(/days are whole numbers/)
  })

  it('refuses what no date can hold', () => {
    const last = Date.parse('9999-12-31T23:59:59.999+08:00')
    expect(shanghaiDateOf(last)).toBe('9999-12-31')
    for (const instant of [last + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => shanghaiDateOf(instant)).toThrow(/milliseconds since 1970-01-01T00:00:00Z/)
      expect(() => formatShanghaiTime(instant)).toThrow(/milliseconds since 1970-01-01T00:00:00Z/)
    }
    expect(() => shanghaiDateOf('2026-09-24')).toThrow(/RFC 3339 time with an offset/)
    expect(() => startOfShanghaiDate('2036-01-01')).toThrow(/outside 2018-01-01 to 2035-12-31/)
  })

  it('reads every time as Date.parse does', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'))
    const time = fc
      .tuple(
        fc.date({ min: new Date('1970-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }),
        two(23),
        two(59),
        two(59),
        fc.constantFrom('', '.1', '.12', '.123'),
        fc.oneof(
          fc.constant('Z'),
          fc.tuple(fc.constantFrom('+', '-'), two(23), two(59)).map(([sign, h, m]) => `${sign}${h}:${m}`),
        ),
      )
      .map(
        ([date, h, m, s, fraction, zone]) =>
          `${date.toISOString().slice(0, 10)}T${h}:${m}:${s}${fraction}${zone}`,
      )
    fc.assert(
      fc.property(time, (text) => {
        expect(instantOf(text)).toBe(Date.parse(text))
      }),
    )
  })
})
