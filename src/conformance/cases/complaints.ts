/** A complaint as the company reads it, and its first acts. */
import { complaint, complaintPatch, historyEntry } from '../../contract/complaint.js'
import { limits } from '../../contract/limits.js'
import { page, readable } from '../../contract/shapes.js'
import { acknowledge, eventsAfter, final, headOf, respond, retrieve, setMetadata } from '../acts.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkPointer, checkProblem, checkStatus, read } from '../check.js'
import { scopedRoutes } from './routes.js'

const history = readable({ items: historyEntry.array() })

/** Members that hold personal data, and what a mask leaves of each (contract, section 3; domain, section 5). */
const masks = {
  name: { pattern: /^.{1,2}\*+$/u, leaves: 'the surname and asterisks' },
  phone: { pattern: /^.{0,3}\*{4,}$/u, leaves: 'three digits and asterisks, no tail' },
  idNumber: { pattern: /^.\*{4,}.$/u, leaves: 'the first and the last character around asterisks' },
} as const

export const complaintCases: readonly Case[] = [
  {
    id: 'complaints.schema',
    title: 'A new complaint has every member of the contract, alone and in lists',
    clause: 'A complaint: assigned',
    needs: ['file'],
    async run({ company, file }) {
      const filed = await file()
      checkEqual('status', filed.status, 'assigned')
      checkEqual('kind', filed.kind, 'complaint')
      checkEqual('round', filed.round, 1)
      checkEqual('overdue', filed.overdue, false)
      checkEqual('acknowledgedAt', filed.acknowledgedAt, null)
      checkEqual('responses', filed.responses, [])
      const list = read(
        await company.call('GET', `/v1/complaints?number=${encodeURIComponent(filed.number)}`),
        page(complaint),
      )
      checkEqual('Number of complaints of that number', list.items.length, 1)
      check(
        'A complaint in a list',
        JSON.stringify(list.items[0]) === JSON.stringify(filed),
        'the same as alone',
        'another',
      )
    },
  },
  {
    id: 'complaints.masked',
    title: 'Name, phone and ID number are masked',
    clause: 'A complaint: the person, masked',
    needs: ['file'],
    async run({ file }) {
      const { complainant } = await file()
      check('complainant', complainant !== null, 'the person', complainant)
      for (const [member, { pattern, leaves }] of Object.entries(masks)) {
        const value = Object.entries(complainant).find(([name]) => name === member)?.[1]
        if (value === null) continue
        // What was seen is not shown: it may be the very thing that had to be masked.
        check(`complainant.${member}`, pattern.test(String(value)), leaves, typeof value)
      }
    },
  },
  {
    id: 'complaints.same-person',
    title: 'complainant.reference is the same for one person, and tells companies nothing',
    clause: 'A complaint: complainant.reference',
    needs: ['file', 'second company'],
    async run({ file }) {
      const [first, again, elsewhere] = [await file(), await file(), await file({ company: 1 })]
      const reference = first.complainant?.reference
      checkEqual('Reference of the same person', again.complainant?.reference, reference)
      const differs = elsewhere.complainant?.reference !== reference
      check('Reference at another company', differs, 'another one', 'the same')
    },
  },
  {
    id: 'complaints.acknowledgement',
    title: 'Acknowledging takes a complaint up, once, and answers with the complaint after it',
    clause: 'A complaint: assigned → in_progress',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const taken = await acknowledge(company, id)
      checkEqual('status after acknowledgement', taken.status, 'in_progress')
      check('acknowledgedAt', taken.acknowledgedAt !== null, 'a time', null)
      const again = await company.call('POST', `/v1/complaints/${id}/acknowledgement`)
      checkProblem(again, 'already_acknowledged')
      check(
        'The complaint after it',
        JSON.stringify(await retrieve(company, id)) === JSON.stringify(taken),
        'as answered',
        'another',
      )
    },
  },
  {
    id: 'complaints.allowed-actions',
    title: 'allowedActions says what is allowed, and why the rest is not',
    clause: 'Errors: allowedActions says what it allows',
    needs: ['file'],
    async run({ company, file }) {
      const reasonOf = (each: Awaited<ReturnType<typeof file>>, action: string) => {
        const found = each.allowedActions.find((allowed) => allowed.action === action)
        return found && (found.allowed ? 'allowed' : found.reason)
      }
      const filed = await file()
      checkEqual('acknowledge at first', reasonOf(filed, 'acknowledge'), 'allowed')
      checkEqual('respond_supplementary at first', reasonOf(filed, 'respond_supplementary'), 'not_responded')
      const taken = await acknowledge(company, filed.id)
      checkEqual('acknowledge after it', reasonOf(taken, 'acknowledge'), 'already_acknowledged')
      const { complaint: answered } = await respond(company, filed.id, final)
      checkEqual('respond_final after it', reasonOf(answered, 'respond_final'), 'already_responded')
      checkEqual('respond_supplementary after it', reasonOf(answered, 'respond_supplementary'), 'allowed')
    },
  },
  {
    id: 'complaints.history',
    title: 'The history holds every act with role, actor, round and revision',
    clause: 'Writing safely: Tousu-Actor stands in the history',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const { revision } = await acknowledge(company, id, { headers: { 'tousu-actor': 'staff-7' } })
      const { items } = read(await company.call('GET', `/v1/complaints/${id}/history`), history)
      const last = items.at(-1)
      checkEqual(
        'Last act of the history',
        [last?.act, last?.role, last?.actor],
        ['acknowledged', 'company', 'staff-7'],
      )
      checkEqual('Its revision', last?.revision, revision)
      const revisions = items.map((entry) => entry.revision)
      checkEqual(
        'Revisions of the history',
        revisions,
        [...revisions].sort((a, b) => a - b),
      )
    },
  },
  {
    id: 'complaints.metadata',
    title: 'Metadata are merged: null removes a member, others stay, no event tells',
    clause: 'Routes: metadata as a merge patch (RFC 7396)',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const head = await headOf(company)
      await setMetadata(company, id, { ticket: 'T-1', department: 'D-2' })
      const patched = await setMetadata(company, id, { ticket: null, approval: 'A-3' })
      checkEqual('metadata', patched.metadata, { approval: 'A-3', department: 'D-2' })
      checkEqual('Events of metadata', (await eventsAfter(company, head)).length, 0)
    },
  },
  {
    id: 'complaints.metadata-limits',
    title: 'Metadata have at most 50 members of 40 and 500 code points',
    clause: 'Conventions: Lengths are counted in Unicode code points',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const { members, key, value } = limits.metadata
      // U+20BB7 is one code point and two UTF-16 units.
      const full = Object.fromEntries(
        Array.from({ length: members }, (_, index) => [
          `${index}`.padEnd(key, 'k'),
          '𠮷'.repeat(index === 0 ? value : 1),
        ]),
      )
      checkStatus(
        await company.call('PATCH', `/v1/complaints/${id}`, {
          body: complaintPatch.parse({ metadata: full }),
        }),
        200,
      )
      const refused = (metadata: object) =>
        company.call('PATCH', `/v1/complaints/${id}`, { body: { metadata } })
      checkPointer(await refused({ more: '1' }), '/metadata')
      checkPointer(await refused({ note: '𠮷'.repeat(value + 1) }), '/metadata/note')
    },
  },
  {
    id: 'complaints.no-store',
    title: 'What holds personal data, tokens or secrets is not stored on the way',
    clause: 'Conventions: Cache-Control no-store',
    needs: ['file'],
    async run({ company, file }) {
      const { id } = await file()
      const reading = scopedRoutes.filter((route) => route.private && route.method === 'GET')
      for (const { path } of reading.filter((each) => !each.path.includes('evidence'))) {
        const answer = await company.call('GET', path.replace('{id}', id))
        const control = answer.header('cache-control') ?? ''
        check(`Cache-Control of ${answer.request}`, /\bno-store\b/.test(control), 'no-store', control)
      }
    },
  },
]
