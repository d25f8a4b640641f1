/** From counts to what is shown: integers are divided last, and what is shown is cut, never rounded up. */
import type { Calendar } from '../../calendar/index.js'
import type { StatisticsFigures, TimelyRate } from '../../contract/index.js'
import type { Tally } from './tally.js'

/** Per cent with two places, cut downwards; null of nothing. */
export function percentOf(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : Math.floor((numerator * 10_000) / denominator) / 100
}

export function shareOf(numerator: number, denominator: number) {
  return { numerator, denominator, percent: percentOf(numerator, denominator) }
}

/** The line under which the ministry names companies is 95 %. */
export function timelyOf(onTime: number, due: number): Omit<TimelyRate, 'from' | 'to' | 'cutOff'> {
  return { ...shareOf(onTime, due), belowThreshold: due === 0 ? null : 100 * onTime < 95 * due }
}

/** All but the growth, which needs other spans. */
export function figuresOf(tally: Tally, calendar: Calendar): Omit<StatisticsFigures, 'growth'> {
  const { received, first, repeats, reopened, answered, rated, satisfied, solved, handled } = tally
  const workingDays = handled.map(({ assignedDay, answeredDay }) =>
    calendar.dayNumbers.count(assignedDay, answeredDay ?? assignedDay),
  )
  const centihours = (ms: number) => Math.floor(ms / 36_000) / 100
  return {
    timely: timelyOf(tally.onTime, tally.due),
    received,
    answered,
    handling: {
      workingDays: quantilesOf(workingDays, (value) => value),
      hours: quantilesOf(
        handled.map(({ handledMs }) => handledMs),
        centihours,
      ),
    },
    satisfaction: shareOf(satisfied, rated),
    solved: shareOf(solved, rated),
    reopened: shareOf(reopened, received),
    repeats: shareOf(repeats, first),
  }
}

/** Median (the mean of two in the middle) and 95th percentile by nearest rank, exact. */
function quantilesOf(values: readonly number[], show: (value: number) => number) {
  const sorted = Float64Array.from(values).sort()
  const at = (rank: number) => sorted[rank - 1] ?? 0
  const { length } = sorted
  if (length === 0) return { median: null, p95: null }
  const median = (at(Math.floor((length + 1) / 2)) + at(Math.ceil((length + 1) / 2))) / 2
  return { median: show(median), p95: show(at(Math.ceil((95 * length) / 100))) }
}
