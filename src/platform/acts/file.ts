import { createHash, createHmac } from 'node:crypto'
import { shanghaiDateOf } from '../../calendar/index.js'
import { currentTaxonomy } from '../../contract/taxonomy.js'
import { complaintNumber } from '../complaint-number.js'
import type { Core } from '../core.js'
import { setDeadline } from '../deadlines.js'
import { documentKey } from '../documents.js'
import { perform } from '../events.js'
import { writeHistory } from '../history.js'
import { scheduleRound } from '../round-timers.js'
import type { ComplaintRecord, Enterprise, FileRecord, Person } from '../state.js'

/** A filing whose members were checked. */
export interface Filing {
  readonly kind: 'complaint' | 'report'
  readonly person: Person
  readonly title: string
  readonly description: string
  readonly demand: string | null
  readonly category: string
  readonly occurredAt: string | null
  readonly place: string | null
  readonly serviceId: string | null
  readonly accountReference: string | null
  readonly province: string | null
  readonly city: string | null
  readonly otherChannels: ComplaintRecord['otherChannels']
  readonly evidence: readonly Omit<FileRecord, 'id' | 'sha256'>[]
}

export interface Filed {
  readonly complaintId: string
  /** 投诉编号. */
  readonly number: string
  /** 查询码: shown this once, kept as a digest. */
  readonly queryCode: string
}

/** Read aloud without mistakes: no I, L, O, U, 0 or 1. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 投诉: filed, reviewed without objection, and assigned to the company in the same act. */
export function file(core: Core, enterprise: Enterprise, filing: Filing): Filed {
  const { state, clock, ids } = core
  const now = clock.now()
  const queryCode = readable(core, 8)
  const { evidence, category, ...rest } = filing
  const record: ComplaintRecord = {
    ...rest,
    id: ids.next('cmp'),
    number: makeNumber(core, now),
    queryCodeSha256: sha256(queryCode),
    enterpriseId: enterprise.id,
    complainantReference: referTo(core, enterprise, filing.person),
    registered: false,
    filedAt: now,
    category: { code: category, taxonomyVersion: currentTaxonomy },
    evidence: evidence.map((each) => ({ ...each, id: ids.next('evd'), sha256: sha256(each.data) })),
    revision: 0,
    status: 'assigned',
    round: 1,
    assignedAt: now,
    acknowledgedAt: null,
    respondedAt: null,
    updatedAt: now,
    closure: null,
    // A clue has no deadline.
    deadline: filing.kind === 'report' ? null : setDeadline(core, now),
    responses: [],
    rating: null,
    metadata: {},
    history: [],
    complaintSequence: 0,
  }
  return perform(core, (emission) => {
    state.complaints.set(record.id, record)
    state.numbers.set(record.number, record.id)
    enterprise.complaintIds.push(record.id)
    writeHistory(core, record, { act: 'filed', role: 'person', raises: true })
    writeHistory(core, record, { act: 'assigned', role: 'operator', raises: true })
    scheduleRound(core, record)
    emission.complaint('complaint.assigned', record)
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

/** The same person at the same company, and nobody can tell who without the platform's secret. */
function referTo({ referenceSecret }: Core, enterprise: Enterprise, { document }: Person): string {
  const hmac = createHmac('sha256', referenceSecret).update(`${enterprise.id}\n${documentKey(document)}`)
  return `ref_${hmac.digest('base64url').slice(0, 22)}`
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
