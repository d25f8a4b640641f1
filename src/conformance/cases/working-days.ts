/** Dates of Asia/Shanghai, and working days by the years that the implementation publishes. */
import { type CalendarYear, calendarYear } from '../../contract/calendar.js'
import type { Complaint } from '../../contract/complaint.js'
import { Skipped } from '../case.js'
import { checkEqual, present, read } from '../check.js'
import type { Context } from '../context.js'

const dayMs = 86_400_000
/** Calendar date of Asia/Shanghai, which is 8 h ahead and knows no summer time. */
export const shanghaiDate = (time: string) =>
  new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 10)
export const addDays = (date: string, days: number) =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
const isWeekend = (date: string) => [0, 6].includes(new Date(date).getUTCDay())

type Days = (date: string) => boolean

/** Whether a date is worked, by the years that the implementation publishes. @throws Skipped for other years */
export async function readCalendar({ company }: Context, from: string, to: string): Promise<Days> {
  const years = new Map<string, CalendarYear>()
  for (const year of new Set([from.slice(0, 4), to.slice(0, 4)])) {
    const answer = await company.call('GET', `/v1/calendar/${year}`)
    if (answer.status === 404) throw new Skipped(`the notice for ${year} is not published there`)
    years.set(year, read(answer, calendarYear))
  }
  return (date) => {
    const year = years.get(date.slice(0, 4))
    const named = (days: CalendarYear['daysOff'] = []) => days.some((day) => day.date === date)
    return named(year?.workingDays) || (!isWeekend(date) && !named(year?.daysOff))
  }
}

/** The n-th working day after a date. */
export function workingDayAfter(isWorked: Days, date: string, count: number): string {
  let due = date
  for (let left = count; left > 0; ) {
    due = addDays(due, 1)
    if (isWorked(due)) left -= 1
  }
  return due
}

export async function checkDueDate(context: Context, { assignedAt, deadline }: Complaint): Promise<void> {
  const { dueDate, provisional } = present('deadline', deadline)
  if (provisional) throw new Skipped('the calendar of these days is not published yet')
  const start = shanghaiDate(assignedAt)
  const isWorked = await readCalendar(context, start, addDays(start, 25))
  checkEqual(`dueDate of what was assigned on ${start}`, dueDate, workingDayAfter(isWorked, start, 10))
}

/** Moves to a time of domain time, in Shanghai, from a moment that is known. */
export const secondsTo = (now: string, date: string, time: string) =>
  (Date.parse(`${date}T${time}+08:00`) - Date.parse(now)) / 1_000
