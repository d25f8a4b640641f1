/** Lists: complete, in order, under writes, with cursors that are the list's own. */
import { type Complaint, complaint } from '../../contract/complaint.js'
import { page } from '../../contract/shapes.js'
import { acknowledge, final, respond, setMetadata } from '../acts.js'
import type { Case } from '../case.js'
import { check, checkEqual, checkProblem, checkStatus, present, read } from '../check.js'
import type { Company } from '../company.js'
import type { Context } from '../context.js'

const complaintPage = page(complaint)

/** Complaints of this case alone: filed now and marked in their metadata. */
async function fileMarked({ company, file }: Context, count: number, between?: () => Promise<void>) {
  const mark = crypto.randomUUID()
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    if (index > 0) await between?.()
    const { id } = await file()
    await setMetadata(company, id, { conformance: mark })
    ids.push(id)
  }
  return { mark, ids, filter: `metadata%5Bconformance%5D=${mark}` }
}

async function readPage(company: Company, query: string, cursor: string | null = null) {
  const next = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
  return read(await company.call('GET', `/v1/complaints?${query}${next}`), complaintPage)
}

/** @param between after each page but the last */
async function readAll(company: Company, query: string, between?: (page: number) => Promise<unknown>) {
  const items: Complaint[] = []
  let cursor: string | null = null
  // Bounded: a cursor that runs in a circle is told by what it repeats.
  for (let count = 1; count <= 50; count += 1) {
    const { items: more, nextCursor }: { items: Complaint[]; nextCursor: string | null } = await readPage(
      company,
      query,
      cursor,
    )
    items.push(...more)
    if (nextCursor === null) break
    cursor = nextCursor
    await between?.(count)
  }
  return items
}

function checkOnce(what: string, seen: readonly Complaint[], expected: readonly string[]): void {
  const ids = seen.map(({ id }) => id)
  const counted = { once: new Set(ids).size, all: ids.length }
  check(`${what}: repeats`, counted.once === counted.all, 'no complaint twice', counted.all - counted.once)
  const missing = expected.filter((id) => !ids.includes(id)).length
  check(`${what}: left out`, missing === 0, 'no complaint left out', missing)
}

export const pagingCases: readonly Case[] = [
  {
    id: 'paging.complete',
    title: 'Pages of any size hold every complaint once, in the order of filing',
    clause: 'Routes: sort=id neither repeats nor skips',
    needs: ['file'],
    async run(context) {
      const { company } = context
      const { ids, filter } = await fileMarked(context, 5)
      for (const limit of [1, 2, 5]) {
        const items = await readAll(company, `${filter}&sort=id&limit=${limit}`)
        checkOnce(`Pages of ${limit}`, items, ids)
        check(
          'Order of filing',
          items.every(({ id }, index) => id === ids[index]),
          'as filed',
          'another order',
        )
      }
      const reversed = await readAll(company, `${filter}&sort=-id&limit=2`)
      check(
        'Order of -id',
        reversed.every(({ id }, index) => id === ids[4 - index]),
        'the last first',
        'another',
      )
    },
  },
  {
    id: 'paging.under-writes',
    title:
      'With sort=id nothing is repeated or skipped while complaints change, leave the filter and are filed',
    clause: 'Routes: sort=id neither repeats nor skips under any change',
    needs: ['file'],
    async run(context) {
      const { company, file } = context
      const { ids, filter } = await fileMarked(context, 7)
      const seen: string[] = []
      const items = await readAll(company, `${filter}&sort=id&limit=2&status=assigned`, async (count) => {
        // What was on the page leaves the filter, so that a cursor that counts rows skips some.
        for (const id of ids.slice((count - 1) * 2, count * 2)) await respond(company, id, final)
        seen.push(...ids.slice((count - 1) * 2, count * 2))
        await file()
      })
      checkOnce('Pages under writes', items, ids)
    },
  },
  {
    id: 'paging.under-changed-keys',
    title: 'With sort=id a complaint that changes between pages is listed once',
    clause: 'Routes: sort=id neither repeats nor skips under any change',
    needs: ['file'],
    async run(context) {
      const { company } = context
      const { ids, filter } = await fileMarked(context, 5)
      const items = await readAll(company, `${filter}&sort=id&limit=2`, async (count) => {
        const [first, last] = [ids[count - 1], ids.at(-count)]
        for (const id of [first, last]) if (id) await setMetadata(company, id, { seen: `${count}` })
        if (first) await acknowledge(company, first)
      })
      checkOnce('Pages under changes', items, ids)
    },
  },
  {
    id: 'paging.sorts',
    title: 'Every sort is in order, both ways',
    clause: 'Routes: Complaints assigned to the company',
    needs: ['file', 'advance'],
    async run(context) {
      const { company } = context
      // A day apart: so are their keys, or two are the same where a weekend lies between.
      const { ids, filter } = await fileMarked(context, 3, () => context.advance({ days: 1 }))
      await acknowledge(company, present('A filed complaint', ids[1]))
      const keys: Record<string, (each: Complaint) => number> = {
        dueAt: ({ deadline }) => Date.parse(deadline?.dueAt ?? ''),
        assignedAt: ({ assignedAt }) => Date.parse(assignedAt),
        updatedAt: ({ updatedAt }) => Date.parse(updatedAt),
      }
      for (const [name, keyOf] of Object.entries(keys)) {
        for (const sign of ['', '-']) {
          const items = await readAll(company, `${filter}&sort=${sign}${name}&limit=2`)
          checkOnce(`sort=${sign}${name}`, items, ids)
          const steps = items.slice(1).map((each, index) => keyOf(each) - keyOf(items[index] ?? each))
          const sorted = steps.every((step) => (sign === '' ? step >= 0 : step <= 0))
          check(`sort=${sign}${name}`, sorted, 'in order', 'out of order')
        }
      }
    },
  },
  {
    id: 'paging.cursor-changed',
    title: 'A cursor that was changed or made up is refused',
    clause: 'Errors: 400 invalid_cursor',
    needs: ['file'],
    async run(context) {
      const { company } = context
      const { filter } = await fileMarked(context, 2)
      const query = `${filter}&sort=id&limit=1`
      const cursor = present('nextCursor', (await readPage(company, query)).nextCursor)
      const middle = Math.floor(cursor.length / 2)
      const turned = `${cursor.slice(0, middle)}${cursor[middle] === 'A' ? 'B' : 'A'}${cursor.slice(middle + 1)}`
      for (const wrong of [turned, `${cursor}A`, '2', 'made-up']) {
        const path = `/v1/complaints?${query}&cursor=${encodeURIComponent(wrong)}`
        checkProblem(await company.call('GET', path), 'invalid_cursor')
      }
    },
  },
  {
    id: 'paging.cursor-bound',
    title: 'A cursor is bound to the filters and the sort that it was made for',
    clause: 'Routes: an opaque cursor',
    needs: ['file'],
    async run(context) {
      const { company } = context
      const { filter } = await fileMarked(context, 3)
      const cursor = present('nextCursor', (await readPage(company, `${filter}&sort=id&limit=1`)).nextCursor)
      const asked = `limit=1&cursor=${encodeURIComponent(cursor)}`
      for (const query of [
        `sort=id&${asked}`,
        `${filter}&sort=-id&${asked}`,
        `${filter}&sort=id&status=closed&${asked}`,
      ]) {
        checkProblem(await company.call('GET', `/v1/complaints?${query}`), 'invalid_cursor')
      }
      const wider = await readPage(company, `${filter}&sort=id&limit=2`, cursor)
      checkEqual('Items of a cursor with another limit', wider.items.length, 2)
    },
  },
  {
    id: 'paging.limit',
    title: 'A page has 1–100 items, never more than asked for',
    clause: 'Routes: limit (1–100, 50 by default)',
    needs: ['file'],
    async run(context) {
      const { company } = context
      const { filter } = await fileMarked(context, 3)
      for (const limit of ['0', '101', '-1', '1.5', 'all']) {
        checkProblem(await company.call('GET', `/v1/complaints?limit=${limit}`), 'validation_failed')
      }
      for (const limit of ['1', '100'])
        checkStatus(await company.call('GET', `/v1/complaints?limit=${limit}`), 200)
      checkEqual('Items of a page of 2', (await readPage(company, `${filter}&limit=2`)).items.length, 2)
    },
  },
  {
    id: 'paging.filters',
    title: 'Filters choose the complaints that fit, and no others',
    clause: 'Routes: Complaints assigned to the company',
    needs: ['file'],
    async run(context) {
      const { company } = context
      const { ids, filter } = await fileMarked(context, 3)
      const [first = '', second = '', third = ''] = ids
      const { number } = await acknowledge(company, second)
      await respond(company, third, final)
      const rows: Record<string, readonly string[]> = {
        'status=assigned': [first],
        'status=assigned,in_progress': [first, second],
        'status=responded': [third],
        [`number=${encodeURIComponent(number)}`]: [second],
        'round=1': ids,
        'round=2': [],
        'kind=complaint': ids,
        'kind=report': [],
        'overdue=true': [],
        'overdue=false': ids,
      }
      for (const [query, expected] of Object.entries(rows)) {
        const { items } = await readPage(company, `${filter}&sort=id&${query}`)
        const name = query.split('=', 1)[0]
        checkEqual(
          `Complaints by the filter ${name}`,
          items.map(({ id }) => id),
          expected,
        )
      }
    },
  },
]
