import { TousuError } from '../errors.js'

/**
 * The lane belongs to another worker by now, or its complaint was forgotten: nothing of this run was written. Its event
 * is run again by whoever has it, so a handler lets this error pass.
 */
export class LeaseLostError extends TousuError {
  constructor() {
    super(
      'lease_lost',
      'The lease of this event is gone, so nothing was written. Did the process stand still, or is leaseMs too short?',
    )
  }
}
