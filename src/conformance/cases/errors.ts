/** How refusals are told. */

import { limits } from '../../contract/limits.js'
import type { ProblemCode } from '../../contract/problem.js'
import { interim, retrieve, tryToRespond } from '../acts.js'
import type { Answer } from '../answer.js'
import { member } from '../answer.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkProblem, checkStatus } from '../check.js'
import type { Context } from '../context.js'
import { unknownIds } from './routes.js'

const unknownComplaint = `/v1/complaints/${unknownIds.complaint}`

/** One refusal of each kind that needs no complaint. */
const refusals: readonly (readonly [ProblemCode, (context: Context) => Promise<Answer>])[] = [
  ['token_missing', ({ call }) => call('GET', '/v1/complaints')],
  ['not_found', ({ company }) => company.call('GET', unknownComplaint)],
  ['validation_failed', ({ company }) => company.call('GET', '/v1/complaints?limit=0')],
  ['invalid_cursor', ({ company }) => company.call('GET', '/v1/complaints?cursor=made-up')],
  ['idempotency_key_missing', ({ company }) => company.call('POST', '/v1/attachments', { key: null })],
]

const brokenTexts: Readonly<Record<string, string | Uint8Array>> = {
  'a cut body': '{"metadata":{"a":',
  'an empty body': '',
  'a member twice': '{"metadata":{"a":"1"},"metadata":{}}',
  'bytes that are no UTF-8': Uint8Array.of(0x22, 0xff, 0x22),
}

export const errorCases: readonly Case[] = [
  {
    id: 'errors.problem-documents',
    title: 'Refusals are problem documents with code, status and the request’s id',
    clause: 'Errors: RFC 9457',
    async run(context) {
      for (const [code, ask] of refusals) {
        const answer = await ask(context)
        const document = checkProblem(answer, code)
        checkEqual(`requestId of ${answer.request}`, document.requestId, answer.header('request-id'))
      }
    },
  },
  {
    id: 'errors.request-ids',
    title: 'Every response has a Request-Id of its own',
    clause: 'Conventions: Request-Id',
    async run(context) {
      const answers = [
        await context.call('GET', '/.well-known/jwks.json'),
        await context.company.call('GET', '/v1/enterprise'),
        await context.company.call('GET', '/v1/complaints?limit=1'),
        ...(await Promise.all(refusals.map(([, ask]) => ask(context)))),
      ]
      const ids = answers.map((answer) => answer.header('request-id'))
      for (const [index, id] of ids.entries()) {
        check(`Request-Id of ${answers[index]?.request}`, Boolean(id), 'a Request-Id', id)
      }
      checkEqual('Number of different Request-Ids', new Set(ids).size, ids.length)
    },
  },
  {
    id: 'errors.languages',
    title: 'The text of a refusal is Chinese or English by Accept-Language',
    clause: 'Errors: Accept-Language',
    async run({ company }) {
      const titleIn = async (language: string) => {
        const answer = await company.call('GET', unknownComplaint, {
          headers: { 'accept-language': language },
        })
        return checkProblem(answer, 'not_found').title ?? ''
      }
      const [zh, en] = [await titleIn('zh-CN'), await titleIn('en')]
      check('title for zh-CN', /\p{Script=Han}/u.test(zh), 'Chinese', zh)
      check('title for en', en !== '' && !/\p{Script=Han}/u.test(en), 'English', en)
    },
  },
  {
    id: 'errors.unknown-route',
    title: 'An unknown path is 404; a method that a path has not is 405 with Allow',
    clause: 'Errors: 404 and 405 (RFC 9110 section 15.5.6)',
    async run({ company }) {
      checkProblem(await company.call('GET', '/v1/no-such-thing'), 'not_found')
      const answer = await company.call('DELETE', '/v1/complaints')
      checkProblem(answer, 'method_not_allowed')
      const allow = answer.header('allow') ?? ''
      check('Allow of /v1/complaints', /\bGET\b/.test(allow), 'with GET', allow)
    },
  },
  {
    id: 'errors.malformed-json',
    title: 'A body that is not JSON is 400',
    clause: 'Errors: 400 malformed_json',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      for (const body of Object.values(brokenTexts)) {
        const headers = { 'content-type': 'application/json' }
        checkProblem(await company.call('PATCH', `/v1/complaints/${id}`, { body, headers }), 'malformed_json')
      }
    },
  },
  {
    id: 'errors.unclean-text',
    title: 'Text with a lone surrogate or NUL is 400',
    clause: 'Conventions: Text with a lone surrogate or NUL',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      for (const text of ['\\ud842', '\\u0000']) {
        const body = `{"metadata":{"note":"${text}"}}`
        checkProblem(await company.call('PATCH', `/v1/complaints/${id}`, { body }), 'malformed_request')
      }
    },
  },
  {
    id: 'errors.unknown-members',
    title: 'A member that the contract does not know is refused with its pointer',
    clause: 'Conventions: Writers refuse unknown members',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const { errors = [] } = checkProblem(
        await tryToRespond(company, id, { ...interim, staus: 1 }),
        'validation_failed',
      )
      checkEqual(
        'Pointers of the refusal',
        errors.map(({ pointer }) => pointer),
        ['/staus'],
      )
      const url = 'https://company.example/hooks'
      const endpoint = await company.call('POST', '/v1/webhook-endpoints', { body: { url, secrets: [] } })
      checkProblem(endpoint, 'validation_failed')
      checkProblem(await company.call('GET', '/v1/complaints?statos=assigned'), 'validation_failed')
    },
  },
  {
    id: 'errors.all-at-once',
    title: 'All wrong members are told at once',
    clause: 'Errors: errors[] of pointer, code, detail',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const body = { type: 'interim', statement: '短', measures: [''], basedOnRevision: -1 }
      const { errors = [] } = checkProblem(await tryToRespond(company, id, body), 'validation_failed')
      const pointers = errors.map(({ pointer }) => pointer).sort()
      checkEqual('Pointers of the refusal', pointers, ['/basedOnRevision', '/measures/0', '/statement'])
    },
  },
  {
    id: 'errors.allowed-actions',
    title: 'A refusal by state shows what the state allows',
    clause: 'Errors: 409, allowedActions says what it allows',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const path = `/v1/complaints/${id}/acknowledgement`
      checkStatus(await company.call('POST', path), 200)
      const refusal = checkProblem(await company.call('POST', path), 'already_acknowledged')
      const shown = member(refusal, 'allowedActions')
      checkEqual('allowedActions of the refusal', shown, (await retrieve(company, id)).allowedActions)
    },
  },
  {
    id: 'errors.media-type',
    title: 'JSON is asked for where JSON is read',
    clause: 'Errors: 415 unsupported_media_type',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const answer = await company.call('PATCH', `/v1/complaints/${id}`, {
        body: '{"metadata":{}}',
        headers: { 'content-type': 'text/plain' },
      })
      checkProblem(answer, 'unsupported_media_type')
    },
  },
  {
    id: 'errors.body-too-large',
    title: 'A body of more than 1 MiB of JSON is refused',
    clause: 'Errors: 413 body_too_large',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const body = JSON.stringify({ metadata: { note: 'x'.repeat(limits.jsonBytes) } })
      checkProblem(await company.call('PATCH', `/v1/complaints/${id}`, { body }), 'body_too_large')
    },
  },
]
