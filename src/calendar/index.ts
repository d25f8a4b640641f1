export { addWorkingDays, builtInCalendar, countWorkingDays, deadlineOf, isWorkingDay } from './built-in.js'
export { type Calendar, type CalendarOptions, createCalendar } from './calendar.js'
export type { Deadline, DeadlineDay, Period } from './deadline.js'
export { listYearVersions } from './published-years.js'
export type { DayReason, DayReasonCode } from './reasons.js'
export {
  addCalendarDays,
  dateOfDayNumber,
  dayNumberOf,
  endOfShanghaiDate,
  formatShanghaiTime,
  instantOf,
  lastSecondOf,
  shanghaiDateOf,
  startOfShanghaiDate,
} from './shanghai.js'
export type { DayNumbers } from './working-day-index.js'
export { type CalendarYear, loadYear, type NamedDay, type YearFacts } from './year-facts.js'
