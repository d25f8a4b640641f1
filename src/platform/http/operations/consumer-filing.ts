/** Filing: evidence, drafts, the check before, and the filing itself. */
import { formatShanghaiTime } from '../../../calendar/index.js'
import { filingInput } from '../../../contract/consumer.js'
import { fieldErrors } from '../../../contract/field-errors.js'
import { findFilingWarnings } from '../../filing-warnings.js'
import {
  checkFilingAgainstState,
  fileOverTheWire,
  type ReadableFiling,
  uploadsOf,
} from '../../people/file-over-the-wire.js'
import { findFilingDraft, findUpload } from '../../people/own-things.js'
import { RefusalError } from '../../refusal.js'
import type { AccountRecord, FilingDraftRecord } from '../../state.js'
import type { Operations } from '../call.js'
import { receiveFile, showUpload } from '../receive-file.js'

export const consumerFilingOperations: Operations<
  | 'uploadEvidence'
  | 'deleteEvidence'
  | 'listFilingDrafts'
  | 'createFilingDraft'
  | 'retrieveFilingDraft'
  | 'replaceFilingDraft'
  | 'deleteFilingDraft'
  | 'validateFiling'
  | 'fileComplaint'
> = {
  uploadEvidence(call) {
    const { core, account } = call
    if (account.uploads.length >= core.settings.unfiledEvidence) throw new RefusalError('limit_reached')
    const upload = { ...receiveFile(call, core.settings.fileBytes), id: core.ids.next('evd') }
    account.uploads = [...account.uploads, upload]
    return showUpload(upload)
  },
  deleteEvidence({ account, params }) {
    const upload = findUpload(account, params.id)
    account.uploads = account.uploads.filter((each) => each !== upload)
    return undefined
  },
  listFilingDrafts: ({ account }) => ({ items: account.drafts.map(showDraft) }),
  createFilingDraft({ core, account, body }) {
    if (account.drafts.length >= core.settings.filingDrafts) throw new RefusalError('limit_reached')
    const draft = { id: core.ids.next('drf'), content: body, savedAt: core.clock.now() }
    account.drafts = [...account.drafts, draft]
    return showDraft(draft)
  },
  retrieveFilingDraft: ({ account, params }) => showDraft(findFilingDraft(account, params.id)),
  replaceFilingDraft({ core, account, params, body }) {
    const { id } = findFilingDraft(account, params.id)
    const draft = { id, content: body, savedAt: core.clock.now() }
    account.drafts = account.drafts.map((each) => (each.id === id ? draft : each))
    return showDraft(draft)
  },
  deleteFilingDraft({ account, params }) {
    const draft = findFilingDraft(account, params.id)
    account.drafts = account.drafts.filter((each) => each !== draft)
    return undefined
  },
  validateFiling({ core, account, body, locale }) {
    const { success, data, error } = filingInput.safeParse(body)
    const readable = success ? data : readWhatFits(body)
    const bySchema = error ? fieldErrors(error, locale) : []
    return {
      errors: [...bySchema, ...checkFilingAgainstState(core, account, readable, locale)],
      warnings: warn(account, readable, locale),
    }
  },
  fileComplaint({ core, account, body, locale }) {
    // Before the files are gone from the uploads.
    const warnings = warn(account, body, locale)
    const filings = fileOverTheWire(core, account, body, locale)
    return { filings, warnings }
  },
}

function warn(account: AccountRecord, filing: ReadableFiling, locale: 'zh' | 'en') {
  const evidence = uploadsOf(account, filing.evidence ?? [])
  return findFilingWarnings({ ...filing, evidence }, { locale })
}

/** Each member that fits by itself, whatever is wrong with the others. */
function readWhatFits(body: Readonly<Record<string, unknown>>): ReadableFiling {
  const { shape } = filingInput
  return {
    enterpriseId: shape.enterpriseId.safeParse(body['enterpriseId']).data,
    serviceId: shape.serviceId.safeParse(body['serviceId']).data,
    title: shape.title.safeParse(body['title']).data,
    description: shape.description.safeParse(body['description']).data,
    demand: shape.demand.safeParse(body['demand']).data,
    category: shape.category.safeParse(body['category']).data,
    occurredAt: shape.occurredAt.safeParse(body['occurredAt']).data,
    evidence: shape.evidence.safeParse(body['evidence']).data,
    formerComplaintId: shape.formerComplaintId.safeParse(body['formerComplaintId']).data,
    consents: shape.consents.safeParse(body['consents']).data,
  }
}

function showDraft({ id, savedAt, content }: FilingDraftRecord) {
  return { id, savedAt: formatShanghaiTime(savedAt), content }
}
