/** What a person sends and reads: `/consumer/v1`. */
import { z } from 'zod'
import { category, deadline, evidence, rating, service, supplement, supplementRequest } from './complaint.js'
import {
  accountKinds,
  closureReasons,
  codePurposes,
  complaintKinds,
  complaintStages,
  complaintStatuses,
  consentKinds,
  documentTypes,
  filingKinds,
  outcomes,
  responseTypes,
  roles,
} from './enums.js'
import { limits } from './limits.js'
import { attachment, finding } from './response.js'
import { dateTime, id, openEnum, page, readable, text } from './shapes.js'

/** Text that says something: not blank. */
const written = (min: number, max: number) =>
  text(min, max).refine((value) => value.trim() !== '', { message: 'blank' })

const phone = z.string().regex(/^1\d{10}$/)
/** A one-time code: 6 digits. */
const code = z.string().regex(/^\d{6}$/)
const files = z.array(id).max(limits.files)

// — accounts —

/** Asks for a one-time code; it goes to that phone. */
export const codeRequest = z.strictObject({ phone, purpose: z.enum(codePurposes) })

/** The same whether there is an account or not. */
export const codeResult = readable({ expiresInSeconds: z.int() })

export const sessionInput = z.strictObject({ phone, code })

/** A person as the platform shows one: masked by code point. */
export const account = readable({
  id,
  kind: openEnum(accountKinds),
  phone: z.string(),
  /** Null until given. */
  identity: readable({
    name: z.string(),
    documentType: openEnum(documentTypes),
    documentNumber: z.string(),
  }).nullable(),
  createdAt: dateTime,
})

/** `token` is shown this once; it is sent as `Authorization: Bearer`. */
export const session = readable({ token: z.string(), expiresAt: dateTime, account })

/** Real name: 2–50 code points, and a document. */
export const identityInput = z.strictObject({
  name: text(2, 50),
  document: z.strictObject({ type: z.enum(documentTypes), number: text(1, 30) }),
})

// — filing —

/** What a person files. Evidence is uploaded before and named by its ids. */
export const filingInput = z
  .strictObject({
    /** `both`: one complaint and one report. */
    kind: z.enum(filingKinds).optional(),
    /** A company of the directory. */
    enterpriseId: id.optional(),
    /** Any other company (其他): forwarded offline. */
    companyName: written(1, 100).optional(),
    serviceId: id.optional(),
    title: written(1, limits.title),
    /** When, where and how: 10–5,000 code points. */
    description: written(10, limits.description),
    demand: written(1, limits.demand).optional(),
    /** A code of the current taxonomy. */
    category: text(1, 64),
    occurredAt: dateTime.optional(),
    place: written(1, 200).optional(),
    /** The account at the company. */
    accountReference: written(1, 100).optional(),
    province: written(1, 20).optional(),
    city: written(1, 20).optional(),
    otherChannels: z
      .array(z.strictObject({ name: written(1, 50), number: written(1, 100).optional() }))
      .max(limits.files)
      .optional(),
    evidence: files.optional(),
    /** An own complaint that this one goes on with. */
    formerComplaintId: id.optional(),
    consents: z.strictObject({
      /** To hand the complaint over to the company. */
      handOver: z.literal(true),
      /** To handle sensitive personal data. */
      sensitiveData: z.literal(true),
      /** A guardian's, for somebody under 14. */
      guardian: z.literal(true).optional(),
    }),
  })
  .refine((value) => (value.enterpriseId === undefined) !== (value.companyName === undefined), {
    path: ['enterpriseId'],
    message: 'one_company',
  })

/** A filing in the making: whatever is there already, checked for size alone. */
export const filingDraftInput = z.strictObject({
  kind: z.enum(filingKinds).optional(),
  enterpriseId: id.optional(),
  companyName: text(0, 100).optional(),
  serviceId: id.optional(),
  title: text(0, limits.title).optional(),
  description: text(0, limits.description).optional(),
  demand: text(0, limits.demand).optional(),
  category: text(0, 64).optional(),
  occurredAt: dateTime.optional(),
  place: text(0, 200).optional(),
  accountReference: text(0, 100).optional(),
  province: text(0, 20).optional(),
  city: text(0, 20).optional(),
  otherChannels: z
    .array(z.strictObject({ name: text(0, 50), number: text(0, 100).optional() }))
    .max(limits.files)
    .optional(),
  evidence: files.optional(),
  formerComplaintId: id.optional(),
})

export const filingDraft = readable({
  id,
  savedAt: dateTime,
  content: readable({
    kind: openEnum(filingKinds).optional(),
    enterpriseId: z.string().optional(),
    companyName: z.string().optional(),
    serviceId: z.string().optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    demand: z.string().optional(),
    category: z.string().optional(),
    occurredAt: z.string().optional(),
    place: z.string().optional(),
    accountReference: z.string().optional(),
    province: z.string().optional(),
    city: z.string().optional(),
    formerComplaintId: z.string().optional(),
    otherChannels: z.array(readable({ name: z.string(), number: z.string().optional() })).optional(),
    evidence: z.array(id).optional(),
  }),
})

export const filingDraftList = readable({ items: z.array(filingDraft) })

/** `queryCode` (查询码) is shown this once. */
export const filed = readable({
  complaintId: id,
  number: z.string(),
  kind: openEnum(complaintKinds),
  queryCode: z.string(),
})

export const filingResult = readable({
  /** Two for `both`, the complaint first. */
  filings: z.array(filed),
  /** Personal data and insults: accepted all the same. */
  warnings: z.array(finding),
})

// — own records —

/** An answer as the person reads it. */
export const ownResponse = readable({
  type: openEnum(responseTypes),
  outcome: openEnum(outcomes).nullable(),
  round: z.int(),
  statement: z.string(),
  measures: z.array(z.string()),
  attachments: z.array(attachment),
  submittedAt: dateTime,
})

/** A complaint as the person who filed it reads it. What the person wrote is null once erased. */
export const ownComplaint = readable({
  id,
  number: z.string(),
  kind: openEnum(complaintKinds),
  /** Where it is. */
  stage: openEnum(complaintStages),
  status: openEnum(complaintStatuses),
  round: z.int(),
  enterpriseName: z.string(),
  service: service.nullable(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  demand: z.string().nullable(),
  category,
  occurredAt: dateTime.nullable(),
  place: z.string().nullable(),
  accountReference: z.string().nullable(),
  otherChannels: z.array(readable({ name: z.string(), number: z.string().nullable() })),
  evidence: z.array(evidence),
  supplementRequest: supplementRequest.nullable(),
  supplements: z.array(supplement),
  filedAt: dateTime,
  acknowledgedAt: dateTime.nullable(),
  respondedAt: dateTime.nullable(),
  urgedAt: dateTime.nullable(),
  /** By when the company is to answer, `YYYY-MM-DD` in Shanghai; null for a report, and before assignment. */
  dueDate: z.string().nullable(),
  deadline: deadline.nullable(),
  overdue: z.boolean(),
  closure: readable({ reason: openEnum(closureReasons), at: dateTime }).nullable(),
  /** Empty for a report, whose answer goes to the operator alone. */
  responses: z.array(ownResponse),
  rating: rating.nullable(),
  consents: readable({
    given: z.array(openEnum(consentKinds)),
    givenAt: dateTime,
    withdrawnAt: dateTime.nullable(),
  }),
  relatedComplaints: z.array(readable({ id, number: z.string() })),
})

/** Answer of every act of a person on a complaint. */
export const ownComplaintResult = readable({ complaint: ownComplaint })

/** An act of the history in people's words. */
export const historySentence = readable({
  at: dateTime,
  /** Such as `filed`, `assigned`, `responded_final`. */
  act: z.string(),
  role: openEnum(roles),
  round: z.int(),
  text: z.string(),
  /** What the operator or the company wrote for the person. */
  note: z.string().nullable(),
})

export const historyInWords = readable({ items: z.array(historySentence) })

export const supplementInput = z
  .strictObject({ text: written(1, limits.statement.max).optional(), evidence: files.min(1).optional() })
  .refine((value) => value.text !== undefined || value.evidence !== undefined, {
    path: ['text'],
    message: 'text_or_evidence',
  })

export const ratingInput = z.strictObject({
  score: z.int().min(1).max(5),
  solved: z.boolean(),
  comment: text(0, limits.demand).optional(),
})

/** A message of the platform to a person: a change of one complaint. */
export const personMessage = readable({
  id,
  at: dateTime,
  complaintId: id,
  number: z.string(),
  /** The phone, masked. */
  to: z.string().nullable(),
  text: z.string(),
})

export const messageList = page(personMessage)

// — query without an account —

/** Asks for a code to the phone on record: for one complaint, or for all of a person with that phone. */
export const queryCodeRequest = z
  .strictObject({ number: text(1, 64).optional(), person: identityInput.optional() })
  .refine((value) => (value.number === undefined) !== (value.person === undefined), {
    path: ['number'],
    message: 'number_or_person',
  })

/** The same whether anything was found or not. */
export const queryCodeResult = readable({ queryId: z.string(), expiresInSeconds: z.int() })

/** Number and query code; or the id of a query and the code that was sent. */
export const queryInput = z
  .strictObject({
    number: text(1, 64).optional(),
    queryCode: text(1, 64).optional(),
    queryId: text(1, 128).optional(),
    code: code.optional(),
  })
  .refine(
    (value) => {
      const given = Object.keys(value).sort().join()
      return given === 'number,queryCode' || given === 'code,queryId'
    },
    { message: 'query_pair' },
  )

/** How a complaint stands, for whoever has its query code or its phone: nothing of what the person wrote. */
export const queriedComplaint = readable({
  number: z.string(),
  kind: openEnum(complaintKinds),
  stage: openEnum(complaintStages),
  status: openEnum(complaintStatuses),
  round: z.int(),
  enterpriseName: z.string(),
  category,
  filedAt: dateTime,
  dueDate: z.string().nullable(),
  overdue: z.boolean(),
  closure: readable({ reason: openEnum(closureReasons), at: dateTime }).nullable(),
  responses: z.array(ownResponse),
  history: z.array(historySentence),
})

export const queryResult = readable({ items: z.array(queriedComplaint) })

// — other channels —

/** Another channel: what it is for, what it costs, what to bring. */
export const otherChannel = readable({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  cost: z.string(),
  bring: z.array(z.string()),
  phone: z.string().nullable(),
  url: z.string().nullable(),
})

export const otherChannelList = readable({ items: z.array(otherChannel) })

export type FilingDraftInput = z.input<typeof filingDraftInput>
export type OwnComplaint = z.output<typeof ownComplaint>
export type OwnResponse = z.output<typeof ownResponse>
export type HistorySentence = z.output<typeof historySentence>
export type PersonMessage = z.output<typeof personMessage>
export type QueriedComplaint = z.output<typeof queriedComplaint>
export type OtherChannel = z.output<typeof otherChannel>
