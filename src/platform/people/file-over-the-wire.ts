/** A filing that came over the wire: what its schema cannot know, and then the act. */
import { instantOf, shanghaiDateOf } from '../../calendar/index.js'
import type { filingInput } from '../../contract/consumer.js'
import { describeRule, type Locale } from '../../contract/field-errors.js'
import { currentTaxonomy, taxonomies } from '../../contract/taxonomy.js'
import { ArgumentError, type FieldError } from '../../errors.js'
import { type Filed, file } from '../acts/file.js'
import type { Core } from '../core.js'
import { earliest, findAddressee, hasService, readFiling } from '../filing-checks.js'
import { RefusalError } from '../refusal.js'
import type { AccountRecord, ConsentRecord, FileRecord, Person } from '../state.js'
import { needsGuardian } from './consents.js'
import { ownComplaints } from './own-things.js'

/** A filing that fits the schema. */
export type ValidFiling = ReturnType<typeof filingInput.parse>
/** What of a filing is readable, whether the whole fits or not. */
export type ReadableFiling = { readonly [M in keyof ValidFiling]?: ValidFiling[M] | undefined }

const details = {
  unknown_company: {
    en: 'is no company of the directory: name it with companyName',
    zh: '不在企业名录中，请以 companyName 填写企业名称',
  },
  unknown_service: { en: 'is not a service of that company', zh: '不是该企业的服务' },
  unknown_category: { en: 'is not a code of the current taxonomy', zh: '不是现行分类的代码' },
  unknown_file: { en: 'is no uploaded file of yours', zh: '不是您上传的文件' },
  unknown_complaint: { en: 'is no complaint of yours', zh: '不是您的投诉' },
  wrong_format: {
    en: 'must be an RFC 3339 time with seconds and offset',
    zh: '须为带秒和时区的 RFC 3339 时间',
  },
  in_future: { en: 'has not come yet', zh: '时间尚未到来' },
  too_early: { en: 'is before 1900', zh: '早于 1900 年' },
  guardian_required: {
    en: 'is required: the person is under 14',
    zh: '投诉人未满十四周岁，须监护人同意',
  },
} as const

type Code = keyof typeof details

/** Everything that would be refused beyond the schema, at once. */
export function checkFilingAgainstState(
  core: Core,
  account: AccountRecord,
  input: ReadableFiling,
  locale: Locale,
): FieldError[] {
  const { enterpriseId, serviceId, category, occurredAt, formerComplaintId, consents } = input
  const enterprise = core.state.enterprises.get(enterpriseId ?? '')
  const today = shanghaiDateOf(core.clock.now())
  const found: [pointer: string, code: Code | null][] = [
    ['/enterpriseId', enterpriseId === undefined || enterprise ? null : 'unknown_company'],
    [
      '/serviceId',
      serviceId === undefined || (enterprise && hasService(enterprise, serviceId)) ? null : 'unknown_service',
    ],
    [
      '/category',
      category === undefined || Object.hasOwn(taxonomies[currentTaxonomy], category)
        ? null
        : 'unknown_category',
    ],
    ['/occurredAt', occurredAt === undefined ? null : judgeTime(occurredAt, core.clock.now())],
    [
      '/formerComplaintId',
      formerComplaintId === undefined || account.complaintIds.includes(formerComplaintId)
        ? null
        : 'unknown_complaint',
    ],
    [
      '/consents/guardian',
      account.identity && !consents?.guardian && needsGuardian(account.identity.document, today)
        ? 'guardian_required'
        : null,
    ],
  ]
  const errors = found.flatMap(([pointer, code]) =>
    code === null ? [] : [{ pointer, code, detail: details[code][locale] }],
  )
  return [...errors, ...checkUploads(account, input.evidence ?? [], locale)]
}

/** Whether files are the person's own, each named once. */
export function checkUploads(account: AccountRecord, ids: readonly string[], locale: Locale): FieldError[] {
  const unknown = ids.flatMap((id, index) => {
    if (account.uploads.some((each) => each.id === id)) return []
    const code = 'unknown_file'
    return [{ pointer: `/evidence/${index}`, code, detail: details[code][locale] }]
  })
  const isListedTwice = new Set(ids).size < ids.length
  return isListedTwice
    ? [...unknown, { pointer: '/evidence', ...describeRule('listed_twice', locale) }]
    : unknown
}

function judgeTime(at: string, now: number): Code | null {
  try {
    const instant = instantOf(at)
    if (instant > now) return 'in_future'
    return instant < earliest ? 'too_early' : null
  } catch (error) {
    if (error instanceof ArgumentError) return 'wrong_format'
    throw error
  }
}

export function uploadsOf({ uploads }: AccountRecord, ids: readonly string[]): FileRecord[] {
  return ids.flatMap((id) => uploads.find((each) => each.id === id) ?? [])
}

/** What was filed or added is no longer on its way. */
export function dropUploads(account: AccountRecord, ids: readonly string[]): void {
  account.uploads = account.uploads.filter(({ id }) => !ids.includes(id))
}

/**
 * Files; `both` becomes a complaint and a report, the complaint first.
 *
 * @throws RefusalError identity_missing; validation_failed, with every wrong member
 */
export function fileOverTheWire(
  core: Core,
  account: AccountRecord,
  input: ValidFiling,
  locale: Locale,
): (Filed & { readonly kind: 'complaint' | 'report' })[] {
  const { identity, phone } = account
  if (!identity) throw new RefusalError('identity_missing')
  const errors = checkFilingAgainstState(core, account, input, locale)
  if (errors.length > 0) throw new RefusalError('validation_failed', { errors })
  const { kind = 'complaint', consents, evidence = [], formerComplaintId, ...rest } = input
  const person: Person = { ...identity, phone }
  const addressee = findAddressee(core, rest)
  const former = ownComplaints(core, account).find(({ id }) => id === formerComplaintId) ?? null
  const kinds = kind === 'both' ? (['complaint', 'report'] as const) : ([kind] as const)
  const files = uploadsOf(account, evidence)
  const filings = kinds.map((each) =>
    readFiling(core, addressee, person, { ...rest, kind: each, evidence: files }, former),
  )
  const filer = { account, consents: consentsOf(consents) }
  const filed = filings.map((filing) => ({ ...file(core, addressee, filing, filer), kind: filing.kind }))
  dropUploads(account, evidence)
  return filed
}

function consentsOf({ guardian }: ValidFiling['consents']): ConsentRecord['given'] {
  return ['hand_over', 'sensitive_data', ...(guardian ? (['guardian'] as const) : [])]
}
