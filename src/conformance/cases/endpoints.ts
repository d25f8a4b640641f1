/** Webhook endpoints: what is created, what is shown, what they ask for. */
import { decodeSecret } from '../../webhooks/secret.js'
import { acknowledge, eventsAfter, headOf } from '../acts.js'
import { member } from '../answer.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkPointer, checkProblem, checkStatus } from '../check.js'
import type { OpenEndpoint } from '../context.js'
import { isOf, ping, section } from './deliveries-seen.js'

const wrongUrls = [
  'http://company.example/hooks',
  'https://user:word@company.example/hooks',
  'https://company.example/hooks#part',
  'ftp://company.example/hooks',
  'company.example/hooks',
]

export const endpointCases: readonly Case[] = [
  {
    id: 'endpoints.secret-once',
    title: 'Creation answers with secret and public key; no other answer shows the secret',
    clause: section('create and rotation answer the endpoint with secret'),
    needs: ['receive'],
    async run({ company, openEndpoint }) {
      const { endpoint } = await openEndpoint()
      const isSecret = (() => {
        try {
          return decodeSecret(endpoint.secret).length >= 24
        } catch {
          return false
        }
      })()
      check('secret', isSecret, 'whsec_ and 24–64 bytes in base64', 'something else')
      check(
        'publicKey',
        /^whpk_[A-Za-z0-9+/]{43}=$/.test(endpoint.publicKey),
        'whpk_ and 32 bytes',
        'something else',
      )
      checkEqual('content by default', endpoint.content, 'summary')
      checkEqual('status', endpoint.status, 'enabled')
      const path = `/v1/webhook-endpoints/${endpoint.id}`
      const answers = [
        await company.call('GET', path),
        await company.call('PATCH', path, { body: { description: '投诉处理系统' } }),
        await company.call('GET', '/v1/webhook-endpoints?limit=100'),
      ]
      for (const answer of answers) {
        checkStatus(answer, 200)
        check(
          `Answer of ${answer.request}`,
          !answer.text.includes(endpoint.secret),
          'no secret',
          'the secret',
        )
      }
    },
  },
  {
    id: 'endpoints.urls',
    title: 'A delivery URL is https, or http to loopback, without userinfo and fragment',
    clause: section('url'),
    async run({ company }) {
      for (const url of wrongUrls) {
        checkPointer(await company.call('POST', '/v1/webhook-endpoints', { body: { url } }), '/url')
      }
    },
  },
  {
    id: 'endpoints.no-ping-at-creation',
    title: 'Creating an endpoint sends nothing',
    clause: 'Routes: Have events delivered to a URL; sends no ping',
    needs: ['receive', 'advance'],
    async run({ openEndpoint, settle }) {
      const { inbox } = await openEndpoint()
      await settle()
      checkEqual('Deliveries after creation', inbox.seen.length, 0)
    },
  },
  {
    id: 'endpoints.ping',
    title: 'A ping is delivered to the one endpoint, without numbers, and is not in the feed',
    clause: section('endpoint.ping'),
    needs: ['receive'],
    async run({ company, openEndpoint }) {
      const head = await headOf(company)
      const { endpoint, inbox } = await openEndpoint()
      const { json } = await ping(company, endpoint.id, inbox)
      checkEqual('type', member(json, 'type'), 'endpoint.ping')
      checkEqual(
        'Numbers of a ping',
        [member(json, 'sequence'), member(json, 'complaintSequence')],
        [null, null],
      )
      checkEqual('Events of a ping in the feed', (await eventsAfter(company, head)).length, 0)
    },
  },
  {
    id: 'endpoints.filters',
    title: 'An endpoint with eventTypes gets those alone',
    clause: 'Routes: eventTypes',
    needs: ['receive', 'file', 'advance'],
    async run({ company, file, openEndpoint, settle }) {
      const { inbox } = await openEndpoint({ eventTypes: ['complaint.acknowledged'] })
      const { id } = await file()
      await acknowledge(company, id)
      await inbox.wait('complaint.acknowledged', isOf('complaint.acknowledged', id))
      await settle()
      const types = inbox.seen.map(({ json }) => member(json, 'type'))
      checkEqual('Delivered types', types, ['complaint.acknowledged'])
    },
  },
  {
    id: 'endpoints.content',
    title: 'By default deliveries have no free text and no person; content full has both',
    clause: section('content summary'),
    needs: ['receive', 'file'],
    async run({ file, openEndpoint }) {
      const [summary, full] = [await openEndpoint(), await openEndpoint({ content: 'full' })]
      const { id } = await file()
      const complaintIn = async ({ inbox }: OpenEndpoint) => {
        const { json } = await inbox.wait('complaint.assigned', isOf('complaint.assigned', id))
        return member(member(json, 'data'), 'complaint')
      }
      const [short, whole] = [await complaintIn(summary), await complaintIn(full)]
      for (const name of ['description', 'complainant', 'title']) {
        checkEqual(`${name} in a summary`, member(short, name), undefined)
        check(`${name} in full content`, member(whole, name) !== undefined, 'it', 'nothing')
      }
    },
  },
  {
    id: 'endpoints.disabled',
    title: 'A disabled endpoint gets nothing, and no ping',
    clause: 'Errors: 409 endpoint_disabled',
    needs: ['receive', 'file', 'advance'],
    async run({ company, file, openEndpoint, settle }) {
      const { endpoint, inbox } = await openEndpoint()
      const path = `/v1/webhook-endpoints/${endpoint.id}`
      checkStatus(await company.call('PATCH', path, { body: { status: 'disabled' } }), 200)
      checkProblem(await company.call('POST', `${path}/ping`), 'endpoint_disabled')
      await file()
      await settle()
      checkEqual('Deliveries to a disabled endpoint', inbox.seen.length, 0)
      checkStatus(await company.call('PATCH', path, { body: { status: 'enabled' } }), 200)
      await ping(company, endpoint.id, inbox)
    },
  },
  {
    id: 'endpoints.deleted',
    title: 'A deleted endpoint is gone, and gets nothing more',
    clause: 'Routes: End a webhook endpoint',
    needs: ['receive', 'file', 'advance'],
    async run({ company, file, openEndpoint, settle }) {
      const { endpoint, inbox } = await openEndpoint()
      const path = `/v1/webhook-endpoints/${endpoint.id}`
      checkStatus(await company.call('DELETE', path), 204)
      checkProblem(await company.call('GET', path), 'not_found')
      await file()
      await settle()
      checkEqual('Deliveries to a deleted endpoint', inbox.seen.length, 0)
    },
  },
]
