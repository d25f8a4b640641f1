/** A person, acting in process: what `platform.consumer(…)` gives. */
import { shanghaiDateOf } from '../calendar/index.js'
import type { HistorySentence, OtherChannel, PersonMessage } from '../contract/consumer.js'
import { type Finding, type Locale, limits } from '../contract/index.js'
import { ArgumentError } from '../errors.js'
import { appeal } from './acts/appeal.js'
import { type Filed, file } from './acts/file.js'
import { type RatingInput, rate } from './acts/rate.js'
import { redact } from './acts/redact.js'
import { supplement } from './acts/supplement.js'
import { urge } from './acts/urge.js'
import { withdraw } from './acts/withdraw.js'
import { checkText } from './check-text.js'
import type { Core } from './core.js'
import { documentKey } from './documents.js'
import { type FilingInput, findAddressee, readEvidenceList, readFiling } from './filing-checks.js'
import { findFilingWarnings } from './filing-warnings.js'
import { askNameCheck } from './name-check.js'
import { type OwnComplaint, showToPerson } from './own-complaint.js'
import { createAccount, findRegistered } from './people/account-index.js'
import { historyInWords, messagesOf } from './people/messages.js'
import { listOtherChannels } from './people/other-channels.js'
import { checkPerson, type PersonInput } from './person-checks.js'
import { RefusalError } from './refusal.js'
import type { AccountRecord, ComplaintRecord } from './state.js'

export type { FilingInput } from './filing-checks.js'
export type { OwnComplaint, OwnResponse } from './own-complaint.js'

/** What a person adds: text of 1–2,000 code points, files, or both. */
export interface SupplementInput {
  readonly text?: string | undefined
  readonly evidence?: FilingInput['evidence']
}

/**
 * A person who files complaints, follows and rates them. Every act on a complaint refuses one that is not this
 * person's with RefusalError `not_found`.
 */
export interface Consumer {
  /**
   * 投诉: files, and with automatic review the complaint is assigned to the company in the same act.
   *
   * @throws ArgumentError a member is wrong; nothing was filed
   * @throws RefusalError a file is not what it claims to be, or of a type or size that is not accepted;
   * name_mismatched: name and document do not belong together; not_found: `formerComplaintId` is not this person's
   * @example
   * const { complaintId } = await person.file({
   *   enterpriseId: enterprise.id,
   *   title: '会员到期后被自动续费',
   *   description: '会员到期后未收到任何提醒即被扣款 25 元。',
   *   category: '服务功能',
   * })
   */
  file(input: FilingInput): Promise<Filed>
  /** Both complaint and report: two records. Throws as `file`; then neither is filed. */
  fileBoth(input: Omit<FilingInput, 'kind'>): Promise<{ readonly complaint: Filed; readonly report: Filed }>
  /** Personal data and insults to look at before filing; filing is never refused for them. */
  checkFiling(input: Partial<FilingInput>, locale?: Locale): Finding[]
  /** Own records, the newest first. */
  list(): Promise<OwnComplaint[]>
  /** How a complaint stands. */
  retrieve(complaintId: string): Promise<OwnComplaint>
  /** Every act in people's words, the oldest first; Chinese by default. */
  history(complaintId: string, locale?: Locale): Promise<HistorySentence[]>
  /** Messages of the platform on own records, the newest first; Chinese by default. */
  messages(locale?: Locale): Promise<PersonMessage[]>
  /**
   * 评价: rates the final answer, which closes the complaint.
   *
   * @throws ArgumentError a member is wrong
   * @throws RefusalError not_responded: nothing to rate; complaint_closed: rated already, or not in time
   */
  rate(complaintId: string, rating: RatingInput): Promise<OwnComplaint>
  /**
   * 补充材料: adds to a complaint, asked or not.
   *
   * @throws ArgumentError neither text nor evidence, or a member is wrong
   * @throws RefusalError complaint_closed, limit_reached, consent_withdrawn
   */
  supplement(complaintId: string, input: SupplementInput): Promise<OwnComplaint>
  /**
   * 催办: urges an overdue answer.
   *
   * @throws RefusalError complaint_closed, already_responded, not_overdue, already_urged
   */
  urge(complaintId: string): Promise<OwnComplaint>
  /**
   * 撤回: takes a complaint back.
   *
   * @throws RefusalError complaint_closed
   */
  withdraw(complaintId: string): Promise<OwnComplaint>
  /**
   * 再次投诉: a second round at the same company.
   *
   * @throws RefusalError not_responded, already_appealed, appeal_too_late, complaint_closed
   */
  appeal(complaintId: string): Promise<OwnComplaint>
  /** 撤回同意: personal data is erased, and the company is told. Done again, it changes nothing. */
  withdrawConsent(complaintId: string): Promise<OwnComplaint>
  /** Where else to go with a matter of this category (code or Chinese label; all without), Chinese by default. */
  otherChannels(category?: string, locale?: Locale): OtherChannel[]
}

/** @throws ArgumentError name, document or phone is wrong; the message never repeats them */
export function createConsumer(core: Core, given: PersonInput): Consumer {
  const person = checkPerson(given, shanghaiDateOf(core.clock.now()))
  const key = documentKey(person.document)
  let guestId = ''

  /** The account registered with this phone, else this person's own as a guest. */
  const findAccount = (): AccountRecord | undefined =>
    core.state.accounts.get(guestId) ?? findRegistered(core, person.phone)
  const openAccount = (): AccountRecord => {
    const account = findAccount() ?? createAccount(core, person.phone, 'guest')
    if (account.kind === 'guest') guestId = account.id
    return account
  }
  const isOwn = (record: ComplaintRecord): boolean =>
    record.person
      ? documentKey(record.person.document) === key
      : record.accountId !== null && record.accountId === findAccount()?.id
  const find = (id: string): ComplaintRecord => {
    const record = core.state.complaints.get(id)
    if (!record || !isOwn(record)) throw new RefusalError('not_found')
    return record
  }
  const act = async (id: string, work: (record: ComplaintRecord) => void): Promise<OwnComplaint> => {
    const record = find(id)
    work(record)
    return showToPerson(core, record)
  }
  const listOwn = () => [...core.state.complaints.values()].filter(isOwn)

  /** Without waiting where there is nothing to wait for: the filing then stands when this call returns. */
  const prepare = async (input: FilingInput, kinds: readonly ('complaint' | 'report')[]) => {
    const addressee = findAddressee(core, input)
    const former = input.formerComplaintId === undefined ? null : find(input.formerComplaintId)
    const filings = kinds.map((kind) => readFiling(core, addressee, person, { ...input, kind }, former))
    const asked = askNameCheck(core.nameCheck, person)
    const checked = typeof asked === 'string' ? asked : await asked
    if (checked === 'mismatched') throw new RefusalError('name_mismatched')
    const filer = { account: openAccount(), consents: ['hand_over', 'sensitive_data'] as const }
    return filings.map((filing) => file(core, addressee, filing, filer))
  }

  return {
    async file(input) {
      const { kind = 'complaint' } = input
      const [filed] = await prepare(input, [kind])
      if (!filed) throw new TypeError('nothing was filed')
      return filed
    },
    async fileBoth(input) {
      const [complaint, report] = await prepare(input, ['complaint', 'report'])
      if (!complaint || !report) throw new TypeError('nothing was filed')
      return { complaint, report }
    },
    checkFiling: (input, locale = 'zh') => findFilingWarnings(input, { locale }),
    list: async () =>
      listOwn()
        .map((record) => showToPerson(core, record))
        .reverse(),
    retrieve: (complaintId) => act(complaintId, () => {}),
    history: async (complaintId, locale = 'zh') => historyInWords(find(complaintId), locale),
    messages: async (locale = 'zh') => messagesOf(listOwn(), locale),
    rate: (complaintId, rating) => act(complaintId, (record) => rate(core, record, checkRating(rating))),
    supplement: (complaintId, input) =>
      act(complaintId, (record) => supplement(core, record, checkSupplement(core, input))),
    urge: (complaintId) => act(complaintId, (record) => urge(core, record)),
    withdraw: (complaintId) => act(complaintId, (record) => withdraw(core, record)),
    appeal: (complaintId) => act(complaintId, (record) => appeal(core, record)),
    withdrawConsent: (complaintId) => act(complaintId, (record) => redact(core, record, 'person')),
    otherChannels: (category, locale = 'zh') => listOtherChannels(category, locale),
  }
}

function checkSupplement(core: Core, { text, evidence = [] }: SupplementInput) {
  if (text === undefined && evidence.length === 0) {
    throw new ArgumentError('A supplement needs text or evidence.')
  }
  return {
    text: text === undefined ? null : checkText('text', text, 1, limits.statement.max),
    evidence: readEvidenceList(core, evidence),
  }
}

function checkRating({ score, solved, comment }: RatingInput): RatingInput {
  if (!Number.isInteger(score) || score < 1 || score > 5) {
    throw new ArgumentError('score must be a whole number from 1 to 5.')
  }
  if (typeof solved !== 'boolean') throw new ArgumentError('solved must be true or false.')
  return {
    score,
    solved,
    comment: comment === undefined ? undefined : checkText('comment', comment, 0, limits.demand),
  }
}
