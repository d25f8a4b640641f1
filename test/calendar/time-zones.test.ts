import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { collectAnswers } from './answers.js'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

/** Answers of a process that runs in another time zone: their digest, and what it takes noon to be. */
async function answerIn(zone: string) {
  const program = `
    import { createHash } from 'node:crypto'
    import { collectAnswers } from './test/calendar/answers.ts'
    const digest = createHash('sha256').update(JSON.stringify(collectAnswers())).digest('hex')
    console.log(digest, new Date(Date.UTC(2026, 6, 1, 12)).getTimezoneOffset())`
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: root,
    env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
  })
  const [digest, offset] = stdout.trim().split(' ')
  return { digest, offset: Number(offset) }
}

describe('the time zone of the process', () => {
  it.each([
    ['America/Los_Angeles', 420],
    ['Asia/Shanghai', -480],
    ['Pacific/Kiritimati', -840],
    ['Europe/London', -60],
  ])('changes no answer: %s', { timeout: 60_000 }, async (zone, offset) => {
    const here = createHash('sha256').update(JSON.stringify(collectAnswers())).digest('hex')
    expect(await answerIn(zone)).toEqual({ digest: here, offset })
  })
})
