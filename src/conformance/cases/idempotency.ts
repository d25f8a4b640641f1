/** `Idempotency-Key`: the same write twice has one effect and one answer. */

import { limits } from '../../contract/limits.js'
import { acknowledge, final, interim, retrieve, tryToRespond } from '../acts.js'
import type { Answer } from '../answer.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkProblem, checkStatus } from '../check.js'
import { pathOf, scopedRoutes } from './routes.js'

const newKey = () => crypto.randomUUID()
const rule = (text: string) => `Writing safely: ${text}`

function checkReplay(first: Answer, again: Answer): void {
  checkStatus(again, first.status)
  checkEqual(`Idempotent-Replayed of ${again.request}`, again.header('idempotent-replayed'), 'true')
  check(`Repeat of ${again.request}`, again.text === first.text, 'the same body', 'another body')
}

export const idempotencyCases: readonly Case[] = [
  {
    id: 'idempotency.required',
    title: 'Every POST of /v1 asks for a key',
    clause: rule('required on POST'),
    needs: ['file', 'receive'],
    async run({ company, file, openEndpoint }) {
      const { id: complaint } = await file()
      const endpoint = (await openEndpoint()).endpoint.id
      const posts = scopedRoutes.filter(
        ({ method, scope }) => method === 'POST' && scope !== 'contacts:disclose',
      )
      for (const route of posts.filter(({ path }) => !path.startsWith('/v1/webhook-deliveries'))) {
        const answer = await company.call('POST', pathOf(route, { complaint, endpoint }), { key: null })
        checkProblem(answer, 'idempotency_key_missing')
      }
    },
  },
  {
    id: 'idempotency.form',
    title: 'A key is 1–255 visible ASCII characters',
    clause: rule('1–255 visible ASCII characters'),
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const tooLong = 'k'.repeat(limits.idempotencyKey + 1)
      for (const key of [tooLong, 'with blank', '钥匙'.replace(/./g, '\u00fc')]) {
        checkProblem(await tryToRespond(company, id, interim, { key }), 'idempotency_key_invalid')
      }
      const longest = newKey().padEnd(limits.idempotencyKey, '~')
      checkStatus(await tryToRespond(company, id, interim, { key: longest }), 201)
    },
  },
  {
    id: 'idempotency.replay',
    title: 'The same write with the same key has one effect and one answer',
    clause: rule('the same key and request replays the answer'),
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const key = newKey()
      const first = await tryToRespond(company, id, interim, { key })
      checkStatus(first, 201)
      checkReplay(first, await tryToRespond(company, id, interim, { key }))
      const { responses } = await retrieve(company, id)
      checkEqual('Number of answers after the same one twice', responses.length, 1)
      checkEqual('idempotencyKey of the answer', responses[0]?.idempotencyKey, key)
    },
  },
  {
    id: 'idempotency.first-answer',
    title: 'An answer that was not a repeat does not say that it was',
    clause: rule('Idempotent-Replayed'),
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const answer = await tryToRespond(company, id, interim)
      checkEqual('Idempotent-Replayed of a first answer', answer.header('idempotent-replayed'), undefined)
    },
  },
  {
    id: 'idempotency.reused',
    title: 'A key that served another request is refused',
    clause: rule('the same key with another request is 422'),
    needs: ['file'],
    async run({ company, file }) {
      const [{ id }, { id: another }] = [await file(), await file()]
      const key = newKey()
      checkStatus(await tryToRespond(company, id, interim, { key }), 201)
      const changed = { ...interim, statement: `${interim.statement}谢谢。` }
      checkProblem(await tryToRespond(company, id, changed, { key }), 'idempotency_key_reused')
      checkProblem(await tryToRespond(company, another, interim, { key }), 'idempotency_key_reused')
      const type = { 'content-type': 'application/json; charset=utf-8' }
      checkProblem(await tryToRespond(company, id, interim, { key, headers: type }), 'idempotency_key_reused')
      checkEqual('Answers of the other complaint', (await retrieve(company, another)).responses.length, 0)
    },
  },
  {
    id: 'idempotency.refusals-kept',
    title: 'A final refusal is kept under its key, whatever happens after it',
    clause: rule('stored: 2xx and final refusals'),
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const key = newKey()
      const supplementary = { type: 'supplementary', statement: '补充说明：退款将在三个工作日内到账。' }
      const first = await tryToRespond(company, id, supplementary, { key })
      checkProblem(first, 'not_responded')
      checkStatus(await tryToRespond(company, id, final), 201)
      checkReplay(first, await tryToRespond(company, id, supplementary, { key }))
    },
  },
  {
    id: 'idempotency.conflicts-not-kept',
    title: 'What a fresh revision would mend is not kept: the same key serves again after 412',
    clause: rule('never stored: 401, 403, 408, 412, 429, 5xx'),
    needs: ['file'],
    async run({ company, file }) {
      const { id, revision } = await file()
      const key = newKey()
      const wrong = { key, headers: { 'if-match': `"${revision + 7}"` } }
      checkProblem(await tryToRespond(company, id, interim, wrong), 'revision_conflict')
      const right = { key, headers: { 'if-match': `"${revision}"` } }
      const answer = await tryToRespond(company, id, interim, right)
      checkStatus(answer, 201)
      checkEqual('Idempotent-Replayed after a 412', answer.header('idempotent-replayed'), undefined)
    },
  },
  {
    id: 'idempotency.if-match-apart',
    title: 'If-Match is no part of what makes two requests the same',
    clause: rule('fingerprint'),
    needs: ['file'],
    async run({ company, file }) {
      const { id, revision } = await file()
      const key = newKey()
      const first = await tryToRespond(company, id, interim, { key })
      const again = { key, headers: { 'if-match': `"${revision}"` } }
      checkReplay(first, await tryToRespond(company, id, interim, again))
    },
  },
  {
    id: 'idempotency.at-once',
    title: 'The same write at the same time has one effect',
    clause: rule('409 idempotency_in_progress'),
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const key = newKey()
      await company.token()
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => tryToRespond(company, id, interim, { key })),
      )
      for (const answer of answers) {
        if (answer.status !== 201) checkProblem(answer, 'idempotency_in_progress')
      }
      check(
        'One of five at once',
        answers.some(({ status }) => status === 201),
        'a 201',
        'none',
      )
      checkEqual('Number of answers', (await retrieve(company, id)).responses.length, 1)
    },
  },
  {
    id: 'idempotency.of-one-client',
    title: 'A key belongs to its client: another company’s is another one',
    clause: rule('scope: client and key'),
    needs: ['file', 'second company'],
    async run({ company, other, file }) {
      const [{ id }, { id: theirs }] = [await file(), await file({ company: 1 })]
      const key = newKey()
      await acknowledge(company, id, { key })
      await acknowledge(other, theirs, { key })
    },
  },
  {
    id: 'idempotency.other-methods',
    title: 'PATCH and DELETE take a key, too',
    clause: rule('on every write'),
    needs: ['file', 'receive'],
    async run({ company, file, openEndpoint }) {
      const { id } = await file()
      const patch = { key: newKey(), body: { metadata: { ticket: 'T-1' } } }
      const first = await company.call('PATCH', `/v1/complaints/${id}`, patch)
      checkStatus(first, 200)
      checkReplay(first, await company.call('PATCH', `/v1/complaints/${id}`, patch))
      const { endpoint } = await openEndpoint()
      const deletion = { key: newKey() }
      const deleted = await company.call('DELETE', `/v1/webhook-endpoints/${endpoint.id}`, deletion)
      checkStatus(deleted, 204)
      checkReplay(deleted, await company.call('DELETE', `/v1/webhook-endpoints/${endpoint.id}`, deletion))
    },
  },
  {
    id: 'idempotency.seven-days',
    title: 'An answer is kept under its key for 7 days',
    clause: rule('kept 7 days'),
    needs: ['file', 'advance'],
    async run({ company, file, advance }) {
      const { id } = await file()
      const key = newKey()
      const first = await tryToRespond(company, id, interim, { key })
      checkStatus(first, 201)
      await advance({ days: 6, hours: 23 })
      checkReplay(first, await tryToRespond(company, id, interim, { key }))
    },
  },
]
