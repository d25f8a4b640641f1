/** Answers of the company: their life, their rules, their receipts. */

import { limits } from '../../contract/limits.js'
import { responseValidation } from '../../contract/response.js'
import {
  eventsAfter,
  final,
  headOf,
  interim,
  respond,
  retrieve,
  supplementary,
  tryToRespond,
} from '../acts.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkPointer, checkProblem, checkStatus, read } from '../check.js'

const attempt = { at: '2018-01-01T00:00:00+08:00', method: 'phone', result: 'no_answer' }
const statement = (length: number) => '𠮷'.repeat(length)
const { min, max } = limits.statement

/** An answer that breaks one rule, by the pointer that tells it. */
const wrongAnswers: readonly (readonly [pointer: string, body: Record<string, unknown>])[] = [
  ['/type', { ...interim, type: 'final_answer' }],
  ['/outcome', { ...final, outcome: undefined }],
  ['/outcome', { ...interim, outcome: 'resolved' }],
  ['/outcome', { ...final, outcome: 'done' }],
  ['/statement', { ...interim, statement: statement(min - 1) }],
  ['/statement', { ...interim, statement: statement(max + 1) }],
  ['/contactAttempts', { ...final, outcome: 'unreachable' }],
  [
    '/contactAttempts',
    { ...final, outcome: 'unreachable', contactAttempts: [{ ...attempt, result: 'reached' }] },
  ],
  ['/contactAttempts/0/method', { ...interim, contactAttempts: [{ ...attempt, method: 'pigeon' }] }],
  [
    '/attachments',
    { ...interim, attachments: Array.from({ length: limits.files + 1 }, (_, n) => `att_${n}`) },
  ],
  ['/attachments/0', { ...interim, attachments: ['att_01980000000070008000000000000000'] }],
  ['/measures', { ...interim, measures: Array.from({ length: limits.measures.items + 1 }, () => '退款') }],
]

export const responseCases: readonly Case[] = [
  {
    id: 'responses.interim',
    title: 'Interim answers may be many; answering also acknowledges',
    clause: 'A complaint: interim (any number); answering also acknowledges',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const { complaint, response } = await respond(company, id, interim)
      checkEqual('status after an interim answer', complaint.status, 'in_progress')
      check('acknowledgedAt after an answer', complaint.acknowledgedAt !== null, 'a time', null)
      checkEqual('receipt of an interim answer', response.receipt, null)
      checkEqual(
        'Absent arrays of an answer',
        [response.measures, response.contactAttempts, response.attachments],
        [[], [], []],
      )
      const second = await respond(company, id, { ...interim, measures: ['已关闭自动续费'] })
      checkEqual('Number of answers', second.complaint.responses.length, 2)
    },
  },
  {
    id: 'responses.final',
    title: 'A final answer is given once a round, sets respondedAt and onTime, and has a receipt',
    clause: 'A complaint: final (once a round)',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const { complaint, response } = await respond(company, id, final)
      checkEqual('status after the final answer', complaint.status, 'responded')
      check('respondedAt', complaint.respondedAt !== null, 'a time', null)
      checkEqual('onTime on the day of assignment', response.onTime, true)
      check('receipt', response.receipt !== null, 'a receipt', null)
      checkProblem(await tryToRespond(company, id, final), 'already_responded')
      checkProblem(await tryToRespond(company, id, interim), 'already_responded')
      checkEqual('Answers after a second final one', (await retrieve(company, id)).responses.length, 1)
    },
  },
  {
    id: 'responses.supplementary',
    title: 'Supplementary answers come after the final one, not before',
    clause: 'A complaint: supplementary (until closed)',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      checkProblem(await tryToRespond(company, id, supplementary), 'not_responded')
      await respond(company, id, final)
      const { complaint } = await respond(company, id, supplementary)
      checkEqual('status after a supplementary answer', complaint.status, 'responded')
    },
  },
  {
    id: 'responses.closed',
    title: 'What the person has rated is closed, and takes no answer',
    clause: 'Errors: 409 complaint_closed',
    needs: ['file', 'rate'],
    async run({ company, file, rate }) {
      const { id } = await file()
      await respond(company, id, final)
      const head = await headOf(company)
      await rate(id)
      const closed = await retrieve(company, id)
      checkEqual('status after the rating', closed.status, 'closed')
      checkEqual('closure.reason', closed.closure?.reason, 'confirmed')
      checkProblem(await tryToRespond(company, id, supplementary), 'complaint_closed')
      const types = (await eventsAfter(company, head)).map(({ type }) => type)
      checkEqual('Events of a rating', types, ['complaint.rated', 'complaint.closed'])
    },
  },
  {
    id: 'responses.rules',
    title: 'An answer that breaks a rule is refused with the pointer to it',
    clause: 'Errors: 422 validation_failed',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      for (const [pointer, body] of wrongAnswers) checkPointer(await tryToRespond(company, id, body), pointer)
      for (const length of [min, max]) {
        checkStatus(await tryToRespond(company, id, { ...interim, statement: statement(length) }), 201)
      }
      checkEqual('Answers after refused ones', (await retrieve(company, id)).responses.length, 2)
    },
  },
  {
    id: 'responses.text-kept',
    title: 'Text is kept as it was sent',
    clause: 'Conventions: JSON',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const text = ' 您好，㐂𠮷 e\u0301 \u202e…\r\n\t已处理完毕。 '
      await respond(company, id, { ...interim, statement: text })
      const kept = (await retrieve(company, id)).responses[0]?.statement
      check('statement', kept === text, 'the same text', kept === undefined ? 'none' : 'another text')
    },
  },
  {
    id: 'responses.validation',
    title: 'Validation tells all problems at once, and changes nothing',
    clause: 'Routes: Check an answer without sending it',
    needs: ['file'],
    async run({ company, file }) {
      const filed = await file()
      const validate = async (body: unknown) =>
        read(
          await company.call('POST', `/v1/complaints/${filed.id}/responses/validation`, { body }),
          responseValidation,
        )
      for (const [pointer, body] of wrongAnswers) {
        const pointers = (await validate(body)).errors.map((error) => error.pointer)
        check('Pointers of a validation', pointers.includes(pointer), `one of them ${pointer}`, pointers)
      }
      const { errors, warnings } = await validate({
        ...final,
        statement: '尊敬的{{姓名}}，您的诉求已处理完毕。',
      })
      checkEqual('Errors of an answer with a placeholder', errors, [])
      checkEqual(
        'Warnings of an answer with a placeholder',
        warnings.map(({ pointer }) => pointer),
        ['/statement'],
      )
      check(
        'The complaint after validations',
        JSON.stringify(await retrieve(company, filed.id)) === JSON.stringify(filed),
        'as before',
        'another',
      )
    },
  },
  {
    id: 'responses.warnings',
    title: 'Personal data in an answer is a warning, and the answer is accepted',
    clause: 'Routes: Answer a complaint',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const withPhone = { ...interim, statement: '请致电 10012345678 与我们联系，谢谢。' }
      const { response } = await respond(company, id, withPhone)
      checkEqual(
        'Warnings of an answer with a phone number',
        response.warnings.map(({ pointer }) => pointer),
        ['/statement'],
      )
      const clean = await respond(company, id, interim)
      checkEqual('Warnings of an answer without one', clean.response.warnings, [])
    },
  },
  {
    id: 'responses.based-on',
    title: 'latestRevision shows that the writer had not read it all',
    clause: 'Writing safely: revision',
    needs: ['file'],
    async run({ company, file }) {
      const { id, revision } = await file()
      const { complaint } = await respond(company, id, interim)
      const { response } = await respond(company, id, { ...interim, basedOnRevision: revision })
      checkEqual('basedOnRevision', response.basedOnRevision, revision)
      check(
        'latestRevision',
        response.latestRevision >= complaint.revision,
        `${complaint.revision} or more`,
        response.latestRevision,
      )
    },
  },
  {
    id: 'responses.late',
    title: 'A late final answer is accepted and counted late',
    clause: 'A complaint: a late final answer',
    needs: ['file', 'advance'],
    async run({ company, file, advance }) {
      const { id } = await file()
      // 10 working days never reach over more calendar days than this (domain, section 2).
      await advance({ days: 23 })
      checkEqual('overdue after 23 days', (await retrieve(company, id)).overdue, true)
      const { complaint, response } = await respond(company, id, final)
      checkEqual('onTime of a late answer', response.onTime, false)
      checkEqual('overdue of what was answered late', complaint.overdue, true)
    },
  },
]
