/** Where the contract lets what a person told be seen, and the clause that says so. Nowhere else. */
import type { Kind } from './marks.js'

interface Clause {
  /** Names of places: operations of the route table, or as `marked-life.ts` calls them. */
  readonly places: readonly string[]
  readonly kinds: readonly Kind[]
  readonly clause: string
}

export const clauses: readonly Clause[] = [
  {
    places: [
      'listComplaints',
      'retrieveComplaint',
      'updateComplaint',
      'acknowledgeComplaint',
      'respondToComplaint',
      'contestComplaint',
      'requestExtension',
      'requestSupplement',
    ],
    kinds: ['written', 'note', 'statement'],
    clause: 'contract.md 3, Complaint: the company reads what was written and decided, the person masked',
  },
  {
    places: ['listEvents content=full', 'delivery content=full'],
    kinds: ['written', 'note', 'statement'],
    clause: 'contract.md 4 and domain.md 5: full content is the complaint as it was then',
  },
  {
    places: ['downloadEvidence', 'reviewEvidence', 'downloadOwnEvidence'],
    kinds: ['fileName', 'fileContent'],
    clause: "domain.md 5: original file names appear only in the download's header",
  },
  {
    places: [
      'reviewComplaint',
      'listReviewQueue',
      'acceptComplaint',
      'returnComplaint',
      'refuseComplaint',
      'forwardComplaint',
      'markDuplicate',
      'reassignComplaint',
      'referReport',
      'decideContestation',
      'decideExtension',
    ],
    kinds: ['written', 'company', 'note', 'statement'],
    clause: 'issue 4, 2: operators review what was filed, the person masked as for a company',
  },
  {
    places: [
      'listOwnComplaints',
      'retrieveOwnComplaint',
      'supplementComplaint',
      'urgeComplaint',
      'withdrawComplaint',
      'rateComplaint',
      'appealComplaint',
    ],
    kinds: ['written', 'account', 'company', 'statement'],
    clause: 'issue 4, 1: a person sees what is their own, account and document masked',
  },
  {
    places: ['queryComplaints'],
    kinds: ['company', 'note', 'statement'],
    clause: 'issue 4, 1: a query tells how it stands, with whom, and what was answered',
  },
  {
    places: ['audit log', 'listAudit'],
    kinds: ['note'],
    clause:
      'issue 4, 2: every act in an audit log with who, when, why; a note that names somebody is left out',
  },
  {
    places: ['complaint once erased', 'event once erased'],
    kinds: ['statement'],
    clause: 'domain.md 5: what is personal becomes null; the answer is the company’s own',
  },
  {
    places: ['listOwnHistory'],
    kinds: ['note'],
    clause: "issue 4, 1: the history in people's words, with what the operator wrote for the person",
  },
  {
    places: ['saveDraft', 'retrieveDraft'],
    kinds: ['statement'],
    clause: 'contract.md 3, GET, PUT, DELETE draft: the draft is the company’s own',
  },
  {
    places: ['createFilingDraft', 'replaceFilingDraft', 'retrieveFilingDraft', 'listFilingDrafts'],
    kinds: ['draft', 'written', 'account', 'company'],
    clause: "issue 4, 1: drafts are the person's own",
  },
  {
    places: ['uploadEvidence'],
    kinds: ['fileName'],
    clause: 'contract.md 3, Response: an upload answers its name',
  },
  {
    places: ['createToken', 'registerAccount', 'createSession', 'createGuestSession', 'fileComplaint'],
    kinds: ['secret'],
    clause: 'issue 4, 1: token and query code are shown once, to whom they belong',
  },
  {
    places: ['outbox address'],
    kinds: ['identity'],
    clause: 'issue 4, 1: codes go to the phone, the outbox is the network',
  },
  {
    places: ['submitSuggestion', 'replyToSuggestion', 'listSuggestions', 'listPublicSuggestions'],
    kinds: ['suggestion'],
    clause: 'issue 4, 2: suggestions are public once an operator says so',
  },
  {
    places: ['takeSnapshot'],
    kinds: [
      'identity',
      'written',
      'account',
      'draft',
      'fileName',
      'fileContent',
      'suggestion',
      'company',
      'note',
      'statement',
      'secret',
    ],
    clause: 'contract.md 5: snapshots hold personal data by need',
  },
  {
    places: ['opened disclosure'],
    kinds: ['identity'],
    clause: 'contract.md 3, Disclosure: the fields that were asked for, to the company alone',
  },
]

export const isAllowed = (place: string, kind: Kind): boolean =>
  clauses.some(({ places, kinds }) => places.includes(place) && kinds.includes(kind))
