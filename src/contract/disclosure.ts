import { z } from 'zod'
import { disclosureFields, disclosurePurposes } from './enums.js'
import { limits } from './limits.js'
import { dateTime, id, openEnum, readable, text } from './shapes.js'

/** Header `typ` of the JWS inside a disclosure: no receipt and no token has it. */
export const disclosureType = 'tousu-disclosure+jws'

/** What a company asks for. The ID number only to verify identity, with a note that says why. */
export const contactDisclosureInput = z
  .strictObject({
    fields: z.array(z.enum(disclosureFields)).min(1).max(disclosureFields.length),
    purpose: z.enum(disclosurePurposes),
    /** 1–200 code points; kept in the log, so no personal data. */
    note: text(1, limits.disclosureNote).optional(),
  })
  .refine(({ fields }) => new Set(fields).size === fields.length, {
    path: ['fields'],
    message: 'listed_twice',
  })
  .refine(({ fields, purpose }) => !fields.includes('idNumber') || purpose === 'verify_identity', {
    path: ['fields'],
    message: 'id_number_for_identity_only',
  })
  .refine(({ fields, note }) => !fields.includes('idNumber') || note !== undefined, {
    path: ['note'],
    message: 'required_for_id_number',
  })

/**
 * A disclosure: a JWE (RFC 7516) for the company's encryption key, with a JWS (RFC 7515, `typ
 * tousu-disclosure+jws`, the keys of receipts) inside.
 */
export const contactDisclosure = readable({
  disclosureId: id,
  /** Compact JWE: `ECDH-ES+A256KW` or `RSA-OAEP-256`, `A256GCM`, no `zip`. */
  jwe: z.string(),
  /** By then the company has deleted what it read. */
  deleteAfter: dateTime,
})

/** What the JWS inside says. Members that were not asked for, or are not there, are absent. */
export const disclosurePayload = readable({
  iss: z.string(),
  /** The company's client id. */
  aud: z.string(),
  complaintId: id,
  disclosureId: id,
  fields: readable({
    name: z.string().optional(),
    phone: z.string().optional(),
    idNumber: z.string().optional(),
    accountReference: z.string().optional(),
  }),
  purpose: openEnum(disclosurePurposes),
  /** Wire time in seconds; later the JWS proves nothing any more. */
  exp: z.int(),
})

/** An entry of the log: no values. */
export const contactDisclosureEntry = readable({
  id,
  complaintId: id,
  at: dateTime,
  /** `Tousu-Actor`. */
  actor: z.string().nullable(),
  fields: z.array(openEnum(disclosureFields)),
  purpose: openEnum(disclosurePurposes),
  note: z.string().nullable(),
})

/** The log, the oldest first; `nextAfter` is the last entry that is shown. */
export const contactDisclosureLog = readable({
  items: z.array(contactDisclosureEntry),
  nextAfter: z.string().nullable(),
  hasMore: z.boolean(),
})

export type ContactDisclosureInput = z.input<typeof contactDisclosureInput>
export type ContactDisclosure = z.output<typeof contactDisclosure>
export type DisclosurePayload = z.output<typeof disclosurePayload>
export type ContactDisclosureEntry = z.output<typeof contactDisclosureEntry>
export type ContactDisclosureLog = z.output<typeof contactDisclosureLog>
