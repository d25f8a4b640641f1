/** What a company may not see of another one. */
import { complaint } from '../../contract/complaint.js'
import { attachment } from '../../contract/response.js'
import { page } from '../../contract/shapes.js'
import { eventsAfter, headOf, interim, tryToRespond } from '../acts.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkPointer, checkProblem, read } from '../check.js'
import { complaintRoutes, pathOf, scopedRoutes } from './routes.js'

export const tenancyCases: readonly Case[] = [
  {
    id: 'tenancy.complaints',
    title: 'Another company’s complaint is 404 on every route, as one that does not exist',
    clause: 'Errors: 404 not_found, unknown or another company’s',
    needs: ['file', 'second company'],
    async run({ other, file }) {
      const { id } = await file()
      for (const route of complaintRoutes) {
        const theirs = await other.call(route.method, pathOf(route, { complaint: id }))
        const unknown = await other.call(route.method, pathOf(route))
        const [seen, same] = [checkProblem(theirs, 'not_found'), checkProblem(unknown, 'not_found')]
        checkEqual(
          `Members of the 404 of ${theirs.request}`,
          Object.keys(seen).sort(),
          Object.keys(same).sort(),
        )
      }
    },
  },
  {
    id: 'tenancy.endpoints',
    title: 'Another company’s webhook endpoint is 404 on every route',
    clause: 'Errors: 404 not_found, unknown or another company’s',
    needs: ['receive', 'second company'],
    async run({ other, openEndpoint }) {
      const { endpoint } = await openEndpoint()
      const routes = scopedRoutes.filter(({ path }) => path.startsWith('/v1/webhook-endpoints/{id}'))
      for (const route of routes) {
        checkProblem(await other.call(route.method, pathOf(route, { endpoint: endpoint.id })), 'not_found')
      }
    },
  },
  {
    id: 'tenancy.lists',
    title: 'Lists and feed hold the company’s own alone',
    clause: 'Routes: Complaints assigned to the company',
    needs: ['file', 'second company'],
    async run({ other, file }) {
      const head = await headOf(other)
      const { id } = await file()
      const list = read(await other.call('GET', '/v1/complaints?sort=-id&limit=100'), page(complaint))
      check(
        'List of another company',
        !list.items.some((each) => each.id === id),
        'without the complaint',
        'it',
      )
      const events = await eventsAfter(other, head)
      checkEqual('Events of another company', events.length, 0)
    },
  },
  {
    id: 'tenancy.attachments',
    title: 'An answer cannot attach another company’s upload',
    clause: 'A complaint: Files',
    needs: ['file', 'second company'],
    async run({ company, other, file }) {
      const uploaded = await other.call('POST', '/v1/attachments', {
        body: new TextEncoder().encode('对账说明'),
        headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="note.txt"' },
      })
      const { id: theirs } = read(uploaded, attachment, 201)
      const { id } = await file()
      checkPointer(await tryToRespond(company, id, { ...interim, attachments: [theirs] }), '/attachments/0')
    },
  },
  {
    id: 'tenancy.cursors',
    title: 'A cursor serves nobody but the client that it was given to',
    clause: 'Routes: an opaque cursor',
    needs: ['file', 'second company'],
    async run({ company, other, file }) {
      await file()
      await file()
      const list = read(await company.call('GET', '/v1/complaints?sort=id&limit=1'), page(complaint))
      const cursor = encodeURIComponent(list.nextCursor ?? '')
      checkProblem(
        await other.call('GET', `/v1/complaints?sort=id&limit=1&cursor=${cursor}`),
        'invalid_cursor',
      )
    },
  },
]
