import type { CalendarYear } from '../../calendar/index.js'
import type { Core } from '../core.js'
import { recomputeDeadlines } from './move-deadline.js'

/**
 * A year is published, or corrected: from now on it is in force, and open rounds get the deadline that they would have
 * had from the start (`complaint.deadline_changed`, reason `calendar`).
 *
 * @returns how many deadlines moved
 * @throws ArgumentError a deadline would lie beyond the calendar's last year; nothing has changed then
 */
export function publishYear(core: Core, year: CalendarYear): number {
  const { publishedYears } = core.state
  publishedYears.push(year)
  try {
    return recomputeDeadlines(core)
  } catch (error) {
    publishedYears.pop()
    throw error
  }
}
