/** 季度通报: published by itself some days after the quarter, kept as it was published, restated by later decisions. */
import { endOfShanghaiDate, formatShanghaiTime } from '../../calendar/index.js'
import type { Locale } from '../../contract/field-errors.js'
import type { Bulletin, PublicStatistics, PublishedFigures } from '../../contract/index.js'
import type { Core } from '../core.js'
import { RefusalError } from '../refusal.js'
import type { QuarterCounts } from '../state.js'
import { percentOf } from './figures.js'
import { countQuarter, type PublicTable, publicTable } from './public-table.js'
import { quarterName, quarterOf, quarterSpan, spanBefore } from './span.js'

const dayLength = 86_400_000

/**
 * From now on, quarter after quarter.
 *
 * @param now ms: what fell due up to then has happened
 */
export function scheduleBulletins(core: Core, now: number = core.clock.now()): void {
  const current = quarterOf(now)
  const before = spanBefore(current)
  const pending = [before, current].find((span) => span && publicationOf(core, span.to) > now)
  if (pending) scheduleBulletin(core, quarterName(pending.from))
}

function scheduleBulletin(core: Core, quarter: string): void {
  const { to } = quarterSpan(quarter)
  const at = publicationOf(core, to)
  core.clock.schedule(
    at,
    () => {
      const counts = countQuarter(core, quarter)
      core.state.bulletins.set(quarter, { publishedAt: core.clock.now(), counts })
      if (quarter < '2035Q4') scheduleBulletin(core, nextQuarter(quarter))
    },
    'bulletin',
  )
}

/** When (ms) the bulletin of a quarter that ends on this date is published. */
function publicationOf({ settings }: Core, to: string): number {
  return endOfShanghaiDate(to) + settings.bulletinDays * dayLength
}

function nextQuarter(quarter: string): string {
  const [year, number] = [Number(quarter.slice(0, 4)), Number(quarter.slice(5))]
  return number === 4 ? `${year + 1}Q1` : `${year}Q${number + 1}`
}

/**
 * The bulletin that anyone may read.
 *
 * @throws RefusalError not_found: not published yet
 */
export function publishedBulletin(core: Core, quarter: string, locale: Locale): Bulletin {
  if (!core.state.bulletins.has(quarter)) throw new RefusalError('not_found')
  return makeBulletin(core, quarter, locale, core.settings.publicMinimum)
}

/**
 * The bulletin with every number, also before it is published.
 *
 * @throws RefusalError not_found: the quarter has not begun
 */
export function fullBulletin(core: Core, quarter: string, locale: Locale): Bulletin {
  if (quarter > quarterName(quarterOf(core.clock.now()).from)) throw new RefusalError('not_found')
  return makeBulletin(core, quarter, locale, 0)
}

/**
 * The numbers of a published quarter as they are now; of the last one by default.
 *
 * @throws RefusalError not_found: not published yet
 */
export function publicStatistics(
  core: Core,
  {
    quarter,
    groupBy,
    locale,
  }: { quarter?: string | undefined; groupBy: 'enterprise' | 'category'; locale: Locale },
): PublicStatistics {
  const shown = quarter ?? [...core.state.bulletins.keys()].sort().at(-1) ?? ''
  if (!core.state.bulletins.has(shown)) throw new RefusalError('not_found')
  const minimum = core.settings.publicMinimum
  const versions = versionsOf(core, shown)
  const table = publicTable(core, versions, minimum)
  const present = versions.length - 1
  return {
    quarter: shown,
    ...quarterSpan(shown),
    cutOff: formatShanghaiTime(core.clock.now()),
    threshold: minimum,
    groupBy,
    total: table.total(present),
    groups: table.groups(present, groupBy, locale),
  }
}

/** As published, where it is, and as it is now. */
function versionsOf(core: Core, quarter: string): QuarterCounts[] {
  const published = core.state.bulletins.get(quarter)
  const present = countQuarter(core, quarter)
  return published ? [published.counts, present] : [present]
}

function makeBulletin(core: Core, quarter: string, locale: Locale, minimum: number): Bulletin {
  const published = core.state.bulletins.get(quarter)
  const publishedAt = published ? formatShanghaiTime(published.publishedAt) : null
  const table = publicTable(core, versionsOf(core, quarter), minimum)
  const restate = (figures: PublishedFigures, present: PublishedFigures | undefined) =>
    published && present && !isSame(figures, present) ? present : null
  const groups = (grouping: 'enterprise' | 'category') => {
    const present = table.groups(1, grouping, locale)
    return table.groups(0, grouping, locale).map((row) => {
      const { key: _, label: __, ...now } = present.find(({ key }) => key === row.key) ?? row
      return { ...row, restated: restate(row, now) }
    })
  }
  const total = table.total(0)
  const companies = groups('enterprise')
  return {
    quarter,
    ...quarterSpan(quarter),
    publishedAt,
    cutOff: publishedAt ?? formatShanghaiTime(core.clock.now()),
    threshold: minimum === 0 ? null : minimum,
    total: { ...total, restated: restate(total, table.total(1)) },
    companies,
    categories: groups('category'),
    belowThreshold: companies.flatMap(({ key, label, timely }) =>
      timely?.belowThreshold && timely.percent !== null ? [{ key, label, percent: timely.percent }] : [],
    ),
    fastGrowers: listFastGrowers(core, quarter, table, minimum),
  }
}

/** Companies that received more than in the quarter before, by a share that is a setting; few complaints never count. */
function listFastGrowers(
  core: Core,
  quarter: string,
  table: PublicTable,
  minimum: number,
): Bulletin['fastGrowers'] {
  const { fastGrowthPercent, publicMinimum } = core.settings
  const before = spanBefore(quarterSpan(quarter))
  if (!before) return []
  const former = publicTable(core, versionsOf(core, quarterName(before.from)), minimum).groups(
    0,
    'enterprise',
    'zh',
  )
  return table.groups(0, 'enterprise', 'zh').flatMap(({ key, label, received }) => {
    const was = former.find((row) => row.key === key)?.received ?? 0
    if (received === null || was < Math.max(1, publicMinimum)) return []
    const percent = percentOf(received - was, was)
    return percent !== null && percent >= fastGrowthPercent ? [{ key, label, percent }] : []
  })
}

const isSame = (one: PublishedFigures, other: PublishedFigures): boolean =>
  one.received === other.received &&
  one.answered === other.answered &&
  one.timely?.numerator === other.timely?.numerator &&
  one.timely?.denominator === other.timely?.denominator
