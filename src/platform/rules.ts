/** Rules that everybody can look up: the taxonomies and the working days. */
import type { CalendarYear, CategoryList } from '../contract/index.js'
import { currentTaxonomy, type TaxonomyVersion, taxonomies } from '../contract/taxonomy.js'
import { showYear } from './calendar-in-force.js'
import type { Core } from './core.js'
import { RefusalError } from './refusal.js'

export function listCategories(version: TaxonomyVersion = currentTaxonomy): CategoryList {
  const items = Object.entries(taxonomies[version]).map(([code, label]) => ({ code, label }))
  return { version, items }
}

/** @throws RefusalError year_not_published */
export function findYear({ calendar }: Core, year: number): CalendarYear {
  const found = calendar.year(year)
  if (!found) throw new RefusalError('year_not_published')
  return showYear(found)
}
