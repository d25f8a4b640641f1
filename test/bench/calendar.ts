import { addWorkingDays, builtInCalendar, countWorkingDays, deadlineOf } from '../../src/calendar/index.js'
import type { Measurement } from './main.js'

/** Calls a second on one core: the best of five runs, after one to warm up. */
function measure(
  name: string,
  calls: number,
  work: (calls: number) => number,
  atLeast?: number,
): Measurement {
  let best = 0
  let sum = work(calls)
  for (let run = 0; run < 5; run++) {
    const start = performance.now()
    sum += work(calls)
    best = Math.max(best, (calls / (performance.now() - start)) * 1000)
  }
  // The result is used, so that no call can be left out.
  if (!Number.isFinite(sum)) throw new Error('a benchmark must add up')
  return { name, value: Math.round(best), unit: 'calls/s', ...(atLeast === undefined ? {} : { atLeast }) }
}

export async function bench(): Promise<Measurement[]> {
  const { dayNumbers } = builtInCalendar()
  const firstDay = 17_532
  // 4,096 start dates in a scrambled order, 2018 to 2029.
  const days = Int32Array.from({ length: 4096 }, (_, index) => firstDay + ((index * 2731) % 4096))
  const dates = [...days].map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))
  const dayAt = (index: number) => days[index & 4095] ?? firstDay
  const dateAt = (index: number) => dates[index & 4095] ?? ''
  return [
    measure(
      'dayNumbers.add(day, 10)',
      20_000_000,
      (calls) => {
        let sum = 0
        for (let index = 0; index < calls; index++) sum += dayNumbers.add(dayAt(index), 10)
        return sum
      },
      20_000_000,
    ),
    measure('dayNumbers.count(from, to)', 20_000_000, (calls) => {
      let sum = 0
      for (let index = 0; index < calls; index++) sum += dayNumbers.count(dayAt(index), dayAt(index + 1))
      return sum
    }),
    measure(
      'addWorkingDays(date, 10)',
      2_000_000,
      (calls) => {
        let sum = 0
        for (let index = 0; index < calls; index++) sum += addWorkingDays(dateAt(index), 10).length
        return sum
      },
      1_000_000,
    ),
    measure('countWorkingDays(from, to)', 2_000_000, (calls) => {
      let sum = 0
      for (let index = 0; index < calls; index++) sum += countWorkingDays(dateAt(index), dateAt(index + 1))
      return sum
    }),
    measure('deadlineOf(time with offset, 10), unexplained', 200_000, (calls) => {
      let sum = 0
      for (let index = 0; index < calls; index++) {
        sum += deadlineOf(`${dateAt(index)}T15:00:00+08:00`, { workingDays: 10 }).dueAt.length
      }
      return sum
    }),
    measure('deadlineOf(date, 10), every day explained', 50_000, (calls) => {
      let sum = 0
      for (let index = 0; index < calls; index++) {
        sum += deadlineOf(dateAt(index), { workingDays: 10 }).days.length
      }
      return sum
    }),
  ]
}
