import { z } from 'zod'
import { outcomes, responseTypes } from './enums.js'
import { limits } from './limits.js'
import { dateTime, id, openEnum, readable, text } from './shapes.js'

/** An answer in the making: whatever is there already, checked for size alone. */
export const responseDraftInput = z.strictObject({
  type: z.enum(responseTypes).optional(),
  outcome: z.enum(outcomes).optional(),
  statement: text(0, limits.statement.max).optional(),
  measures: z.array(text(0, limits.measures.length)).max(limits.measures.items).optional(),
  attachments: z.array(id).max(limits.files).optional(),
})

/** The one draft of a complaint. */
export const responseDraft = readable({
  type: openEnum(responseTypes).optional(),
  outcome: openEnum(outcomes).optional(),
  statement: z.string().optional(),
  measures: z.array(z.string()).optional(),
  attachments: z.array(id).optional(),
  savedAt: dateTime,
  /** The `Tousu-Actor` who saved it. */
  savedBy: z.string().nullable(),
  /** The complaint's revision at that moment. */
  basedOnRevision: z.int(),
})

export type ResponseDraftInput = z.input<typeof responseDraftInput>
export type ResponseDraft = z.output<typeof responseDraft>
