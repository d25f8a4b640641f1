/** A person, acting in process: what `platform.consumer(…)` gives. */
import { formatShanghaiTime, instantOf, shanghaiDateOf } from '../calendar/index.js'
import {
  type Category,
  countCodePoints,
  currentTaxonomy,
  isCleanText,
  limits,
  taxonomies,
} from '../contract/index.js'
import { ArgumentError } from '../errors.js'
import { type Filed, type Filing, file } from './acts/file.js'
import { type RatingInput, rate } from './acts/rate.js'
import { showCategory } from './complaint-view.js'
import type { Core } from './core.js'
import { isOverdue } from './deadlines.js'
import { checkFile } from './files/check-file.js'
import { checkPerson } from './person-checks.js'
import { RefusalError } from './refusal.js'
import type { ComplaintRecord, Person } from './state.js'

export interface FilingInput {
  /** The company that it is about, as `registerEnterprise` gave it. */
  readonly enterpriseId: string
  readonly kind?: 'complaint' | 'report' | undefined
  /** 1–100 code points. */
  readonly title: string
  /** What happened: 10–5,000 code points. */
  readonly description: string
  /** What the person asks for (诉求): up to 1,000 code points. */
  readonly demand?: string | undefined
  /** A code or a Chinese label of the current taxonomy, such as 服务功能. */
  readonly category: string
  readonly serviceId?: string | undefined
  readonly accountReference?: string | undefined
  /** RFC 3339 with an offset. */
  readonly occurredAt?: string | undefined
  readonly place?: string | undefined
  readonly province?: string | undefined
  readonly city?: string | undefined
  readonly otherChannels?:
    | readonly { readonly name: string; readonly number?: string | undefined }[]
    | undefined
  /** At most 9 files. */
  readonly evidence?:
    | readonly { readonly name: string; readonly contentType: string; readonly data: Uint8Array }[]
    | undefined
}

/** A complaint as the person who filed it sees it. */
export interface OwnComplaint {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly status: ComplaintRecord['status']
  readonly enterpriseName: string
  readonly title: string
  readonly description: string
  readonly demand: string | null
  readonly category: Category
  readonly filedAt: string
  readonly acknowledgedAt: string | null
  readonly respondedAt: string | null
  /** By when the company is to answer; null for a report. */
  readonly dueDate: string | null
  readonly overdue: boolean
  readonly closure: { readonly reason: string; readonly at: string } | null
  readonly responses: readonly {
    readonly type: string
    readonly outcome: string | null
    readonly statement: string
    readonly measures: readonly string[]
    readonly attachments: readonly { readonly id: string; readonly name: string; readonly size: number }[]
    readonly submittedAt: string
  }[]
  readonly rating: ComplaintRecord['rating']
}

export interface Consumer {
  /** @throws ArgumentError a member is wrong; TousuError the company or the content of a file is refused */
  file(input: FilingInput): Promise<Filed>
  /** @throws TousuError not_found: not a complaint of this person */
  retrieve(complaintId: string): Promise<OwnComplaint>
  /** @throws TousuError conflict: nothing to rate, or rated already */
  rate(complaintId: string, rating: RatingInput): Promise<OwnComplaint>
}

export function createConsumer(core: Core, given: Person): Consumer {
  const person = checkPerson(given, shanghaiDateOf(core.clock.now()))
  const find = (id: string): ComplaintRecord => {
    const record = core.state.complaints.get(id)
    if (record?.person.idNumber !== person.idNumber) throw new RefusalError('not_found')
    return record
  }
  return {
    async file(input) {
      const enterprise = core.state.enterprises.get(input.enterpriseId)
      if (!enterprise) {
        throw new ArgumentError(
          'enterpriseId is not a company of this platform: use the id that registerEnterprise gave.',
        )
      }
      const filing = readFiling(core, person, input)
      if (filing.serviceId !== null && !enterprise.services.some(({ id }) => id === filing.serviceId)) {
        throw new ArgumentError('serviceId is not a service of that company.')
      }
      return file(core, enterprise, filing)
    },
    retrieve: async (complaintId) => ownView(core, find(complaintId)),
    async rate(complaintId, rating) {
      const record = find(complaintId)
      const { score, comment } = rating
      if (!Number.isInteger(score) || score < 1 || score > 5) throw new ArgumentError('score must be 1–5.')
      if (comment !== undefined) checkText('comment', comment, 0, limits.demand)
      rate(core, record, rating)
      return ownView(core, record)
    },
  }
}

function readFiling(core: Core, person: Person, input: FilingInput): Filing {
  const { evidence = [], occurredAt } = input
  const optional = (name: string, value: string | undefined, max: number) =>
    value === undefined ? null : checkText(name, value, 1, max)
  if (occurredAt !== undefined && instantOf(occurredAt) > core.clock.now()) {
    throw new ArgumentError('occurredAt is in the future of the platform’s clock.')
  }
  if (evidence.length > limits.files)
    throw new ArgumentError(`evidence has ${evidence.length} files; at most ${limits.files}.`)
  return {
    kind: input.kind ?? 'complaint',
    person,
    title: checkText('title', input.title, 1, limits.title),
    description: checkText('description', input.description, 10, limits.description),
    demand: optional('demand', input.demand, limits.demand),
    category: readCategory(input.category),
    occurredAt: occurredAt ?? null,
    place: optional('place', input.place, 200),
    serviceId: input.serviceId ?? null,
    accountReference: optional('accountReference', input.accountReference, 100),
    province: optional('province', input.province, 20),
    city: optional('city', input.city, 20),
    otherChannels: (input.otherChannels ?? []).map(({ name, number }) => ({
      name: checkText('otherChannels.name', name, 1, 50),
      number: number ?? null,
    })),
    evidence: evidence.map(({ name, contentType, data }) =>
      checkFile({ name, contentType, data, limit: core.settings.fileBytes }),
    ),
  }
}

function checkText(name: string, value: unknown, min: number, max: number): string {
  if (typeof value !== 'string' || !isCleanText(value)) {
    throw new ArgumentError(`${name} must be text without NUL and lone surrogates.`)
  }
  const length = countCodePoints(value)
  if (length < min || length > max)
    throw new ArgumentError(`${name} must have ${min}–${max} characters; it has ${length}.`)
  return value
}

function readCategory(given: string): string {
  const known: [code: string, label: string][] = Object.entries(taxonomies[currentTaxonomy])
  const found = known.find(([code, label]) => code === given || label === given)
  if (found) return found[0]
  const choices = known.map(([code, label]) => `${label} (${code})`).join(', ')
  throw new ArgumentError(`category must be one of ${choices}.`)
}

function ownView(core: Core, record: ComplaintRecord): OwnComplaint {
  const time = (at: number | null) => (at === null ? null : formatShanghaiTime(at))
  const { id, number, kind, status, title, description, demand, rating, closure } = record
  return {
    id,
    number,
    kind,
    status,
    enterpriseName: core.state.enterprises.get(record.enterpriseId)?.name ?? '',
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
    responses: record.responses.map((response) => ({
      type: response.type,
      outcome: response.outcome,
      statement: response.statement,
      measures: response.measures,
      attachments: response.attachments.map(({ id: fileId, name, size }) => ({ id: fileId, name, size })),
      submittedAt: response.submittedAt,
    })),
    rating,
  }
}
