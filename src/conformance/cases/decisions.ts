/** What operators decide on contestations (申请退回) and extensions (延期申请). */
import { final, headOf, respond, retrieve, toldOf } from '../acts.js'
import { member } from '../answer.js'
import type { Case } from '../case.js'
import { Skipped } from '../case.js'
import { checkEqual, checkProblem, checkStatus, present } from '../check.js'
import type { Company } from '../company.js'
import type { Context } from '../context.js'
import { section } from './deliveries-seen.js'
import { addDays, readCalendar, secondsTo, workingDayAfter } from './working-days.js'

const clause = (rule: string) => `Requests and disclosures: ${rule}`
const text = '请审核：该投诉涉及的服务情况说明如下。'
const extension = { workingDays: 10, reason: text }

const request = async (company: Company, id: string, what: string, body: unknown) =>
  checkStatus(await company.call('POST', `/v1/complaints/${id}/${what}`, { body }), 201)

/** What was told: types, decisions and why a due date moved. */
async function decisionsTold(company: Company, id: string, head: string) {
  const events = await toldOf(company, id, head)
  return events.map(({ type, data }) => [type, member(data, 'decision') ?? member(data, 'reason')])
}

/** 10 working days after a due date. @throws Skipped */
async function extendedFrom(context: Context, dueDate: string): Promise<string> {
  const isWorked = await readCalendar(context, dueDate, addDays(dueDate, 25))
  return workingDayAfter(isWorked, dueDate, extension.workingDays)
}

export const decisionCases: readonly Case[] = [
  {
    id: 'decisions.extension',
    title:
      'A granted extension moves the due date by working days of the calendar, and an event tells from and to',
    clause: clause('an operator’s decision comes as an event'),
    needs: ['file', 'act'],
    async run(context) {
      const { company, file, act } = context
      const { id, deadline } = await file()
      const { dueDate, replyBy } = present('deadline', deadline)
      await request(company, id, 'extensions', extension)
      const head = await headOf(company)
      await act(id, { as: 'operator', do: 'decide_extension', decision: 'granted' })
      const seen = await retrieve(company, id)
      const moved = present('deadline', seen.deadline)
      if (moved.provisional) throw new Skipped('the calendar of these days is not published yet')
      checkEqual(
        'dueDate, workingDays, extendedFrom, replyBy',
        [moved.dueDate, moved.workingDays, moved.extendedFrom, moved.replyBy],
        [await extendedFrom(context, dueDate), 20, dueDate, replyBy],
      )
      checkEqual('status of the extension', seen.extension?.status, 'granted')
      checkEqual('Events of a decision', await decisionsTold(company, id, head), [
        ['extension.decided', 'granted'],
        ['complaint.deadline_changed', 'extension'],
      ])
      const [, changed] = await toldOf(company, id, head)
      const dates = ['from', 'to'].map((end) => member(member(changed?.data, end), 'dueDate'))
      checkEqual('from and to of complaint.deadline_changed', dates, [dueDate, moved.dueDate])
    },
  },
  {
    id: 'decisions.extension-refused',
    title: 'A refused extension moves nothing, and is not asked for again',
    clause: clause('extension, once a round'),
    needs: ['file', 'act'],
    async run({ company, file, act }) {
      const { id, deadline } = await file()
      await request(company, id, 'extensions', extension)
      const head = await headOf(company)
      await act(id, { as: 'operator', do: 'decide_extension', decision: 'refused' })
      const seen = await retrieve(company, id)
      checkEqual(
        'dueDate and status of the extension',
        [seen.deadline?.dueDate, seen.extension?.status],
        [deadline?.dueDate, 'refused'],
      )
      checkEqual('Events of a decision', await decisionsTold(company, id, head), [
        ['extension.decided', 'refused'],
      ])
      const again = await company.call('POST', `/v1/complaints/${id}/extensions`, { body: extension })
      checkProblem(again, 'already_extended')
    },
  },
  {
    id: 'decisions.contestation-refused',
    title: 'A refused contestation moves nothing, and is not made again',
    clause: clause('contestation, a round'),
    needs: ['file', 'act'],
    async run({ company, file, act }) {
      const { id, deadline, status } = await file()
      const body = { reason: 'cannot_verify', statement: text }
      await request(company, id, 'contestations', body)
      const head = await headOf(company)
      await act(id, { as: 'operator', do: 'decide_contestation', decision: 'refused' })
      const seen = await retrieve(company, id)
      checkEqual(
        'status, dueDate, status of the contestation',
        [seen.status, seen.deadline?.dueDate, seen.contestation?.status],
        [status, deadline?.dueDate, 'refused'],
      )
      checkEqual('Events of a decision', await decisionsTold(company, id, head), [
        ['contestation.decided', 'refused'],
      ])
      const again = await company.call('POST', `/v1/complaints/${id}/contestations`, { body })
      checkProblem(again, 'already_contested')
    },
  },
  {
    id: 'decisions.contestation-upheld',
    title: 'What is out of scope, as the company held, is closed',
    clause: clause('a contestation that is upheld'),
    needs: ['file', 'act'],
    async run({ company, file, act }) {
      const { id } = await file()
      await request(company, id, 'contestations', { reason: 'out_of_scope', statement: text })
      const head = await headOf(company)
      await act(id, { as: 'operator', do: 'decide_contestation', decision: 'upheld' })
      const { status, closure } = await retrieve(company, id)
      checkEqual('status and closure.reason', [status, closure?.reason], ['closed', 'out_of_scope'])
      checkEqual('Events of a decision', await decisionsTold(company, id, head), [
        ['contestation.decided', 'upheld'],
        ['complaint.closed', 'out_of_scope'],
      ])
    },
  },
]

/** These move domain time by days. */
export const overdueCases: readonly Case[] = [
  {
    id: 'overdue.extension',
    title: 'An extension that is granted after the due date applies back',
    clause: clause('an extension may still be granted after the due date, and then applies back'),
    needs: ['file', 'act', 'advance'],
    async run(context) {
      const { company, file, act, advance } = context
      const { id, assignedAt, deadline } = await file()
      const { dueDate } = present('deadline', deadline)
      await request(company, id, 'extensions', extension)
      await advance({ seconds: secondsTo(assignedAt, addDays(dueDate, 1), '12:00:00') })
      checkEqual('overdue on the day after', (await retrieve(company, id)).overdue, true)
      await act(id, { as: 'operator', do: 'decide_extension', decision: 'granted' })
      const extended = await retrieve(company, id)
      if (extended.deadline?.provisional) {
        throw new Skipped('the calendar of these days is not published yet')
      }
      checkEqual(
        'overdue and dueDate once granted',
        [extended.overdue, extended.deadline?.dueDate],
        [false, await extendedFrom(context, dueDate)],
      )
      const { response } = await respond(company, id, final)
      checkEqual('onTime of an answer in the extended period', response.onTime, true)
    },
  },
  {
    id: 'overdue.urging',
    title: 'The person urges what is overdue: the revision rises, and an event tells',
    clause: section('complaint.urged'),
    needs: ['file', 'act', 'advance'],
    async run({ company, file, act, advance }) {
      const { id, assignedAt, deadline } = await file()
      const { dueDate } = present('deadline', deadline)
      await advance({ seconds: secondsTo(assignedAt, addDays(dueDate, 1), '12:00:00') })
      const [head, { revision, deadline: before }] = [await headOf(company), await retrieve(company, id)]
      await act(id, { as: 'person', do: 'urge' })
      const seen = await retrieve(company, id)
      checkEqual('revision and dueDate', [seen.revision, seen.deadline], [revision + 1, before])
      const types = (await toldOf(company, id, head)).map(({ type }) => type)
      checkEqual('Events of an urging', types, ['complaint.urged'])
    },
  },
]
