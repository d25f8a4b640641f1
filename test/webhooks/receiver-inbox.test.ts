import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Delivery, DeliveryStore } from '../../src/delivery.js'
import { memoryInbox } from '../../src/inbox/index.js'
import { createReceiver, type ReceiverOptions } from '../../src/webhooks/index.js'
import { nodeReceiver } from '../../src/webhooks/node.js'
import { deferred } from '../inbox/deliveries.js'
import { clock, deliveryOf, enterpriseId, secret } from './delivery.js'
import { portOf } from './wire.js'

function setUp(inbox: DeliveryStore, options: Partial<ReceiverOptions> = {}) {
  const receiver = createReceiver({ secrets: secret, clock, inbox, ...options })
  const failures: unknown[] = []
  receiver.activity.on('failed', ({ reason }) => void failures.push(reason))
  const send = async (id: string, members: Record<string, unknown> = {}) =>
    receiver.handle({ method: 'POST', ...(await deliveryOf(id, members)) })
  return { receiver, failures, send }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('a receiver with an inbox', () => {
  it('answers 2xx once the event is accepted, and again for a duplicate', async () => {
    const accepted: Delivery[] = []
    const store = memoryInbox({ clock })
    const { send } = setUp({
      accept(delivery) {
        accepted.push(delivery)
        return store.accept(delivery)
      },
    })
    const done = { status: 204, headers: {}, body: '' }
    expect([await send('evt_1'), await send('evt_1')]).toEqual([done, done])
    const envelope = {
      id: 'evt_1',
      type: 'complaint.assigned',
      sequence: 1,
      complaintId: 'cmp_1',
      complaintSequence: 1,
    }
    const { body: text } = await deliveryOf('evt_1')
    expect(accepted[0]).toEqual({ envelope, text, receivedAt: clock.now() })
  })

  it('accepts an event of a type or a shape that it does not know', async () => {
    const { send } = setUp(memoryInbox({ clock }))
    expect((await send('evt_1', { type: 'complaint.sung_about' })).status).toBe(204)
    expect((await send('evt_2', { sequence: 'two', data: null })).status).toBe(204)
  })

  it('refuses the event of another company', async () => {
    const { send } = setUp(memoryInbox({ clock }), { enterpriseId })
    expect((await send('evt_1')).status).toBe(204)
    expect((await send('evt_2', { enterpriseId: 'ent_2' })).status).toBe(401)
  })

  it('answers 503 with Retry-After when the store fails or answers nonsense, never 2xx', async () => {
    const accept = vi.fn()
    const { send, failures } = setUp({ accept })
    const later = { status: 503, headers: { 'retry-after': '5' }, body: '' }
    accept.mockRejectedValueOnce(new Error('disk is full'))
    expect(await send('evt_1')).toEqual(later)
    accept.mockImplementationOnce(() => {
      throw new Error('closed')
    })
    expect(await send('evt_1')).toEqual(later)
    accept.mockResolvedValueOnce(undefined)
    expect(await send('evt_1')).toEqual(later)
    expect(failures).toEqual(['inbox_failed', 'inbox_failed', 'inbox_failed'])
  })

  it('answers 503 when the store is slower than the limit', async () => {
    const { promise: called, resolve } = deferred<void>()
    const accept = () => {
      resolve()
      return new Promise<never>(() => {})
    }
    const { send, failures } = setUp({ accept }, { handlerTimeoutMs: 50 })
    const answer = send('evt_1')
    await called
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(50)
    expect((await answer).status).toBe(503)
    expect(failures).toEqual(['inbox_timed_out'])
  })

  it('has no handlers, and an inbox that can accept', () => {
    const inbox = memoryInbox()
    const make = (options: object) => () => createReceiver({ secrets: secret, ...options })
    expect(make({ inbox, on: {} })).toThrow('Both inbox and on')
    expect(make({ inbox, onUnknown: () => {} })).toThrow('Both inbox and on')
    expect(make({ inbox: {} })).toThrow('inbox has no method accept()')
    expect(make({})).toThrow('`on` is missing')
  })
})

describe('nodeReceiver', () => {
  it('is a request listener of node:http', async () => {
    vi.useRealTimers()
    const { receiver } = setUp(memoryInbox({ clock }))
    const server = createServer(nodeReceiver(receiver)).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const { headers, body } = await deliveryOf('evt_1')
    const url = `http://127.0.0.1:${portOf(server)}/`
    const first = await fetch(url, { method: 'POST', headers: { ...headers }, body })
    const second = await fetch(url, { method: 'POST', headers: { ...headers }, body: `${body} ` })
    expect([first.status, second.status]).toEqual([204, 401])
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })

  it('refuses what is no receiver', () => {
    // @ts-expect-error: options are no receiver
    expect(() => nodeReceiver({ secrets: secret })).toThrow('no receiver')
  })
})
