import { formatShanghaiTime } from '../../../calendar/index.js'
import { currentTaxonomy, taxonomies } from '../../../contract/taxonomy.js'
import { showYear } from '../../calendar-in-force.js'
import { RefusalError } from '../../refusal.js'
import { timelyRate } from '../../statistics/statistics.js'
import type { Operations } from '../call.js'

export const enterpriseOperations: Operations<
  'retrieveEnterprise' | 'listServices' | 'listCategories' | 'retrieveCalendarYear'
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
