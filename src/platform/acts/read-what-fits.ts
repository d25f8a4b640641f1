/** Members of an answer that can be looked at even when others are wrong, so that all problems are told at once. */
import { z } from 'zod'
import { responseTypes } from '../../contract/enums.js'
import { dateTime } from '../../contract/shapes.js'

const lenient = z
  .object({
    type: z.enum(responseTypes).optional().catch(undefined),
    statement: z.string().optional().catch(undefined),
    measures: z.array(z.string().optional().catch(undefined)).optional().catch(undefined),
    contactAttempts: z
      .array(
        z
          .object({
            at: dateTime.optional().catch(undefined),
            note: z.string().optional().catch(undefined),
          })
          .optional()
          .catch(undefined),
      )
      .optional()
      .catch(undefined),
    attachments: z.array(z.string().optional().catch(undefined)).optional().catch(undefined),
  })
  .catch({})

/** Members that do not fit are undefined; indexes stay. */
export type ReadableResponse = z.output<typeof lenient>

export function readWhatFits(input: unknown): ReadableResponse {
  return lenient.parse(input)
}
