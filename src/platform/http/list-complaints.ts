/** The list of complaints: filtered, in a stable order, a page at a time. */
import { endOfShanghaiDate, instantOf } from '../../calendar/index.js'
import { limits } from '../../contract/limits.js'
import type { QueryOf } from '../../contract/route.js'
import type { RouteOf } from '../../contract/routes.js'
import { complaintView } from '../complaint-view.js'
import { isOverdue } from '../deadlines.js'
import type { ComplaintRecord } from '../state.js'
import type { Operation } from './call.js'

type Query = QueryOf<RouteOf<'listComplaints'>>
type SortKey = 'dueAt' | 'assignedAt' | 'updatedAt' | 'id'

/** Sorts after every date: complaints without a deadline come last. */
const never = Number.MAX_SAFE_INTEGER

const keys: Record<SortKey, (record: ComplaintRecord) => number> = {
  dueAt: ({ deadline }) => (deadline ? endOfShanghaiDate(deadline.dueDate) - 1_000 : never),
  assignedAt: ({ assignedAt }) => assignedAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  // Ids rise in the order of filing, so they alone decide.
  id: () => 0,
}

interface Place {
  readonly key: number
  readonly id: string
}

function comparePlaces(a: Place, b: Place): number {
  if (a.key !== b.key) return a.key - b.key
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}

export const listComplaints: Operation<'listComplaints'> = ({ core, enterprise, client, cursors, query }) => {
  const { cursor, limit = limits.page.default, ...filters } = query
  const sort = filters.sort ?? 'dueAt'
  const descending = sort.startsWith('-')
  const key = keys[readSortKey(sort)]
  const direction = descending ? -1 : 1
  const scope = { clientId: client.id, route: 'listComplaints', filters: { ...filters, sort } }
  const from = cursor === undefined ? undefined : cursors.read(scope, cursor)
  const after = from && { key: Number(from.key), id: from.id }

  const now = core.clock.now()
  const rows = enterprise.complaintIds
    .flatMap((id) => core.state.complaints.get(id) ?? [])
    .filter((record) => fits(record, filters, now))
    .map((record) => ({ record, key: key(record), id: record.id }))
    .filter((row) => !after || comparePlaces(row, after) * direction > 0)
    .sort((a, b) => comparePlaces(a, b) * direction)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ record }) => complaintView(core, record)),
    nextCursor:
      last && rows.length > limit ? cursors.write(scope, { key: String(last.key), id: last.id }) : null,
  }
}

function readSortKey(sort: string): SortKey {
  const name = sort.replace('-', '')
  return name === 'assignedAt' || name === 'updatedAt' || name === 'id' ? name : 'dueAt'
}

function fits(record: ComplaintRecord, filters: Query, now: number): boolean {
  const { status, category, complainantReference, metadata, ratingMax } = filters
  const same = <T>(wanted: T | undefined, value: T) => wanted === undefined || wanted === value
  const after = (time: string | undefined, value: number | null) =>
    time === undefined || (value !== null && value > instantOf(time))
  const before = (time: string | undefined, value: number | null) =>
    time === undefined || (value !== null && value < instantOf(time))
  const dueAt = record.deadline && endOfShanghaiDate(record.deadline.dueDate) - 1_000
  return (
    same(filters.kind, record.kind) &&
    (status === undefined || [status].flat().includes(record.status)) &&
    same(filters.round, record.round) &&
    same(filters.number, record.number) &&
    same(filters.overdue, isOverdue(record, now)) &&
    same(filters.serviceId, record.serviceId) &&
    same(category, record.category.code) &&
    // A reporter has no reference that a company could know.
    (complainantReference === undefined ||
      (record.kind === 'complaint' && record.complainantReference === complainantReference)) &&
    (ratingMax === undefined || (record.rating !== null && record.rating.score <= ratingMax)) &&
    before(filters.dueBefore, dueAt) &&
    after(filters.dueAfter, dueAt) &&
    before(filters.assignedBefore, record.assignedAt) &&
    after(filters.assignedAfter, record.assignedAt) &&
    after(filters.updatedAfter, record.updatedAt) &&
    after(filters.respondedAfter, record.respondedAt) &&
    after(filters.closedAfter, record.closure?.at ?? null) &&
    Object.entries(metadata ?? {}).every(([name, value]) => record.metadata[name] === value)
  )
}
