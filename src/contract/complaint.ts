import { z } from 'zod'
import {
  actions,
  closureReasons,
  complaintKinds,
  complaintStatuses,
  contestationReasons,
  contestationStatuses,
  extensionStatuses,
  roles,
  serviceTypes,
} from './enums.js'
import { limits } from './limits.js'
import { storedResponse } from './response.js'
import { date, dateTime, id, openEnum, readable, sha256, text } from './shapes.js'

export const category = readable({
  code: z.string(),
  /** In Chinese, as the taxonomy of that version has it. */
  label: z.string(),
  taxonomyVersion: z.string(),
})

export const service = readable({
  id,
  name: z.string(),
  type: openEnum(serviceTypes),
  /** ICP or APP filing number (备案号), where there is one. */
  filingNumber: z.string().nullable(),
})

/** The person, masked by code point. `reference` is the same for the same person at the same company. */
export const complainant = readable({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  idNumber: z.string().nullable(),
  province: z.string().nullable(),
  city: z.string().nullable(),
  /** False: filed as a guest. */
  registered: z.boolean(),
  reference: z.string(),
})

/** A file of the complaint. The original name appears only in the download's `Content-Disposition`. */
export const evidence = readable({
  id,
  /** Such as `evidence-1.png`. */
  name: z.string(),
  contentType: z.string(),
  /** Bytes. */
  size: z.int().nonnegative(),
  sha256,
})

/**
 * The platform's handling deadline (平台处理时限) and, beside it, `replyBy`. Dates are calendar dates of
 * Asia/Shanghai. On time means: received on or before `dueDate`.
 */
export const deadline = readable({
  dueDate: date,
  /** Last second of `dueDate`, +08:00. */
  dueAt: dateTime,
  /** Length of the period. */
  workingDays: z.int(),
  /** 10 on the day of assignment, 0 on `dueDate`, then negative. */
  remainingWorkingDays: z.int(),
  /** 15th calendar day after assignment (工信部令第20号, 第24号 art. 12); never counts in the timely rate. */
  replyBy: date,
  calendarVersion: z.string(),
  /** True: the period touches days for which no holiday notice is published yet. */
  provisional: z.boolean(),
  /** The earliest that `dueAt` can become; equal to it unless `provisional`. */
  earliestDueAt: dateTime,
  /** `dueDate` before an extension was granted. */
  extendedFrom: date.nullable(),
})

export const rating = readable({
  /** 1–5. */
  score: z.int(),
  solved: z.boolean(),
  comment: z.string().nullable(),
  ratedAt: dateTime,
  round: z.int(),
})

export const allowedAction = readable({
  action: openEnum(actions),
  allowed: z.boolean(),
  /** Why not: the `code` with which the act would be refused; null when allowed. */
  reason: z.string().nullable(),
})

/** 申请退回 of this round: the company holds that the complaint is not for it. It never stops the clock. */
export const contestation = readable({
  reason: openEnum(contestationReasons),
  statement: z.string(),
  status: openEnum(contestationStatuses),
  requestedAt: dateTime,
  decidedAt: dateTime.nullable(),
  /** The operator's words. */
  note: z.string().nullable(),
})

/** 延期申请 of this round. It never stops the clock; granted late, it applies back. */
export const extension = readable({
  workingDays: z.int(),
  reason: z.string(),
  status: openEnum(extensionStatuses),
  requestedAt: dateTime,
  decidedAt: dateTime.nullable(),
  /** The operator's words. */
  note: z.string().nullable(),
})

/** What the company asks the person for (补充材料). */
export const supplementRequest = readable({
  message: z.string(),
  requestedAt: dateTime,
  answeredAt: dateTime.nullable(),
})

/** What the person added after filing, asked or not. Its files stand among the evidence. */
export const supplement = readable({
  text: z.string().nullable(),
  evidenceIds: z.array(id),
  at: dateTime,
})

/** The company's own notes on a complaint: ticket number, department, approval. */
export const metadata = z.record(z.string(), z.string())

/** A complaint as the company it is assigned to reads it. Personal members are null once redacted. */
export const complaint = readable({
  id,
  /** 投诉编号: what people quote. */
  number: z.string(),
  kind: openEnum(complaintKinds),
  /** Rises with acts that change the case for who answers it; see `ifRevision`. */
  revision: z.int(),
  status: openEnum(complaintStatuses),
  closure: readable({ reason: openEnum(closureReasons), at: dateTime }).nullable(),
  /** 1, and 2 after an appeal. */
  round: z.int(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  occurredAt: dateTime.nullable(),
  place: z.string().nullable(),
  demand: z.string().nullable(),
  category,
  service: service.nullable(),
  /** The person's account at the company, masked. */
  accountReference: z.string().nullable(),
  /** Null for a report (reporters are protected) and after redaction. */
  complainant: complainant.nullable(),
  evidence: z.array(evidence),
  /** Where the person has complained already. */
  otherChannels: z.array(readable({ name: z.string(), number: z.string().nullable() })),
  assignedAt: dateTime,
  acknowledgedAt: dateTime.nullable(),
  respondedAt: dateTime.nullable(),
  updatedAt: dateTime,
  /** Null for a report. */
  deadline: deadline.nullable(),
  overdue: z.boolean(),
  allowedActions: z.array(allowedAction),
  responses: z.array(storedResponse),
  contestation: contestation.nullable(),
  extension: extension.nullable(),
  supplementRequest: supplementRequest.nullable(),
  supplements: z.array(supplement),
  rating: rating.nullable(),
  /** Of the same company only. */
  relatedComplaints: z.array(readable({ id, number: z.string() })),
  metadata,
})

/**
 * A complaint inside an event: as it was then. `id`, `number` and `revision` are always there. The rest depends:
 * with `content: summary` there is no free text and no person; after reassignment nothing else is left.
 */
export const complaintInEvent = complaint.partial().required({ id: true, number: true, revision: true })

export const historyEntry = readable({
  at: dateTime,
  /** Such as `filed`, `assigned`, `acknowledged`, `responded`. */
  act: z.string(),
  role: openEnum(roles),
  /** The company's `Tousu-Actor`, where one was sent. */
  actor: z.string().nullable(),
  round: z.int(),
  revision: z.int(),
})

const metadataKey = z.string().regex(new RegExp(`^[A-Za-z0-9_.-]{1,${limits.metadata.key}}$`))

/** Merge patch (RFC 7396) of the company's own metadata: null removes a member. */
export const complaintPatch = z.strictObject({
  metadata: z.record(metadataKey, text(0, limits.metadata.value).nullable()),
})

export const contestationInput = z.strictObject({
  reason: z.enum(contestationReasons),
  /** For the operator: 10–2,000 code points. */
  statement: text(limits.statement.min, limits.statement.max),
})

export const extensionInput = z.strictObject({
  workingDays: z.int().min(1).max(limits.extensionWorkingDays),
  /** For the operator: 10–1,000 code points. */
  reason: text(limits.statement.min, limits.demand),
})

export const supplementRequestInput = z.strictObject({
  /** What the person is to add, in words for the person: 10–1,000 code points. */
  message: text(limits.statement.min, limits.demand),
})

/** Answer of every act on a complaint. */
export const complaintResult = readable({ complaint })

export type Category = z.output<typeof category>
export type Service = z.output<typeof service>
export type Complainant = z.output<typeof complainant>
export type Evidence = z.output<typeof evidence>
export type Deadline = z.output<typeof deadline>
export type Rating = z.output<typeof rating>
export type Contestation = z.output<typeof contestation>
export type ContestationInput = z.input<typeof contestationInput>
export type Extension = z.output<typeof extension>
export type ExtensionInput = z.input<typeof extensionInput>
export type Supplement = z.output<typeof supplement>
export type SupplementRequest = z.output<typeof supplementRequest>
export type SupplementRequestInput = z.input<typeof supplementRequestInput>
export type AllowedAction = z.output<typeof allowedAction>
export type Complaint = z.output<typeof complaint>
export type ComplaintInEvent = z.output<typeof complaintInEvent>
export type HistoryEntry = z.output<typeof historyEntry>
export type ComplaintPatch = z.input<typeof complaintPatch>
