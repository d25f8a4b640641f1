import { describe, expect, it } from 'vitest'
import {
  addCalendarDays,
  builtInCalendar,
  dateOfDayNumber,
  dayNumberOf,
  instantOf,
} from '../../src/calendar/index.js'
import { listDaysOffByLaw, listStatutoryHolidays } from '../../src/calendar/statutory-holidays.js'
import { newMoonNear, solarLongitude } from './astronomy.js'

const years = Array.from({ length: 18 }, (_, index) => 2018 + index)
/** Days by which Shanghai is ahead of UTC. */
const offset = 8 / 24

/** First date of a holiday in a year; of Spring Festival, the first day of the first month. */
function dateOf(year: number, name: string): string {
  const [first] = listStatutoryHolidays(year).filter((holiday) => holiday.name === name)
  const date = dateOfDayNumber(first?.day ?? 0)
  return name === '春节' && year >= 2025 ? addCalendarDays(date, 1) : date
}

describe('the holidays of the law', () => {
  it.each(years)('are 11 days to 2024 and 13 since 2025: %s', (year) => {
    const names = listStatutoryHolidays(year).map(({ name }) => name)
    const expected = [
      '元旦',
      '春节',
      '春节',
      '春节',
      '清明节',
      '劳动节',
      '端午节',
      '中秋节',
      '国庆节',
      '国庆节',
      '国庆节',
    ]
    const amended = [...expected.slice(0, 1), '春节', ...expected.slice(1, 6), '劳动节', ...expected.slice(6)]
    expect([...names].sort()).toEqual([...(year < 2025 ? expected : amended)].sort())
  })

  it('include the eve of Spring Festival and 2 May since 2025', () => {
    const dates = (year: number) => listStatutoryHolidays(year).map(({ day }) => dateOfDayNumber(day))
    expect(dates(2024)).not.toContain('2024-02-09')
    expect(dates(2024)).not.toContain('2024-05-02')
    expect(dates(2025)).toContain('2025-01-28')
    expect(dates(2025)).toContain('2025-05-02')
    expect(listStatutoryHolidays(2036)).toEqual([])
  })

  it('were off in every published year', () => {
    for (const { year, daysOff } of builtInCalendar().years) {
      const off = new Set(daysOff.map(({ date }) => date))
      for (const { day } of listStatutoryHolidays(year)) expect(off).toContain(dateOfDayNumber(day))
    }
  })

  it('are made up on the next free working day when they fall on a weekend (art. 6)', () => {
    const madeUp = [...listDaysOffByLaw().values()]
      .filter(
        ({ makesUp = 0 }) => makesUp >= dayNumberOf('2027-01-01') && makesUp <= dayNumberOf('2028-12-31'),
      )
      .map(({ day, makesUp = 0 }) => `${dateOfDayNumber(makesUp)} on ${dateOfDayNumber(day)}`)
    expect(madeUp).toEqual([
      '2027-02-06 on 2027-02-09',
      '2027-02-07 on 2027-02-10',
      '2027-05-01 on 2027-05-03',
      '2027-05-02 on 2027-05-04',
      '2027-10-02 on 2027-10-04',
      '2027-10-03 on 2027-10-05',
      '2028-01-01 on 2028-01-03',
      '2028-05-28 on 2028-05-29',
      '2028-10-01 on 2028-10-04',
    ])
  })

  it('are not made up where two meet: the article speaks of weekends alone', () => {
    const days = listDaysOffByLaw()
    expect(days.get(dayNumberOf('2031-10-01'))?.name).toBe('中秋节、国庆节')
    expect(days.has(dayNumberOf('2031-10-06'))).toBe(false)
  })
})

describe('the dates of sun and moon, 2018–2035', () => {
  const festivals = [
    ['春节', 1, 1],
    ['端午节', 5, 5],
    ['中秋节', 8, 15],
  ] as const

  it('are those of the Chinese calendar of Intl, but for two new moons close to midnight', () => {
    const format = new Intl.DateTimeFormat('en-u-ca-chinese', {
      timeZone: 'Asia/Shanghai',
      month: 'numeric',
      day: 'numeric',
    })
    const differences: string[] = []
    for (const year of years) {
      for (const [name, month, day] of festivals) {
        const date = dateOf(year, name)
        const parts = format.formatToParts(new Date(`${date}T12:00:00+08:00`))
        const partOf = (type: string) => parts.find((part) => part.type === type)?.value
        if (partOf('month') !== String(month) || partOf('day') !== String(day)) differences.push(date)
      }
    }
    // Some versions of ICU reckon the moon a few minutes off. The next test shows which date is right.
    for (const date of differences) expect(['2027-02-06', '2030-02-03']).toContain(date)
  })

  it.each(years)('are counted from the day of the new moon in Beijing time: %s', (year) => {
    for (const [name, , day] of festivals) {
      const firstOfMonth = dayNumberOf(dateOf(year, name)) - (day - 1)
      const moon = newMoonNear(firstOfMonth) + offset
      expect(dateOfDayNumber(Math.floor(moon))).toBe(dateOfDayNumber(firstOfMonth))
      // The series is good to a minute; two keep clear of its error.
      const minutes = (moon - firstOfMonth) * 1440
      expect(minutes).toBeGreaterThan(2)
      expect(minutes).toBeLessThan(1438)
    }
  })

  it('has the new moons close to midnight at 23:56 and 00:07', () => {
    const minutesOff = (time: string) =>
      Math.abs(newMoonNear(dayNumberOf(time)) - instantOf(time) / 86_400_000) * 1440
    expect(minutesOff('2027-02-06T23:56:00+08:00')).toBeLessThan(1)
    expect(minutesOff('2030-02-03T00:07:00+08:00')).toBeLessThan(1)
  })

  it.each(years)('has Qingming on the day on which the sun reaches 15°: %s', (year) => {
    const midnight = dayNumberOf(dateOf(year, '清明节')) - offset
    // 0.01° of margin: the error of the formula.
    expect(solarLongitude(midnight)).toBeLessThan(15 - 0.01)
    expect(solarLongitude(midnight + 1)).toBeGreaterThan(15 + 0.01)
  })
})
