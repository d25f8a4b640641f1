/** A complaint as the person who filed it sees it, and as a query without an account shows it. */
import { formatShanghaiTime } from '../calendar/index.js'
import type { OwnComplaint, OwnResponse, QueriedComplaint } from '../contract/consumer.js'
import type { Locale } from '../contract/field-errors.js'
import { complaintView } from './complaint-view.js'
import type { Core } from './core.js'
import { historyInWords } from './people/messages.js'
import type { ComplaintRecord, ResponseRecord } from './state.js'

export type { OwnComplaint, OwnResponse } from '../contract/consumer.js'

export function showToPerson(core: Core, record: ComplaintRecord): OwnComplaint {
  const view = complaintView(core, record)
  const { consents, accountId } = record
  return {
    ...showState(core, record),
    id: record.id,
    service: view.service,
    title: view.title,
    description: view.description,
    demand: view.demand,
    occurredAt: view.occurredAt,
    place: view.place,
    accountReference: view.accountReference,
    otherChannels: view.otherChannels,
    evidence: view.evidence,
    supplementRequest: view.supplementRequest,
    supplements: view.supplements,
    acknowledgedAt: view.acknowledgedAt,
    respondedAt: view.respondedAt,
    urgedAt: timeOrNull(record.urgedAt),
    deadline: view.deadline,
    rating: record.rating && { ...record.rating },
    consents: {
      given: [...consents.given],
      givenAt: formatShanghaiTime(consents.givenAt),
      withdrawnAt: timeOrNull(consents.withdrawnAt),
    },
    relatedComplaints: record.relatedIds.flatMap((id) => {
      const related = core.state.complaints.get(id)
      const isOwn = related !== undefined && accountId !== null && related.accountId === accountId
      return isOwn ? [{ id: related.id, number: related.number }] : []
    }),
  }
}

/** For whoever has the query code, or the phone: nothing of what the person wrote. */
export function showToQuery(core: Core, record: ComplaintRecord, locale: Locale): QueriedComplaint {
  return { ...showState(core, record), history: historyInWords(record, locale) }
}

/** The files of the answers that the person reads: of every round, the former company's included. */
export function responsesForPerson({ kind, endedRounds, responses }: ComplaintRecord): ResponseRecord[] {
  // The answer to a report goes to the operator alone.
  if (kind === 'report') return []
  return [...endedRounds.flatMap((round) => round.responses), ...responses]
}

function showState(core: Core, record: ComplaintRecord) {
  const { number, kind, status, closure, overdue, round, category } = complaintView(core, record)
  const addressee = core.state.enterprises.get(record.addresseeId ?? '')
  return {
    number,
    kind,
    stage: record.stage,
    status,
    round,
    enterpriseName: addressee?.name ?? record.addresseeName ?? '',
    category,
    filedAt: formatShanghaiTime(record.filedAt),
    dueDate: record.deadline?.dueDate ?? null,
    overdue,
    closure,
    responses: responsesForPerson(record).map(showResponse),
  }
}

function showResponse(response: ResponseRecord): OwnResponse {
  const { type, outcome, round, statement, measures, attachments, submittedAt } = response
  return {
    type,
    outcome,
    round,
    statement,
    measures: [...measures],
    attachments: attachments.map((each) => ({ ...each })),
    submittedAt,
  }
}

const timeOrNull = (time: number | null) => (time === null ? null : formatShanghaiTime(time))
