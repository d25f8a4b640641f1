/** What a person writes at filing, checked. No message repeats it. */
import { formatShanghaiTime, instantOf } from '../calendar/index.js'
import { complaintKinds, currentTaxonomy, limits, taxonomies } from '../contract/index.js'
import { ArgumentError } from '../errors.js'
import type { Filing } from './acts/file.js'
import { checkOptionalText, checkText } from './check-text.js'
import type { Core } from './core.js'
import { checkFile } from './files/check-file.js'
import type { ComplaintRecord, Enterprise, Person } from './state.js'

export interface FilingInput {
  /** The company that it is about, as `registerEnterprise` gave it. */
  readonly enterpriseId?: string | undefined
  /** A company that is not connected (其他), in its place: 1–100 code points. It is forwarded offline. */
  readonly companyName?: string | undefined
  /** An own complaint that this one goes on with. */
  readonly formerComplaintId?: string | undefined
  /** A report (举报) reaches the company as a clue: without its reporter, without a deadline, without a rating. */
  readonly kind?: 'complaint' | 'report' | undefined
  /** 1–100 code points. */
  readonly title: string
  /** What happened: 10–5,000 code points. */
  readonly description: string
  /** What the person asks for (诉求): up to 1,000 code points. */
  readonly demand?: string | undefined
  /** A code or a Chinese label of the current taxonomy, such as 服务功能. */
  readonly category: string
  /** One of the company's services. */
  readonly serviceId?: string | undefined
  /** The person's account at the company, up to 100 code points; the company sees it masked. */
  readonly accountReference?: string | undefined
  /** RFC 3339 with an offset, from 1900 up to the platform's present moment. */
  readonly occurredAt?: string | undefined
  /** Up to 200 code points. */
  readonly place?: string | undefined
  /** Up to 20 code points. */
  readonly province?: string | undefined
  /** Up to 20 code points. */
  readonly city?: string | undefined
  /** Where the person has complained already: at most 9, names up to 50 code points, numbers up to 100. */
  readonly otherChannels?:
    | readonly { readonly name: string; readonly number?: string | undefined }[]
    | undefined
  /** At most 9 files of 20 MiB, of the types that the contract lists. */
  readonly evidence?:
    | readonly { readonly name: string; readonly contentType: string; readonly data: Uint8Array }[]
    | undefined
}

/** The first moment at which something complained of can have happened: before it, a year was mistyped. */
export const earliest = Date.UTC(1900, 0, 1)

/**
 * @throws ArgumentError a member is wrong; the message names it and what is allowed
 * @throws RefusalError a file is of another type than it claims, too large, or of a type that is not accepted
 */
export function readFiling(
  core: Core,
  addressee: Enterprise | string,
  person: Person,
  input: Omit<FilingInput, 'formerComplaintId'>,
  former: ComplaintRecord | null = null,
): Filing {
  const { evidence = [], otherChannels = [], kind = 'complaint', serviceId = null } = input
  if (!complaintKinds.includes(kind)) throw new ArgumentError(`kind must be ${complaintKinds.join(' or ')}.`)
  if (serviceId !== null && !hasService(addressee, serviceId)) {
    throw new ArgumentError('serviceId is not a service of that company.')
  }
  checkCount('otherChannels', otherChannels)
  return {
    kind,
    person,
    title: checkText('title', input.title, 1, limits.title),
    description: checkText('description', input.description, 10, limits.description),
    demand: checkOptionalText('demand', input.demand, limits.demand),
    category: readCategory(input.category),
    occurredAt: readOccurredAt(input.occurredAt, core.clock.now()),
    place: checkOptionalText('place', input.place, 200),
    serviceId,
    accountReference: checkOptionalText('accountReference', input.accountReference, 100),
    province: checkOptionalText('province', input.province, 20),
    city: checkOptionalText('city', input.city, 20),
    otherChannels: otherChannels.map(({ name, number }) => ({
      name: checkText('otherChannels.name', name, 1, 50),
      number: checkOptionalText('otherChannels.number', number, 100),
    })),
    evidence: readEvidenceList(core, evidence),
    former,
  }
}

/** A company that the directory does not have has no services there. */
export function hasService(addressee: Enterprise | string, serviceId: string): boolean {
  return typeof addressee !== 'string' && addressee.services.some(({ id }) => id === serviceId)
}

/**
 * The company, or its name where the directory has none.
 *
 * @throws ArgumentError neither or both, an unknown company, or a name that is none
 */
export function findAddressee({ state }: Core, input: FilingInput): Enterprise | string {
  const { enterpriseId, companyName } = input
  if ((enterpriseId === undefined) === (companyName === undefined)) {
    throw new ArgumentError('Give enterpriseId or, for a company that is not connected, companyName.')
  }
  if (companyName !== undefined) return checkText('companyName', companyName, 1, 100)
  const enterprise = state.enterprises.get(enterpriseId ?? '')
  if (enterprise) return enterprise
  throw new ArgumentError(
    'enterpriseId is not a company of this platform: use the id that registerEnterprise gave.',
  )
}

function checkCount(name: string, list: readonly unknown[]): void {
  if (Array.isArray(list) && list.length <= limits.files) return
  const seen = Array.isArray(list) ? `it has ${list.length}` : 'it is none'
  throw new ArgumentError(`${name} must be an array of at most ${limits.files}; ${seen}.`)
}

/**
 * @throws ArgumentError more than 9 files, or one without name, type or bytes
 * @throws RefusalError a file is of another type than it claims, too large, or of a type that is not accepted
 */
export function readEvidenceList(
  { settings }: Core,
  evidence: NonNullable<FilingInput['evidence']>,
): ReturnType<typeof checkFile>[] {
  checkCount('evidence', evidence)
  return evidence.map((each) => readEvidence(each, settings.fileBytes))
}

function readEvidence(
  { name, contentType, data }: NonNullable<FilingInput['evidence']>[number],
  limit: number,
): ReturnType<typeof checkFile> {
  checkText('evidence.name', name, 1, limits.fileName)
  checkText('evidence.contentType', contentType, 1, 200)
  if (!(data instanceof Uint8Array)) throw new ArgumentError('evidence.data must be a Uint8Array or Buffer.')
  // A copy: what the caller does with its bytes later must not change what was filed.
  return checkFile({ name, contentType, data: new Uint8Array(data), limit })
}

/** Written in one form, since people and programs give several for the same moment. */
function readOccurredAt(given: string | undefined, now: number): string | null {
  if (given === undefined) return null
  const instant = readInstant(given)
  if (instant > now) throw new ArgumentError('occurredAt is in the future of the platform’s clock.')
  if (instant < earliest) throw new ArgumentError('occurredAt is before 1900.')
  return formatShanghaiTime(instant)
}

/** What was given in the place of a time may be anything personal: it is not repeated. */
function readInstant(given: string): number {
  try {
    return instantOf(given)
  } catch {
    throw new ArgumentError('occurredAt must be a time with an offset, such as 2026-09-24T15:00:00+08:00.')
  }
}

export function readCategory(given: string): string {
  const known: [code: string, label: string][] = Object.entries(taxonomies[currentTaxonomy])
  const found = known.find(([code, label]) => code === given || label === given)
  if (found) return found[0]
  const choices = known.map(([code, label]) => `${label} (${code})`).join(', ')
  throw new ArgumentError(`category must be one of ${choices}.`)
}
