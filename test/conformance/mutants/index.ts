import { authenticationMutants } from './authentication.js'
import { complaintMutants } from './complaints.js'
import { deadlineMutants } from './deadlines.js'
import { disclosureMutants } from './disclosures.js'
import { errorMutants } from './errors.js'
import { eventMutants, fileMutants } from './files-and-events.js'
import { idempotencyMutants } from './idempotency.js'
import type { Mutant } from './mutant.js'
import { pagingMutants } from './paging.js'
import { redeliveryMutants } from './redelivery.js'
import { requestMutants } from './requests.js'
import { tenancyMutants } from './tenancy.js'
import { webhookMutants } from './webhooks.js'
import { actMutants } from './what-others-do.js'

/** Of how requests are made, judged and answered. */
export const wireMutants: readonly Mutant[] = [
  ...authenticationMutants,
  ...tenancyMutants,
  ...errorMutants,
  ...requestMutants,
  ...pagingMutants,
  ...idempotencyMutants,
  ...fileMutants,
  ...eventMutants,
  ...disclosureMutants,
]

/** Of the life of a complaint, and how it is told. */
export const lifeMutants: readonly Mutant[] = [
  ...complaintMutants,
  ...webhookMutants,
  ...deadlineMutants,
  ...actMutants,
  ...redeliveryMutants,
]

export const mutants: readonly Mutant[] = [...wireMutants, ...lifeMutants]
