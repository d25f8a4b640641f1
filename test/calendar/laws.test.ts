import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  builtInCalendar,
  countWorkingDays,
  createCalendar,
  dateOfDayNumber,
  dayNumberOf,
  deadlineOf,
  isWorkingDay,
} from '../../src/calendar/index.js'

const full = process.env['TOUSU_TIER'] === 'full'
const options = { numRuns: full ? 20_000 : 1000 }

const firstDay = dayNumberOf('2018-01-01')
const lastDay = dayNumberOf('2035-12-31')
const anyDate = fc.integer({ min: firstDay, max: lastDay }).map(dateOfDayNumber)
/** Early enough for two periods of the longest length. */
const earlyDate = fc.integer({ min: firstDay, max: lastDay - 2 * 600 }).map(dateOfDayNumber)
const count = fc.integer({ min: 0, max: 366 })

describe('the laws of working days', () => {
  it('count is the inverse of add', () => {
    fc.assert(
      fc.property(earlyDate, count, (date, n) => {
        expect(countWorkingDays(date, addWorkingDays(date, n))).toBe(n)
      }),
      options,
    )
  })

  it('add lands on a working day, and on the first one with its count', () => {
    fc.assert(
      fc.property(earlyDate, fc.integer({ min: 1, max: 366 }), (date, n) => {
        const due = addWorkingDays(date, n)
        const dayBefore = dateOfDayNumber(dayNumberOf(due) - 1)
        expect(isWorkingDay(due)).toBe(true)
        expect(countWorkingDays(date, dayBefore)).toBe(n - 1)
      }),
      options,
    )
  })

  it('add(a) then add(b) is add(a + b)', () => {
    fc.assert(
      fc.property(
        earlyDate,
        fc.integer({ min: 0, max: 183 }),
        fc.integer({ min: 0, max: 183 }),
        (date, a, b) => {
          expect(addWorkingDays(addWorkingDays(date, a), b)).toBe(addWorkingDays(date, a + b))
        },
      ),
      options,
    )
  })

  it('add never decreases with date or count', () => {
    fc.assert(
      fc.property(earlyDate, earlyDate, fc.integer({ min: 1, max: 366 }), (one, other, n) => {
        const [early = one, late = other] = [one, other].sort()
        expect(addWorkingDays(early, n) <= addWorkingDays(late, n)).toBe(true)
        expect(addWorkingDays(early, n - 1) < addWorkingDays(early, n)).toBe(true)
      }),
      options,
    )
  })

  it('count adds up along the way, changes sign backwards, and is 0 on the spot', () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyDate, (a, b, c) => {
        expect(countWorkingDays(a, b) + countWorkingDays(b, c)).toBe(countWorkingDays(a, c))
        expect(countWorkingDays(a, b) + countWorkingDays(b, a)).toBe(0)
        expect(countWorkingDays(a, a)).toBe(0)
      }),
      options,
    )
  })

  it('count is the number of days that isWorkingDay says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: firstDay, max: lastDay - 400 }),
        fc.integer({ min: 0, max: 400 }),
        (day, length) => {
          const days = Array.from({ length }, (_, index) => dateOfDayNumber(day + 1 + index))
          const counted = countWorkingDays(dateOfDayNumber(day), dateOfDayNumber(day + length))
          expect(counted).toBe(days.filter((date) => isWorkingDay(date)).length)
        },
      ),
      { numRuns: full ? 2000 : 100 },
    )
  })

  it('strings and day numbers agree', () => {
    const { dayNumbers } = builtInCalendar()
    fc.assert(
      fc.property(earlyDate, count, anyDate, (date, n, other) => {
        expect(dateOfDayNumber(dayNumbers.add(dayNumberOf(date), n))).toBe(addWorkingDays(date, n))
        expect(dayNumbers.count(dayNumberOf(date), dayNumberOf(other))).toBe(countWorkingDays(date, other))
        expect(dayNumbers.isWorking(dayNumberOf(other))).toBe(isWorkingDay(other))
      }),
      options,
    )
  })
})

describe('the laws of deadlines', () => {
  /** Calendars that know some years and not others. */
  const calendar = fc
    .subarray([...builtInCalendar().years], { minLength: 0 })
    .map((years) => createCalendar({ years }))

  it('explain every day once, in order, and count as many as the period is long', () => {
    fc.assert(
      fc.property(calendar, earlyDate, fc.integer({ min: 0, max: 60 }), (known, start, workingDays) => {
        const { days, dueDate } = known.deadlineOf(start, { workingDays })
        expect(days.map(({ date }) => dayNumberOf(date) - dayNumberOf(start))).toEqual(
          days.map((_, index) => index),
        )
        expect(days.filter(({ counted }) => counted)).toHaveLength(workingDays)
        expect(days.at(-1)?.date).toBe(dueDate)
        for (const { date, counted, reason } of days.slice(1)) {
          expect(counted).toBe(known.isWorkingDay(date))
          expect(counted).toBe(reason.code.endsWith('working_day'))
          expect(reason.zh).not.toBe('')
          expect(reason.en).not.toBe('')
        }
      }),
      { numRuns: full ? 2000 : 100 },
    )
  })

  it('are provisional exactly when a day that is counted over is not published', () => {
    fc.assert(
      fc.property(calendar, earlyDate, fc.integer({ min: 0, max: 60 }), (known, start, workingDays) => {
        const deadline = known.deadlineOf(start, { workingDays })
        const open = deadline.days
          .slice(1)
          .some(({ reason }) => /^(unpublished|statutory)_/.test(reason.code))
        expect(deadline.provisional).toBe(open)
        expect(deadline.earliestDueAt <= deadline.dueAt).toBe(true)
        if (!open) expect(deadline.earliestDueAt).toBe(deadline.dueAt)
      }),
      { numRuns: full ? 2000 : 100 },
    )
  })

  it('agree with addWorkingDays and with calendar arithmetic', () => {
    fc.assert(
      fc.property(earlyDate, count, (start, n) => {
        expect(deadlineOf(start, { workingDays: n }).dueDate).toBe(addWorkingDays(start, n))
        const due = deadlineOf(start, { calendarDays: n }).dueDate
        expect((Date.parse(due) - Date.parse(start)) / 86_400_000).toBe(n)
      }),
      options,
    )
  })
})
