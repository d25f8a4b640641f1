import { describe, expect, it } from 'vitest'
import { createPlatform, type Platform, type Snapshot } from '../../../src/platform/index.js'
import { finalAnswer, person, type Setup, setUp } from '../http/setup.js'

const hook = 'https://company.example/hooks'
const throughJson = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot))

/** A scene that goes on with another platform. */
function onPlatform(scene: Setup, platform: Platform): Pick<Setup, 'call'> {
  return {
    async call(method, path, { body, headers, token = scene.token } = {}) {
      const request = new Request(platform.url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const response = await platform.fetch(request)
      const text = await response.text()
      return { status: response.status, headers: response.headers, text, json: JSON.parse(text || '{}') }
    },
  }
}

const complaintsIn = async (scene: Pick<Setup, 'call'>) => (await scene.call('GET', '/v1/complaints')).text

describe('a snapshot', () => {
  it('is plain JSON, and a new platform goes on where it was taken', async () => {
    const scene = await setUp()
    const { complaintId } = await scene.file()
    await scene.platform.clock.advance({ workingDays: 2 })
    const snapshot = scene.platform.snapshot()
    expect(throughJson(snapshot)).toEqual(snapshot)
    expect(snapshot).toMatchObject({ version: 1, takenAt: '2026-09-29T09:00:00+08:00' })

    const next = createPlatform({ snapshot: throughJson(snapshot) })
    expect(next.now()).toBe(scene.platform.now())
    // The token of before is good, and so is the key of the client.
    const there = onPlatform(scene, next)
    expect(await complaintsIn(there)).toBe(await complaintsIn(scene))
    expect((await next.consumer(person).retrieve(complaintId)).status).toBe('assigned')
    await next.clock.advance({ workingDays: 9 })
    expect((await there.call('GET', `/v1/complaints/${complaintId}`)).json['overdue']).toBe(true)
    await next.close()
  })

  it('brings a platform back as often as it is restored, for those who hold it already', async () => {
    const scene = await setUp()
    const { complaintId } = await scene.file()
    const snapshot = scene.platform.snapshot()
    const before = await complaintsIn(scene)
    const path = `/v1/complaints/${complaintId}`
    const seen: string[] = []
    for (let time = 0; time < 3; time += 1) {
      await scene.call('POST', `${path}/responses`, {
        body: finalAnswer,
        headers: { 'idempotency-key': 'a' },
      })
      await scene.consumer.rate(complaintId, { score: 5, solved: true })
      await scene.platform.clock.advance({ days: 3 })
      const { text } = await scene.call('GET', `${path}/history`)
      const { json } = await scene.call('GET', '/v1/events?content=full')
      seen.push(text + JSON.stringify(json))
      scene.platform.restore(snapshot)
      expect(await complaintsIn(scene)).toBe(before)
    }
    expect(new Set(seen.map((each) => each.replaceAll(/"(?:id|after|nextAfter)":"[^"]*"/g, ''))).size).toBe(1)
    expect(seen[1]).toBe(seen[0])
    await scene.platform.close()
  })

  it('keeps cursors, answers of keys, assertions that were used, quotas, logs and the outbox', async () => {
    const scene = await setUp({ rateLimits: { quota: 10, windowSeconds: 60 } })
    const { complaintId } = await scene.file()
    await scene.file({ title: '重复扣费' })
    const key = { 'idempotency-key': 'once' }
    const path = `/v1/complaints/${complaintId}/acknowledgement`
    await scene.call('POST', path, { headers: key })
    const { nextCursor } = (await scene.call('GET', '/v1/complaints?sort=id&limit=1')).json
    const next = createPlatform({ snapshot: throughJson(scene.platform.snapshot()) })
    const there = onPlatform(scene, next)
    const again = await there.call('POST', path, { headers: key })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const page = await there.call('GET', `/v1/complaints?sort=id&limit=1&cursor=${String(nextCursor)}`)
    expect(page.status).toBe(200)
    expect(page.headers.get('ratelimit')).toBe('"default";r=6;t=60')
    expect(next.requests.list().slice(0, 2)).toEqual(scene.platform.requests.list().slice(0, 2))
    expect(next.outbox.list()).toEqual(scene.platform.outbox.list())
    await next.close()
  })

  it('keeps faults with their counts, in the hands that hold them', async () => {
    const scene = await setUp()
    const fault = scene.platform.faults.add({ route: 'listComplaints', status: 503, times: 2 })
    expect((await scene.call('GET', '/v1/complaints')).status).toBe(503)
    const snapshot = scene.platform.snapshot()
    expect((await scene.call('GET', '/v1/complaints')).status).toBe(503)
    expect((await scene.call('GET', '/v1/complaints')).status).toBe(200)
    scene.platform.restore(snapshot)
    expect(fault.fired).toBe(1)
    expect((await scene.call('GET', '/v1/complaints')).status).toBe(503)
    expect([fault.fired, fault.isSpent]).toEqual([2, true])
    await scene.platform.close()
  })

  it('keeps deliveries that are pending: retries come at their time, held ones are held, none twice', async () => {
    const wireNow = Date.now()
    const wireClock = { now: () => wireNow }
    const scene = await setUp({ wireClock, insecureSeededSecrets: true })
    const { platform } = scene
    let isUp = false
    const bodies: string[] = []
    const receive = async (request: Request) => {
      bodies.push(`${request.headers.get('webhook-signature')} ${await request.text()}`)
      return new Response(null, { status: isUp ? 204 : 503 })
    }
    platform.connect(hook, receive)
    await scene.call('POST', '/v1/webhook-endpoints', { body: { url: hook } })
    await scene.file()
    await platform.clock.advance({ minutes: 1 })
    platform.faults.addDelivery({ hold: true, eventType: 'complaint.withdrawn' })
    const { complaintId } = await scene.file()
    await platform.clock.advance({ minutes: 1 })
    await scene.consumer.withdraw(complaintId)
    await platform.clock.advance({ seconds: 0 })
    const snapshot = throughJson(platform.snapshot())
    isUp = true

    const tell = async (each: Platform) => {
      bodies.length = 0
      await each.clock.advance({ hours: 1 })
      await each.clock.advance({ seconds: 0 })
      return {
        bodies: [...bodies],
        log: each.deliveries.list().map(({ attempts, status }) => [attempts.length, status]),
      }
    }
    const first = await tell(platform)
    platform.restore(snapshot)
    const second = await tell(platform)
    const next = createPlatform({ snapshot, wireClock })
    next.connect(hook, receive)
    const third = await tell(next)
    expect(first.bodies.length).toBeGreaterThan(1)
    expect(first.log.some(([, status]) => status === 'pending')).toBe(true)
    expect(second).toEqual(first)
    expect(third).toEqual(first)
    await Promise.all([platform.close(), next.close()])
  })

  it('that is none, of another version or damaged is refused, and nothing has changed', async () => {
    const scene = await setUp()
    await scene.file()
    const snapshot = scene.platform.snapshot()
    await scene.file()
    const before = await complaintsIn(scene)
    const [first, ...rest] = snapshot.nodes
    const wrong: [unknown, string][] = [
      [undefined, 'This is no snapshot'],
      [{}, 'This is no snapshot'],
      [{ ...snapshot, version: 2 }, 'has version 2'],
      [{ ...snapshot, nodes: rest }, 'is damaged'],
      [{ ...snapshot, nodes: [first] }, 'is damaged'],
      [{ ...snapshot, nodes: 'none' }, 'is damaged'],
      [{ ...snapshot, now: snapshot.now + 1 }, 'is damaged'],
      [{ ...snapshot, settings: { ...snapshot.settings, workingDays: 9 } }, 'is damaged'],
      [JSON.parse(JSON.stringify(snapshot).replace('示例网络', '别的公司')), 'is damaged'],
    ]
    for (const [given, message] of wrong) {
      const restore = () => Reflect.apply(scene.platform.restore, undefined, [given])
      expect(restore).toThrow(message)
    }
    expect(await complaintsIn(scene)).toBe(before)
    await scene.platform.close()
  })

  it('goes with its settings, and waits for the clock', async () => {
    const scene = await setUp()
    const snapshot = scene.platform.snapshot()
    const other = createPlatform({ workingDays: 5 })
    expect(() => other.restore(snapshot)).toThrow('taken under another workingDays')
    expect(() => createPlatform({ snapshot, now: '2026-09-24T09:00:00+08:00' })).toThrow(
      'leave now and fixtures out',
    )
    const own = createPlatform({ snapshot, ratingDays: 3 })
    expect(own.snapshot().settings.ratingDays).toBe(3)
    const moving = scene.platform.clock.advance({ days: 1 })
    expect(() => scene.platform.snapshot()).toThrow('The clock is being advanced')
    expect(() => scene.platform.restore(snapshot)).toThrow('The clock is being advanced')
    await moving
    scene.platform.restore(snapshot)
    await scene.platform.close()
    expect(() => scene.platform.restore(snapshot)).toThrow('The platform is closed')
    await Promise.all([other.close(), own.close()])
  })

  it('of a past is as alive as the past', async () => {
    const options = { now: '2026-09-24T09:00:00+08:00', fixtures: 200, insecureSeededSecrets: true } as const
    const platform = createPlatform(options)
    const next = createPlatform({ snapshot: throughJson(platform.snapshot()) })
    const look = async (each: Platform) => {
      await each.clock.advance({ days: 60 })
      return platform.fixtures.enterprises.map(({ id }) => [
        each.timelyRate(id),
        each.timelyRate(id, { from: '2026-07-01', to: '2026-09-30' }),
      ])
    }
    expect(await look(next)).toEqual(await look(platform))
    const { nodes, now } = platform.snapshot()
    expect(next.snapshot().now).toBe(now)
    expect(next.snapshot().nodes.length).toBeGreaterThan(nodes.length / 2)
    await Promise.all([platform.close(), next.close()])
  })
})
