import { z } from 'zod'
import { contactMethods, contactResults, outcomes, responseTypes } from './enums.js'
import { limits } from './limits.js'
import { dateTime, id, openEnum, readable, sha256, text } from './shapes.js'

/** An uploaded file, and how a stored answer names it. */
export const attachment = readable({
  id,
  name: z.string(),
  contentType: z.string(),
  /** Bytes. */
  size: z.int().nonnegative(),
  sha256,
})

/** Something to look at in an input: refused (`errors`) or accepted all the same (`warnings`). */
export const finding = readable({ pointer: z.string(), code: z.string(), detail: z.string() })

/** One try to reach the person. */
export const contactAttemptInput = z.strictObject({
  /** Judged by the platform, in its time. */
  at: dateTime,
  method: z.enum(contactMethods),
  result: z.enum(contactResults),
  note: text(1, limits.contactAttempts.note).optional(),
})

/** A rule between members: also looked at when single members are wrong, so that all problems are told at once. */
function rule(member: string, message: string) {
  const when = ({ value }: z.core.ParsePayload) => typeof value === 'object' && value !== null
  return { path: [member], message, when }
}

/** What a company sends to answer a complaint. */
export const responseInput = z
  .strictObject({
    type: z.enum(responseTypes),
    /** Required for `final`, not allowed for the others. */
    outcome: z.enum(outcomes).optional(),
    /** What the person reads: 10–2,000 code points. */
    statement: text(limits.statement.min, limits.statement.max),
    measures: z.array(text(1, limits.measures.length)).max(limits.measures.items).optional(),
    contactAttempts: z.array(contactAttemptInput).max(limits.contactAttempts.items).optional(),
    /** Ids of uploads, at most 9. */
    attachments: z.array(id).max(limits.files).optional(),
    /** The revision that the writer had read. */
    basedOnRevision: z.int().nonnegative().optional(),
  })
  .refine(
    (value) => value.type !== 'final' || value.outcome !== undefined,
    rule('outcome', 'required_for_final'),
  )
  .refine(
    ({ type, outcome }) => !['interim', 'supplementary'].includes(type) || outcome === undefined,
    rule('outcome', 'only_for_final'),
  )
  .refine(
    ({ attachments: ids }) => !Array.isArray(ids) || new Set(ids).size === ids.length,
    rule('attachments', 'listed_twice'),
  )
  .refine(
    ({ outcome, contactAttempts: attempts }) => outcome !== 'unreachable' || (attempts?.length ?? 0) > 0,
    rule('contactAttempts', 'required_for_unreachable'),
  )
  .refine(
    ({ outcome, contactAttempts: attempts }) =>
      outcome !== 'unreachable' ||
      !Array.isArray(attempts) ||
      !attempts.some((attempt) => attempt?.result === 'reached'),
    rule('contactAttempts', 'reached_though_unreachable'),
  )

/** An answer as the platform keeps it. */
export const storedResponse = readable({
  id,
  round: z.int(),
  type: openEnum(responseTypes),
  /** Null unless `type` is `final`. */
  outcome: openEnum(outcomes).nullable(),
  statement: z.string(),
  measures: z.array(z.string()),
  contactAttempts: z.array(
    readable({
      at: dateTime,
      method: openEnum(contactMethods),
      result: openEnum(contactResults),
      note: z.string().optional(),
    }),
  ),
  attachments: z.array(attachment),
  basedOnRevision: z.int().nullable(),
  /** The complaint's revision when the answer arrived: above `basedOnRevision`, the writer had not read it all. */
  latestRevision: z.int(),
  submittedAt: dateTime,
  /** For `final`: received on or before `dueDate`. Null for the others, and for reports. */
  onTime: z.boolean().nullable(),
  /** The key under which it was sent: settles a call whose answer never came. */
  idempotencyKey: z.string().nullable(),
  warnings: z.array(finding),
  /** Compact JWS, for `final`: check it offline with `verifyReceipt`. */
  receipt: z.string().nullable(),
})

/** What `POST …/responses/validation` answers. */
export const responseValidation = readable({
  /** These would be refused. */
  errors: z.array(finding),
  /** These are accepted. */
  warnings: z.array(finding),
})

export type Attachment = z.output<typeof attachment>
export type Finding = z.output<typeof finding>
export type ResponseInput = z.input<typeof responseInput>
export type StoredResponse = z.output<typeof storedResponse>
export type ResponseValidation = z.output<typeof responseValidation>
