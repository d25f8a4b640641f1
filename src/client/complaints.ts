import type {
  Complaint,
  ComplaintPatch,
  ContestationInput,
  ExtensionInput,
  SupplementRequestInput,
} from '../contract/complaint.js'
import type { ContactDisclosureInput } from '../contract/disclosure.js'
import type { ResponseDraft, ResponseDraftInput } from '../contract/draft.js'
import type { ResponseInput, ResponseValidation, StoredResponse } from '../contract/response.js'
import { ArgumentError } from '../errors.js'
import { discloseContact } from './disclose-contact.js'
import type { DisclosedContact } from './disclosed-contact.js'
import {
  type DownloadOptions,
  downloadEvidence,
  type EvidenceDownload,
  type SavedEvidence,
} from './evidence.js'
import { createList, type List } from './list.js'
import type { ActOptions, CallOptions, RespondOptions } from './options.js'
import { refuseWarnings } from './refuse-warnings.js'
import type { CallInput, CallResult } from './route-io.js'
import { SigningKeys } from './signing-keys.js'
import type { Transport } from './transport.js'

/** A complaint, or its id. A complaint also says what its reader has seen. */
export type ComplaintTarget = string | Complaint

/** Filters and order of {@link Complaints.list}. */
export type ComplaintFilters = NonNullable<CallInput<'listComplaints'>['query']>
export type ComplaintPage = CallResult<'listComplaints'>
export type ComplaintHistory = CallResult<'listHistory'>

/** What {@link Complaints.respond} returns. */
export interface Answer {
  /** The complaint after the answer. */
  readonly complaint: Complaint
  /** The answer as the platform keeps it. */
  readonly response: StoredResponse
  /** For a final answer: received on or before the due date. */
  readonly onTime: StoredResponse['onTime']
  /** For a final answer: proof of what was received and when; check it with `verifyReceipt`. */
  readonly receipt: StoredResponse['receipt']
  /** What the platform accepted, but would look at again. */
  readonly warnings: StoredResponse['warnings']
}

/** Complaints assigned to the company. */
export class Complaints {
  readonly #transport: Transport
  readonly #keys: SigningKeys

  constructor(transport: Transport) {
    this.#transport = transport
    const { wireClock } = transport.settings
    this.#keys = new SigningKeys(() => transport.call('retrieveReceiptKeys', {}), wireClock)
  }

  /**
   * Lists complaints, the next one due first unless `sort` says otherwise. Times are RFC 3339 with an offset. To read
   * everything while it changes, use `sort: 'id'`, which neither repeats nor skips.
   *
   * @throws ValidationError for wrong filters, before any request
   * @example
   * for await (const complaint of client.complaints.list({ status: ['assigned', 'in_progress'] })) {
   *   console.log(complaint.number, complaint.deadline?.remainingWorkingDays)
   * }
   */
  list(filters: ComplaintFilters = {}, options?: CallOptions): List<Complaint, ComplaintPage> {
    return createList({
      fetch: (cursor) =>
        this.#transport.call(
          'listComplaints',
          { query: cursor === undefined ? filters : { ...filters, cursor } },
          options,
        ),
      items: ({ items }) => items,
      next: ({ nextCursor }) => nextCursor,
    })
  }

  /**
   * @throws NotFoundError when it is unknown, or another company's
   */
  retrieve(id: string, options?: CallOptions): Promise<Complaint> {
    return this.#transport.call('retrieveComplaint', { params: { id } }, options)
  }

  /**
   * Changes the company's own metadata: a merge patch, null removes a member.
   *
   * @example
   * await client.complaints.update(complaint, { metadata: { ticket: 'T-1042', approval: null } })
   */
  async update(target: ComplaintTarget, patch: ComplaintPatch, options?: ActOptions): Promise<Complaint> {
    const input = { params: toParams(target), body: patch }
    return (await this.#transport.call('updateComplaint', input, options)).complaint
  }

  /** Every act, the oldest first. */
  async history(target: ComplaintTarget, options?: CallOptions): Promise<ComplaintHistory> {
    return this.#transport.call('listHistory', { params: toParams(target) }, options)
  }

  /**
   * Takes a complaint up (签收).
   *
   * @throws ConflictError when it was taken up already, or is closed
   */
  async acknowledge(target: ComplaintTarget, options?: ActOptions): Promise<Complaint> {
    const input = { params: toParams(target) }
    return (await this.#transport.call('acknowledgeComplaint', input, options)).complaint
  }

  /**
   * Answers a complaint; that also takes it up. A complaint as target records its revision as `basedOnRevision`; only
   * `ifRevision` makes the platform refuse when it has changed. Whether the answer is on time is judged by the
   * platform alone, by the date on which it has the whole request. Warnings (personal data or placeholders in the
   * text) come back with the answer, unless `refuseOnWarning` asks for a check before.
   *
   * @throws ValidationError with every member that does not fit, before anything is sent; with `refuseOnWarning` also
   *   with every warning, and nothing submitted
   * @throws ConflictError when the round has its final answer, or the complaint is closed
   * @throws RevisionConflictError when `ifRevision` is not the revision any more
   * @example
   * const { onTime, receipt } = await client.complaints.respond(complaint, {
   *   type: 'final',
   *   outcome: 'resolved',
   *   statement: '您好，25 元已原路退回，自动续费已关闭。',
   * })
   */
  async respond(
    target: ComplaintTarget,
    input: ResponseInput,
    options: RespondOptions = {},
  ): Promise<Answer> {
    const params = toParams(target)
    const read = typeof target === 'object' ? { basedOnRevision: target.revision } : {}
    const body = { ...read, ...input }
    if (options.refuseOnWarning) await refuseWarnings(this.#transport, params, body, options)
    const { complaint, response } = await this.#transport.call(
      'respondToComplaint',
      { params, body },
      options,
    )
    const { onTime, receipt, warnings } = response
    return { complaint, response, onTime, receipt, warnings }
  }

  /** Checks an answer without sending it: everything that would be refused, and what is worth another look. */
  async validateResponse(
    target: ComplaintTarget,
    input: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<ResponseValidation> {
    return this.#transport.call('validateResponse', { params: toParams(target), body: { ...input } }, options)
  }

  /**
   * Keeps the draft (草稿) of an answer in place of the former one, checked for sizes alone. It is the company's own:
   * no act on the case, and `respond` neither needs nor drops it. A client whose scopes lack `responses:submit` can
   * write drafts and no answer.
   *
   * @throws ConflictError when the complaint is closed
   * @example
   * await client.complaints.saveDraft(complaint, { type: 'final', statement: '您好，' }, { actor: 'staff-7' })
   */
  async saveDraft(
    target: ComplaintTarget,
    draft: ResponseDraftInput,
    options?: CallOptions,
  ): Promise<ResponseDraft> {
    return this.#transport.call('saveDraft', { params: toParams(target), body: draft }, options)
  }

  /**
   * @throws NotFoundError also when there is no draft
   */
  async retrieveDraft(target: ComplaintTarget, options?: CallOptions): Promise<ResponseDraft> {
    return this.#transport.call('retrieveDraft', { params: toParams(target) }, options)
  }

  /**
   * @throws NotFoundError also when there is no draft
   */
  async deleteDraft(target: ComplaintTarget, options?: CallOptions): Promise<void> {
    await this.#transport.call('deleteDraft', { params: toParams(target) }, options)
  }

  /**
   * Gives a complaint back (申请退回), once a round. An operator decides, told by `contestation.decided`; the clock
   * goes on meanwhile, so answer in time unless it was upheld.
   *
   * @throws ConflictError when the round has its final answer or its contestation, or the complaint is closed
   * @example
   * await client.complaints.contest(complaint, {
   *   reason: 'not_our_service',
   *   statement: '经核查，该扣款由另一公司的应用发起，与我司服务无关。',
   * })
   */
  async contest(target: ComplaintTarget, input: ContestationInput, options?: ActOptions): Promise<Complaint> {
    const request = { params: toParams(target), body: input }
    return (await this.#transport.call('contestComplaint', request, options)).complaint
  }

  /**
   * Asks for 1–10 more working days (延期申请), once a round and before the due date. An operator decides, told by
   * `extension.decided`; the clock goes on meanwhile.
   *
   * @throws ConflictError when it was asked before, too late, or of a report, which has no deadline
   * @example
   * await client.complaints.requestExtension(complaint, { workingDays: 5, reason: '正在等待支付渠道核对退款流水。' })
   */
  async requestExtension(
    target: ComplaintTarget,
    input: ExtensionInput,
    options?: ActOptions,
  ): Promise<Complaint> {
    const request = { params: toParams(target), body: input }
    return (await this.#transport.call('requestExtension', request, options)).complaint
  }

  /**
   * Asks the person for more (补充材料). What comes is told by `complaint.supplemented`; the clock goes on meanwhile.
   *
   * @throws ConflictError when an answer is still awaited, or of a report: reporters are protected
   * @example
   * await client.complaints.requestSupplement(complaint, { message: '请补充扣款当日的账单截图。' })
   */
  async requestSupplement(
    target: ComplaintTarget,
    input: SupplementRequestInput,
    options?: ActOptions,
  ): Promise<Complaint> {
    const request = { params: toParams(target), body: input }
    return (await this.#transport.call('requestSupplement', request, options)).complaint
  }

  /**
   * Has the person's contact disclosed, for a purpose. Opens the JWE with `decryptionKey`, and checks that the platform
   * signed it for this client, of this complaint, and lately. Each is logged, shown to the person, and counted a day;
   * `idNumber` only to `verify_identity`, with a note. Needs the scope `contacts:disclose`, which a token has only when
   * the option `scope` asks for it. The same `idempotencyKey` gives the same disclosure until it expires after 10
   * minutes.
   *
   * @returns the values. Keep them out of logs, and delete them by `deleteAfter`
   * @throws ArgumentError without `decryptionKey`; nothing was sent
   * @throws ConflictError when the person is a reporter or no longer consents, or the day's number is used up
   * @throws IntegrityError when any check fails: use nothing of it
   * @example
   * const { fields, deleteAfter } = await client.complaints.discloseContact(complaint, {
   *   fields: ['phone'],
   *   purpose: 'contact',
   * })
   */
  async discloseContact(
    target: ComplaintTarget,
    input: ContactDisclosureInput,
    options: CallOptions = {},
  ): Promise<DisclosedContact> {
    return discloseContact(this.#transport, this.#keys, toParams(target), input, options)
  }

  /**
   * Downloads an evidence file. Its SHA-256 is compared with what the platform announced.
   *
   * With `to`, a path: writes the file there (mode 0600) and never over another one unless `overwrite` is true; into
   * a folder under a name of our own: complaint number, index, extension by content type. Without: a stream, which
   * ends with an `IntegrityError` when the bytes are not the announced ones.
   *
   * @throws IntegrityError when bytes are missing or others than announced
   * @throws FileError when the file exists already or cannot be written
   * @throws NotFoundError also when the content was erased (410)
   */
  downloadEvidence(
    target: ComplaintTarget,
    evidenceId: string,
    options: DownloadOptions & { readonly to: string },
  ): Promise<SavedEvidence>
  downloadEvidence(
    target: ComplaintTarget,
    evidenceId: string,
    options?: CallOptions,
  ): Promise<EvidenceDownload>
  async downloadEvidence(target: ComplaintTarget, evidenceId: string, options: DownloadOptions = {}) {
    return downloadEvidence(this.#transport, { target, params: toParams(target), evidenceId }, options)
  }
}

function toParams(target: ComplaintTarget): { id: string } {
  if (typeof target === 'string') return { id: target }
  if (typeof target === 'object' && typeof target?.id === 'string') return { id: target.id }
  throw new ArgumentError("The target must be a complaint or a complaint's id.")
}
