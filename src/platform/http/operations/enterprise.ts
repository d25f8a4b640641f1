import { formatShanghaiTime } from '../../../calendar/index.js'
import { findYear, listCategories } from '../../rules.js'
import { checkedSpan } from '../../statistics/checked-span.js'
import { makeStatistics, timelyRate } from '../../statistics/statistics.js'
import type { Operations } from '../call.js'

export const enterpriseOperations: Operations<
  'retrieveEnterprise' | 'retrieveStatistics' | 'listServices' | 'listCategories' | 'retrieveCalendarYear'
> = {
  retrieveEnterprise({ core, enterprise }) {
    const { id, name, publicContacts, connectedAt } = enterprise
    return {
      id,
      name,
      publicContacts: [...publicContacts],
      connectedAt: formatShanghaiTime(connectedAt),
      timelyRate: timelyRate(core, enterprise),
    }
  },
  retrieveStatistics({ core, enterprise, query, locale }) {
    const span = checkedSpan(core, query, locale)
    return makeStatistics(core, { enterpriseId: enterprise.id, groupBy: query.groupBy, locale, span })
  },
  listServices: ({ enterprise }) => ({ items: [...enterprise.services] }),
  listCategories: ({ query }) => listCategories(query.version),
  retrieveCalendarYear: ({ core, params }) => findYear(core, Number(params.year)),
}
