import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { isAuthenticated, type Route, routes } from '../../../src/contract/index.js'
import { setUp } from '../http/setup.js'

const full = process.env['TOUSU_TIER'] === 'full'
const requests = full ? 10_000 : 1_500

/** Bytes that are still in use once everything else is collected. */
function measure(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') for (let round = 0; round < 3; round += 1) collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const mib = 1024 * 1024
const table: Route[] = Object.values(routes)
const paths = table
  .filter(isAuthenticated)
  .map(({ method, path }) => ({ method, path: path.replace(/\{\w+\}/g, 'cmp_00') }))

describe('memory', () => {
  it('stays flat however many requests are refused, but for the answers that are kept for repeats', async () => {
    const { platform, call } = await setUp({ logEntries: 100 })
    let number = 0
    const refuse = async (count: number) => {
      for (let left = count; left > 0; left -= 1) {
        number += 1
        const { method, path } = paths[number % paths.length] ?? { method: 'GET', path: '/' }
        const kinds = [
          () => call(method, path, { token: null, headers: { 'idempotency-key': `n-${number}` } }),
          () => call(method, path, { token: `${number}.x.y` }),
          () => call(method, `${path}/${number}`),
          () => call(method, `${path}?unknown${number}=${number}`, { headers: { 'idempotency-key': ' ' } }),
          () => call('POST', '/oauth/token', { body: { client_id: `client-${number}` }, token: null }),
          () => call('POST', '/v1/webhook-endpoints', { body: { url: `x${number}`, [`m${number}`]: 1 } }),
        ]
        const answer = await kinds[number % kinds.length]?.()
        expect(answer?.status).toBeGreaterThanOrEqual(400)
      }
      // Kept for 7 days of domain time; then only another write lets go of them.
      await platform.clock.advance({ days: 8 })
      await call('POST', '/v1/webhook-endpoints', { body: {} })
    }
    await refuse(requests / 3)
    const before = measure()
    await refuse(requests)
    const grown = measure() - before
    console.log(`memory: ${(grown / mib).toFixed(2)} MiB more after ${requests} refused requests`)
    expect(grown).toBeLessThan(2 * mib)
    await platform.close()
  })
})
