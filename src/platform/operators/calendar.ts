/** An operator publishes or corrects a year of the calendar. */
import type { z } from 'zod'
import { type CalendarYear, loadYear } from '../../calendar/index.js'
import type { Locale } from '../../contract/field-errors.js'
import type { calendarYearInput, PublishedYear } from '../../contract/index.js'
import { ArgumentError } from '../../errors.js'
import { publishYear } from '../acts/publish-year.js'
import { showYear } from '../calendar-in-force.js'
import type { Core } from '../core.js'
import { audited, type OperatorCaller } from './audit.js'
import { inputError } from './input-errors.js'

/** @throws RefusalError validation_failed: no notice can say that; nothing has changed then */
export function publishCalendarYear(
  core: Core,
  operator: OperatorCaller,
  year: number,
  { note, ...facts }: z.output<typeof calendarYearInput>,
  locale: Locale,
): PublishedYear {
  const checked = refusing(locale, (): CalendarYear => loadYear({ year, ...facts }))
  const act = { act: 'calendar.published', target: String(year), note }
  const movedDeadlines = audited(core, operator, act, () =>
    refusing(locale, () => publishYear(core, checked)),
  )
  return { year: showYear(checked), movedDeadlines }
}

/** What the calendar says no to is the caller's to mend. */
function refusing<T>(locale: Locale, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof ArgumentError) throw inputError('wrong_year', '', locale, error.message)
    throw error
  }
}
