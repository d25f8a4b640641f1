/** A complaint as the company reads it: masked, with what depends on the day. */
import { formatShanghaiTime } from '../calendar/index.js'
import {
  type Complaint,
  type HistoryEntry,
  type Service,
  type StoredResponse,
  taxonomies,
} from '../contract/index.js'
import { listReasons, showActions } from './allowed-actions.js'
import type { Core } from './core.js'
import { countRemaining, isOverdue, showDeadline } from './deadlines.js'
import { maskAccount, maskDocument, maskName, maskPhone } from './masking.js'
import type {
  ComplaintMoment,
  ComplaintRecord,
  ContestationRecord,
  FileRecord,
  Person,
  ResponseRecord,
} from './state.js'

const timeOrNull = (time: number | null) => (time === null ? null : formatShanghaiTime(time))

/** What a complaint shows that is not its own. */
export interface Circumstances
  extends Pick<ComplaintMoment, 'remainingWorkingDays' | 'relatedComplaints' | 'reasons'> {
  /** Domain time in ms. */
  readonly now: number
}

export function circumstancesOf(core: Core, record: ComplaintRecord): Circumstances {
  const now = core.clock.now()
  return {
    now,
    remainingWorkingDays: record.deadline && countRemaining(core.calendar, record.deadline, now),
    relatedComplaints: record.relatedIds.flatMap((each) => {
      const related = core.state.complaints.get(each)
      const isOwn = related !== undefined && related.enterpriseId === record.enterpriseId
      return isOwn ? [{ id: related.id, number: related.number }] : []
    }),
    reasons: listReasons(core, record),
  }
}

/** @param circumstances those of the present moment by default */
export function complaintView(
  core: Core,
  record: ComplaintRecord,
  circumstances: Circumstances = circumstancesOf(core, record),
): Complaint {
  const { now, remainingWorkingDays, relatedComplaints, reasons } = circumstances
  const isReport = record.kind === 'report'
  const { id, number, kind, revision, status, round, title, description, occurredAt, place, demand } = record
  return {
    id,
    number,
    kind,
    revision,
    status,
    closure: record.closure && { reason: record.closure.reason, at: formatShanghaiTime(record.closure.at) },
    round,
    title,
    description,
    occurredAt,
    place,
    demand,
    category: showCategory(record.category),
    service: findService(core, record),
    accountReference:
      isReport || record.accountReference === null ? null : maskAccount(record.accountReference),
    // A reporter is protected: a clue has no person and no account.
    complainant: isReport || !record.person ? null : showComplainant(record, record.person),
    evidence: record.evidence.map(showEvidence),
    otherChannels: record.otherChannels,
    assignedAt: formatShanghaiTime(record.assignedAt),
    acknowledgedAt: timeOrNull(record.acknowledgedAt),
    respondedAt: timeOrNull(record.respondedAt),
    updatedAt: formatShanghaiTime(record.updatedAt),
    deadline: record.deadline && showDeadline(record.deadline, remainingWorkingDays ?? 0),
    overdue: isOverdue(record, now),
    allowedActions: showActions(reasons),
    responses: record.responses.map((response) => showResponse(core, record, response)),
    contestation: record.contestation && showContestation(record.contestation),
    extension: record.extension && showRequest(record.extension),
    supplementRequest: record.supplementRequest && {
      message: record.supplementRequest.message,
      requestedAt: formatShanghaiTime(record.supplementRequest.requestedAt),
      answeredAt: timeOrNull(record.supplementRequest.answeredAt),
    },
    supplements: record.supplements.map(({ text, evidenceIds, at }) => ({
      text,
      evidenceIds: [...evidenceIds],
      at: formatShanghaiTime(at),
    })),
    rating: record.rating,
    relatedComplaints: [...relatedComplaints],
    metadata: record.metadata,
  }
}

/** An answer as the company reads it, with its receipt. */
export function showResponse(
  { receipts }: Core,
  { id }: Pick<ComplaintRecord, 'id'>,
  response: ResponseRecord,
): StoredResponse {
  return { ...response, receipt: receipts.receiptOf(id, response) }
}

export function showCategory({ code, taxonomyVersion }: ComplaintRecord['category']): Complaint['category'] {
  const labels: Record<string, string> = taxonomies[taxonomyVersion]
  return { code, label: labels[code] ?? code, taxonomyVersion }
}

export function findService({ state }: Core, record: ComplaintRecord): Service | null {
  const services = state.enterprises.get(record.enterpriseId ?? '')?.services ?? []
  return services.find(({ id }) => id === record.serviceId) ?? null
}

function showContestation({ reason, statement, status, requestedAt, decidedAt, note }: ContestationRecord) {
  return showRequest({ reason, statement, status, requestedAt, decidedAt, note })
}

function showRequest<R extends { readonly requestedAt: number; readonly decidedAt: number | null }>(
  request: R,
) {
  const { requestedAt, decidedAt } = request
  return { ...request, requestedAt: formatShanghaiTime(requestedAt), decidedAt: timeOrNull(decidedAt) }
}

function showComplainant(
  { province, city, registered, complainantReference }: ComplaintRecord,
  person: Person,
) {
  return {
    name: maskName(person.name),
    phone: maskPhone(person.phone),
    idNumber: maskDocument(person.document.number),
    province,
    city,
    registered,
    reference: complainantReference ?? '',
  }
}

const extensions: Record<string, string> = {
  'text/plain': 'txt',
  'text/csv': 'csv',
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'image/jpeg': 'jpg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'video/quicktime': 'mov',
}

function showEvidence(file: FileRecord, index: number): Complaint['evidence'][number] {
  const { id, contentType, data, sha256 } = file
  return { id, name: evidenceName(file, index), contentType, size: data.length, sha256 }
}

/** The original name may hold a person's: it appears only in the download's header, and not for a clue. */
export function evidenceName({ contentType }: FileRecord, index: number): string {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const extension = extensions[type] ?? type.split('/')[1] ?? 'bin'
  return `evidence-${index + 1}.${extension}`
}

/** What its company may read: nothing of what another company did, and no operator's name. */
export function historyView(record: ComplaintRecord): HistoryEntry[] {
  return record.history
    .filter(({ enterpriseId }) => enterpriseId === null || enterpriseId === record.enterpriseId)
    .map(({ at, act, role, actor, round, revision }) => ({
      at: formatShanghaiTime(at),
      act,
      role,
      actor: role === 'company' ? actor : null,
      round,
      revision,
    }))
}
