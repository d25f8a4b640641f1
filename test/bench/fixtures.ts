/** How fast the built package makes a past, and what it weighs, each time in a process of its own. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Measurement } from './main.js'

const complaints = 50_000
const runs = 3

const program = `
  const { createPlatform } = await import('tousu/platform')
  const make = (fixtures) => createPlatform({ now: '2026-09-24T09:00:00+08:00', seed: 1, fixtures })
  await make(1_000).close()
  globalThis.gc()
  const before = process.memoryUsage().heapUsed
  const startedAt = process.cpuUsage()
  const platform = make(${complaints})
  const { user, system } = process.cpuUsage(startedAt)
  const { rss } = process.memoryUsage()
  globalThis.gc()
  const heap = process.memoryUsage().heapUsed - before
  await platform.close()
  console.log(JSON.stringify({ seconds: (user + system) / 1e6, heap, rss }))`

interface Run {
  /** Of CPU time: what else the machine does counts less than on the clock. */
  readonly seconds: number
  /** Both in bytes. */
  readonly heap: number
  readonly rss: number
}

function makePast(): Run {
  const flags = ['--expose-gc', '--no-warnings', '--input-type=module', '--eval', program]
  const output = execFileSync(process.execPath, flags, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(output)
}

export async function bench(): Promise<Measurement[]> {
  const measured = Array.from({ length: runs }, makePast)
  const median = (of: (run: Run) => number) =>
    measured.map(of).sort((one, other) => one - other)[(runs - 1) / 2] ?? Number.NaN
  const name = `a past of ${complaints.toLocaleString('en')} complaints`
  return [
    {
      name,
      value: complaints / median(({ seconds }) => seconds),
      unit: 'complaints/s of CPU time',
      atLeast: 20_000,
    },
    {
      name: `${name}: heap`,
      value: median(({ heap }) => heap) / complaints,
      unit: 'bytes/complaint',
      atMost: 8_000,
    },
    { name: `${name}: RSS`, value: median(({ rss }) => rss) / 2 ** 20, unit: 'MiB' },
  ]
}
