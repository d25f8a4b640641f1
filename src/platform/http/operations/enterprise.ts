import { formatShanghaiTime } from '../../../calendar/index.js'
import { currentTaxonomy, taxonomies } from '../../../contract/taxonomy.js'
import { showYear } from '../../calendar-in-force.js'
import { RefusalError } from '../../refusal.js'
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
  listCategories({ query: { version = currentTaxonomy } }) {
    const items = Object.entries(taxonomies[version]).map(([code, label]) => ({ code, label }))
    return { version, items }
  },
  retrieveCalendarYear({ core, params }) {
    const year = core.calendar.year(Number(params.year))
    if (!year) throw new RefusalError('year_not_published')
    return showYear(year)
  },
}
