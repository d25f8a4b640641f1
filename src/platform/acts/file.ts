import { createHash } from 'node:crypto'
import { shanghaiDateOf } from '../../calendar/index.js'
import { currentTaxonomy, type TaxonomyVersion } from '../../contract/taxonomy.js'
import { complaintNumber } from '../complaint-number.js'
import type { Core } from '../core.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import type {
  AccountRecord,
  ComplaintRecord,
  ConsentRecord,
  Enterprise,
  FileRecord,
  Person,
} from '../state.js'
import { assign } from './assign.js'
import { forward } from './review.js'

/** A filing whose members were checked. */
export interface Filing {
  readonly kind: 'complaint' | 'report'
  readonly person: Person
  readonly title: string
  readonly description: string
  readonly demand: string | null
  readonly category: string
  /** The current one by default. */
  readonly taxonomyVersion?: TaxonomyVersion
  readonly occurredAt: string | null
  readonly place: string | null
  readonly serviceId: string | null
  readonly accountReference: string | null
  readonly province: string | null
  readonly city: string | null
  readonly otherChannels: ComplaintRecord['otherChannels']
  readonly evidence: readonly NewFile[]
  /** An earlier complaint of the same person that this one goes on with. */
  readonly former: ComplaintRecord | null
}

/** Who files, and what was agreed to. */
export interface Filer {
  /** Whose own record it becomes. */
  readonly account: AccountRecord | null
  readonly consents: ConsentRecord['given']
}

/** In process all that is needed counts as given. */
const unaccompanied: Filer = { account: null, consents: ['hand_over', 'sensitive_data'] }

/** A file before it is kept. */
export type NewFile = Omit<FileRecord, 'id' | 'sha256'>

export interface Filed {
  readonly complaintId: string
  /** 投诉编号. */
  readonly number: string
  /** 查询码: shown this once, kept as a digest. */
  readonly queryCode: string
}

/** Of every complaint that has none; it is never changed in place. */
const noMetadata = Object.freeze({})

/** Read aloud without mistakes: no I, L, O, U, 0 or 1. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * 投诉: filed. With automatic review it is assigned to its company in the same act, or forwarded offline when the
 * directory has no such company (其他); with manual review an operator does that.
 *
 * @param addressee the company, or its name where the directory has none
 */
export function file(
  core: Core,
  addressee: Enterprise | string,
  filing: Filing,
  { account, consents }: Filer = unaccompanied,
): Filed {
  const { state, clock, ids, settings } = core
  const now = clock.now()
  const queryCode = readable(core, 8)
  const { category, taxonomyVersion = currentTaxonomy, former } = filing
  const enterprise = typeof addressee === 'string' ? null : addressee
  const record: ComplaintRecord = {
    // Member by member: made with a spread, each record would take three times the memory.
    id: ids.next('cmp'),
    number: makeNumber(core, now),
    queryCodeSha256: sha256(queryCode),
    kind: filing.kind,
    person: filing.person,
    title: filing.title,
    description: filing.description,
    demand: filing.demand,
    occurredAt: filing.occurredAt,
    place: filing.place,
    serviceId: filing.serviceId,
    accountReference: filing.accountReference,
    province: filing.province,
    city: filing.city,
    otherChannels: filing.otherChannels,
    stage: 'review',
    addresseeId: enterprise?.id ?? null,
    addresseeName: typeof addressee === 'string' ? addressee : null,
    enterpriseId: null,
    complainantReference: null,
    accountId: account?.id ?? null,
    consents: { given: [...consents], givenAt: now, withdrawnAt: null },
    registered: account?.kind === 'registered',
    filedAt: now,
    category: { code: category, taxonomyVersion },
    evidence: keepFiles(core, filing.evidence),
    redactedAt: null,
    isRepeat: false,
    relatedIds: former ? [former.id] : [],
    revision: 0,
    status: 'assigned',
    round: 1,
    period: 0,
    assignedAt: now,
    acknowledgedAt: null,
    respondedAt: null,
    updatedAt: now,
    closure: null,
    deadline: null,
    responses: [],
    rating: null,
    contestation: null,
    extension: null,
    supplementRequest: null,
    supplements: [],
    urgedAt: null,
    draft: null,
    metadata: noMetadata,
    history: [],
    endedRounds: [],
    complaintSequences: {},
  }
  return perform(core, (emission) => {
    state.complaints.set(record.id, record)
    state.numbers.set(record.number, record.id)
    former?.relatedIds.push(record.id)
    account?.complaintIds.push(record.id)
    writeHistory(core, record, { act: 'filed', role: 'person', raises: true })
    if (settings.review === 'automatic') {
      if (enterprise) assign(core, record, enterprise, emission)
      else forward(core, record, null)
    }
    return { complaintId: record.id, number: record.number, queryCode }
  })
}

function makeNumber(core: Core, now: number): string {
  for (;;) {
    const number = complaintNumber(shanghaiDateOf(now), readable(core, 8))
    if (!core.state.numbers.has(number)) return number
  }
}

/** Characters from the source of secrets; 240 is the greatest multiple of 30 that a byte holds. */
function readable(core: Core, length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of core.randomBytes(length)) {
      if (byte < 240 && text.length < length) text += alphabet[byte % alphabet.length]
    }
  }
  return text
}

/** Files as they are kept: with an id and their digest. */
export function keepFiles({ ids }: Core, files: readonly NewFile[]): FileRecord[] {
  return files.map((each) => ({ ...each, id: ids.next('evd'), sha256: sha256(each.data) }))
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
