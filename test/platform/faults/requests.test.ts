import { Agent } from 'undici'
import { describe, expect, it } from 'vitest'
import type { TousuClientOptions } from '../../../src/index.js'
import { answer, type Opened, open, stoppedWireTimer } from './setup.js'

/** The same faults over every way to the platform. */
const faces: Record<string, (opened: Opened) => Promise<Partial<TousuClientOptions>>> = {
  'through the dispatcher': async () => ({}),
  'through fetch': async ({ platform }) => ({ dispatcher: undefined, fetch: platform.fetch }),
  'over HTTP': async ({ platform }) => ({
    baseUrl: (await platform.listen()).url,
    dispatcher: new Agent(),
  }),
}

describe.each(Object.entries(faces))('a request %s', (_name, way) => {
  const start = async () => {
    const opened = await open()
    const options = await way(opened)
    const client = opened.connect(options)
    const impatient = opened.connect({ ...options, retry: { repeats: 0 } })
    return { ...opened, client, impatient }
  }

  it('that is reset before the commit has done nothing, and its repeat does it', async () => {
    const { platform, client, impatient, file } = await start()
    const { complaintId } = await file()
    const fault = platform.faults.add({ route: 'respondToComplaint', reset: true, times: 2 })
    await expect(impatient.complaints.respond(complaintId, answer)).rejects.toMatchObject({
      code: 'connection_failed',
      message: expect.stringContaining('ECONNRESET'),
    })
    expect((await client.complaints.retrieve(complaintId)).responses).toEqual([])
    const { response } = await client.complaints.respond(complaintId, answer)
    expect((await client.complaints.retrieve(complaintId)).responses).toMatchObject([{ id: response.id }])
    expect(fault.fired).toBe(2)
    await platform.close()
  })

  it('that is reset after the commit has done it, and its repeat is given the first answer', async () => {
    const { platform, client, file } = await start()
    const { complaintId } = await file()
    const fault = platform.faults.add({ route: 'respondToComplaint', reset: true, when: 'after_commit' })
    const { complaint, response } = await client.complaints.respond(complaintId, answer)
    expect(fault.fired).toBe(1)
    const { responses, revision } = await client.complaints.retrieve(complaintId)
    expect(responses).toMatchObject([{ id: response.id }])
    expect(revision).toBe(complaint.revision)
    const log = platform.requests.list({ route: 'respondToComplaint' })
    expect(log).toMatchObject([
      { status: null, replayed: false, fault: `${fault.id}: reset after the commit on respondToComplaint` },
      { status: 201, replayed: true, fault: null },
    ])
    expect(new Set(log.map(({ requestDigest }) => requestDigest)).size).toBe(1)
    await platform.close()
  })

  it('whose gateway gives up after the commit is answered by its repeat', async () => {
    const { platform, client, file } = await start()
    const { complaintId } = await file()
    platform.faults.add({ route: 'acknowledgeComplaint', status: 504, when: 'after_commit' })
    expect((await client.complaints.acknowledge(complaintId)).status).toBe('in_progress')
    platform.faults.assertAllFired()
    await platform.close()
  })

  it('is answered with any status, its code and Retry-After', async () => {
    const { platform, impatient, client } = await start()
    const about = { route: 'listServices', times: 1 } as const
    for (const [status, code, name] of [
      [400, 'malformed_request', 'validation_failed'],
      [404, 'not_found', 'not_found'],
      [429, 'rate_limited', 'rate_limited'],
      [500, 'internal_error', 'platform_error'],
      [503, 'unavailable', 'platform_error'],
    ] as const) {
      platform.faults.add({ ...about, status, retryAfterSeconds: 7 })
      await expect(impatient.enterprise.services()).rejects.toMatchObject({
        status,
        code: name,
        problem: { code, status },
        requestId: expect.stringMatching(/^req_/),
      })
    }
    platform.faults.add({ ...about, status: 409, code: 'limit_reached' })
    await expect(impatient.enterprise.services()).rejects.toMatchObject({
      problem: { code: 'limit_reached' },
    })
    expect(await client.enterprise.services()).toBeDefined()
    await platform.close()
  })

  it('whose token counts as expired gets a new one', async () => {
    const { platform, client } = await start()
    await client.enterprise.services()
    platform.faults.add({ route: 'listServices', expiredToken: true })
    await client.enterprise.services()
    expect(platform.requests.list({ route: 'createToken' })).toHaveLength(2)
    expect(platform.requests.list({ route: 'listServices' }).map(({ status }) => status)).toEqual([
      200, 401, 200,
    ])
    await platform.close()
  })

  it('whose answer is cut short fails as such, and is repeated', async () => {
    const { platform, client, impatient, file } = await start()
    const { complaintId } = await file()
    platform.faults.add({ route: 'retrieveComplaint', truncateAfterBytes: 100, times: 2 })
    await expect(impatient.complaints.retrieve(complaintId)).rejects.toMatchObject({ status: 200 })
    expect((await client.complaints.retrieve(complaintId)).id).toBe(complaintId)
    platform.faults.add({ route: 'retrieveComplaint', truncateAfterBytes: 0 })
    await expect(impatient.complaints.retrieve(complaintId)).rejects.toThrow()
    platform.faults.assertAllFired()
    await platform.close()
  })

  it('whose answer comes slowly is read whole', async () => {
    const { platform, client, file, waits } = await start()
    const { complaintId } = await file()
    platform.faults.add({ route: 'retrieveComplaint', slow: { bytes: 64, pauseMs: 900 }, delayMs: 70 })
    expect((await client.complaints.retrieve(complaintId)).id).toBe(complaintId)
    const [entry] = platform.requests.list({ route: 'retrieveComplaint' })
    expect(waits).toEqual([70, ...Array(Math.ceil((entry?.responseBytes ?? 0) / 64)).fill(900)])
    await platform.close()
  })

  it('whose answer has another content type breaks the contract', async () => {
    const { platform, impatient } = await start()
    platform.faults.add({ route: 'listServices', contentType: 'text/html' })
    await expect(impatient.enterprise.services()).rejects.toMatchObject({ name: 'ContractError' })
    await platform.close()
  })

  it('that hangs ends when its caller gives up', async () => {
    const wireTimer = stoppedWireTimer()
    const opened = await open({ wireTimer })
    const client = opened.connect(await way(opened))
    await client.enterprise.services()
    opened.platform.faults.add({ route: 'listServices', hang: true })
    const controller = new AbortController()
    const call = client.enterprise.services({ signal: controller.signal })
    await wireTimer.waiting()
    controller.abort()
    await expect(call).rejects.toMatchObject({ code: 'aborted' })
    await opened.platform.close()
  })

  it('that hangs keeps no platform from closing', async () => {
    const wireTimer = stoppedWireTimer()
    const opened = await open({ wireTimer })
    const client = opened.connect({ ...(await way(opened)), retry: { repeats: 0 } })
    opened.platform.faults.add({ hang: true })
    const call = client.enterprise.services()
    await wireTimer.waiting()
    const failed = expect(call).rejects.toMatchObject({ code: 'connection_failed' })
    await opened.platform.close()
    await failed
  })
})

describe('a fault of one company', () => {
  it('strikes its requests and no other, with or without a token', async () => {
    const { platform, enterprise, connect } = await open()
    const { clientId, privateKey } = await platform.registerEnterprise({ name: '另一家网络' })
    const fault = platform.faults.add({ enterpriseId: enterprise.id, status: 503, times: 9 })
    await connect({ clientId, privateKey }).enterprise.services()
    const { status } = await platform.fetch(new Request(`${platform.url}/v1/services`))
    expect([status, fault.fired]).toEqual([401, 0])
    const impatient = connect({ retry: { repeats: 0 } })
    await expect(impatient.enterprise.services()).rejects.toMatchObject({ status: 503 })
    expect(platform.requests.list({ isFaulty: true })).toMatchObject([
      {
        route: 'listServices',
        status: 503,
        problem: 'unavailable',
        fault: `${fault.id}: ${fault.description}`,
      },
    ])
    await platform.close()
  })
})

describe('the clock of the platform', () => {
  it('that is behind refuses assertions as from the future, and its Date tells', async () => {
    const { platform, connect } = await open()
    const fault = platform.faults.add({ route: 'createToken', clockSkewMs: -600_000, times: 5 })
    await expect(connect().enterprise.services()).rejects.toMatchObject({
      code: 'authentication_failed',
      message: expect.stringMatching(/This clock is (599|600|601) s ahead of the platform's/),
    })
    fault.remove()
    await connect().enterprise.services()
    await platform.close()
  })

  it('that is ahead ends tokens early, and a new one is taken', async () => {
    const { platform, connect } = await open()
    const client = connect()
    await client.enterprise.services()
    platform.faults.add({ route: 'listServices', clockSkewMs: 700_000 })
    await client.enterprise.services()
    expect(platform.requests.list({ problem: 'invalid_token' })).toHaveLength(1)
    await platform.close()
  })
})

describe("undici's own time-outs", () => {
  it('strike a delay that is longer than the client waits for headers', async () => {
    const { platform, connect, waits } = await open()
    const client = connect({ headersTimeoutMs: 1_000, retry: { repeats: 0 } })
    platform.faults.add({ route: 'listServices', delayMs: 5_000 })
    await expect(client.enterprise.services()).rejects.toMatchObject({
      code: 'timed_out',
      message: expect.stringContaining('UND_ERR_HEADERS_TIMEOUT'),
    })
    expect(waits).toEqual([1_000])
    await platform.close()
  })

  it('strike a body whose pieces are too far apart', async () => {
    const { platform, connect } = await open()
    const client = connect({ bodyTimeoutMs: 1_000, retry: { repeats: 0 } })
    platform.faults.add({ route: 'listServices', slow: { bytes: 1, pauseMs: 1_000 } })
    await expect(client.enterprise.services()).rejects.toMatchObject({
      code: 'timed_out',
      message: expect.stringContaining('UND_ERR_BODY_TIMEOUT'),
    })
    await platform.close()
  })
})
