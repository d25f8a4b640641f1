/** The receiver in Express 5 and 4, over real sockets. */
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request as send } from 'node:http'
import { connect } from 'node:net'
import express5, { type Express } from 'express'
import express4 from 'express4'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { expressReceiver } from '../../src/webhooks/express.js'
import { createReceiver, type ReceiverOptions } from '../../src/webhooks/index.js'
import { clock, deliveryOf, secret } from './delivery.js'
import { portOf, until } from './wire.js'

type Mount = (app: Express, handler: ReturnType<typeof expressReceiver>) => void
const path = '/webhooks/tousu'

beforeEach(() => void vi.spyOn(process, 'emitWarning').mockImplementation(() => {}))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe.each([
  ['Express 5', express5],
  ['Express 4', express4],
])('%s', (_version, express) => {
  const first: Mount = (app, handler) => app.post(path, handler)

  /** An application that listens, with the receiver mounted as told. */
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
    mount(app, expressReceiver(receiver))
    app.use(express.json())
    app.post('/echo', (request, response) => void response.json(request.body))
    const server = createServer(app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(async () => {
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    })

    async function post(
      body: string | readonly string[],
      headers: Record<string, string | number>,
      to = path,
    ): Promise<{ status: number; text: string; headers: IncomingMessage['headers'] }> {
      const options = { host: '127.0.0.1', port: portOf(server), path: to, method: 'POST', agent }
      const request = send({ ...options, headers: { 'content-type': 'application/json', ...headers } })
      // Several pieces without a length go chunked.
      for (const piece of typeof body === 'string' ? [] : body) request.write(piece)
      request.end(typeof body === 'string' ? body : undefined)
      const [response]: [IncomingMessage] = await new Promise((resolve, reject) => {
        request.once('response', (answer: IncomingMessage) => resolve([answer]))
        request.once('error', reject)
      })
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += chunk
      return { status: response.statusCode ?? 0, text, headers: response.headers }
    }
    const deliver = async (id = 'evt_1', to = path) => {
      const { headers, body } = await deliveryOf(id)
      return post(body, headers, to)
    }
    return { server, handler, reasons, post, deliver }
  }

  describe('mounted', () => {
    it('first: works, and JSON routes after it work, on one connection', async () => {
      const { server, handler, post, deliver } = await setUp()
      const connections = vi.fn()
      server.on('connection', connections)
      const answer = await deliver()
      expect(answer).toMatchObject({ status: 204, text: '' })
      expect(await post('{"a":1}', {}, '/echo')).toMatchObject({ status: 200, text: '{"a":1}' })
      expect((await deliver('evt_2')).status).toBe(204)
      expect(handler).toHaveBeenCalledTimes(2)
      expect(connections).toHaveBeenCalledTimes(1)
    })

    it('after express.json(): 500, and one warning that says how to mount it', async () => {
      const { handler, reasons, deliver } = await setUp((app, receive) => {
        app.use(express.json())
        app.post(path, receive)
      })
      expect([await deliver(), await deliver()]).toMatchObject([{ status: 500, text: '' }, { status: 500 }])
      expect(reasons).toEqual(['body_already_parsed', 'body_already_parsed'])
      expect(handler).not.toHaveBeenCalled()
      expect(process.emitWarning).toHaveBeenCalledExactlyOnceWith(
        expect.stringMatching(
          /request\.body is an object already.*app\.post\(path, expressReceiver\(receiver\)\)/s,
        ),
        expect.anything(),
      )
    })

    it.each<[string, Mount]>([
      [
        'after express.raw()',
        (app, receive) => app.post(path, express.raw({ type: 'application/json' }), receive),
      ],
      [
        'after express.text()',
        (app, receive) => app.post(path, express.text({ type: 'application/json' }), receive),
      ],
      [
        'after express.json() that keeps request.rawBody',
        (app, receive) => {
          const verify = (request: object, _response: object, bytes: Buffer) => {
            Object.assign(request, { rawBody: bytes })
          }
          app.use(express.json({ verify }))
          app.post(path, receive)
        },
      ],
      [
        'behind a router prefix',
        (app, receive) => app.use('/webhooks', express.Router().post('/tousu', receive)),
      ],
      ['by app.use', (app, receive) => app.use(path, receive)],
    ])('%s: works', async (_name, mount) => {
      const { handler, deliver } = await setUp(mount)
      expect((await deliver()).status).toBe(204)
      expect(handler).toHaveBeenCalledTimes(1)
    })
  })

  it('takes a chunked body', async () => {
    const { post, handler } = await setUp()
    const { headers, body } = await deliveryOf()
    const answer = await post([body.slice(0, 5), body.slice(5, 90), body.slice(90)], headers)
    expect(answer.status).toBe(204)
    expect(handler).toHaveBeenCalledTimes(1)
  })

  it('answers 401, 405, 415 and 500 with nothing inside', async () => {
    const { post, deliver, handler, server } = await setUp((app, receive) => app.all(path, receive))
    const { headers, body } = await deliveryOf()
    expect(await post(`${body} `, headers)).toMatchObject({ status: 401, text: '' })
    expect(await post(body, { ...headers, 'content-encoding': 'gzip' })).toMatchObject({
      status: 415,
      text: '',
    })
    const answer = await fetch(`http://127.0.0.1:${portOf(server)}${path}`)
    expect([answer.status, answer.headers.get('allow'), await answer.text()]).toEqual([405, 'POST', ''])
    handler.mockRejectedValueOnce(new Error('no ticket'))
    expect(await deliver()).toMatchObject({ status: 500, text: '' })
  })

  it('refuses headers that came twice, which Node would join', async () => {
    const { server, reasons } = await setUp()
    const { headers, body } = await deliveryOf()
    const socket = connect(portOf(server), '127.0.0.1')
    const lines = Object.entries({ ...headers, 'Webhook-Id': 'evt_2' }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    const head = [`POST ${path} HTTP/1.1`, 'Host: a', `Content-Length: ${Buffer.byteLength(body)}`, ...lines]
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /)
    expect(reasons).toEqual(['duplicate_header'])
  })

  it('answers 413 before the body is read when Content-Length tells, and closes', async () => {
    const { server, reasons } = await setUp(first, { maxBodyBytes: 1_000 })
    const { headers } = await deliveryOf()
    const socket = connect(portOf(server), '127.0.0.1')
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    // Nothing of the body is ever sent.
    socket.write([`POST ${path} HTTP/1.1`, 'Host: a', 'Content-Length: 1001', ...lines, '', ''].join('\r\n'))
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /)
    await once(socket, 'close')
    expect(reasons).toEqual(['body_too_large'])
  })

  it('answers 413 to a chunked body that grows too large', async () => {
    const { post, deliver, reasons } = await setUp(first, { maxBodyBytes: 1_000 })
    const { headers } = await deliveryOf()
    expect((await post(['x'.repeat(600), 'x'.repeat(600)], headers)).status).toBe(413)
    expect(reasons).toEqual(['body_too_large'])
    expect((await deliver()).status).toBe(204)
  })

  it('survives an upload that is broken off', async () => {
    const { server, deliver, handler, reasons } = await setUp()
    const { headers, body } = await deliveryOf()
    const request = send({
      host: '127.0.0.1',
      port: portOf(server),
      path,
      method: 'POST',
      headers: { ...headers, 'content-length': body.length },
    })
    request.on('error', () => {})
    request.write(body.slice(0, 20))
    const [incoming]: IncomingMessage[] = await once(server, 'request')
    request.destroy()
    await until(() => reasons.length > 0)
    expect(reasons).toEqual(['body_aborted'])
    expect(incoming?.listenerCount('data')).toBe(0)
    expect((await deliver('evt_2')).status).toBe(204)
    expect(handler).toHaveBeenCalledTimes(1)
  })

  it('gives a slow upload 5 s', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { server, reasons } = await setUp()
    const { headers, body } = await deliveryOf()
    const request = send({
      host: '127.0.0.1',
      port: portOf(server),
      path,
      method: 'POST',
      headers: { ...headers, 'content-length': body.length },
    })
    request.on('error', () => {})
    request.write(body.slice(0, 20))
    await once(server, 'request')
    vi.advanceTimersByTime(4_999)
    expect(reasons).toEqual([])
    vi.advanceTimersByTime(1)
    const [answer]: IncomingMessage[] = await once(request, 'response')
    expect(answer?.statusCode).toBe(408)
    expect(reasons).toEqual(['body_timed_out'])
    request.destroy()
  })

  it('does not answer what somebody else has answered', async () => {
    const { deliver } = await setUp((app, receive) => {
      app.post(path, async (request, response) => {
        response.status(202).end('theirs')
        await receive(request, response)
      })
    })
    expect(await deliver()).toMatchObject({ status: 202, text: 'theirs' })
  })
})
