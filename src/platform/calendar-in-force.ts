import type { Calendar, CalendarYear } from '../calendar/index.js'
import type { CalendarYear as ShownYear } from '../contract/index.js'
import type { State } from './state.js'

/** The calendar that the platform began with, and the years that operators have published since. */
export function createCalendarInForce(
  base: Calendar,
  { publishedYears }: Pick<State, 'publishedYears'>,
): () => Calendar {
  let inForce = base
  let known: readonly CalendarYear[] = []
  return () => {
    const isSame =
      known.length === publishedYears.length && known.every((year, index) => year === publishedYears[index])
    if (!isSame) {
      inForce = publishedYears.reduce((calendar, year) => calendar.with(year), base)
      known = [...publishedYears]
    }
    return inForce
  }
}

/** A year as the contract shows it. */
export function showYear({ notices, daysOff, workingDays, ...year }: CalendarYear): ShownYear {
  return { ...year, notices: [...notices], daysOff: [...daysOff], workingDays: [...workingDays] }
}
