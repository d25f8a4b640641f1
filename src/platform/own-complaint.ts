/** A complaint as the person who filed it sees it. */
import { formatShanghaiTime } from '../calendar/index.js'
import type { Category, Rating } from '../contract/index.js'
import { showCategory } from './complaint-view.js'
import type { Core } from './core.js'
import { isOverdue } from './deadlines.js'
import type { ComplaintRecord, ResponseRecord } from './state.js'

/** An answer as the person reads it. */
export interface OwnResponse {
  readonly type: string
  readonly outcome: string | null
  readonly statement: string
  readonly measures: readonly string[]
  readonly attachments: readonly { readonly id: string; readonly name: string; readonly size: number }[]
  readonly submittedAt: string
}

export interface OwnComplaint {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly status: ComplaintRecord['status']
  readonly enterpriseName: string
  /** Null once erased; so is the description. */
  readonly title: string | null
  readonly description: string | null
  readonly demand: string | null
  readonly category: Category
  readonly filedAt: string
  readonly acknowledgedAt: string | null
  readonly respondedAt: string | null
  /** By when the company is to answer, `YYYY-MM-DD` in Shanghai; null for a report. */
  readonly dueDate: string | null
  readonly overdue: boolean
  readonly closure: { readonly reason: string; readonly at: string } | null
  /** Empty for a report, whose answer goes to the operator alone. */
  readonly responses: readonly OwnResponse[]
  readonly rating: Rating | null
}

export function showToPerson(core: Core, record: ComplaintRecord): OwnComplaint {
  const time = (at: number | null) => (at === null ? null : formatShanghaiTime(at))
  const { id, number, kind, status, title, description, demand, rating, closure } = record
  const isReport = kind === 'report'
  return {
    id,
    number,
    kind,
    status,
    enterpriseName: core.state.enterprises.get(record.addresseeId ?? '')?.name ?? record.addresseeName ?? '',
    title,
    description,
    demand,
    category: showCategory(record.category),
    filedAt: formatShanghaiTime(record.filedAt),
    acknowledgedAt: time(record.acknowledgedAt),
    respondedAt: time(record.respondedAt),
    dueDate: record.deadline?.dueDate ?? null,
    overdue: isOverdue(record, core.clock.now()),
    closure: closure && { reason: closure.reason, at: formatShanghaiTime(closure.at) },
    responses: isReport ? [] : record.responses.map(showResponse),
    rating: rating && { ...rating },
  }
}

function showResponse(response: ResponseRecord): OwnResponse {
  const { type, outcome, statement, measures, attachments, submittedAt } = response
  return {
    type,
    outcome,
    statement,
    measures: [...measures],
    attachments: attachments.map(({ id, name, size }) => ({ id, name, size })),
    submittedAt,
  }
}
