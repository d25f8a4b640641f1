/** What is published of a quarter: counts by company and by category, with small numbers suppressed. */
import type { Locale } from '../../contract/field-errors.js'
import type { PublishedFigures } from '../../contract/index.js'
import type { Core } from '../core.js'
import type { QuarterCounts, QuarterGroup } from '../state.js'
import { timelyOf } from './figures.js'
import { type CellGrouping, labelOf } from './groups.js'
import { quarterSpan } from './span.js'
import { tallyBy } from './statistics.js'
import { type Row, suppress } from './suppress.js'

type Grouping = Extract<CellGrouping, 'enterprise' | 'category'>
type Counts = Omit<QuarterGroup, 'group'>

const nothing: Counts = { received: 0, answered: 0, onTime: 0, due: 0 }

/** The counts of a quarter as they are now, of the groups that have any. */
export function countQuarter(core: Core, quarter: string): QuarterCounts {
  const span = quarterSpan(quarter)
  const by = (grouping: Grouping): QuarterGroup[] => {
    const tallies = tallyBy(core, {}, span, grouping)
    return [...tallies]
      .map(([group, { received, answered, onTime, due }]) => ({ group, received, answered, onTime, due }))
      .filter(({ received, answered, due }) => received + answered + due > 0)
      .sort((one, other) => (one.group < other.group ? -1 : 1))
  }
  return { enterprise: by('enterprise'), category: by('category') }
}

/** Columns that are hidden on their own: no other one can be computed from them. */
const columns = {
  received: { counts: ['received'], sizes: ['received'] },
  answered: { counts: ['answered'], sizes: ['answered'] },
  // How many of 40 came in time tells of the company, not of a person: only the 40 must not be few.
  timely: { counts: ['due', 'onTime'], sizes: ['due'] },
} as const satisfies Record<string, { counts: readonly (keyof Counts)[]; sizes: readonly (keyof Counts)[] }>

type Column = keyof typeof columns

export interface PublicTable {
  total(version: number): PublishedFigures
  groups(version: number, grouping: Grouping, locale: Locale): PublicGroup[]
}

export type PublicGroup = PublishedFigures & { readonly key: string; readonly label: string }

/**
 * The tables of a quarter in several versions (as published, as they are now), suppressed together: what one of them
 * hides is hidden in all, so that no version tells of another one.
 *
 * @param minimum 0: nothing is suppressed
 */
export function publicTable(core: Core, versions: readonly QuarterCounts[], minimum: number): PublicTable {
  const hidden = new Map(
    (['received', 'answered', 'timely'] as const).map((column) => [column, hide(versions, column, minimum)]),
  )
  const show = (counts: Counts, isHidden: (column: Column) => boolean): PublishedFigures => ({
    received: isHidden('received') ? null : counts.received,
    answered: isHidden('answered') ? null : counts.answered,
    timely: isHidden('timely') ? null : timelyOf(counts.onTime, counts.due),
  })
  return {
    total: (version) => show(sum(versions[version]?.category ?? []), (column) => hidden.get(column) === null),
    groups: (version, grouping, locale) =>
      groupsOf(versions, grouping).map((group) => ({
        key: group,
        label: labelOf(core.state, grouping, group, locale),
        ...show(
          find(versions[version], grouping, group),
          (column) => hidden.get(column)?.[grouping].has(group) ?? true,
        ),
      })),
  }
}

/** Groups that a column hides, in both tables; null: the whole column. */
function hide(versions: readonly QuarterCounts[], column: Column, minimum: number) {
  const nobody: ReadonlySet<string> = new Set()
  if (minimum === 0) return { enterprise: nobody, category: nobody }
  const enterprise = suppress(rowsOf(versions, 'enterprise', column), minimum)
  const category = suppress(rowsOf(versions, 'category', column), minimum)
  // Both tables have the same total: where one cannot show it, neither does the other one.
  return enterprise && category ? { enterprise, category } : null
}

/** A row for each group, with the numbers of all versions. */
function rowsOf(versions: readonly QuarterCounts[], grouping: Grouping, column: Column): Row[] {
  return groupsOf(versions, grouping).map((group) => {
    const each = versions.map((version) => find(version, grouping, group))
    const pick = (members: readonly (keyof Counts)[]) =>
      each.flatMap((counts) => members.map((member) => counts[member]))
    return { group, counts: pick(columns[column].counts), sizes: pick(columns[column].sizes) }
  })
}

/** That any version has. */
function groupsOf(versions: readonly QuarterCounts[], grouping: Grouping): string[] {
  return [...new Set(versions.flatMap((version) => version[grouping].map(({ group }) => group)))].sort()
}

function find(version: QuarterCounts | undefined, grouping: Grouping, group: string): Counts {
  return version?.[grouping].find((row) => row.group === group) ?? nothing
}

function sum(groups: readonly Counts[]): Counts {
  return groups.reduce<Counts>(
    (total, { received, answered, onTime, due }) => ({
      received: total.received + received,
      answered: total.answered + answered,
      onTime: total.onTime + onTime,
      due: total.due + due,
    }),
    nothing,
  )
}
