import { afterEach, describe, expect, it, vi } from 'vitest'
import { ArgumentError } from '../../../src/errors.js'
import { createReceiver } from '../../../src/webhooks/index.js'
import { answer, openScene } from './setup.js'

const url = 'https://company.example/hooks/1'

/** What the attempt shows after a handler of this process has answered so. */
async function attemptOf(handler: (request: Request) => Response | Promise<Response>) {
  const scene = openScene()
  const { record } = scene.add()
  scene.connections.connect(url, handler)
  scene.file()
  await scene.settle()
  return scene.deliveriesTo(record)[0]?.attempts[0]
}

describe('a connected handler', () => {
  afterEach(() => vi.useRealTimers())

  it('is given a real Request, as from the network', async () => {
    const requests: Request[] = []
    const scene = openScene()
    scene.add({ url: 'https://company.example' })
    // The URL is the same one, spelt in full.
    scene.connections.connect('https://COMPANY.example:443/', async (request) => {
      requests.push(request)
      return answer(204)
    })
    scene.file()
    await scene.settle()
    const [request] = requests
    expect(request).toBeInstanceOf(Request)
    expect(request?.method).toBe('POST')
    expect(request?.url).toBe('https://company.example/')
    expect(request?.headers.get('content-type')).toBe('application/json')
    const body = Buffer.from((await request?.arrayBuffer()) ?? new ArrayBuffer(0))
    expect(request?.headers.get('content-length')).toBe(`${body.length}`)
    expect(JSON.parse(body.toString())).toMatchObject({ type: 'complaint.assigned' })
  })

  it('can be a receiver of this package: no port at all', async () => {
    const scene = openScene()
    const { record, secret } = scene.add()
    const numbers: string[] = []
    const receiver = createReceiver({
      secrets: secret,
      enterpriseId: scene.enterprise.id,
      on: {
        'complaint.assigned': async (event) => {
          numbers.push(event.data.complaint.number)
        },
      },
    })
    scene.connections.connect(record.url, receiver.fetch)
    scene.file()
    await scene.settle()
    expect(numbers).toEqual([...scene.core.state.numbers.keys()])
    expect(scene.deliveriesTo(record)[0]).toMatchObject({ status: 'delivered' })
  })

  it('answers with bytes that are counted, and given up at 64 KiB', async () => {
    expect(await attemptOf(() => new Response('好'))).toMatchObject({ status: 200, responseBytes: 3 })
    const exact = new Uint8Array(64 * 1024)
    expect(await attemptOf(() => new Response(exact))).toMatchObject({ responseBytes: 65_536 })
    let isCancelled = false
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
      cancel() {
        isCancelled = true
      },
    })
    const attempt = await attemptOf(() => new Response(endless))
    expect(attempt).toMatchObject({ status: 200, outcome: 'answered', responseBytes: 65_536 })
    expect(isCancelled).toBe(true)
  })

  it('that answers empty pieces for ever is given up, too', async () => {
    const empty = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(0)) })
    expect(await attemptOf(() => new Response(empty))).toMatchObject({ status: 200, responseBytes: 0 })
  })

  it('whose answer breaks off has told its status', async () => {
    let pieces = 0
    const broken = new ReadableStream({
      pull(controller) {
        pieces += 1
        if (pieces === 2) controller.error(new Error('cut'))
        else controller.enqueue(new Uint8Array(10))
      },
    })
    expect(await attemptOf(() => new Response(broken))).toMatchObject({
      status: 200,
      outcome: 'answered',
      responseBytes: expect.any(Number),
    })
  })

  it.each([
    ['throws', () => Promise.reject(new Error('handler is broken'))],
    [
      'throws at once',
      () => {
        throw new Error('handler is broken')
      },
    ],
    ['answers Response.error()', () => Response.error()],
    ['answers no Response', () => JSON.parse('{}')],
    ['answers nothing', () => JSON.parse('null')],
  ])('that %s is a failed connection', async (_, handler) => {
    expect(await attemptOf(handler)).toMatchObject({
      status: null,
      outcome: 'connection_failed',
      responseBytes: 0,
    })
  })

  it('that hangs is given up after 15 s of wire time, and told by the signal', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const scene = openScene()
    let signal: AbortSignal | undefined
    const { record } = scene.connect((request) => {
      signal = request.signal
      return new Promise(() => {})
    })
    scene.file()
    const settled = scene.settle()
    await vi.advanceTimersByTimeAsync(14_999)
    expect(scene.deliveriesTo(record)[0]?.attempts).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    await settled
    expect(scene.deliveriesTo(record)[0]).toMatchObject({
      status: 'pending',
      attempts: [{ status: null, outcome: 'timed_out', responseBytes: 0 }],
    })
    expect(signal?.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('whose answer hangs has told its status, and is given up after 15 s', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const scene = openScene()
    let isCancelled = false
    const hanging = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(7)),
      cancel() {
        isCancelled = true
      },
    })
    const { record } = scene.connect(() => new Response(hanging))
    scene.file()
    const settled = scene.settle()
    await vi.advanceTimersByTimeAsync(15_000)
    await settled
    expect(scene.deliveriesTo(record)[0]).toMatchObject({
      status: 'delivered',
      attempts: [{ status: 200, responseBytes: 7 }],
    })
    expect(isCancelled).toBe(true)
  })

  it('may act on the platform, and what that causes is awaited as well', async () => {
    const scene = openScene()
    const { seen } = scene.connect(() => {
      if (seen.length === 1) scene.file()
      return answer(204)
    })
    scene.file()
    await scene.settle()
    expect(seen.map(({ body }) => JSON.parse(body).sequence)).toEqual([1, 2])
  })

  it('sees at most 16 deliveries at once, in the order of their events', async () => {
    const scene = openScene()
    let running = 0
    let most = 0
    const { seen, record } = scene.connect(async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return answer(204)
    })
    for (let count = 0; count < 100; count += 1) scene.file()
    await scene.settle()
    expect(most).toBe(16)
    expect(seen).toHaveLength(100)
    expect(seen.map(({ body }) => JSON.parse(body).sequence)).toEqual(
      [...Array(100).keys()].map((n) => n + 1),
    )
    expect(scene.deliveriesTo(record).every(({ status }) => status === 'delivered')).toBe(true)
  })
})

describe('connect', () => {
  it('with null undoes it', async () => {
    const scene = openScene({ deliveryTimeoutMs: 50 })
    const { record, seen } = scene.connect(() => answer(204))
    scene.connections.connect(record.url, null)
    expect(scene.connections.get(record.url)).toBeUndefined()
    expect(seen).toEqual([])
  })

  it.each([
    ['company.example/hooks', () => answer(204), /needs the URL of the endpoint/],
    ['ftp://company.example/', () => answer(204), /needs the URL of the endpoint/],
    [
      url,
      JSON.parse('"receiver"'),
      /needs a function from Request to Response, such as receiver\.fetch, got string/,
    ],
    [url, JSON.parse('{}'), /got object/],
  ])('refuses %j with what helps', (wrong, handler, message) => {
    const { connections } = openScene()
    expect(() => connections.connect(wrong, handler)).toThrow(ArgumentError)
    expect(() => connections.connect(wrong, handler)).toThrow(message)
  })
})

describe('when the platform closes', () => {
  it('what is under way is given up, and nothing begins any more', async () => {
    const scene = openScene()
    let hangs = true
    const { record, seen } = scene.connect(() => (hangs ? new Promise(() => {}) : answer(204)))
    scene.file()
    await new Promise((resolve) => setImmediate(resolve))
    expect(seen).toHaveLength(1)
    await scene.close()
    await scene.settle()
    hangs = false
    scene.file()
    await scene.core.clock.advance({ days: 4 })
    expect(seen).toHaveLength(1)
    expect(scene.deliveriesTo(record)[0]?.attempts).toEqual([])
  })
})
