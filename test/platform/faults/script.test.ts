import { describe, expect, it } from 'vitest'
import { createFaults } from '../../../src/platform/faults/faults.js'
import type { FaultInput } from '../../../src/platform/faults/request-fault.js'
import { generateSecret } from '../../../src/webhooks/secret.js'

const create = (seed = 1) => createFaults(seed, () => {})
const call = { route: 'listServices', method: 'GET', enterpriseId: 'ent_1' } as const

const strikes = (faults: ReturnType<typeof create>, count: number) =>
  Array.from({ length: count }, () => faults.takeRequest(call)?.input.status ?? 0)

describe('faults', () => {
  it('strike as often as they were told to, after those that pass, in the order of their adding', () => {
    const faults = create()
    faults.add({ route: 'listServices', status: 500, skip: 1, times: 2 })
    faults.add({ status: 503 })
    expect(strikes(faults, 5)).toEqual([503, 500, 500, 0, 0])
  })

  it('strike the method, the route and the company that they name', () => {
    const faults = create()
    faults.add({ method: 'POST', status: 500 })
    faults.add({ route: 'listComplaints', status: 501 })
    faults.add({ enterpriseId: 'ent_2', status: 502 })
    expect(strikes(faults, 2)).toEqual([0, 0])
    expect(faults.takeRequest({ ...call, enterpriseId: 'ent_2' })?.input.status).toBe(502)
    expect(faults.takeRequest({ ...call, route: 'listComplaints' })?.input.status).toBe(501)
    expect(faults.takeRequest({ ...call, route: 'createToken', method: 'POST' })?.input.status).toBe(500)
  })

  it('with a rate strike about that share of the calls, the same ones under the same seed', () => {
    const run = (seed: number) => {
      const faults = create()
      const added = faults.addProfile({
        seed,
        faults: [
          { status: 503, rate: 0.2 },
          { reset: true, rate: 0.1 },
        ],
      })
      const hits = Array.from({ length: 5_000 }, () => faults.takeRequest(call)?.told ?? '')
      return { hits, fired: added.map((fault) => fault.fired) }
    }
    const [one, same, other] = [run(7), run(7), run(8)]
    expect(same).toEqual(one)
    expect(other.hits).not.toEqual(one.hits)
    expect((one.fired[0] ?? 0) / 5_000).toBeCloseTo(0.2, 1)
    expect((one.fired[1] ?? 0) / 5_000).toBeCloseTo(0.08, 1)
  })

  it('that never struck, or too seldom, are named by assertAllFired; clear forgets them', () => {
    const faults = create()
    faults.add({ route: 'listServices', status: 503, times: 2 })
    faults.addDelivery({ drop: true })
    expect(() => faults.assertAllFired()).toThrow(
      'Faults are left: request-fault-1 (status 503 on listServices) fired 0 times; delivery-fault-1 (drop on deliveries) fired 0 times.',
    )
    strikes(faults, 1)
    expect(() => faults.assertAllFired()).toThrow(
      'request-fault-1 (status 503 on listServices) fired 1 times',
    )
    expect(faults.list().map(({ isSpent }) => isSpent)).toEqual([false, false])
    faults.clear()
    faults.assertAllFired()
    expect(strikes(faults, 1)).toEqual([0])
  })

  it('that were removed strike no more', () => {
    const faults = create()
    const fault = faults.add({ status: 503 })
    fault.remove()
    expect(strikes(faults, 1)).toEqual([0])
    expect([fault.isSpent, fault.fired]).toEqual([true, 0])
    faults.assertAllFired()
  })
})

describe('a fault', () => {
  it.each<[FaultInput, RegExp]>([
    [{}, /A fault does something/],
    [{ route: 'listServices' }, /A fault does something/],
    [{ status: 399 }, /status must be 400–599/],
    [{ status: 600 }, /status must be 400–599/],
    [{ status: 503, times: 0 }, /times must be a whole number from 1/],
    [{ status: 503, skip: -1 }, /skip must be a whole number from 0/],
    [{ status: 503, rate: 0 }, /rate must be above 0/],
    [{ status: 503, rate: 1.1 }, /rate must be above 0/],
    [{ status: 503, reset: true }, /exclude each other/],
    [{ status: 503, retryAfterSeconds: -1 }, /retryAfterSeconds/],
    [{ reset: true, retryAfterSeconds: 1 }, /go with status/],
    [{ delayMs: 1, when: 'after_commit' }, /when goes with/],
    [{ delayMs: 2 ** 31 }, /delayMs must be 0–2147483647/],
    [{ truncateAfterBytes: -1 }, /truncateAfterBytes/],
    [{ slow: { bytes: 0, pauseMs: 1 } }, /slow.bytes/],
    [{ contentType: 'text/html\r\nx: y' }, /contentType/],
    [{ route: 'createToken', expiredToken: true }, /asks for no token/],
    [{ route: 'createToken', enterpriseId: 'ent_1', status: 503 }, /leave enterpriseId out/],
  ])('%j is refused with what is wrong', (input, message) => {
    expect(() => create().add(input)).toThrow(message)
  })

  it('of deliveries is refused with what is wrong, and never shows a secret', () => {
    const { addDelivery, list } = create()
    for (const [input, message] of [
      [{}, /A fault does something/],
      [{ gather: 1 }, /gather must be 2–1000/],
      [{ gather: 2, hold: true }, /exclude each other/],
      [{ order: 'reversed', drop: true }, /order goes with gather/],
      [{ duplicate: 101 }, /duplicate must be 1–100/],
      [{ padToBytes: 2 ** 25 }, /padToBytes/],
      [{ rotateSecret: { secret: 'secret', overlapSeconds: 0 } }, /whsec_/],
    ] as const) {
      expect(() => addDelivery(input)).toThrow(message)
    }
    const secret = generateSecret()
    addDelivery({ rotateSecret: { secret, overlapSeconds: 0 } })
    expect(JSON.stringify(list())).not.toContain(secret)
  })
})
