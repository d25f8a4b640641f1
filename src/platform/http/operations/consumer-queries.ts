/** Without an account: how a complaint stands, and where else to go. */
import type { queryInput } from '../../../contract/consumer.js'
import { showToQuery } from '../../own-complaint.js'
import { listOtherChannels } from '../../people/other-channels.js'
import { type QueryProof, query, requestQueryCode } from '../../people/queries.js'
import type { Operations } from '../call.js'

export const consumerQueryOperations: Operations<
  'requestQueryCode' | 'queryComplaints' | 'listOtherChannels'
> = {
  requestQueryCode({ core, source, body: { number = '', person } }) {
    const queryId = requestQueryCode(core, source, person ? { person } : { number })
    return { queryId, expiresInSeconds: core.settings.codeSeconds }
  },
  queryComplaints({ core, source, body, locale }) {
    const records = query(core, source, proofOf(body))
    return { items: records.map((record) => showToQuery(core, record, locale)) }
  },
  listOtherChannels: ({ query: { category }, locale }) => ({ items: listOtherChannels(category, locale) }),
}

/** The schema has seen to it that one of the pairs is there. */
function proofOf(body: ReturnType<typeof queryInput.parse>): QueryProof {
  const { number = '', queryCode, queryId = '', code = '' } = body
  return queryCode === undefined ? { queryId, code } : { number, queryCode }
}
