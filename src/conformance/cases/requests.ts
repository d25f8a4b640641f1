/** What a company asks of operator and person, and the draft that it keeps. */
import { complaintResult } from '../../contract/complaint.js'
import { responseDraft } from '../../contract/draft.js'
import type { ProblemCode } from '../../contract/problem.js'
import { final, respond, retrieve } from '../acts.js'
import type { Case } from '../case.js'
import { checkEqual, checkPointer, checkProblem, checkStatus, read } from '../check.js'

const text = '请审核：该投诉涉及的服务情况说明如下。'

/** Each request: where it goes, what it holds, and how a second one is refused while the first is open. */
const requests: readonly (readonly [path: string, body: Record<string, unknown>, again: ProblemCode])[] = [
  ['contestations', { reason: 'cannot_verify', statement: text }, 'contestation_pending'],
  ['extensions', { workingDays: 10, reason: text }, 'already_extended'],
  ['supplement-requests', { message: text }, 'supplement_pending'],
]

/** Requests that break one rule, by the pointer that tells it. */
const wrongRequests: readonly (readonly [path: string, body: Record<string, unknown>, pointer: string])[] = [
  ['contestations', { reason: 'no_reason', statement: text }, '/reason'],
  ['contestations', { reason: 'duplicate', statement: '太短' }, '/statement'],
  ['extensions', { workingDays: 0, reason: text }, '/workingDays'],
  ['extensions', { workingDays: 11, reason: text }, '/workingDays'],
  ['extensions', { workingDays: 1 }, '/reason'],
  ['supplement-requests', { message: '太短' }, '/message'],
]

const section = (rule: string) => `Requests and disclosures: ${rule}`

export const requestCases: readonly Case[] = [
  {
    id: 'requests.clock',
    title: 'No request stops the clock, and the company may answer meanwhile',
    clause: section('none of the requests stops the clock'),
    needs: ['file'],
    async run({ company, file }) {
      const { id, deadline } = await file()
      for (const [path, body] of requests) {
        const { complaint } = read(
          await company.call('POST', `/v1/complaints/${id}/${path}`, { body }),
          complaintResult,
          201,
        )
        checkEqual(`dueDate after ${path}`, complaint.deadline?.dueDate, deadline?.dueDate)
      }
      const { complaint } = await respond(company, id, final)
      checkEqual('status after an answer', complaint.status, 'responded')
    },
  },
  {
    id: 'requests.once',
    title: 'A request that is open is not made again',
    clause: section('a round'),
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      for (const [path, body, again] of requests) {
        const ask = () => company.call('POST', `/v1/complaints/${id}/${path}`, { body })
        checkStatus(await ask(), 201)
        checkProblem(await ask(), again)
      }
    },
  },
  {
    id: 'requests.answered',
    title: 'What has its final answer is not contested, extended or supplemented',
    clause: section('before the final answer'),
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      await respond(company, id, final)
      for (const [path, body] of requests) {
        const answer = await company.call('POST', `/v1/complaints/${id}/${path}`, { body })
        checkProblem(answer, 'already_responded')
      }
    },
  },
  {
    id: 'requests.rules',
    title: 'A request that breaks a rule is refused with the pointer to it',
    clause: section('workingDays (1–10), statement, reason'),
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      for (const [path, body, pointer] of wrongRequests) {
        checkPointer(await company.call('POST', `/v1/complaints/${id}/${path}`, { body }), pointer)
      }
    },
  },
  {
    id: 'drafts.one',
    title: 'A complaint has one draft: replaced whole, dropped, and no act on the case',
    clause: section('the draft is the company’s own'),
    needs: ['file'],
    async run({ company, file }) {
      const { id, revision } = await file()
      const path = `/v1/complaints/${id}/draft`
      checkProblem(await company.call('GET', path), 'not_found')
      const save = async (body: object) => read(await company.call('PUT', path, { body }), responseDraft)
      await save({ type: 'final', outcome: 'resolved', statement: '待补充' })
      const saved = await save({ statement: '退款已办理' })
      checkEqual('Members of a replaced draft', [saved.type, saved.outcome], [null, null])
      checkEqual('basedOnRevision of a draft', saved.basedOnRevision, revision)
      checkEqual('The draft', read(await company.call('GET', path), responseDraft), saved)
      const after = await retrieve(company, id)
      checkEqual('revision and answers after drafts', [after.revision, after.responses.length], [revision, 0])
      checkStatus(await company.call('DELETE', path), 204)
      checkProblem(await company.call('GET', path), 'not_found')
    },
  },
]
