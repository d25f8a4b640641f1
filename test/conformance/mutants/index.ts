import { authenticationMutants } from './authentication.js'
import { complaintMutants } from './complaints.js'
import { deadlineMutants } from './deadlines.js'
import { disclosureMutants } from './disclosures.js'
import { errorMutants } from './errors.js'
import { eventMutants, fileMutants } from './files-and-events.js'
import { idempotencyMutants } from './idempotency.js'
import type { Mutant } from './mutant.js'
import { pagingMutants } from './paging.js'
import { requestMutants } from './requests.js'
import { tenancyMutants } from './tenancy.js'
import { redeliveryMutants, webhookMutants } from './webhooks.js'
import { actMutants } from './what-others-do.js'

export const mutants: readonly Mutant[] = [
  ...authenticationMutants,
  ...tenancyMutants,
  ...errorMutants,
  ...complaintMutants,
  ...requestMutants,
  ...pagingMutants,
  ...idempotencyMutants,
  ...fileMutants,
  ...eventMutants,
  ...webhookMutants,
  ...deadlineMutants,
  ...actMutants,
  ...disclosureMutants,
  ...redeliveryMutants,
]
