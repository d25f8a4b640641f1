/** Parts that entries of the route table have in common. */
import { z } from 'zod'
import { limits } from './limits.js'
import { id, numberInQuery } from './shapes.js'

/** Parameters of a path with one id. */
export const byId = z.strictObject({ id })
/** Parameters of a path to an evidence file. */
export const byEvidence = z.strictObject({ id, evidenceId: id })

/** Parameters of a path with a year. */
export const byYear = z.strictObject({ year: z.string().regex(/^\d{4}$/) })

/** Headers of a write that may be repeated. */
export const idempotent = {
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional(),
}

/** The caller's staff reference, never a name; kept in history and logs. */
export const actor = {
  'tousu-actor': z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/)
    .optional(),
}

/** Headers of a write by a company or an operator. */
export const writing = z.object({ ...idempotent, ...actor })

/** Headers of a download: ranges and conditions. */
export const fileRequest = z.object({
  range: z.string().optional(),
  'if-range': z.string().optional(),
  'if-none-match': z.string().optional(),
})

/** Items on a page. */
export const limit = numberInQuery(1, limits.page.max).optional()
export const cursor = z.string().min(1).max(2_000).optional()

export const json = <S extends z.ZodType>(schema: S, status = 200) =>
  ({ type: 'json', status, schema }) as const
export const input = <S extends z.ZodType>(schema: S) => ({ type: 'json', schema }) as const
