import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { updateEndpoint } from '../../../src/platform/acts/endpoints.js'
import { parseRetryAfter } from '../../../src/platform/deliveries/retry-after.js'
import { pauseBeforeRetry } from '../../../src/platform/deliveries/retry-schedule.js'
import { defaultSettings } from '../../../src/platform/settings.js'
import { answer, openScene, schedule } from './setup.js'

const hour = 3_600_000
const pausesOf = (times: readonly number[]) => times.slice(1).map((time, index) => time - (times[index] ?? 0))

/** When the attempts of a delivery that always fails are made. */
async function failFor(seed: number) {
  const scene = openScene({ seed })
  const { seen, record } = scene.connect(() => answer(500))
  scene.file()
  await scene.core.clock.advance({ days: 4 })
  return { scene, record, times: seen.map(({ at }) => at) }
}

describe('a delivery that fails', () => {
  it('is tried ten times in 76 hours of domain time, then dead, in milliseconds of real time', async () => {
    const startedAt = performance.now()
    const { scene, record, times } = await failFor(1)
    const took = performance.now() - startedAt
    const pauses = pausesOf(times)
    expect(pauses).toHaveLength(schedule.length)
    pauses.forEach((pause, index) => {
      const planned = schedule[index] ?? 0
      expect(pause).toBeGreaterThanOrEqual(planned)
      expect(pause).toBeLessThanOrEqual(planned * 1.1 + 1)
    })
    expect(took).toBeLessThan(2_000)
    const [delivery] = scene.deliveriesTo(record)
    expect(delivery).toMatchObject({ status: 'dead', nextAttemptAt: null })
    expect(delivery?.attempts.map(({ at }) => at)).toEqual(times)
    expect(delivery?.attempts[0]).toMatchObject({ status: 500, outcome: 'answered', responseBytes: 0 })
    expect(record.status).toBe('enabled')
    console.log(
      `76 h of retries: ${((times.at(-1) ?? 0) - (times[0] ?? 0)) / hour} h of domain time in ${took.toFixed(1)} ms`,
    )
  })

  it('is tried at the same times under the same seed, and at others under another', async () => {
    const [one, same, other] = await Promise.all([failFor(7), failFor(7), failFor(8)])
    expect(same.times).toEqual(one.times)
    expect(other.times).not.toEqual(one.times)
  })

  it('tells when it is tried next, and ends with the first success', async () => {
    const scene = openScene()
    const { seen, record } = scene.connect(() => answer(seen.length < 3 ? 500 : 204))
    scene.file()
    await scene.settle()
    const [delivery] = scene.deliveriesTo(record)
    expect(delivery?.status).toBe('pending')
    expect(delivery?.nextAttemptAt).toBeGreaterThanOrEqual(scene.core.clock.now() + 5_000)
    expect(record.failingSince).toBe(scene.core.clock.now())
    await scene.core.clock.advance({ days: 4 })
    expect(seen).toHaveLength(3)
    expect(delivery).toMatchObject({ status: 'delivered', nextAttemptAt: null })
    expect(record.failingSince).toBeNull()
  })

  it.each([100, 199, 300, 301, 304, 307, 400, 401, 404, 500])('fails with %d', async (status) => {
    const scene = openScene()
    scene.connections.connect('https://company.example/hooks/1', async () => ({
      ...answer(200),
      status,
      headers: new Headers(),
      body: null,
    }))
    const { record } = scene.add()
    scene.file()
    await scene.settle()
    expect(scene.deliveriesTo(record)[0]).toMatchObject({ status: 'pending', attempts: [{ status }] })
  })

  it.each([200, 201, 202, 204, 299])('succeeds with %d', async (status) => {
    const scene = openScene()
    const { record } = scene.connect(() => answer(status))
    scene.file()
    await scene.settle()
    expect(scene.deliveriesTo(record)[0]).toMatchObject({ status: 'delivered', attempts: [{ status }] })
  })
})

describe('Retry-After', () => {
  const pause = (status: number, retryAfter: string | null, attempts = 1, wireNow = 0) =>
    pauseBeforeRetry(
      { ...defaultSettings, retryJitter: 0 },
      { attempts, jitterSeed: 0, last: { status, retryAfter }, wireNow },
    )

  it('puts the next attempt off, for 429, 502, 503 and 504 alone', () => {
    for (const status of [429, 502, 503, 504]) expect(pause(status, '600')).toBe(600_000)
    for (const status of [400, 404, 500, 301]) expect(pause(status, '600')).toBe(5_000)
  })

  it('puts it off by 24 hours at most, and never makes a pause shorter', () => {
    expect(pause(503, '86400')).toBe(24 * hour)
    expect(pause(503, '86401')).toBe(24 * hour)
    expect(pause(503, '999999999')).toBe(24 * hour)
    expect(pause(503, '1')).toBe(5_000)
    expect(pause(503, '1', 3)).toBe(30 * 60_000)
  })

  it('may be a date, which is judged by wire time', () => {
    const now = Date.parse('2026-09-24T01:00:00Z')
    expect(pause(503, 'Thu, 24 Sep 2026 01:10:00 GMT', 1, now)).toBe(600_000)
    expect(pause(503, 'Thu, 24 Sep 2026 00:50:00 GMT', 1, now)).toBe(5_000)
  })

  it('that is neither is no Retry-After', () => {
    const now = Date.parse('2026-09-24T01:00:00Z')
    for (const value of [
      '',
      '-5',
      '1.5',
      '1e3',
      'soon',
      '2026-09-24T02:00:00',
      '99 Sep 2026',
      '0x10',
      ' 5',
    ]) {
      expect(parseRetryAfter(value, now)).toBe(0)
    }
    expect(parseRetryAfter(null, now)).toBe(0)
  })

  it('adds no attempt', async () => {
    const scene = openScene({ disableAfterMs: 365 * 24 * hour })
    const { seen, record } = scene.connect(() => answer(429, { 'retry-after': '86400' }))
    scene.deliveries.ping(record)
    await scene.core.clock.advance({ days: 30 })
    expect(seen).toHaveLength(10)
    const pauses = pausesOf(seen.map(({ at }) => at))
    for (const each of pauses.slice(0, 8)) expect(each).toBe(24 * hour)
    expect(scene.deliveriesTo(record)[0]?.status).toBe('dead')
  })

  it('and jitter keep every pause within the law, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.constantFrom(null, 200, 400, 429, 500, 502, 503, 504),
        fc.oneof(fc.constant(null), fc.nat().map(String), fc.string()),
        fc.nat(),
        (attempts, jitterSeed, status, retryAfter, wireNow) => {
          const result = pauseBeforeRetry(defaultSettings, {
            attempts,
            jitterSeed,
            last: { status, retryAfter },
            wireNow,
          })
          const planned = schedule[attempts - 1]
          if (planned === undefined) {
            expect(result).toBeNull()
          } else {
            expect(result).toBeGreaterThanOrEqual(planned)
            expect(result).toBeLessThanOrEqual(Math.max(planned * 1.1 + 1, 24 * hour))
            expect(Number.isInteger(result)).toBe(true)
          }
        },
      ),
    )
  })
})

describe('an endpoint', () => {
  it('that answers 410 is disabled, which the feed and the other endpoints are told', async () => {
    const scene = openScene()
    const gone = scene.connect(() => answer(410))
    const other = scene.connect(() => answer(204))
    scene.file()
    await scene.settle()
    expect(gone.record).toMatchObject({ status: 'disabled', disabledReason: 'gone' })
    expect(scene.deliveriesTo(gone.record)[0]).toMatchObject({
      status: 'dead',
      nextAttemptAt: null,
      attempts: [{ status: 410 }],
    })
    const [, disabled] = scene.enterprise.events
    expect(disabled).toMatchObject({
      type: 'endpoint.disabled',
      sequence: 2,
      complaintSequence: null,
      data: { endpointId: gone.record.id, reason: 'gone' },
    })
    expect(other.seen.map(({ body }) => JSON.parse(body).type)).toEqual([
      'complaint.assigned',
      'endpoint.disabled',
    ])
    scene.file()
    await scene.core.clock.advance({ days: 1 })
    expect(gone.seen).toHaveLength(1)
  })

  it('that fails for five days is disabled at the first failure after them, and not before', async () => {
    const scene = openScene()
    const { seen, record } = scene.connect(() => answer(500))
    scene.file()
    await scene.core.clock.advance({ days: 4 })
    scene.file()
    await scene.core.clock.advance({ hours: 23 })
    expect(record.status).toBe('enabled')
    const failingSince = record.failingSince ?? 0
    await scene.core.clock.advance({ days: 1 })
    expect(record).toMatchObject({ status: 'disabled', disabledReason: 'failing' })
    expect((seen.at(-1)?.at ?? 0) - failingSince).toBeGreaterThanOrEqual(5 * 24 * hour)
    expect((seen.at(-2)?.at ?? 0) - failingSince).toBeLessThan(5 * 24 * hour)
    expect(scene.enterprise.events.at(-1)).toMatchObject({
      type: 'endpoint.disabled',
      data: { reason: 'failing' },
    })
    const count = seen.length
    await scene.core.clock.advance({ days: 10 })
    expect(seen).toHaveLength(count)
    expect(scene.deliveriesTo(record).map(({ status }) => status)).toEqual(['dead', 'dead'])
  })

  it('that succeeds once in five days stays enabled', async () => {
    const scene = openScene()
    let status = 500
    const { record } = scene.connect(() => answer(status))
    scene.file()
    await scene.core.clock.advance({ days: 3 })
    status = 204
    scene.deliveries.ping(record)
    await scene.settle()
    status = 500
    scene.file()
    await scene.core.clock.advance({ days: 3 })
    expect(record.status).toBe('enabled')
  })

  it('that is enabled again gets what happens from then on', async () => {
    const scene = openScene()
    let status = 410
    const { seen, record } = scene.connect(() => answer(status))
    scene.file()
    await scene.settle()
    scene.file()
    await scene.settle()
    status = 204
    updateEndpoint(scene.core, scene.enterprise, record, { status: 'enabled' })
    expect(record).toMatchObject({ status: 'enabled', disabledReason: null, failingSince: null })
    scene.file()
    await scene.core.clock.advance({ days: 4 })
    const sequences = seen.map(({ body }) => JSON.parse(body).sequence)
    // 2 is endpoint.disabled itself, 3 the complaint that it missed.
    expect(sequences.slice(0, 2)).toEqual([1, 4])
  })
})
