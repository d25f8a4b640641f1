/** What `platform.statistics(…)` takes. */
import { type Statistics, type StatisticsGrouping, statisticsGroupings } from '../../contract/index.js'
import { ArgumentError } from '../../errors.js'
import type { Core } from '../core.js'
import { checkDate, checkSpan, completeSpan, type SpanInput } from './span.js'
import { makeStatistics } from './statistics.js'

export interface StatisticsInput extends SpanInput {
  /** Of this company alone; of all by default. */
  readonly enterpriseId?: string | undefined
  /** Tells the numbers apart; without it there is the total alone. */
  readonly groupBy?: StatisticsGrouping | undefined
  /** Of the labels; `zh` by default. */
  readonly locale?: 'zh' | 'en' | undefined
}

/** @throws ArgumentError an unknown company or grouping, or a span that is none */
export function askInProcess(core: Core, input: StatisticsInput = {}): Statistics {
  const { enterpriseId, groupBy, locale = 'zh' } = input
  if (enterpriseId !== undefined && !core.state.enterprises.has(enterpriseId)) {
    throw new ArgumentError('enterpriseId is not a company of this platform.')
  }
  if (groupBy !== undefined && !statisticsGroupings.includes(groupBy)) {
    throw new ArgumentError(`groupBy must be one of ${statisticsGroupings.join(', ')}.`)
  }
  for (const date of [input.from, input.to]) if (date !== undefined) checkDate(date)
  const span = checkSpan(completeSpan(input, core.clock.now()))
  return makeStatistics(core, { enterpriseId, groupBy, locale, span })
}
