/** What is known of each day, from the published years and, where there is none, from the law. */
import { dayCount, dayOf, firstDay, formatDay, isWeekend, lastDay } from './dates.js'
import { listDaysOffByLaw, type StatutoryHoliday } from './statutory-holidays.js'
import type { CalendarYear } from './year-facts.js'

/**
 * The notice for the next year can change the last days of December; no notice kept here reaches back
 * further than the 29th, and the 20th leaves room.
 */
const tailDay = 20

/** A weekend day as close as this to a statutory holiday may be made a working day (docs/calendar.md). */
const swapReach = 14

export interface NamedBy {
  readonly name: string
  readonly notices: readonly string[]
}

export interface DayTable {
  /** 1 where the calendar takes the day as worked; indexes count from 2018-01-01 in all of these. */
  readonly working: Uint8Array
  /** 1 where the day is worked in the case that ends a period earliest. */
  readonly workingAtMost: Uint8Array
  /** Unpublished days up to and including a day. */
  readonly unpublishedUpTo: Uint16Array
  /** Days that a notice names. */
  readonly named: ReadonlyMap<number, NamedBy>
  /** Days off by law and their making up, in every year. */
  readonly byLaw: ReadonlyMap<number, StatutoryHoliday>
}

/** The year whose notice decides a day: in the tail of a published year, the next one's. */
export function decidingYear(day: number, published: (year: number) => boolean): number {
  const date = formatDay(day)
  const year = Number(date.slice(0, 4))
  return published(year) && date.slice(5) >= `12-${tailDay}` ? year + 1 : year
}

function readNamed(years: readonly CalendarYear[]): { named: Map<number, NamedBy>; off: Set<number> } {
  const named = new Map<number, NamedBy>()
  const off = new Set<number>()
  // In order of year: a later notice has the last word on the December before.
  for (const { notices, daysOff, workingDays } of [...years].sort((a, b) => a.year - b.year)) {
    const enter = (isOff: boolean) => (day: { date: string; name: string; notice?: string | undefined }) => {
      const number = dayOf(day.date)
      named.set(number, { name: day.name, notices: day.notice === undefined ? notices : [day.notice] })
      if (isOff) off.add(number)
      else off.delete(number)
    }
    daysOff.forEach(enter(true))
    workingDays.forEach(enter(false))
  }
  return { named, off }
}

export function createDayTable(years: readonly CalendarYear[]): DayTable {
  const published = new Set(years.map(({ year }) => year))
  const { named, off } = readNamed(years)
  const byLaw = listDaysOffByLaw()
  const fixed = [...byLaw.values()].filter(({ makesUp }) => makesUp === undefined).map(({ day }) => day)
  // New Year's Day of 2036 bears on the last December.
  fixed.push(lastDay + 1)
  const nearFixed = new Set(
    fixed.flatMap((day) => Array.from({ length: 2 * swapReach + 1 }, (_, index) => day - swapReach + index)),
  )
  const table: DayTable = {
    working: new Uint8Array(dayCount),
    workingAtMost: new Uint8Array(dayCount),
    unpublishedUpTo: new Uint16Array(dayCount),
    named,
    byLaw,
  }
  let unpublished = 0
  for (let index = 0; index < dayCount; index++) {
    const day = firstDay + index
    const weekend = isWeekend(day)
    const law = byLaw.get(day)
    let working = !weekend
    let workingAtMost = working
    if (named.has(day)) {
      working = workingAtMost = !off.has(day)
    } else if (isUnpublished(day)) {
      unpublished++
      working = !weekend && law === undefined
      // The making up of a holiday may be put on another day, the holiday itself may not.
      workingAtMost = weekend ? nearFixed.has(day) && !law : law === undefined || law.makesUp !== undefined
    }
    table.working[index] = working ? 1 : 0
    table.workingAtMost[index] = workingAtMost ? 1 : 0
    table.unpublishedUpTo[index] = unpublished
  }
  return table

  function isUnpublished(day: number): boolean {
    return !published.has(decidingYear(day, (candidate) => published.has(candidate)))
  }
}
