import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createSocketServer, type Server, type Socket } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { measureBody } from '../../../src/platform/deliveries/answer.js'
import { createHttpSender, describeFailure } from '../../../src/platform/deliveries/send-over-http.js'
import { openScene } from './setup.js'

const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

function open() {
  const scene = openScene()
  endings.push(() => scene.close())
  return scene
}

async function addressOf(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  endings.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return addressOf(server)
}

async function readText(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

/** The first attempt at a real server that answers so. */
async function attemptOf(listener: RequestListener) {
  const scene = open()
  const { record } = scene.add({ url: `${await listen(listener)}/hooks?tenant=1` })
  scene.file()
  await scene.settle()
  return scene.deliveriesTo(record)[0]?.attempts[0]
}

describe('a delivery over HTTP', () => {
  it('arrives whole, with headers that any receiver can check', async () => {
    const requests: {
      method: string | undefined
      url: string | undefined
      body: string
      verified: unknown
    }[] = []
    const scene = open()
    const origin = await listen(async (request, response) => {
      const body = await readText(request)
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      expect(headers['content-length']).toBe(`${Buffer.byteLength(body)}`)
      expect(headers['content-type']).toBe('application/json')
      const { method, url } = request
      requests.push({ method, url, body, verified: new Webhook(secret).verify(body, headers) })
      response.writeHead(204).end()
    })
    const { record, secret } = scene.add({ url: `${origin}/hooks/投诉?tenant=1`, content: 'full' })
    scene.file()
    await scene.settle()
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: '/hooks/%E6%8A%95%E8%AF%89?tenant=1',
        verified: { data: { complaint: { title: '会员到期后被自动续费' } } },
      },
    ])
    expect(scene.deliveriesTo(record)[0]).toMatchObject({
      status: 'delivered',
      attempts: [{ status: 204, outcome: 'answered', responseBytes: 0 }],
    })
  })

  it('follows no redirect', async () => {
    let followed = 0
    const target = await listen((_, response) => {
      followed += 1
      response.end()
    })
    for (const status of [301, 302, 303, 307, 308]) {
      const attempt = await attemptOf((_, response) => response.writeHead(status, { location: target }).end())
      expect(attempt).toMatchObject({ status, outcome: 'answered' })
    }
    expect(followed).toBe(0)
  })

  it('reads 64 KiB of an endless answer and closes the connection', async () => {
    let closed: Promise<unknown> | undefined
    const attempt = await attemptOf((_, response) => {
      closed = once(response, 'close')
      response.writeHead(200)
      const write = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
        response.once('drain', write)
      }
      write()
    })
    expect(attempt).toMatchObject({ status: 200, outcome: 'answered', responseBytes: 65_536 })
    await closed
  })

  it('takes the status of an answer that never ends, and closes the connection when time is up', async () => {
    let closed: Promise<unknown> | undefined
    const url = await listen((_, response) => {
      closed = once(response, 'close')
      response.writeHead(200)
      response.write('drip')
    })
    const sender = createHttpSender({ timeoutMs: 15_000 })
    endings.push(() => sender.close())
    const answer = await sender.send({ url, headers: {}, body: '{}' }, new AbortController().signal)
    expect(answer.status).toBe(200)
    expect(Buffer.from((await answer.body?.read()) ?? []).toString()).toBe('drip')
    expect(await measureBody(answer.body, Promise.resolve())).toBe(0)
    await closed
  })

  it('times out after 15 s of wire time when there is no answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    endings.push(async () => vi.useRealTimers())
    const scene = open()
    let arrive = () => {}
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const { record } = scene.add({ url: await listen(() => arrive()) })
    scene.file()
    const settled = scene.settle()
    await arrival
    await vi.advanceTimersByTimeAsync(14_999)
    expect(scene.deliveriesTo(record)[0]?.attempts).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    await settled
    expect(scene.deliveriesTo(record)[0]?.attempts).toMatchObject([
      { status: null, outcome: 'timed_out', responseBytes: 0 },
    ])
  })

  it('reads Retry-After', async () => {
    const scene = open()
    const origin = await listen((_, response) => response.writeHead(503, { 'retry-after': '7200' }).end())
    const { record } = scene.add({ url: origin })
    scene.file()
    await scene.settle()
    expect(scene.deliveriesTo(record)[0]?.nextAttemptAt).toBe(scene.core.clock.now() + 7_200_000)
  })

  it('says what failed, never what was answered', async () => {
    const reset = await attemptOf((request) => request.socket.destroy())
    expect(reset).toMatchObject({ status: null, outcome: 'connection_reset' })

    const scene = open()
    const garbage = createSocketServer((socket) => socket.resume().end('this is no HTTP\r\n\r\n'))
    endings.push(() => new Promise((resolve) => garbage.close(resolve)))
    const confused = scene.add({ url: await addressOf(garbage) })
    const nobody = createSocketServer()
    const free = await addressOf(nobody)
    await new Promise((resolve) => nobody.close(resolve))
    const refused = scene.add({ url: free })
    scene.file()
    await scene.settle()
    expect(scene.deliveriesTo(confused.record)[0]?.attempts).toMatchObject([
      { status: null, outcome: 'connection_failed' },
    ])
    expect(scene.deliveriesTo(refused.record)[0]?.attempts).toMatchObject([
      { status: null, outcome: 'connection_refused' },
    ])
  })

  it('asks no proxy of the environment', async () => {
    let proxied = 0
    const proxy = await listen((_, response) => {
      proxied += 1
      response.end()
    })
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'] as const
    const before = names.map((name) => process.env[name])
    for (const name of names) process.env[name] = proxy
    try {
      expect(await attemptOf((_, response) => response.writeHead(202).end())).toMatchObject({ status: 202 })
    } finally {
      names.forEach((name, index) => {
        const value = before[index]
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      })
    }
    expect(proxied).toBe(0)
  })

  it('goes through 76 hours of failures over real connections, at the times of the schedule', async () => {
    const scene = open()
    const times: number[] = []
    const origin = await listen((_, response) => {
      times.push(scene.core.clock.now())
      response.writeHead(500).end()
    })
    const { record } = scene.add({ url: origin })
    scene.deliveries.ping(record)
    await scene.core.clock.advance({ days: 4 })
    expect(times).toEqual(scene.deliveriesTo(record)[0]?.attempts.map(({ at }) => at))
    expect(times).toHaveLength(10)
  })

  it('leaves no connection open when the platform closes', async () => {
    const scene = openScene()
    const sockets: Socket[] = []
    const server = createServer((_, response) => response.end())
    server.on('connection', (socket) => sockets.push(socket))
    scene.add({ url: await addressOf(server) })
    endings.push(() => new Promise((resolve) => server.close(resolve)))
    scene.file()
    await scene.settle()
    const [socket] = sockets
    if (!socket) throw new Error('no connection')
    expect(socket.destroyed).toBe(false)
    const closed = once(socket, 'close')
    await scene.close()
    await closed
  })
})

describe('the name of a failure', () => {
  const withCode = (code: string) => Object.assign(new Error('secret detail'), { code })

  it.each([
    [withCode('ECONNREFUSED'), 'connection_refused'],
    [withCode('UND_ERR_SOCKET'), 'connection_reset'],
    [withCode('ENOTFOUND'), 'name_not_resolved'],
    [withCode('EHOSTUNREACH'), 'unreachable'],
    [withCode('UND_ERR_CONNECT_TIMEOUT'), 'timed_out'],
    [withCode('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls_failed'],
    [withCode('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls_failed'],
    [withCode('HPE_INVALID_CONSTANT'), 'connection_failed'],
    [new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]), 'connection_refused'],
    [new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')]), 'connection_failed'],
    ['no error at all', 'connection_failed'],
  ])('of %s is %s', (error, outcome) => {
    expect(describeFailure(error)).toBe(outcome)
  })
})
