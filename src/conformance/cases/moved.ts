/** A complaint that an operator moves to another company (转办): what the former one still reads, and the new one. */
import { complaint, historyEntry } from '../../contract/complaint.js'
import { page, readable } from '../../contract/shapes.js'
import { webhookDelivery } from '../../contract/webhook-endpoint.js'
import { acknowledge, eventsAfter, headOf, interim, respond, retrieve, setMetadata, toldOf } from '../acts.js'
import { member } from '../answer.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkProblem, present, read } from '../check.js'
import { isOf, section } from './deliveries-seen.js'
import { complaintRoutes, pathOf } from './routes.js'

const toOther = { as: 'operator', do: 'reassign', to: 1 } as const
const needs = ['file', 'act', 'second company'] as const
const left = ['id', 'number', 'revision']
const farewell = 'a company from which a complaint has moved hears complaint.reassigned once'

const membersOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? Object.keys(value).sort() : []
const complaintIn = (event: { readonly data: unknown } | undefined) => member(event?.data, 'complaint')

export const movedCases: readonly Case[] = [
  {
    id: 'moved.farewell',
    title: 'The former company is told once, by id, number, revision and reason',
    clause: section(farewell),
    needs,
    async run({ company, file, act }) {
      const { id, number } = await file()
      await acknowledge(company, id)
      const head = await headOf(company)
      await act(id, toOther)
      const told = await eventsAfter(company, head, 'content=full')
      checkEqual(
        'Events of a move',
        told.map(({ type }) => type),
        ['complaint.reassigned'],
      )
      const [event] = told
      checkEqual('Members of data', membersOf(event?.data), ['complaint', 'reason'])
      checkEqual('Members of data.complaint', membersOf(complaintIn(event)), left)
      const names = ['id', 'number'].map((name) => member(complaintIn(event), name))
      check('id and number', names[0] === id && names[1] === number, 'the complaint’s', 'others')
      checkEqual('complaintSequence', member(event, 'complaintSequence'), 3)
    },
  },
  {
    id: 'moved.gone',
    title: 'It is 404 for the former company on every route, and in no list of it',
    clause: 'Errors: 404 not_found, unknown or another company’s',
    needs,
    async run({ company, file, act }) {
      const data = new TextEncoder().encode('扣款 25 元')
      const { id, evidence } = await file({
        evidence: [{ name: '扣款.txt', contentType: 'text/plain; charset=utf-8', data }],
      })
      await act(id, toOther)
      const ids = { complaint: id, evidence: present('The evidence', evidence[0]).id }
      for (const route of complaintRoutes) {
        checkProblem(await company.call(route.method, pathOf(route, ids)), 'not_found')
      }
      const list = read(await company.call('GET', '/v1/complaints?sort=-id&limit=100'), page(complaint))
      check('List', !list.items.some((each) => each.id === id), 'without the complaint', 'it')
    },
  },
  {
    id: 'moved.reduced',
    title: 'What the former company was told before is reduced to id, number and revision',
    clause: section(farewell),
    needs,
    async run({ company, file, act }) {
      const head = await headOf(company)
      const { id } = await file()
      await acknowledge(company, id)
      await respond(company, id, interim)
      await act(id, toOther)
      for (const content of ['full', 'summary']) {
        const events = await eventsAfter(company, head, `content=${content}`)
        checkEqual(`Events with content=${content}`, events.length, 4)
        for (const event of events) {
          checkEqual(`Members of data.complaint of ${event.type}`, membersOf(complaintIn(event)), left)
        }
      }
    },
  },
  {
    id: 'moved.redelivered',
    title: 'What is delivered again after the move is reduced, too',
    clause: section('in the feed and in repeats'),
    needs: [...needs, 'receive'],
    async run({ company, file, act, openEndpoint }) {
      const { endpoint, inbox } = await openEndpoint({ content: 'full', eventTypes: ['complaint.assigned'] })
      const { id } = await file()
      await inbox.wait('complaint.assigned', isOf('complaint.assigned', id))
      const listed = await company.call('GET', `/v1/webhook-endpoints/${endpoint.id}/deliveries`)
      const [delivery] = read(listed, page(webhookDelivery)).items
      await act(id, toOther)
      const path = `/v1/webhook-deliveries/${present('The delivery', delivery).id}/redelivery`
      read(await company.call('POST', path), webhookDelivery, 202)
      const again = await inbox.wait('the event again', (each) => each !== inbox.seen[0])
      checkEqual(
        'Members of data.complaint',
        membersOf(member(member(again.json, 'data'), 'complaint')),
        left,
      )
    },
  },
  {
    id: 'moved.new-company',
    title: 'The new company reads the filing, and nothing of the former company’s',
    clause: 'Writing safely: metadata stays behind when the complaint is moved to another company',
    needs,
    async run({ company, other, file, act }) {
      const filed = await file()
      const { id } = filed
      await setMetadata(company, id, { ticket: 'T-1' })
      await company.call('PUT', `/v1/complaints/${id}/draft`, { body: { statement: '草稿' } })
      await respond(company, id, interim)
      const head = await headOf(other)
      await act(id, toOther)
      const seen = await retrieve(other, id)
      checkEqual(
        'status, acknowledgedAt, responses, metadata',
        [seen.status, seen.acknowledgedAt, seen.responses.length, seen.metadata],
        ['assigned', null, 0, {}],
      )
      check('description', seen.description === filed.description, 'the person’s', 'another')
      checkProblem(await other.call('GET', `/v1/complaints/${id}/draft`), 'not_found')
      const { items } = read(
        await other.call('GET', `/v1/complaints/${id}/history`),
        readable({ items: historyEntry.array() }),
      )
      checkEqual('Acts of a company in the history', items.filter(({ role }) => role === 'company').length, 0)
      const told = await toldOf(other, id, head)
      checkEqual(
        'Events of the new company',
        told.map((event) => [event.type, member(event, 'complaintSequence')]),
        [['complaint.assigned', 1]],
      )
    },
  },
]
