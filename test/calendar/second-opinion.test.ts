import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { dateOfDayNumber, dayNumberOf, isWorkingDay } from '../../src/calendar/index.js'

const run = promisify(execFile)

/** `chinese-days` reads the process's time zone, so it is asked in a process of Shanghai. */
async function askChineseDays(dates: readonly string[]): Promise<boolean[]> {
  const program = `
    const { isWorkday } = require('chinese-days')
    console.log(JSON.stringify(JSON.parse(process.argv[1]).map((date) => isWorkday(date))))`
  const { stdout } = await run(process.execPath, ['-e', program, JSON.stringify(dates)], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, TZ: 'Asia/Shanghai', NODE_OPTIONS: '' },
  })
  return JSON.parse(stdout)
}

it('chinese-days agrees on every day of 2018–2026', async () => {
  const first = dayNumberOf('2018-01-01')
  const length = dayNumberOf('2026-12-31') - first + 1
  const dates = Array.from({ length }, (_, index) => dateOfDayNumber(first + index))
  const answers = await askChineseDays(dates)
  expect(answers).toHaveLength(3287)
  expect(dates.filter((date, index) => answers[index] !== isWorkingDay(date))).toEqual([])
})
