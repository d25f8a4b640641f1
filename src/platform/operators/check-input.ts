import { z } from 'zod'
import { fieldErrors } from '../../contract/field-errors.js'
import { RefusalError } from '../refusal.js'

/**
 * What was given in process, by the schema of the HTTP face.
 *
 * @throws RefusalError validation_failed, with every wrong member
 */
export function checkInput<S extends z.ZodType>(schema: S, given: z.input<S>): z.output<S> {
  const { success, data, error } = z.safeParse(schema, given)
  if (success) return data
  throw new RefusalError('validation_failed', { errors: fieldErrors(error) })
}
