import type { Operations } from '../call.js'
import { authenticationOperations } from './authentication.js'
import { complaintOperations } from './complaints.js'
import { consumerAccountOperations } from './consumer-accounts.js'
import { consumerComplaintOperations } from './consumer-complaints.js'
import { consumerFilingOperations } from './consumer-filing.js'
import { consumerQueryOperations } from './consumer-queries.js'
import { controlOperations } from './control.js'
import { deliveryOperations } from './deliveries.js'
import { disclosureOperations } from './disclosures.js'
import { enterpriseOperations } from './enterprise.js'
import { eventOperations } from './events.js'
import { fileOperations } from './files.js'
import { operatorColumnOperations } from './operator-columns.js'
import { operatorReviewOperations } from './operator-review.js'
import { operatorRuleOperations } from './operator-rules.js'
import { operatorStatisticsOperations } from './operator-statistics.js'
import { publicColumnOperations } from './public-columns.js'
import { publicDocumentOperations } from './public-document.js'
import { requestOperations } from './requests.js'

/** The operation of every route of the table; a route without one does not compile. */
export const operations: Operations = {
  ...authenticationOperations,
  ...complaintOperations,
  ...requestOperations,
  ...disclosureOperations,
  ...fileOperations,
  ...eventOperations,
  ...deliveryOperations,
  ...enterpriseOperations,
  ...consumerAccountOperations,
  ...consumerFilingOperations,
  ...consumerComplaintOperations,
  ...consumerQueryOperations,
  ...operatorReviewOperations,
  ...operatorRuleOperations,
  ...operatorColumnOperations,
  ...operatorStatisticsOperations,
  ...publicColumnOperations,
  ...publicDocumentOperations,
  ...controlOperations,
}
