/** Who may call what: tokens, scopes, and the order in which a request is judged. */

import { acknowledge } from '../acts.js'
import type { Case } from '../case.js'
import { check, checkProblem } from '../check.js'
import type { Context } from '../context.js'
import { pathOf, scopedRoutes, unknownIds } from './routes.js'

function checkChallenge(
  answer: Awaited<ReturnType<Context['call']>>,
  pattern: RegExp,
  expected: string,
): void {
  const challenge = answer.header('www-authenticate') ?? ''
  check(`WWW-Authenticate of ${answer.request}`, pattern.test(challenge), expected, challenge)
}

const accepting = `/v1/complaints/${unknownIds.complaint}/responses`

export const accessCases: readonly Case[] = [
  {
    id: 'access.token-missing',
    title: 'Every route of /v1 asks for a token',
    clause: 'Errors: 401 token_missing (RFC 6750 section 3)',
    async run({ call }) {
      for (const route of scopedRoutes) {
        const answer = await call(route.method, pathOf(route))
        checkProblem(answer, 'token_missing')
        checkChallenge(answer, /^Bearer\b(?!.*\berror=)/i, 'Bearer, without error')
      }
    },
  },
  {
    id: 'access.token-invalid',
    title: 'A token that was changed or made up is refused',
    clause: 'Errors: 401 invalid_token (RFC 6750 section 3.1)',
    async run({ company, call }) {
      const token = await company.token()
      const [header = '', payload = '', signature = ''] = token.split('.')
      const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
      const changed = [...signature].reverse().join('')
      for (const wrong of ['made-up', `${header}.${payload}.${changed}`, `${none}.${payload}.`]) {
        const answer = await call('GET', '/v1/enterprise', { token: wrong })
        checkProblem(answer, 'invalid_token')
        checkChallenge(answer, /^Bearer\b.*\berror="invalid_token"/i, 'error="invalid_token"')
      }
    },
  },
  {
    id: 'access.scopes',
    title: 'Every route of /v1 asks for its scope',
    clause: 'Errors: 403 insufficient_scope (RFC 6750 section 3.1)',
    async run({ company }) {
      for (const route of scopedRoutes) {
        const other = route.scope === 'enterprise:read' ? 'events:read' : 'enterprise:read'
        const answer = await company.call(route.method, pathOf(route), { token: await company.token(other) })
        checkProblem(answer, 'insufficient_scope')
        checkChallenge(answer, /^Bearer\b.*\berror="insufficient_scope"/i, 'error="insufficient_scope"')
      }
    },
  },
  {
    id: 'access.order',
    title: 'A request is judged by token, scope, tenancy, key, If-Match, input, in this order',
    clause: 'Writing safely: order of checks',
    needs: ['file'],
    async run({ company, call, file }) {
      const reading = await company.token('complaints:read')
      checkProblem(await call('POST', accepting, { body: '{' }), 'token_missing')
      checkProblem(
        await company.call('POST', accepting, { token: reading, body: '{', key: null }),
        'insufficient_scope',
      )
      checkProblem(await company.call('POST', accepting, { body: '{', key: null }), 'not_found')
      const { id } = await file()
      const path = `/v1/complaints/${id}/responses`
      const headers = { 'if-match': '"99"' }
      checkProblem(
        await company.call('POST', path, { body: '{', key: null, headers }),
        'idempotency_key_missing',
      )
      checkProblem(await company.call('POST', path, { body: '{', headers }), 'revision_conflict')
      // Input before state: the complaint is acknowledged, the body is wrong.
      await acknowledge(company, id)
      checkProblem(await company.call('POST', path, { body: { type: 'final' } }), 'validation_failed')
    },
  },
]
