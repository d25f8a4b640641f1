/** The platform's handling deadline (平台处理时限): set at assignment, judged by dates of Asia/Shanghai. */
import {
  addCalendarDays,
  type Calendar,
  lastSecondOf,
  shanghaiDateOf,
  startOfShanghaiDate,
} from '../calendar/index.js'
import type { Deadline } from '../contract/complaint.js'
import type { Core } from './core.js'
import type { ComplaintRecord, DeadlineRecord } from './state.js'

/** All that were assigned on one date have the same one: under its calendar, by lengths of the period and date. */
const shared = new WeakMap<Calendar, Map<string, DeadlineRecord>>()

/** The deadline of a round assigned at `assignedAt` (ms). */
export function setDeadline(core: Pick<Core, 'calendar' | 'settings'>, assignedAt: number): DeadlineRecord {
  const { calendar, settings } = core
  const start = shanghaiDateOf(assignedAt)
  const known = shared.get(calendar) ?? new Map<string, DeadlineRecord>()
  shared.set(calendar, known)
  const key = `${settings.workingDays} ${settings.replyByDays} ${start}`
  const deadline = known.get(key) ?? computeDeadline(core, start)
  known.set(key, deadline)
  return deadline
}

function computeDeadline(
  { calendar, settings }: Pick<Core, 'calendar' | 'settings'>,
  start: string,
): DeadlineRecord {
  const { dueDate, provisional, earliestDueAt } = calendar.deadlineOf(start, {
    workingDays: settings.workingDays,
  })
  return {
    dueDate,
    replyBy: addCalendarDays(start, settings.replyByDays),
    workingDays: settings.workingDays,
    calendarVersion: calendar.version,
    provisional,
    earliestDueDate: shanghaiDateOf(earliestDueAt),
    extendedFrom: null,
  }
}

/** The same round with more working days. */
export function extendDeadline(
  { calendar }: Pick<Core, 'calendar'>,
  deadline: DeadlineRecord,
  workingDays: number,
): DeadlineRecord {
  const longer = calendar.deadlineOf(deadline.dueDate, { workingDays })
  const earliest = calendar.deadlineOf(deadline.earliestDueDate, { workingDays })
  return {
    ...deadline,
    dueDate: longer.dueDate,
    workingDays: deadline.workingDays + workingDays,
    provisional: deadline.provisional || longer.provisional,
    earliestDueDate: shanghaiDateOf(earliest.earliestDueAt),
    extendedFrom: deadline.dueDate,
  }
}

/** Working days from the date of `now` (ms) to `dueDate`, negative after it. */
export function countRemaining(calendar: Calendar, { dueDate }: DeadlineRecord, now: number): number {
  return calendar.countWorkingDays(shanghaiDateOf(now), dueDate)
}

/** The deadline as the contract shows it when so many working days remain. */
export function showDeadline(record: DeadlineRecord, remainingWorkingDays: number): Deadline {
  const { dueDate, replyBy, workingDays, calendarVersion, provisional, extendedFrom } = record
  return {
    dueDate,
    dueAt: lastSecondOf(dueDate),
    workingDays,
    remainingWorkingDays,
    replyBy,
    calendarVersion,
    provisional,
    earliestDueAt: lastSecondOf(record.earliestDueDate),
    extendedFrom,
  }
}

/** On time means: the Shanghai date of receipt is on or before `dueDate`. Null without a deadline. */
export function isOnTime(deadline: DeadlineRecord | null, receivedAt: number): boolean | null {
  return deadline && shanghaiDateOf(receivedAt) <= deadline.dueDate
}

/** Whether this round is unanswered and its date has passed; an answered one was overdue if it came late. */
export function isOverdue(record: ComplaintRecord, now: number): boolean {
  if (!record.deadline) return false
  const until = record.respondedAt ?? record.closure?.at ?? now
  return shanghaiDateOf(until) > record.deadline.dueDate
}

/** When (ms) the company is warned that a deadline comes near. */
export function approachingMoments(
  { calendar, settings }: Pick<Core, 'calendar' | 'settings'>,
  { dueDate, workingDays }: DeadlineRecord,
): { readonly moment: number; readonly remainingWorkingDays: number }[] {
  return settings.approachingWorkingDays
    .filter((remaining) => remaining < workingDays)
    .map((remainingWorkingDays) => {
      const date = workingDayBefore(calendar, dueDate, remainingWorkingDays)
      return {
        moment: startOfShanghaiDate(date) + settings.approachingHour * 3_600_000,
        remainingWorkingDays,
      }
    })
}

/** The working day from which `workingDays` remain until `dueDate`, which is one itself. */
function workingDayBefore(calendar: Calendar, dueDate: string, workingDays: number): string {
  let date = dueDate
  while (calendar.countWorkingDays(date, dueDate) < workingDays || !calendar.isWorkingDay(date)) {
    date = addCalendarDays(date, -1)
  }
  return date
}
