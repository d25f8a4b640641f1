/** The numbers of a span, by the rules of the contract. */
import { formatShanghaiTime, shanghaiDateOf } from '../../calendar/index.js'
import type { Locale } from '../../contract/field-errors.js'
import type { Statistics, StatisticsFigures, StatisticsGrouping, TimelyRate } from '../../contract/index.js'
import type { Core } from '../core.js'
import type { Enterprise } from '../state.js'
import { figuresOf, percentOf, timelyOf } from './figures.js'
import { type CellGrouping, groupOf, keyOf, knownGroups, labelOf } from './groups.js'
import { quarterOf, quartersOf, type Span, spanBefore, yearBefore } from './span.js'
import { emptyTally, type Tally } from './tally.js'

export interface StatisticsQuestion {
  readonly span: Span
  /** Of this company alone; of all together by default. */
  readonly enterpriseId?: string | undefined
  readonly groupBy?: StatisticsGrouping | undefined
  /** Of the labels. */
  readonly locale: Locale
}

type OfWhom = Pick<StatisticsQuestion, 'enterpriseId'>

/** As they are now: the present moment of domain time is the cut-off. */
export function makeStatistics(core: Core, question: StatisticsQuestion): Statistics {
  const { span, groupBy } = question
  return {
    ...span,
    cutOff: formatShanghaiTime(core.clock.now()),
    groupBy: groupBy ?? null,
    total: figuresBy(core, question, span).figures(''),
    groups: groupBy === undefined ? [] : listGroups(core, question, groupBy),
  }
}

/** The timely-handling rate (投诉处理及时率) of a company. */
export function timelyRate(
  core: Core,
  { id }: Enterprise,
  span: Span = quarterOf(core.clock.now()),
): TimelyRate {
  const { due, onTime } = tallyBy(core, { enterpriseId: id }, span).get('') ?? emptyTally()
  return { ...span, cutOff: formatShanghaiTime(core.clock.now()), ...timelyOf(onTime, due) }
}

/** Sums of each group; without a grouping, of one group named ''. */
export function tallyBy(
  core: Core,
  { enterpriseId }: OfWhom,
  span: Span,
  grouping?: CellGrouping,
): Map<string, Tally> {
  const today = shanghaiDateOf(core.clock.now())
  const group = grouping === undefined ? () => '' : groupOf[grouping]
  return core.counters.tally({ ...span, today, enterpriseId, groupOf: group })
}

function listGroups(
  core: Core,
  question: StatisticsQuestion,
  groupBy: StatisticsGrouping,
): Statistics['groups'] {
  const { span, locale, enterpriseId } = question
  const show = (group: string, figures: StatisticsFigures) => ({
    key: keyOf(group),
    label: labelOf(core.state, groupBy, group, locale),
    ...figures,
  })
  if (groupBy === 'quarter') {
    return quartersOf(span).map(({ quarter, span: part }) =>
      show(quarter, figuresBy(core, question, part).figures('')),
    )
  }
  const { found, figures } = figuresBy(core, question, span, groupBy)
  const groups = new Set([...knownGroups(core.state, groupBy, enterpriseId), ...found])
  return [...groups].sort().map((group) => show(group, figures(group)))
}

/** The figures of each group, and the groups that have any. */
function figuresBy(core: Core, whom: OfWhom, span: Span, grouping?: CellGrouping) {
  const tallies = tallyBy(core, whom, span, grouping)
  const tallyOf = (group: string) => tallies.get(group) ?? emptyTally()
  const growthTo = (other: Span | null) => {
    const before = other && tallyBy(core, whom, other, grouping)
    return (group: string) => {
      const received = before?.get(group)?.received ?? 0
      const percent = percentOf(tallyOf(group).received - received, received)
      return other && { ...other, received, percent }
    }
  }
  const [previous, yearAgo] = [growthTo(spanBefore(span)), growthTo(yearBefore(span))]
  return {
    found: [...tallies].filter(([, tally]) => hasAny(tally)).map(([group]) => group),
    figures: (group: string): StatisticsFigures => ({
      ...figuresOf(tallyOf(group), core.calendar),
      growth: { previous: previous(group), yearBefore: yearAgo(group) },
    }),
  }
}

function hasAny({ received, answered, due, rated }: Tally): boolean {
  return received + answered + due + rated > 0
}
