import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addCalendarDays, builtInCalendar, type Calendar, createCalendar } from '../../src/calendar/index.js'

const truth = builtInCalendar()
/** The last day on which the truth is known: from 20 December 2026 on, the notice for 2027 is awaited. */
const lastKnown = '2026-12-19'

/** Every start date of a year and of the December before. */
function* startsOf(year: number) {
  const first = year === 2018 ? '2018-01-01' : `${year - 1}-12-01`
  for (let start = first; start <= `${year}-12-31`; start = addCalendarDays(start, 1)) yield start
}

interface Comparison {
  starts: number
  provisional: number
  /** Starts whose true due date is another one than the calendar without the notice says. */
  moved: number
  late: string[]
  unmarked: string[]
  /** How many calendar days earlier than the truth `earliestDueAt` is, for every provisional start. */
  early: number[]
}

/** Compares a calendar that lacks a year's notices with the truth. */
function compare(year: number, blind: Calendar, workingDays: number, into: Comparison) {
  for (const start of startsOf(year)) {
    const real = truth.deadlineOf(start, { workingDays })
    if (real.dueDate > lastKnown) break
    const guess = blind.deadlineOf(start, { workingDays })
    const early = (Date.parse(real.dueAt) - Date.parse(guess.earliestDueAt)) / 86_400_000
    into.starts++
    if (guess.provisional) {
      into.provisional++
      into.early.push(early)
    }
    if (early < 0) into.late.push(start)
    if (guess.dueAt !== real.dueAt) {
      into.moved++
      if (!guess.provisional) into.unmarked.push(start)
    }
  }
}

function compareAll(hidden: (year: number, turn: number) => boolean, workingDays = 10): Comparison {
  const result: Comparison = { starts: 0, provisional: 0, moved: 0, late: [], unmarked: [], early: [] }
  for (const { year: turn } of truth.years) {
    const years = truth.years.filter(({ year }) => !hidden(year, turn))
    compare(turn, createCalendar({ years }), workingDays, result)
  }
  return result
}

function describeEarliness({ early, starts, provisional, moved }: Comparison) {
  const sum = early.reduce((total, days) => total + days, 0)
  return {
    starts,
    provisional,
    moved,
    meanOfAll: Number((sum / starts).toFixed(2)),
    meanOfProvisional: Number((sum / provisional).toFixed(2)),
    maximum: Math.max(...early),
  }
}

describe('a year whose notice is not published', () => {
  it('never has a deadline before earliestDueAt, and every deadline that moves was marked', () => {
    const result = compareAll((year, turn) => year === turn)
    const figures = describeEarliness(result)
    console.log('earliestDueAt, calendar days before the true dueAt, 10 working days:', figures)
    expect(result.late).toEqual([])
    expect(result.unmarked).toEqual([])
    expect(figures).toEqual({
      starts: 3510,
      provisional: 3455,
      moved: 474,
      meanOfAll: 2.24,
      meanOfProvisional: 2.28,
      maximum: 12,
    })
    for (const name of ['calendar.md', 'calendar.zh-CN.md']) {
      const guide = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
      for (const told of ['3,510', '3,455', '474', '2.24', '2.28', '12']) expect(guide).toContain(told)
    }
  })

  it('nor when no later year is published either, as it is in life', () => {
    const result = compareAll((year, turn) => year >= turn)
    expect(result.late).toEqual([])
    expect(result.unmarked).toEqual([])
    expect(result.starts).toBe(3510)
  })

  it.each([1, 5, 20, 30])('nor with a period of %s working days', (workingDays) => {
    const result = compareAll((year, turn) => year === turn, workingDays)
    expect(result.late).toEqual([])
    expect(result.unmarked).toEqual([])
  })

  it('is not taken for plain weekends: the holidays of the law are off', () => {
    expect(truth.isWorkingDay('2027-01-01')).toBe(false)
    expect(truth.isWorkingDay('2027-02-08')).toBe(false)
    expect(truth.isWorkingDay('2027-02-09')).toBe(false)
    expect(truth.isWorkingDay('2027-02-11')).toBe(true)
    expect(truth.isWorkingDay('2027-10-01')).toBe(false)
    // Dates of the Chinese calendar near midnight: not 7 and 2 February.
    expect(truth.isWorkingDay('2030-02-05')).toBe(false)
  })

  it('has worked weekends near holidays in the earliest case, and no day off that the law does not give', () => {
    const earliest = (start: string) => truth.deadlineOf(start, { workingDays: 1 }).earliestDueAt.slice(0, 10)
    // Spring Festival 2027 is 5–8 February: Saturday 23 January is 13 days before, 16 January 20.
    expect(earliest('2027-01-22')).toBe('2027-01-23')
    expect(earliest('2027-01-15')).toBe('2027-01-18')
    // A holiday on a weekend stays off; the day on which it is made up may be another one.
    expect(earliest('2027-02-04')).toBe('2027-02-09')
    expect(truth.addWorkingDays('2027-02-04', 1)).toBe('2027-02-11')
  })
})
