import { builtInCalendar, loadYear } from '../../../src/calendar/index.js'
import { afterwards, type Mutant, untold } from './mutant.js'

const calendar = builtInCalendar()
const facts = calendar.year(2026)
/** 2026 with the Sunday 20 September off, against the notice. */
const withoutSunday = facts && {
  ...facts,
  workingDays: facts.workingDays.filter(({ date }) => date !== '2026-09-20'),
}
const wrong = withoutSunday ? calendar.with(loadYear(withoutSunday)) : calendar

/** The n-th weekday after a date, as if there were no holidays. */
function weekdayAfter(start: string, count: number): string {
  const day = new Date(`${start.slice(0, 10)}T00:00:00Z`)
  for (let left = count; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (day.getUTCDay() % 6 !== 0) left -= 1
  }
  return day.toISOString().slice(0, 10)
}

export const deadlineMutants: readonly Mutant[] = [
  {
    name: 'is a day late where a swapped Sunday lies between',
    caught: ['deadlines.due-date', 'deadlines.fortnight', 'deadlines.members', 'persons.appeal'],
    options: { calendar: { ...calendar, deadlineOf: wrong.deadlineOf } },
  },
  {
    name: 'takes holidays for working days',
    caught: ['deadlines.fortnight', 'decisions.extension'],
    options: {
      calendar: {
        ...calendar,
        deadlineOf: (start, period) => ({
          ...calendar.deadlineOf(start, period),
          dueDate: weekdayAfter(start, 10),
        }),
      },
    },
  },
  {
    name: 'publishes a year without its swapped Sunday',
    caught: ['deadlines.calendar'],
    options: { calendar: wrong },
  },
  {
    name: 'counts the day of assignment',
    caught: [
      'deadlines.due-date',
      'deadlines.fortnight',
      'deadlines.members',
      'persons.appeal',
      'decisions.extension',
    ],
    options: { workingDays: 9 },
  },
  {
    name: 'ends the last day at its beginning',
    caught: ['deadlines.members', 'webhooks.id'],
    wrap: afterwards('dueAt', (value) => String(value).replace('23:59:59', '00:00:00')),
  },
  {
    name: 'asks for a reply within 10 calendar days',
    caught: ['deadlines.members'],
    options: { replyByDays: 10 },
  },
  {
    name: 'never calls anything overdue',
    caught: ['deadlines.overdue', 'responses.late', 'overdue.extension'],
    wrap: afterwards('overdue', () => false),
  },
  {
    name: 'tells of overdue complaints with no event',
    caught: ['deadlines.overdue'],
    wrap: untold('complaint.overdue'),
  },
  {
    name: 'warns an hour late',
    caught: ['deadlines.approaching'],
    options: { approachingHour: 10 },
  },
  {
    name: 'warns once',
    caught: ['deadlines.approaching'],
    options: { approachingWorkingDays: [1] },
  },
  {
    name: 'confirms a day early',
    caught: ['deadlines.confirmed'],
    options: { ratingDays: 14 },
  },
]
