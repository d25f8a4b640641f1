/**
 * All cases, in the order in which they run: those that move domain time by days come last, so that the others see
 * the calendar that the implementation stands at.
 */
import type { Case } from '../case.js'
import { accessCases } from './access.js'
import { authenticationCases } from './authentication.js'
import { complaintCases } from './complaints.js'
import { deadlineCases } from './deadlines.js'
import { deliveryCases } from './deliveries.js'
import { endpointCases } from './endpoints.js'
import { errorCases } from './errors.js'
import { eventCases } from './events.js'
import { fileCases } from './files.js'
import { idempotencyCases } from './idempotency.js'
import { limitCases } from './limits.js'
import { lockingCases } from './locking.js'
import { pagingCases } from './paging.js'
import { receiptCases } from './receipts.js'
import { requestCases } from './requests.js'
import { responseCases } from './responses.js'
import { tenancyCases } from './tenancy.js'
import { webhookCases } from './webhooks.js'

export const cases: readonly Case[] = [
  ...authenticationCases,
  ...accessCases,
  ...errorCases,
  ...limitCases,
  ...complaintCases,
  ...pagingCases,
  ...lockingCases,
  ...tenancyCases,
  ...requestCases,
  ...fileCases,
  ...eventCases,
  ...endpointCases,
  ...webhookCases,
  ...deadlineCases,
  ...receiptCases,
  ...responseCases,
  ...idempotencyCases,
  ...deliveryCases,
]
