/** What was delivered and how, and what is sent again. */
import { page } from '../../contract/shapes.js'
import { recoveryResult, webhookDelivery, webhookEndpoint } from '../../contract/webhook-endpoint.js'
import { acknowledge, eventsAfter, headOf } from '../acts.js'
import { member } from '../answer.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkProblem, checkStatus, present, read } from '../check.js'
import type { Company } from '../company.js'
import { checkSigned, isOf, ping, section } from './deliveries-seen.js'

const both = section('redelivery sends one event again, recovery all that the endpoint has not taken')
const assignedAlone = { eventTypes: ['complaint.assigned'] }
const endpointPath = (id: string) => `/v1/webhook-endpoints/${id}`

const listDeliveries = async (company: Company, id: string, query = '') =>
  read(await company.call('GET', `${endpointPath(id)}/deliveries?${query}`), page(webhookDelivery)).items

async function setStatus(company: Company, id: string, status: 'enabled' | 'disabled'): Promise<void> {
  checkStatus(await company.call('PATCH', endpointPath(id), { body: { status } }), 200)
}

const redeliver = (company: Company, id: string) =>
  company.call('POST', `/v1/webhook-deliveries/${id}/redelivery`)

async function recover(company: Company, id: string): Promise<number> {
  const answer = await company.call('POST', `${endpointPath(id)}/recovery`, { body: {} })
  return read(answer, recoveryResult, 202).deliveries
}

export const redeliveryCases: readonly Case[] = [
  {
    id: 'deliveries.listed',
    title:
      'Deliveries are listed, the newest first, with the outcome of each attempt and no word of its answer',
    clause: section('/deliveries lists what was sent to an endpoint and how each attempt ended'),
    needs: ['receive', 'file', 'advance'],
    async run({ company, file, openEndpoint, settle, advance }) {
      const { endpoint, inbox } = await openEndpoint()
      inbox.answerWith(() => new Response('words-of-the-endpoint', { status: 500 }))
      const { id } = await file()
      await inbox.wait('complaint.assigned', isOf('complaint.assigned', id))
      inbox.answerWith(() => new Response(null, { status: 204 }))
      await acknowledge(company, id)
      await advance({ seconds: 6 })
      await settle()
      const listed = await company.call('GET', `${endpointPath(endpoint.id)}/deliveries`)
      const { items } = read(listed, page(webhookDelivery))
      checkEqual(
        'Types, status and status of each attempt',
        items.map(({ eventType, status, attempts }) => [
          eventType,
          status,
          attempts.map((attempt) => attempt.status),
        ]),
        [
          ['complaint.acknowledged', 'delivered', [204]],
          ['complaint.assigned', 'delivered', [500, 204]],
        ],
      )
      const isToldWhatWasSaid = listed.text.includes('words-of-the-endpoint')
      check('Answers of the endpoint in the list', !isToldWhatWasSaid, 'none', 'one')
      const ids = inbox.seen.map(({ headers }) => headers['webhook-id'] ?? '')
      checkEqual(
        'eventId, which are the webhook-id',
        items.map((each) => each.eventId).sort(),
        [...new Set(ids)].sort(),
      )
      const acknowledged = await listDeliveries(company, endpoint.id, 'eventType=complaint.acknowledged')
      checkEqual('Deliveries of one type', acknowledged.length, 1)
      checkEqual(
        'Deliveries that are dead',
        (await listDeliveries(company, endpoint.id, 'status=dead')).length,
        0,
      )
    },
  },
  {
    id: 'deliveries.redelivered',
    title: 'A redelivery is a delivery of its own, of the same event under the same webhook-id, signed anew',
    clause: both,
    needs: ['receive', 'file'],
    async run({ company, file, openEndpoint }) {
      const { endpoint, inbox } = await openEndpoint(assignedAlone)
      const { id } = await file()
      const first = await inbox.wait('complaint.assigned', isOf('complaint.assigned', id))
      const [delivery] = await listDeliveries(company, endpoint.id)
      const former = present('The delivery', delivery)
      const again = read(await redeliver(company, former.id), webhookDelivery, 202)
      checkEqual('eventId of the redelivery', again.eventId, former.eventId)
      check('id of the redelivery', again.id !== former.id, 'another', 'the same')
      const second = await inbox.wait('the event again', (each) => each !== first)
      checkEqual('webhook-id', second.headers['webhook-id'], first.headers['webhook-id'])
      const isSame = Buffer.from(second.body).equals(Buffer.from(first.body))
      check('The event', isSame, 'the same', 'another')
      await checkSigned('v1 of the redelivery', second, { secrets: endpoint.secret })
    },
  },
  {
    id: 'deliveries.recovered',
    title: 'Recovery sends what happened while the endpoint was disabled, and nothing that it has taken',
    clause: both,
    needs: ['receive', 'file', 'advance'],
    async run({ company, file, openEndpoint, settle }) {
      const { endpoint, inbox } = await openEndpoint(assignedAlone)
      const taken = await file()
      await inbox.wait('complaint.assigned', isOf('complaint.assigned', taken.id))
      await settle()
      await setStatus(company, endpoint.id, 'disabled')
      const head = await headOf(company)
      await file()
      await file()
      const body = {}
      const refused = await company.call('POST', `${endpointPath(endpoint.id)}/recovery`, { body })
      checkProblem(refused, 'endpoint_disabled')
      await setStatus(company, endpoint.id, 'enabled')
      checkEqual('deliveries of the recovery', await recover(company, endpoint.id), 2)
      await settle()
      const missed = (await eventsAfter(company, head, 'types=complaint.assigned')).map((event) => event.id)
      checkEqual(
        'webhook-id of what was recovered',
        inbox.seen.slice(1).map(({ headers }) => headers['webhook-id']),
        missed,
      )
      checkEqual('deliveries of a second recovery', await recover(company, endpoint.id), 0)
    },
  },
]

/** These move domain time by days. */
export const lateDeliveryCases: readonly Case[] = [
  {
    id: 'deliveries.failing',
    title: '5 days of nothing but failures disable the endpoint, and the feed tells; 4 days do not',
    clause: section('5 days of nothing but failures disable the endpoint'),
    needs: ['receive', 'advance'],
    async run({ company, openEndpoint, advance }) {
      const { endpoint, inbox } = await openEndpoint({ eventTypes: ['endpoint.ping'] })
      inbox.answerWith(() => new Response(null, { status: 500 }))
      const status = async () =>
        read(await company.call('GET', endpointPath(endpoint.id)), webhookEndpoint).status
      await ping(company, endpoint.id, inbox)
      await advance({ days: 4 })
      const head = await headOf(company)
      await ping(company, endpoint.id, inbox)
      await advance({ hours: 12 })
      checkEqual('status after 4 days and a half', await status(), 'enabled')
      // By the schedule an attempt falls into the hours after the 5th day.
      await advance({ hours: 26 })
      checkEqual('status after more than 5 days', await status(), 'disabled')
      const told = await eventsAfter(company, head, 'types=endpoint.disabled')
      checkEqual(
        'endpoint.disabled in the feed',
        told.map(({ data }) => member(data, 'endpointId')),
        [endpoint.id],
      )
    },
  },
  {
    id: 'deliveries.fortnight',
    title: 'List, redelivery and recovery reach back 14 days',
    clause: section('14 days back'),
    needs: ['receive', 'file', 'advance'],
    async run({ company, file, openEndpoint, advance, settle }) {
      const { endpoint, inbox } = await openEndpoint(assignedAlone)
      const { id } = await file()
      await inbox.wait('complaint.assigned', isOf('complaint.assigned', id))
      await settle()
      const [delivery] = await listDeliveries(company, endpoint.id)
      const { id: former } = present('The delivery', delivery)
      await setStatus(company, endpoint.id, 'disabled')
      await file()
      await advance({ days: 13, hours: 23 })
      await setStatus(company, endpoint.id, 'enabled')
      read(await redeliver(company, former), webhookDelivery, 202)
      await settle()
      await advance({ hours: 2 })
      const ids = (await listDeliveries(company, endpoint.id)).map((each) => each.id)
      checkEqual('Deliveries of the last 14 days', [ids.length, ids.includes(former)], [1, false])
      checkProblem(await redeliver(company, former), 'not_found')
      checkEqual('deliveries of a recovery', await recover(company, endpoint.id), 0)
    },
  },
]
