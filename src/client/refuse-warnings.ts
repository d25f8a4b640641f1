import type { ResponseInput } from '../contract/response.js'
import { ValidationError } from '../errors.js'
import type { RespondOptions } from './options.js'
import type { Transport } from './transport.js'

/**
 * Has the platform check an answer, without sending it.
 *
 * @throws ValidationError that lists what would be refused, and what the platform warns of
 */
export async function refuseWarnings(
  transport: Transport,
  params: { readonly id: string },
  body: ResponseInput,
  { idempotencyKey: _key, ifRevision: _revision, refuseOnWarning: _self, ...options }: RespondOptions,
): Promise<void> {
  const { errors, warnings } = await transport.call(
    'validateResponse',
    { params, body: { ...body } },
    options,
  )
  if (errors.length + warnings.length === 0) return
  throw new ValidationError(
    `respond: nothing was submitted, as the platform would refuse ${errors.length} and warns of ${warnings.length} things (refuseOnWarning): see errors, by pointer and code.`,
    { errors: [...errors, ...warnings] },
  )
}
