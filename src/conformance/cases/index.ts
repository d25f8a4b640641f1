/**
 * All cases, in the order in which they run: those that move domain time by days come last, so that the others see
 * the calendar that the implementation stands at; what uses up the quota is the very last.
 */
import type { Case } from '../case.js'
import { accessCases } from './access.js'
import { authenticationCases } from './authentication.js'
import { complaintCases } from './complaints.js'
import { deadlineCases } from './deadlines.js'
import { decisionCases, overdueCases } from './decisions.js'
import { deliveryCases } from './deliveries.js'
import { disclosureCases } from './disclosures.js'
import { endpointCases } from './endpoints.js'
import { errorCases } from './errors.js'
import { eventCases, keptEventCases } from './events.js'
import { fileCases } from './files.js'
import { idempotencyCases } from './idempotency.js'
import { exhaustingCases, limitCases } from './limits.js'
import { lockingCases } from './locking.js'
import { movedCases } from './moved.js'
import { pagingCases } from './paging.js'
import { personCases } from './persons.js'
import { receiptCases } from './receipts.js'
import { lateDeliveryCases, redeliveryCases } from './redelivery.js'
import { requestCases } from './requests.js'
import { responseCases } from './responses.js'
import { lateStatisticsCases, statisticsCases } from './statistics.js'
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
  ...movedCases,
  ...requestCases,
  ...personCases,
  ...decisionCases,
  ...fileCases,
  ...eventCases,
  ...endpointCases,
  ...webhookCases,
  ...redeliveryCases,
  ...statisticsCases,
  ...deadlineCases,
  ...overdueCases,
  ...lateStatisticsCases,
  ...receiptCases,
  ...responseCases,
  ...idempotencyCases,
  ...disclosureCases,
  ...deliveryCases,
  ...lateDeliveryCases,
  ...keptEventCases,
  ...exhaustingCases,
]
