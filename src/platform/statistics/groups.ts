/** The groups that numbers are told apart by: their keys, what they are called, and which cell belongs to which. */
import type { Locale } from '../../contract/field-errors.js'
import { label, type StatisticsGrouping, taxonomies } from '../../contract/index.js'
import { currentTaxonomy } from '../../contract/taxonomy.js'
import type { State } from '../state.js'
import type { Cell } from './counters.js'

export type CellGrouping = Exclude<StatisticsGrouping, 'quarter'>

/** Stands for the service that was not named. */
const none = ''

export const groupOf: Readonly<Record<CellGrouping, (cell: Cell) => string>> = {
  enterprise: ({ enterpriseId }) => enterpriseId,
  service: ({ serviceId }) => serviceId ?? none,
  category: ({ category }) => category,
}

/** Groups that are shown though nothing was counted: companies, their services, the current categories. */
export function knownGroups({ enterprises }: State, grouping: CellGrouping, enterpriseId?: string): string[] {
  if (grouping === 'category') return Object.keys(taxonomies[currentTaxonomy])
  const companies = [...enterprises.values()].filter(
    ({ id }) => enterpriseId === undefined || id === enterpriseId,
  )
  return grouping === 'enterprise'
    ? companies.map(({ id }) => id)
    : companies.flatMap(({ services }) => services.map(({ id }) => id))
}

export const keyOf = (group: string): string | null => (group === none ? null : group)

export function labelOf(
  { enterprises }: State,
  grouping: StatisticsGrouping,
  group: string,
  locale: Locale,
): string {
  switch (grouping) {
    case 'enterprise':
      return enterprises.get(group)?.name ?? group
    case 'category':
      return label('category', group, locale)
    case 'quarter':
      return locale === 'zh' ? `${group.slice(0, 4)}年第${group.slice(5)}季度` : group
    case 'service': {
      if (group === none) return locale === 'zh' ? '未填写服务' : 'no service named'
      const services = [...enterprises.values()].flatMap((each) => each.services)
      return services.find(({ id }) => id === group)?.name ?? group
    }
  }
}
