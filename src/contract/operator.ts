/** What operators read and write: the review of complaints, and who did what. */
import { z } from 'zod'
import { calendarYear } from './calendar.js'
import { complainant, complaint, historyEntry } from './complaint.js'
import { complaintStages, referralTargets } from './enums.js'
import { limits } from './limits.js'
import { date, dateTime, id, openEnum, readable, text } from './shapes.js'

/** Why: 10–1,000 code points. Of acts on a complaint it is shown to the person. */
export const note = text(limits.note.min, limits.note.max)

/** A company as an operator refers to it. */
const companyReference = readable({ id, name: z.string() })

/** An entry of the history as an operator reads it: with the words that the person was told. */
export const operatorHistoryEntry = historyEntry.extend({ note: z.string().nullable() })

/**
 * A complaint as an operator reads it: masked as for a company. Of a report nobody learns who reported; its answers
 * stand here alone.
 */
export const operatorComplaint = complaint.omit({ allowedActions: true, metadata: true }).extend({
  /** Where it is: in review, back with the person, with a company, forwarded offline, or refused. */
  stage: openEnum(complaintStages),
  filedAt: dateTime,
  /** The company that the person named; `id` is null where the directory has none (其他). */
  addressee: readable({ id: id.nullable(), name: z.string() }),
  /** The company that it is with. */
  enterprise: companyReference.nullable(),
  complainant: complainant.omit({ reference: true }).nullable(),
  history: z.array(operatorHistoryEntry),
})

/** Answer of every act of an operator on a complaint. */
export const operatorComplaintResult = readable({ complaint: operatorComplaint })

const because = z.strictObject({ note })

/** 受理: to the company that the person named, unless another one is given. */
export const acceptanceInput = z.strictObject({
  /** The company that gets it; required where the person named one that is not connected. */
  enterpriseId: id.optional(),
  note: note.optional(),
})
/** 退回补充. */
export const returnInput = because
/** 不予受理. */
export const refusalInput = because
/** 线下转办. */
export const forwardingInput = because
/** 重复投诉: `of` is the one that goes on. */
export const duplicateInput = z.strictObject({ of: id, note })
/** 转办: another company gets it. */
export const reassignmentInput = z.strictObject({ enterpriseId: id, note })
/** 举报转送: a report goes to the company as a clue, or to 12377 or 12321. */
export const referralInput = z.strictObject({
  to: z.enum(referralTargets),
  /** With `company` alone: another one than the reporter named. */
  enterpriseId: id.optional(),
  note,
})
/** Of 申请退回. */
export const contestationDecisionInput = z.strictObject({
  decision: z.enum(['upheld', 'refused']),
  /** Of an upheld one: the company that gets the complaint. */
  enterpriseId: id.optional(),
  note,
})
/** Of 延期申请. */
export const extensionDecisionInput = z.strictObject({ decision: z.enum(['granted', 'refused']), note })

const namedDay = z.strictObject({ date, name: text(1, 100), notice: text(1, 100).optional() })

/** What the State Council's notices say of a year, as `loadYear` of `tousu/calendar` takes it. */
export const calendarYearInput = z.strictObject({
  notices: z.array(text(1, 100)).min(1).max(10),
  version: text(1, 100).optional(),
  daysOff: z.array(namedDay).min(1).max(120),
  workingDays: z.array(namedDay).max(120),
  note,
})

/** The year in force, and how many open deadlines moved. */
export const publishedYear = readable({ year: calendarYear, movedDeadlines: z.int().nonnegative() })

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{1,1024}$/)
/** Of a public key alone: a private member is refused. */
const publicMembers = {
  kty: z.enum(['EC', 'OKP', 'RSA']),
  kid: text(1, limits.keyId),
  crv: text(1, 20).optional(),
  x: coordinate.optional(),
  y: coordinate.optional(),
  n: coordinate.optional(),
  e: coordinate.optional(),
}

/** Public keys with which the company's client signs its assertions: one, or two while they change. */
export const clientKeysInput = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        ...publicMembers,
        alg: z.enum(['ES256', 'Ed25519', 'EdDSA', 'PS256', 'RS256']),
        use: z.literal('sig').optional(),
      }),
    )
    .min(1)
    .max(limits.clientKeys),
  note,
})

/** The public key for which contact disclosures are encrypted; never one that signs. */
export const encryptionKeyInput = z.strictObject({
  key: z.strictObject({
    ...publicMembers,
    alg: z.enum(['ECDH-ES+A256KW', 'RSA-OAEP-256']),
    use: z.literal('enc'),
  }),
  note,
})

/** 密钥轮换. */
export const receiptRotationInput = because

const keyReference = readable({
  keyId: z.string(),
  use: openEnum(['sig', 'enc']),
  /** Null for a key that signs: it is live. */
  effectiveAt: dateTime.nullable(),
})

/** The company's keys that are live, or will be. */
export const enterpriseKeys = readable({ enterpriseId: id, keys: z.array(keyReference) })

/** The new key signs at once; the one before stays among those that verify. */
export const receiptRotation = readable({ keyId: z.string(), retiredKeyId: z.string() })

/** Who did what, when and why. It holds nobody's personal data. */
export const auditEntry = readable({
  id,
  at: dateTime,
  /** The operator's client; null for an act in process. */
  clientId: z.string().nullable(),
  /** The operator's staff reference (`Tousu-Actor`), never a name. */
  actor: z.string().nullable(),
  /** Such as `complaint.accepted`. */
  act: z.string(),
  /** Id of what it was done to; null where there is but one. */
  target: z.string().nullable(),
  /** Null where none was given, and where it might name somebody: then it stands in the complaint's history alone. */
  note: z.string().nullable(),
})

export type OperatorComplaint = z.output<typeof operatorComplaint>
export type AcceptanceInput = z.input<typeof acceptanceInput>
export type DuplicateInput = z.input<typeof duplicateInput>
export type ReassignmentInput = z.input<typeof reassignmentInput>
export type ReferralInput = z.input<typeof referralInput>
export type ContestationDecisionInput = z.input<typeof contestationDecisionInput>
export type ExtensionDecisionInput = z.input<typeof extensionDecisionInput>
export type NoteInput = z.input<typeof because>
export type CalendarYearInput = z.input<typeof calendarYearInput>
export type PublishedYear = z.output<typeof publishedYear>
export type ClientKeysInput = z.input<typeof clientKeysInput>
export type EncryptionKeyInput = z.input<typeof encryptionKeyInput>
export type EnterpriseKeys = z.output<typeof enterpriseKeys>
export type ReceiptRotation = z.output<typeof receiptRotation>
export type AuditEntry = z.output<typeof auditEntry>
