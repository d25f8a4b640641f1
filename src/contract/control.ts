/** What the controls of the simulation take and give. Ours, and for rehearsals alone. */
import { z } from 'zod'
import { complaint, service } from './complaint.js'
import { complaintKinds, type operatorRoles, scopes, serviceTypes } from './enums.js'
import { limits } from './limits.js'
import { date, dateTime, id, readable, sha256, text } from './shapes.js'

/** Domain time of the platform. */
export const clockState = readable({ now: dateTime })

/** How far domain time goes on: units, which add up, or a moment. */
export const clockAdvance = z.strictObject({
  workingDays: z.int().min(0).max(366).optional(),
  days: z.number().min(0).optional(),
  hours: z.number().min(0).optional(),
  minutes: z.number().min(0).optional(),
  seconds: z.number().min(0).optional(),
  /** In place of units. */
  to: dateTime.optional(),
})

const authentication = z.enum(['private_key_jwt', 'client_secret_basic']).optional()
const algorithm = z.enum(['ES256', 'Ed25519', 'PS256', 'RS256']).optional()
const credential = {
  clientId: z.string(),
  /** JWK, with `private_key_jwt`. */
  privateKey: z.record(z.string(), z.unknown()).optional(),
  /** With `client_secret_basic`. */
  clientSecret: z.string().optional(),
}

/** A company that joins. */
export const enterpriseInput = z.strictObject({
  name: text(1, 100),
  authentication,
  algorithm,
  scopes: z.array(z.enum(scopes)).optional(),
  services: z
    .array(
      z.strictObject({
        name: text(1, 100),
        type: z.enum(serviceTypes).optional(),
        filingNumber: text(1, 100).optional(),
      }),
    )
    .optional(),
  publicContacts: z.array(text(1, 200)).optional(),
})

/** With the secrets of its client, shown this once. */
export const joinedEnterprise = readable({
  id,
  ...credential,
  services: z.array(service),
  /** JWK: opens contact disclosures. */
  decryptionKey: z.record(z.string(), z.unknown()),
})

export const operatorInput = z.strictObject({
  role: z.enum(['reviewer', 'analyst', 'administrator'] satisfies (keyof typeof operatorRoles)[]),
  authentication,
  algorithm,
})

/** A member of the platform's staff, with the secrets of the client, shown this once. */
export const employedOperator = readable({ ...credential, role: z.string(), scopes: z.array(z.string()) })

/** Somebody who cannot exist: an ID number of area 000000, a phone from 100. */
export const rehearsedPerson = z.strictObject({
  name: text(2, 50),
  idNumber: z.string().max(18),
  phone: z.string().max(11),
})

export const rehearsedFiling = z.strictObject({
  person: rehearsedPerson,
  enterpriseId: id.optional(),
  /** A company that is not connected, in its place. */
  companyName: text(1, 100).optional(),
  kind: z.enum(complaintKinds).optional(),
  title: text(1, limits.title),
  description: text(10, limits.description),
  demand: text(0, limits.demand).optional(),
  /** A code, or a Chinese label. */
  category: text(1, 50),
  serviceId: id.optional(),
  accountReference: text(0, 100).optional(),
})

export const rehearsedFiled = readable({ complaintId: id, number: z.string(), queryCode: z.string() })

const byPerson = { person: rehearsedPerson }
/** An act of the person on an own complaint. */
export const rehearsedAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('urge'), ...byPerson }),
  z.strictObject({ act: z.literal('withdraw'), ...byPerson }),
  z.strictObject({ act: z.literal('appeal'), ...byPerson }),
  z.strictObject({ act: z.literal('withdraw_consent'), ...byPerson }),
  z.strictObject({ act: z.literal('supplement'), ...byPerson, text: text(1, limits.statement.max) }),
  z.strictObject({
    act: z.literal('rate'),
    ...byPerson,
    score: z.int().min(1).max(5),
    solved: z.boolean(),
    comment: text(0, limits.demand).optional(),
  }),
])

/** How the complaint stands after it. */
export const rehearsedState = readable({
  number: z.string(),
  status: complaint.shape.status,
  round: z.int(),
  dueDate: date.nullable(),
})

/** What the platform sent to people. */
export const sentMessages = readable({
  items: z.array(
    readable({
      at: dateTime,
      to: z.string(),
      kind: z.string(),
      code: z.string().nullable(),
      complaintId: id.nullable(),
      text: z.string(),
    }),
  ),
})

/** One of both: a fault of requests or of deliveries, with the members that `platform.faults` takes. */
export const scriptedFault = z.strictObject({
  request: z.record(z.string(), z.unknown()).optional(),
  delivery: z.record(z.string(), z.unknown()).optional(),
})

export const faultState = readable({
  id: z.string(),
  description: z.string(),
  fired: z.int(),
  isSpent: z.boolean(),
})

export const faultStates = readable({ items: z.array(faultState) })

/** Entries of a log, as `platform.requests` or `platform.deliveries` gives them. */
export const logEntries = readable({ items: z.array(z.record(z.string(), z.unknown())) })

const snapshot = {
  format: z.string(),
  version: z.int(),
  takenAt: dateTime,
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now: z.int(),
  settings: z.record(z.string(), z.unknown()),
  nodes: z.array(z.unknown()),
  sha256,
}

/** A platform at one moment. It holds personal data, keys and secrets. */
export const snapshotDocument = readable(snapshot)

/** A snapshot as it was taken. */
export const snapshotInput = z.strictObject(snapshot)
