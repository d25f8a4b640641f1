import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { sqliteInbox } from '../../src/inbox/sqlite.js'
import { open } from './databases.js'
import { deliveryOf } from './deliveries.js'

const program = fileURLToPath(new URL('process.ts', import.meta.url))

function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'tousu-inbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'inbox.db')
  /** Runs the process to its end; answers how it ended. */
  const run = async (step: string, accepts = 0) => {
    const args = ['--import', 'tsx', program, file, step, String(accepts)]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
    const [code, signal] = await once(child, 'exit')
    return signal ?? code
  }
  const tickets = () => {
    const database = open(file)
    const rows = database.prepare('SELECT id FROM ticket ORDER BY id').all()
    database.close()
    return rows
  }
  return { file, run, tickets }
}

it.each([
  'after the accept',
  'before the claim',
  'in the handler',
  'before the effect',
  'after the effect, before the commit',
  'after the commit',
  'after the stop',
])(
  'a process that is killed %s leaves one effect of the event',
  async (step) => {
    const { run, tickets } = setUp()
    expect(await run(step, 1)).toBe('SIGKILL')
    expect(await run('never')).toBe(0)
    expect(tickets()).toEqual([{ id: 'cmp_0-1' }])
  },
  60_000,
)

it('a process that is killed before the accept is on the disk has promised nothing', async () => {
  const { run, tickets } = setUp()
  expect(await run('before the accept is on the disk', 1)).toBe('SIGKILL')
  expect(await run('never', 1)).toBe(0)
  expect(tickets()).toEqual([{ id: 'cmp_0-1' }])
}, 60_000)

it('two worker processes on one file run each event once', async () => {
  const { file, run, tickets } = setUp()
  const database = open(file)
  const inbox = sqliteInbox({ database })
  await Promise.all(Array.from({ length: 200 }, (_, i) => inbox.accept(deliveryOf(1, `cmp_${i}`))))
  database.close()
  expect(await Promise.all([run('never'), run('never')])).toEqual([0, 0])
  expect(new Set(tickets().map((row) => JSON.stringify(row))).size).toBe(200)
  expect(tickets()).toHaveLength(200)
}, 60_000)
