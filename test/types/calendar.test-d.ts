import { assertType, describe, expectTypeOf, it } from 'vitest'
import {
  type CalendarYear,
  deadlineOf,
  isWorkingDay,
  loadYear,
  type Period,
} from '../../src/calendar/index.js'
import type { CalendarYear as SentYear } from '../../src/contract/index.js'

describe('types of tousu/calendar', () => {
  it('takes one kind of period, never both', () => {
    assertType<Period>({ workingDays: 10 })
    assertType<Period>({ calendarDays: 15 })
    // @ts-expect-error one of both
    assertType<Period>({ workingDays: 10, calendarDays: 15 })
    // @ts-expect-error there is no period of weeks
    assertType<Period>({ weeks: 2 })
  })

  it('takes dates as text, so that no time zone can slip in', () => {
    // @ts-expect-error a Date is an instant, not a date of Shanghai
    assertType(() => isWorkingDay(new Date()))
    expectTypeOf(deadlineOf).parameter(0).toEqualTypeOf<string>()
  })

  it('loads what the platform answers as it is, and what it answers is never changed', () => {
    assertType<(year: SentYear) => CalendarYear>(loadYear)
    const change = (year: CalendarYear) => {
      // @ts-expect-error facts are read-only
      year.year = 2027
    }
    assertType(change)
  })
})

describe('the compiler', () => {
  it('knows that an index may lead nowhere, and that absent is not undefined', () => {
    const list: number[] = []
    expectTypeOf(list[0]).toEqualTypeOf<number | undefined>()
    interface Given {
      note?: string
    }
    // @ts-expect-error exactOptionalPropertyTypes
    assertType<Given>({ note: undefined })
  })
})
