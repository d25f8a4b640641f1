import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { builtInCalendar, createCalendar, listYearVersions, loadYear } from '../../src/calendar/index.js'
import { notices } from '../../src/calendar/notices.js'
import { calendarYear } from '../../src/contract/calendar.js'

/** Final state of every date that a notice names, kept apart from the notices in src. */
const rows = readFileSync(new URL('../fixtures/holidays-2018-2026.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)

describe('the published years', () => {
  it('are those of the notices, date by date, name by name', () => {
    const days = builtInCalendar().years.flatMap(({ daysOff, workingDays }) => [
      ...daysOff.map(({ date, name }) => `${date},${name},true`),
      ...workingDays.map(({ date, name }) => `${date},${name},false`),
    ])
    expect(days.sort()).toEqual(rows)
  })

  it.each([
    [2018, ['国办发明电〔2017〕12号']],
    [2019, ['国办发明电〔2018〕15号', '国办发明电〔2019〕3号']],
    [2020, ['国办发明电〔2019〕16号', '国办发明电〔2020〕1号']],
    [2021, ['国办发明电〔2020〕27号']],
    [2022, ['国办发明电〔2021〕11号']],
    [2023, ['国办发明电〔2022〕16号']],
    [2024, ['国办发明电〔2023〕7号']],
    [2025, ['国办发明电〔2024〕12号']],
    [2026, ['国办发明电〔2025〕7号']],
  ])('%s is made by %s', (year, numbers) => {
    const facts = builtInCalendar().year(year)
    expect(facts?.notices).toEqual(numbers)
    expect(facts?.version).toBe(numbers.at(-1))
  })

  it('are shown as the contract says, and can be loaded from there', () => {
    for (const year of builtInCalendar().years) {
      const sent: unknown = JSON.parse(JSON.stringify(year))
      const received = calendarYear.parse(sent)
      expect(received).toEqual(sent)
      expect(loadYear(received)).toEqual(year)
    }
  })

  it('end where no notice is known', () => {
    expect(builtInCalendar().year(2027)).toBeUndefined()
    expect(builtInCalendar().years.map(({ year }) => year)).toEqual([
      2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ])
    expect(listYearVersions(2027)).toEqual([])
    expect(() => listYearVersions(Number.NaN)).toThrow(/expected a year such as 2026, got NaN/)
    expect(() => builtInCalendar().year(2026.5)).toThrow(/got 2026.5/)
  })

  it('every later notice names the one that it changes', () => {
    const later = notices.filter(({ amends }) => amends !== undefined)
    expect(later.map(({ number }) => number)).toEqual(['国办发明电〔2019〕3号', '国办发明电〔2020〕1号'])
    for (const { amends, year } of later) {
      expect(notices.find(({ number }) => number === amends)?.year).toBe(year)
    }
  })
})

describe('a year that was changed', () => {
  const workingOf = (versions: ReturnType<typeof listYearVersions>, dates: string[]) =>
    versions.map((version) => {
      const calendar = builtInCalendar().with(version)
      return dates.filter((date) => calendar.isWorkingDay(date))
    })

  it('2019: Labour Day of one day became four, for two Sundays', () => {
    const dates = ['2019-04-28', '2019-05-01', '2019-05-02', '2019-05-03', '2019-05-04', '2019-05-05']
    expect(workingOf(listYearVersions(2019), dates)).toEqual([
      ['2019-05-02', '2019-05-03'],
      ['2019-04-28', '2019-05-05'],
    ])
  })

  it('2020: Spring Festival was lengthened to 2 February', () => {
    const dates = ['2020-01-19', '2020-01-30', '2020-01-31', '2020-02-01', '2020-02-02', '2020-02-03']
    expect(workingOf(listYearVersions(2020), dates)).toEqual([
      ['2020-01-19', '2020-01-31', '2020-02-01', '2020-02-03'],
      ['2020-01-19', '2020-02-03'],
    ])
  })

  it('moves a deadline, and each day names the notice that decided it', () => {
    const [before, after] = listYearVersions(2020).map((version) => builtInCalendar().with(version))
    expect(before?.deadlineOf('2020-01-20', { workingDays: 10 }).dueDate).toBe('2020-02-07')
    const deadline = after?.deadlineOf('2020-01-20', { workingDays: 10 })
    expect(deadline?.dueDate).toBe('2020-02-11')
    expect(deadline?.days.find(({ date }) => date === '2020-01-31')?.reason.zh).toContain(
      '国办发明电〔2020〕1号',
    )
    const labourDay = after?.deadlineOf('2020-04-30', { workingDays: 1 }).days[1]
    expect(labourDay?.reason.zh).toContain('国办发明电〔2019〕16号')
  })
})

describe('the version of a calendar', () => {
  it.each(['calendar.md', 'calendar.zh-CN.md'])('is the one that docs/%s shows', (name) => {
    const guide = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
    expect(guide).toContain(builtInCalendar().version)
  })

  it('tells what it knows, and differs when that does', () => {
    const calendars = [
      ...listYearVersions(2019).map((version) => builtInCalendar().with(version)),
      ...listYearVersions(2020).map((version) => builtInCalendar().with(version)),
      createCalendar({ years: builtInCalendar().years.filter(({ year }) => year !== 2022) }),
      createCalendar({ years: [] }),
    ]
    expect(builtInCalendar().version).toMatch(/^2018-2026\.[0-9a-f]{8}$/)
    expect(calendars[4]?.version).toMatch(/^2018-2021\+2023-2026\.[0-9a-f]{8}$/)
    expect(calendars[5]?.version).toMatch(/^none\.[0-9a-f]{8}$/)
    // The last states of 2019 and 2020 are those of the built-in calendar: four different versions.
    const versions = new Set(calendars.map(({ version }) => version))
    expect(versions.size).toBe(5)
    expect(versions).toContain(builtInCalendar().version)
    expect(createCalendar().version).toBe(builtInCalendar().version)
  })
})
