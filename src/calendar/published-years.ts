/** From notices to years: every state that a year has had. */
import { ArgumentError } from '../errors.js'
import { dayOf, formatDay, quote } from './dates.js'
import { type Notice, type NoticeHoliday, notices } from './notices.js'
import { type CalendarYear, loadYear, type NamedDay } from './year-facts.js'

interface Entry {
  readonly notice: string
  readonly holiday: NoticeHoliday
}

function daysOffOf({ notice, holiday }: Entry): NamedDay[] {
  const first = dayOf(holiday.off[0])
  const length = dayOf(holiday.off[1]) - first + 1
  return Array.from({ length }, (_, index) => ({
    date: formatDay(first + index),
    name: holiday.name,
    notice,
  }))
}

function workingDaysOf({ notice, holiday }: Entry): NamedDay[] {
  return holiday.worked.map((date) => ({ date, name: holiday.name, notice }))
}

function entriesOf(notice: Notice): Entry[] {
  return notice.holidays.map((holiday) => ({ notice: notice.number, holiday }))
}

/** The versions of every year: the first notice, then that notice with each later one applied. */
function readVersions(): Map<number, CalendarYear[]> {
  const years = new Map<number, CalendarYear[]>()
  const inForce = new Map<number, Entry[]>()
  for (const notice of notices) {
    const replaced = new Set(notice.holidays.map(({ name }) => name))
    const kept = (inForce.get(notice.year) ?? []).filter(({ holiday }) => !replaced.has(holiday.name))
    const entries = [...kept, ...entriesOf(notice)]
    inForce.set(notice.year, entries)
    const versions = years.get(notice.year) ?? []
    const numbers = [...(versions.at(-1)?.notices ?? []), notice.number]
    const daysOff = entries.flatMap(daysOffOf)
    const workingDays = entries.flatMap(workingDaysOf)
    versions.push(loadYear({ year: notice.year, notices: numbers, daysOff, workingDays }))
    years.set(notice.year, versions)
  }
  return years
}

let known: Map<number, CalendarYear[]> | undefined

function versions(): Map<number, CalendarYear[]> {
  known ??= readVersions()
  return known
}

/** The published years that this package knows, each in its latest state, in order. */
export function listPublishedYears(): CalendarYear[] {
  return [...versions().values()].flatMap((states) => states.slice(-1))
}

/**
 * Every state that a year has had, the first notice's first. 2019 and 2020 have two; an unpublished year none.
 *
 * @throws ArgumentError not a whole number
 * @example
 * const [before, after] = listYearVersions(2020) // 国办发明电〔2019〕16号, then changed by 〔2020〕1号
 */
export function listYearVersions(year: number): CalendarYear[] {
  if (!Number.isInteger(year)) throw new ArgumentError(`expected a year such as 2026, got ${quote(year)}`)
  return [...(versions().get(year) ?? [])]
}
