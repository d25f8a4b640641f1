/** Due dates by the published calendar, and what happens as they come near. */
import { calendarYear } from '../../contract/calendar.js'
import { final, headOf, respond, retrieve, toldOf } from '../acts.js'
import { member } from '../answer.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkProblem, present, read } from '../check.js'
import { addDays, checkDueDate, secondsTo, shanghaiDate } from './working-days.js'

/** 2026 by 国办发明电〔2025〕7号: weekend days that are worked, and the first day of each holiday. */
const published2026 = {
  worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  off: [
    '2026-01-01',
    '2026-02-15',
    '2026-04-05',
    '2026-05-01',
    '2026-06-19',
    '2026-09-25',
    '2026-10-01',
    '2026-10-07',
  ],
}

export const deadlineCases: readonly Case[] = [
  {
    id: 'deadlines.calendar',
    title: 'The calendar of 2026 is that of the notice; a year without a notice is 404',
    clause: 'Routes: Days off and swapped working days of a published year',
    async run({ company }) {
      const year = read(await company.call('GET', '/v1/calendar/2026'), calendarYear)
      checkEqual(
        'Swapped working days of 2026',
        year.workingDays.map(({ date }) => date).sort(),
        published2026.worked,
      )
      const off = year.daysOff.map(({ date }) => date)
      const missing = published2026.off.filter((date) => !off.includes(date))
      checkEqual('Days off of 2026 that are missing', missing, [])
      checkProblem(await company.call('GET', '/v1/calendar/2035'), 'year_not_published')
    },
  },
  {
    id: 'deadlines.due-date',
    title: 'The due date is the 10th working day after the day of assignment',
    clause: 'A complaint: dueDate, 10 working days',
    needs: ['file'],
    async run(context) {
      await checkDueDate(context, await context.file())
    },
  },
  {
    id: 'deadlines.members',
    title: 'dueAt is the last second of dueDate, replyBy the 15th calendar day, 10 working days remain',
    clause: 'A complaint: deadline',
    needs: ['file'],
    async run({ file }) {
      const { assignedAt, deadline } = await file()
      const due = present('deadline', deadline)
      checkEqual('dueAt', due.dueAt, `${due.dueDate}T23:59:59+08:00`)
      checkEqual('replyBy', due.replyBy, addDays(shanghaiDate(assignedAt), 15))
      checkEqual('workingDays, remainingWorkingDays', [due.workingDays, due.remainingWorkingDays], [10, 10])
      checkEqual('extendedFrom', due.extendedFrom, null)
      const earliest = Date.parse(due.earliestDueAt)
      const fits = due.provisional ? earliest <= Date.parse(due.dueAt) : due.earliestDueAt === due.dueAt
      check('earliestDueAt', fits, due.provisional ? 'not after dueAt' : due.dueAt, due.earliestDueAt)
    },
  },
  {
    id: 'deadlines.fortnight',
    title: 'Due dates are right from every day of a fortnight on, weekends and holidays among them',
    clause: 'A complaint: dueDate, 10 working days',
    needs: ['file', 'advance'],
    async run(context) {
      for (let day = 0; day < 14; day += 1) {
        await checkDueDate(context, await context.file())
        await context.advance({ days: 1 })
      }
    },
  },
  {
    id: 'deadlines.overdue',
    title: 'On time until the last second of dueDate, overdue from the next one on, and an event tells',
    clause: 'A complaint: on time means received on or before dueDate',
    needs: ['file', 'advance'],
    async run({ company, file, advance }) {
      const [{ id, assignedAt, deadline }, { id: another }] = [await file(), await file()]
      const { dueDate } = present('deadline', deadline)
      await advance({ seconds: secondsTo(assignedAt, dueDate, '23:59:59') })
      const last = await retrieve(company, id)
      checkEqual(
        'overdue and remainingWorkingDays on dueDate',
        [last.overdue, last.deadline?.remainingWorkingDays],
        [false, 0],
      )
      const { response } = await respond(company, another, final)
      checkEqual('onTime of an answer in the last second', response.onTime, true)
      const head = await headOf(company)
      await advance({ seconds: 1 })
      checkEqual('overdue one second later', (await retrieve(company, id)).overdue, true)
      const told = await toldOf(company, id, head, 'types=complaint.overdue')
      checkEqual(
        'Events complaint.overdue',
        told.map(({ data }) => member(data, 'dueDate')),
        [dueDate],
      )
    },
  },
  {
    id: 'deadlines.approaching',
    title: 'Events tell at 09:00 of the working days 3 and 1 before the due date',
    clause: 'Rules that nobody publishes: approachingWorkingDays, approachingHour',
    needs: ['file', 'advance'],
    async run({ company, file, advance }) {
      const head = await headOf(company)
      const { id, assignedAt, deadline } = await file()
      const { dueDate } = present('deadline', deadline)
      await advance({ seconds: secondsTo(assignedAt, dueDate, '12:00:00') })
      const told = await toldOf(company, id, head, 'types=complaint.deadline_approaching')
      checkEqual(
        'remainingWorkingDays',
        told.map(({ data }) => member(data, 'remainingWorkingDays')),
        [3, 1],
      )
      const times = told.map(({ createdAt }) =>
        new Date(Date.parse(createdAt) + 8 * 3_600_000).toISOString().slice(11, 19),
      )
      checkEqual('Times of day', times, ['09:00:00', '09:00:00'])
    },
  },
  {
    id: 'deadlines.confirmed',
    title: 'An answer that nobody rates counts as confirmed after 15 days',
    clause: 'Rules that nobody publishes: ratingDays',
    needs: ['file', 'advance'],
    async run({ company, file, advance }) {
      const { id } = await file()
      await respond(company, id, final)
      await advance({ days: 14, hours: 23 })
      checkEqual('status before 15 days', (await retrieve(company, id)).status, 'responded')
      await advance({ hours: 2 })
      const closed = await retrieve(company, id)
      checkEqual(
        'status and reason after 15 days',
        [closed.status, closed.closure?.reason],
        ['closed', 'auto_confirmed'],
      )
    },
  },
]
