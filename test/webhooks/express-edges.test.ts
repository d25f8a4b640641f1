/** Express 5 and 4 at the edges: sizes, parsers that ran before, senders that leave, what is left behind. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import express5, { type Express, type RequestHandler } from 'express'
import express4 from 'express4'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { expressReceiver } from '../../src/webhooks/express.js'
import { createReceiver, type ReceiverOptions } from '../../src/webhooks/index.js'
import { clock, deliveryOf, secret } from './delivery.js'
import { portOf, until } from './wire.js'

const path = '/webhooks/tousu'
const unhandled = vi.fn()

beforeEach(() => {
  vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  process.on('unhandledRejection', unhandled)
})
afterEach(() => {
  process.off('unhandledRejection', unhandled)
  vi.useRealTimers()
  vi.restoreAllMocks()
  expect(unhandled).not.toHaveBeenCalled()
})

describe.each([
  ['Express 5', express5],
  ['Express 4', express4],
])('%s', (_version, express) => {
  type Mount = (app: Express, handler: RequestHandler) => void
  const first: Mount = (app, handler) => app.post(path, handler)

  async function setUp(mount: Mount = first, options: Partial<ReceiverOptions> = {}) {
    const handler = vi.fn()
    const receiver = createReceiver({
      secrets: secret,
      clock,
      on: { 'complaint.assigned': handler },
      ...options,
    })
    const reasons: string[] = []
    receiver.activity.on('refused', ({ reason }) => void reasons.push(reason))
    const app = express()
    const receive = expressReceiver(receiver)
    mount(app, (request, response) => void receive(request, response))
    const server = createServer(app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const sockets: Socket[] = []
    onTestFinished(async () => {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    })
    const open = () => {
      const socket = connect(portOf(server), '127.0.0.1').on('error', () => {})
      sockets.push(socket)
      return socket
    }
    /** Sends lines and body as they are; answers what came back until the connection was closed. */
    const exchange = async (lines: Record<string, string>, body: string, method = 'POST') => {
      const socket = open()
      let answer = ''
      socket.setEncoding('utf8').on('data', (chunk) => {
        answer += chunk
      })
      socket.write(headOf(lines, method) + body)
      await once(socket, 'close')
      return answer
    }
    return { server, handler, reasons, open, exchange }
  }
  const headOf = (lines: Record<string, string>, method = 'POST') =>
    [
      `${method} ${path} HTTP/1.1`,
      'Host: a',
      ...Object.entries(lines).map(([name, value]) => `${name}: ${value}`),
      '\r\n',
    ].join('\r\n')
  const statusOf = (answer: string) => Number(answer.split(' ')[1])
  const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4)
  const json = { 'Content-Type': 'application/json', Connection: 'close' }
  const chunked = (...pieces: string[]) =>
    [...pieces, ''].map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`).join('')

  it.each([
    [1_024, 204],
    [1_025, 413],
  ])(
    'a body of %i bytes where 1,024 are allowed: %i, told, chunked or kept by a parser',
    async (size, status) => {
      const room = size - (await deliveryOf('evt_1', { pad: '' })).body.length
      const { headers, body } = await deliveryOf('evt_1', { pad: 'x'.repeat(room) })
      const limit = { maxBodyBytes: 1_024 }
      const { exchange } = await setUp(first, limit)
      const told = { ...json, ...headers, 'Content-Length': `${size}` }
      expect(statusOf(await exchange(told, body))).toBe(status)
      const counted = { ...json, ...headers, 'Transfer-Encoding': 'chunked' }
      expect(statusOf(await exchange(counted, chunked(body.slice(0, 600), body.slice(600))))).toBe(status)
      const kept = await setUp((app, receive) => {
        app.post(path, express.raw({ type: 'application/json' }), receive)
      }, limit)
      expect(statusOf(await kept.exchange(counted, chunked(body)))).toBe(status)
    },
  )

  it('400, 401 and 405 have no body at all', async () => {
    const { exchange } = await setUp((app, receive) => app.all(path, receive))
    const { headers, body } = await deliveryOf()
    const length = { 'Content-Length': `${body.length}` }
    const answers = [
      await exchange({ ...json, ...length }, body),
      await exchange({ ...json, ...headers, ...length }, body.replace('evt_1', 'evt_2')),
      await exchange({ Connection: 'close' }, '', 'DELETE'),
      await exchange({ ...json, ...headers, 'Content-Length': '0' }, ''),
      await exchange({ ...json, ...headers }, ''),
    ]
    expect(answers.map(statusOf)).toEqual([400, 401, 405, 401, 401])
    expect(answers.map(bodyOf)).toEqual(['', '', '', '', ''])
    expect(answers[2]).toMatch(/^allow: POST\r$/im)
  })

  it.each<[string, Mount]>([
    [
      'a Buffer in request.rawBody of a request that somebody else has read',
      (app, receive) =>
        app.post(path, async (request, response, next) => {
          const pieces: Buffer[] = []
          for await (const piece of request) pieces.push(piece)
          Object.assign(request, { rawBody: Buffer.concat(pieces), body: { parsed: true } })
          receive(request, response, next)
        }),
    ],
    [
      'express.raw() of another type, which leaves the request alone',
      (app, receive) => app.post(path, express.raw({ type: 'image/png' }), receive),
    ],
    [
      'express.json() of another type',
      (app, receive) => app.post(path, express.json({ type: 'application/vnd.api+json' }), receive),
    ],
    [
      'routers in routers',
      (app, receive) =>
        app.use('/webhooks', express.Router().use('/tousu', express.Router().post('/', receive))),
    ],
    [
      'a middleware that takes its time',
      (app, receive) => {
        app.use((_request, _response, next) => void setImmediate(next))
        app.post(path, receive)
      },
    ],
    [
      'a request that was paused',
      (app, receive) => {
        app.use((request, _response, next) => {
          request.pause()
          next()
        })
        app.post(path, receive)
      },
    ],
  ])('works after %s', async (_name, mount) => {
    const { exchange, handler } = await setUp(mount)
    const { headers, body } = await deliveryOf()
    expect(statusOf(await exchange({ ...json, ...headers, 'Content-Length': `${body.length}` }, body))).toBe(
      204,
    )
    expect(handler).toHaveBeenCalledTimes(1)
  })

  it.each<[string, Mount]>([
    ['express.json()', (app, receive) => app.post(path, express.json({ type: '*/*' }), receive)],
    [
      'something that reads the request and keeps nothing',
      (app, receive) =>
        app.post(path, (request, response, next) => {
          request.on('end', () => receive(request, response, next)).resume()
        }),
    ],
    [
      'request.setEncoding()',
      (app, receive) =>
        app.post(path, (request, response, next) => {
          request.setEncoding('utf8')
          receive(request, response, next)
        }),
    ],
  ])('after %s: 500, no handler runs, one warning says how to mount it', async (_name, mount) => {
    const { exchange, handler, reasons } = await setUp(mount)
    const { headers, body } = await deliveryOf()
    const answer = await exchange({ ...json, ...headers, 'Content-Length': `${body.length}` }, body)
    expect([statusOf(answer), bodyOf(answer)]).toEqual([500, ''])
    expect(reasons).toEqual(['body_already_parsed'])
    expect(handler).not.toHaveBeenCalled()
    expect(process.emitWarning).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('app.post(path, expressReceiver(receiver))'),
      expect.anything(),
    )
  })

  it('a sender that leaves while the handler runs: it runs to its end, and the retry is a duplicate', async () => {
    let resolve = () => {}
    const { server, open, exchange, handler } = await setUp()
    handler.mockReturnValueOnce(
      new Promise<void>((yes) => {
        resolve = yes
      }),
    )
    const { headers, body } = await deliveryOf()
    const lines = { ...json, ...headers, 'Content-Length': `${body.length}` }
    const socket = open()
    const incoming = once(server, 'request')
    socket.write(headOf(lines) + body)
    const [, response] = await incoming
    await until(() => handler.mock.calls.length > 0)
    socket.destroy()
    await once(response, 'close')
    resolve()
    expect(statusOf(await exchange(lines, body))).toBe(204)
    expect(handler).toHaveBeenCalledTimes(1)
  })

  it('leaves an answer alone that somebody else has given, also where it would refuse with headers', async () => {
    const { exchange, reasons } = await setUp((app, receive) => {
      app.post(path, (request, response, next) => {
        response.status(202).end('theirs')
        receive(request, response, next)
      })
    })
    const answer = await exchange({ ...json, 'Content-Encoding': 'gzip', 'Content-Length': '1' }, 'x')
    expect([statusOf(answer), bodyOf(answer)]).toEqual([202, 'theirs'])
    expect(reasons).toEqual(['content_encoding'])
    await new Promise((resolve) => setImmediate(resolve))
  })

  it('leaves no listener and no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const seen: Record<string, number>[] = []
    const names = ['data', 'end', 'error', 'close', 'aborted', 'readable']
    const { server, exchange } = await setUp((app, receive) => {
      app.post(path, (request, response, next) => {
        const count = () => Object.fromEntries(names.map((name) => [name, request.listenerCount(name)]))
        seen.push(count())
        response.once('finish', () => seen.push(count()))
        receive(request, response, next)
      })
    })
    const { headers, body } = await deliveryOf()
    const before = vi.getTimerCount()
    await exchange({ ...json, ...headers, 'Content-Length': `${body.length}` }, body)
    expect(seen).toHaveLength(2)
    expect(seen[1]).toEqual(seen[0])
    expect(vi.getTimerCount()).toBe(before)
    expect(server.listenerCount('request')).toBe(1)
  })

  it('closes the connection of an upload that is too slow, or goes on after 413', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { open, server, reasons } = await setUp(first, { maxBodyBytes: 1_000 })
    const { headers } = await deliveryOf()
    const slow = open()
    const arrived = once(server, 'request')
    slow.write(`${headOf({ ...json, ...headers, 'Content-Length': '900' })}{`)
    await arrived
    vi.advanceTimersByTime(5_000)
    await once(slow.resume(), 'close')

    const long = open()
    long.write(headOf({ ...json, ...headers, 'Transfer-Encoding': 'chunked' }))
    const piece = `1f4\r\n${'x'.repeat(500)}\r\n`
    for (let index = 0; index < 3; index += 1) long.write(piece)
    await once(long.resume(), 'close')
    expect(reasons).toEqual(['body_timed_out', 'body_too_large'])
  })
})

it('says at once that it was given something else than a receiver', () => {
  // @ts-expect-error: the options instead of the receiver
  expect(() => expressReceiver({ secrets: secret, on: {} })).toThrow('expressReceiver(createReceiver(')
})
