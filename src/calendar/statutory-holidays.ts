/**
 * The days off that are known before a year's notice: 《全国年节及纪念日放假办法》 art. 2, as amended in 2013
 * (11 days) and on 2024-11-10 (13 days, in force since 2025-01-01).
 */
import { dayOf, firstYear, isWeekend, lastYear } from './dates.js'

export interface StatutoryHoliday {
  readonly day: number
  readonly name: string
  /** The holiday that falls on a weekend and is made up on this day (art. 6); absent on the holiday itself. */
  readonly makesUp?: number
}

/**
 * Month and day of Spring Festival (正月初一), Qingming, Dragon Boat (五月初五) and Mid-Autumn (八月十五), by
 * the calendar of GB/T 33661-2017: dates of new moon and solar term in Beijing time. New moons close to
 * midnight are 2027-02-06 23:56 and 2030-02-03 00:07; some calendar software has them a day off.
 */
const lunarAndSolar: Readonly<
  Record<number, readonly [spring: string, qingming: string, dragonBoat: string, midAutumn: string]>
> = {
  2018: ['02-16', '04-05', '06-18', '09-24'],
  2019: ['02-05', '04-05', '06-07', '09-13'],
  2020: ['01-25', '04-04', '06-25', '10-01'],
  2021: ['02-12', '04-04', '06-14', '09-21'],
  2022: ['02-01', '04-05', '06-03', '09-10'],
  2023: ['01-22', '04-05', '06-22', '09-29'],
  2024: ['02-10', '04-04', '06-10', '09-17'],
  2025: ['01-29', '04-04', '05-31', '10-06'],
  2026: ['02-17', '04-05', '06-19', '09-25'],
  2027: ['02-06', '04-05', '06-09', '09-15'],
  2028: ['01-26', '04-04', '05-28', '10-03'],
  2029: ['02-13', '04-04', '06-16', '09-22'],
  2030: ['02-03', '04-05', '06-05', '09-12'],
  2031: ['01-23', '04-05', '06-24', '10-01'],
  2032: ['02-11', '04-04', '06-12', '09-19'],
  2033: ['01-31', '04-04', '06-01', '09-08'],
  2034: ['02-19', '04-05', '06-20', '09-27'],
  2035: ['02-08', '04-05', '06-10', '09-16'],
}

/** The holidays of one year by art. 2, in order of date; two may share a date. */
export function listStatutoryHolidays(year: number): StatutoryHoliday[] {
  const dates = lunarAndSolar[year]
  if (dates === undefined) return []
  const [spring, qingming, dragonBoat, midAutumn] = dates
  const amended = year >= 2025
  const run = (name: string, date: string, before: number, after: number) =>
    Array.from({ length: before + 1 + after }, (_, index) => ({
      day: dayOf(`${year}-${date}`) - before + index,
      name,
    }))
  return [
    run('元旦', '01-01', 0, 0),
    // From the first to the third day of the first month; since 2025 the eve (除夕), too.
    run('春节', spring, amended ? 1 : 0, 2),
    run('清明节', qingming, 0, 0),
    run('劳动节', '05-01', 0, amended ? 1 : 0),
    run('端午节', dragonBoat, 0, 0),
    run('中秋节', midAutumn, 0, 0),
    run('国庆节', '10-01', 0, 2),
  ]
    .flat()
    .sort((left, right) => left.day - right.day)
}

/**
 * All holidays of 2018–2035 and, for each that falls on a weekend, the next working day that is free (art. 6
 * says "a working day"; the next free one is our reading). Two holidays on one date are not made up: the
 * article knows only weekends.
 */
export function listDaysOffByLaw(): Map<number, StatutoryHoliday> {
  const days = new Map<number, StatutoryHoliday>()
  for (let year = firstYear; year <= lastYear; year++) {
    for (const holiday of listStatutoryHolidays(year)) {
      const shared = days.get(holiday.day)
      const name = shared ? `${shared.name}、${holiday.name}` : holiday.name
      days.set(holiday.day, { ...holiday, name })
    }
  }
  for (const holiday of [...days.values()].sort((left, right) => left.day - right.day)) {
    if (!isWeekend(holiday.day)) continue
    let day = holiday.day + 1
    while (isWeekend(day) || days.has(day)) day++
    days.set(day, { day, name: holiday.name, makesUp: holiday.day })
  }
  return days
}
