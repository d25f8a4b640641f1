/** How far `clock.advance` goes. */
import type { Calendar } from '../calendar/calendar.js'
import { quote } from '../calendar/dates.js'
import {
  dateOfDayNumber,
  dayNumberOf,
  formatShanghaiTime,
  instantOf,
  shanghaiDateOf,
  startOfShanghaiDate,
} from '../calendar/shanghai.js'
import { ArgumentError } from '../errors.js'

/**
 * A stretch of domain time: one unit or several, which add up, `workingDays` first. At least one is given, and none
 * is negative; all units 0 moves nothing, runs what is due and awaits deliveries.
 */
export interface Duration {
  /** To the same time of day of the n-th next working day in Shanghai, 0–366. */
  readonly workingDays?: number | undefined
  /** Of 24 hours each: Shanghai has no summer time. */
  readonly days?: number | undefined
  readonly hours?: number | undefined
  readonly minutes?: number | undefined
  /** Down to the millisecond. */
  readonly seconds?: number | undefined
}

const lengths = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1_000 }
const unitNames = ['workingDays', ...Object.keys(lengths)]
const example = 'give for example { workingDays: 1 } or { hours: 2, minutes: 30 }'
const firstInstant = startOfShanghaiDate('2018-01-01')
const lastInstant = startOfShanghaiDate('2035-12-31') + lengths.days - 1

/**
 * @throws ArgumentError no object, no unit or an unknown one, an amount that is negative, not finite or, of working
 * days, not whole
 */
export function checkDuration(duration: Duration): void {
  const given: unknown = duration
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new ArgumentError(`advance takes an object of units, got ${quote(given)}: ${example}.`)
  }
  const amounts = Object.entries(given).filter(([, amount]) => amount !== undefined)
  const unknown = amounts.find(([unit]) => !unitNames.includes(unit))
  if (unknown) {
    throw new ArgumentError(`advance knows no unit ${quote(unknown[0])}: there are ${unitNames.join(', ')}.`)
  }
  if (amounts.length === 0) throw new ArgumentError(`advance got no unit: ${example}.`)
  for (const [unit, amount] of amounts) {
    if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0) {
      throw new ArgumentError(
        `${unit} is ${quote(amount)}: a clock only goes forward, by a finite number from 0 up.`,
      )
    }
    if (unit === 'workingDays' && !(Number.isInteger(amount) && amount <= 366)) {
      throw new ArgumentError(`workingDays is ${amount}: it is a whole number from 0 to 366.`)
    }
  }
}

/**
 * The instant that lies `duration` after `start`, both in ms.
 *
 * @throws ArgumentError when it is after 2035, the last year of the calendar
 */
export function addDuration(start: number, duration: Duration, calendar: Calendar): number {
  const { workingDays = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = duration
  const rest =
    days * lengths.days + hours * lengths.hours + minutes * lengths.minutes + seconds * lengths.seconds
  return checkInstant(addWorkingDays(start, workingDays, calendar) + Math.round(rest))
}

function addWorkingDays(start: number, workingDays: number, calendar: Calendar): number {
  if (workingDays === 0) return start
  const date = shanghaiDateOf(start)
  const target = dateOfDayNumber(calendar.dayNumbers.add(dayNumberOf(date), workingDays))
  return start + startOfShanghaiDate(target) - startOfShanghaiDate(date)
}

/**
 * The instant of an RFC 3339 time with an offset, in ms.
 *
 * @throws ArgumentError not such a time, or outside 2018–2035
 */
export function readInstant(time: string): number {
  return checkInstant(instantOf(time))
}

function checkInstant(instant: number): number {
  if (instant >= firstInstant && instant <= lastInstant) return instant
  const seen = Math.abs(instant) < 2e14 ? ` ${formatShanghaiTime(instant)}` : ' further'
  throw new ArgumentError(
    `The clock cannot go to${seen}: it keeps to 2018–2035, the years of the calendar (dates of Asia/Shanghai).`,
  )
}
