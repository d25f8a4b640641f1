/** What the person does after filing, as the company sees it. */
import { evidence as evidenceFile } from '../../contract/complaint.js'
import { receiptPayload } from '../../contract/receipt.js'
import {
  acknowledge,
  eventsAfter,
  final,
  headOf,
  respond,
  retrieve,
  supplementary,
  toldOf,
  tryToRespond,
} from '../acts.js'
import { member } from '../answer.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkProblem, checkStatus, present, readValue } from '../check.js'
import { section } from './deliveries-seen.js'
import { checkDueDate } from './working-days.js'

const request = { message: '请补充扣款短信的截图。' }
/** Members of a complaint that are personal, and null once erased. */
const erased = ['title', 'description', 'demand', 'place', 'accountReference', 'complainant'] as const

export const personCases: readonly Case[] = [
  {
    id: 'persons.appeal',
    title:
      'After an appeal the same company has round 2: a new period, the answers so far, a final answer once more',
    clause: 'A complaint: final (once a round)',
    needs: ['file', 'act'],
    async run(context) {
      const { company, file, act } = context
      const { id } = await file()
      const { complaint: answered } = await respond(company, id, final)
      const head = await headOf(company)
      await act(id, { as: 'person', do: 'appeal' })
      const reopened = await retrieve(company, id)
      checkEqual(
        'status, round, acknowledgedAt, respondedAt, responses',
        [
          reopened.status,
          reopened.round,
          reopened.acknowledgedAt,
          reopened.respondedAt,
          reopened.responses.length,
        ],
        ['assigned', 2, null, null, 1],
      )
      check('revision', reopened.revision > answered.revision, 'a higher one', reopened.revision)
      await checkDueDate(context, reopened)
      const told = await toldOf(company, id, head)
      checkEqual(
        'Events of an appeal',
        told.map(({ type, data }) => [type, member(data, 'reason') ?? null]),
        [
          ['complaint.reopened', null],
          ['complaint.deadline_changed', 'new_round'],
        ],
      )
      checkProblem(await tryToRespond(company, id, supplementary), 'not_responded')
      const { response } = await respond(company, id, final)
      const { decodeJwt } = await import('jose')
      const receipt = readValue(
        'The receipt',
        decodeJwt(present('receipt', response.receipt)),
        receiptPayload,
      )
      checkEqual('round of the second receipt', receipt.round, 2)
    },
  },
  {
    id: 'persons.withdrawal',
    title: 'What the person withdraws is closed, and takes no act',
    clause: 'Errors: 409 complaint_closed',
    needs: ['file', 'act'],
    async run({ company, file, act }) {
      const { id } = await file()
      const head = await headOf(company)
      await act(id, { as: 'person', do: 'withdraw' })
      const { status, closure, allowedActions } = await retrieve(company, id)
      checkEqual('status and closure.reason', [status, closure?.reason], ['closed', 'withdrawn'])
      const allowed = allowedActions.filter((each) => each.allowed).map(({ action }) => action)
      checkEqual('Allowed actions', allowed, [])
      checkProblem(await tryToRespond(company, id, final), 'complaint_closed')
      const types = (await eventsAfter(company, head)).map(({ type }) => type)
      checkEqual('Events of a withdrawal', types, ['complaint.withdrawn', 'complaint.closed'])
    },
  },
  {
    id: 'persons.supplements',
    title: 'What the person adds is told, raises the revision, and answers what the company asked for',
    clause: 'Requests and disclosures: supplement request, until the person answers',
    needs: ['file', 'act'],
    async run({ company, file, act }) {
      const { id, revision } = await file()
      const path = `/v1/complaints/${id}/supplement-requests`
      checkStatus(await company.call('POST', path, { body: request }), 201)
      const head = await headOf(company)
      const text = '补充：扣款短信显示 25 元。'
      await act(id, { as: 'person', do: 'supplement', text })
      const seen = await retrieve(company, id)
      const kept = seen.supplements.map((each) => each.text === text)
      checkEqual('supplements that are what was added', kept, [true])
      check('answeredAt', seen.supplementRequest?.answeredAt !== null, 'a time', null)
      check('revision', seen.revision > revision, `more than ${revision}`, seen.revision)
      const types = (await toldOf(company, id, head)).map(({ type }) => type)
      checkEqual('Events of a supplement', types, ['complaint.supplemented'])
      // Written on what was there before: the company has to read again.
      const stale = { headers: { 'if-match': `"${revision}"` } }
      checkProblem(await tryToRespond(company, id, final, stale), 'revision_conflict')
      checkStatus(await company.call('POST', path, { body: request }), 201)
    },
  },
  {
    id: 'persons.redaction',
    title:
      'With the consent withdrawn, members are null, evidence is 410, disclosures are refused, events say less',
    clause: section('what was told before an erasure says the summary in both'),
    needs: ['file', 'act'],
    async run({ company, file, act }) {
      const before = await headOf(company)
      const data = new TextEncoder().encode('扣款 25 元')
      const filed = await file({
        evidence: [{ name: '扣款.txt', contentType: 'text/plain; charset=utf-8', data }],
      })
      const { id } = filed
      await acknowledge(company, id)
      const head = await headOf(company)
      await act(id, { as: 'person', do: 'withdraw_consent' })
      const seen = await retrieve(company, id)
      const left = erased.filter((name) => seen[name] !== null)
      checkEqual('Personal members that are left', left, [])
      checkEqual('status and dueDate', [seen.status, seen.deadline], ['in_progress', filed.deadline])
      const file1 = readValue('The evidence', seen.evidence[0], evidenceFile)
      checkProblem(await company.call('GET', `/v1/complaints/${id}/evidence/${file1.id}`), 'gone')
      const types = (await toldOf(company, id, head)).map(({ type }) => type)
      checkEqual('Events of an erasure', types, ['complaint.redacted'])
      for (const event of await toldOf(company, id, before, 'content=full')) {
        const complaint = member(event.data, 'complaint')
        const told = erased.filter((name) => (member(complaint, name) ?? null) !== null)
        checkEqual(`Personal members of ${event.type}`, told, [])
      }
      const action = seen.allowedActions.find((each) => each.action === 'disclose_contact')
      checkEqual('Reason against a disclosure', action?.reason, 'consent_withdrawn')
    },
  },
]
