/** How fast a past of 20,000 complaints is made, and what it weighs. */
import { createPlatform } from '../../src/platform/index.js'
import type { Measurement } from './main.js'

const complaints = 20_000

export async function bench(): Promise<Measurement[]> {
  const make = (fixtures: number) => createPlatform({ now: '2026-09-24T09:00:00+08:00', seed: 1, fixtures })
  await make(1_000).close()
  const before = process.memoryUsage().heapUsed
  const startedAt = process.cpuUsage()
  const platform = make(complaints)
  const { user, system } = process.cpuUsage(startedAt)
  const weight = (process.memoryUsage().heapUsed - before) / complaints
  await platform.close()
  const perSecond = complaints / ((user + system) / 1_000_000)
  return [
    { name: 'fixtures', value: perSecond, unit: 'complaints/s of CPU time', atLeast: 20_000 },
    { name: 'fixtures: memory', value: weight, unit: 'bytes/complaint', atMost: 9_000 },
  ]
}
