/** Answers of every function of the calendar, to compare between processes that run in different time zones. */
import {
  addCalendarDays,
  addWorkingDays,
  builtInCalendar,
  countWorkingDays,
  dateOfDayNumber,
  dayNumberOf,
  deadlineOf,
  endOfShanghaiDate,
  formatShanghaiTime,
  instantOf,
  isWorkingDay,
  shanghaiDateOf,
  startOfShanghaiDate,
} from '../../src/calendar/index.js'

const last = dayNumberOf('2035-12-31')

export function collectAnswers() {
  const working: string[] = []
  for (let day = dayNumberOf('2018-01-01'); day <= last; day++) {
    working.push(isWorkingDay(dateOfDayNumber(day)) ? '1' : '0')
  }
  const deadlines: string[] = []
  for (let day = dayNumberOf('2018-01-01'); day <= dayNumberOf('2027-12-31'); day++) {
    const { dueAt, earliestDueAt, provisional } = deadlineOf(dateOfDayNumber(day), { workingDays: 10 })
    deadlines.push(`${dueAt} ${earliestDueAt} ${provisional}`)
  }
  const midnight = Date.parse('2026-03-08T00:00:00+08:00')
  return {
    working: working.join(''),
    deadlines,
    explained: deadlineOf('2026-09-24T23:30:00+08:00', { workingDays: 10 }),
    replyBy: deadlineOf('2026-09-24T16:30:00Z', { calendarDays: 15 }).dueDate,
    added: addWorkingDays('2026-09-24T01:00:00-07:00', 10),
    remaining: countWorkingDays('2026-09-24', '2026-10-15'),
    // Around the change to summer time of California and Europe.
    dates: Array.from({ length: 24 * 30 }, (_, hour) => shanghaiDateOf(midnight + hour * 3_600_000)),
    times: [formatShanghaiTime(midnight), instantOf('2026-03-08T02:30:00-08:00')],
    edges: [
      startOfShanghaiDate('2026-03-08'),
      endOfShanghaiDate('2026-03-08'),
      addCalendarDays('2026-03-07', 30),
    ],
    version: builtInCalendar().version,
  }
}
