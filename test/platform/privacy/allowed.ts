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
    kinds: ['written'],
    clause: 'contract.md 3, Complaint: the company reads what was written, the person masked',
  },
  {
    places: ['listEvents content=full', 'delivery content=full'],
    kinds: ['written'],
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
    kinds: ['written', 'company'],
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
    kinds: ['written', 'account', 'company'],
    clause: 'issue 4, 1: a person sees what is their own, account and document masked',
  },
  {
    places: ['queryComplaints'],
    kinds: ['company'],
    clause: 'issue 4, 1: a query tells how it stands, and with whom',
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
      'secret',
    ],
    clause: 'contract.md 5: snapshots hold personal data by need',
  },
  {
    places: ['listOutbox'],
    kinds: ['identity'],
    clause: 'contract.md 5: the control face shows the outbox',
  },
  {
    places: ['opened disclosure'],
    kinds: ['identity'],
    clause: 'contract.md 3, Disclosure: the fields that were asked for, to the company alone',
  },
]

export const isAllowed = (place: string, kind: Kind): boolean =>
  clauses.some(({ places, kinds }) => places.includes(place) && kinds.includes(kind))
