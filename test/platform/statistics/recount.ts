/** A second opinion on the numbers: a plain walk over all complaints, as domain.md says them. */
import { roundsOf } from '../../../src/platform/rounds.js'
import type { Span } from '../../../src/platform/statistics/span.js'
import type { Life } from './random-life.js'

const day = 86_400_000
const dateOf = (time: number) => new Date(time + 8 * 3_600_000).toISOString().slice(0, 10)
const cut = (numerator: number, denominator: number) =>
  denominator === 0 ? null : Number((BigInt(numerator) * 10_000n) / BigInt(denominator)) / 100
const share = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  percent: cut(numerator, denominator),
})

interface Group {
  readonly enterpriseId: string
  readonly serviceId: string | null
  readonly category: string
}

export function recount(life: Life, { from, to }: Span, belongs: (group: Group) => boolean) {
  const { core } = life
  const today = dateOf(core.clock.now())
  const isIn = (date: string) => date >= from && date <= to
  let [received, answered, due, onTime, rated, satisfied, solved, reopened, first, repeats] = Array<number>(
    10,
  ).fill(0) as [number, number, number, number, number, number, number, number, number, number]
  const hours: number[] = []
  const workingDays: number[] = []
  for (const record of core.state.complaints.values()) {
    if (record.kind === 'report') continue
    const rounds = roundsOf(record)
    for (const [index, round] of rounds.entries()) {
      const { enterpriseId, serviceId, assignedAt, respondedAt, dueDate, excluded, rating } = round
      if (excluded === 'contested') continue
      if (!belongs({ enterpriseId, serviceId, category: record.category.code })) continue
      const isAppeal = index > 0 && rounds[index - 1]?.round !== round.round
      if (isIn(dateOf(assignedAt))) {
        received += 1
        if (isAppeal) reopened += 1
        else {
          first += 1
          if (life.isRepeat(record, enterpriseId, assignedAt)) repeats += 1
        }
      }
      if (respondedAt !== null && isIn(dateOf(respondedAt))) {
        answered += 1
        hours.push(respondedAt - assignedAt)
        let worked = 0
        for (let time = assignedAt; dateOf(time) < dateOf(respondedAt); ) {
          time += day
          if (core.calendar.isWorkingDay(dateOf(time))) worked += 1
        }
        workingDays.push(worked)
      }
      if (dueDate !== null && excluded === null && isIn(dueDate) && dueDate < today) {
        due += 1
        if (respondedAt !== null && dateOf(respondedAt) <= dueDate) onTime += 1
      }
      if (rating && isIn(dateOf(Date.parse(rating.ratedAt)))) {
        rated += 1
        if (rating.score > 3) satisfied += 1
        if (rating.solved) solved += 1
      }
    }
  }
  return {
    timely: { ...share(onTime, due), belowThreshold: due === 0 ? null : onTime / due < 0.95 },
    received,
    answered,
    handling: {
      workingDays: quantiles(workingDays),
      hours: quantiles(hours, (ms) => Math.floor((ms / 3_600_000) * 100 + 1e-9) / 100),
    },
    satisfaction: share(satisfied, rated),
    solved: share(solved, rated),
    reopened: share(reopened, received),
    repeats: share(repeats, first),
  }
}

function quantiles(values: readonly number[], show = (value: number) => value) {
  if (values.length === 0) return { median: null, p95: null }
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  const middle = Number.isInteger(half) ? [half - 1, half] : [Math.floor(half)]
  const median = middle.reduce((sum, index) => sum + (sorted[index] ?? 0), 0) / middle.length
  const p95 = sorted.find(
    (value) => sorted.filter((other) => other <= value).length * 100 >= 95 * sorted.length,
  )
  return { median: show(median), p95: show(p95 ?? 0) }
}
