/** Listeners only watch: what one of them does reaches neither the delivery nor the next listener. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createReceiver } from '../../src/webhooks/index.js'
import { clock, deliveryOf, secret } from './delivery.js'

beforeEach(() => void vi.spyOn(process, 'emitWarning').mockImplementation(() => {}))
afterEach(() => vi.restoreAllMocks())

function setUp() {
  const receiver = createReceiver({ secrets: secret, clock, on: {} })
  const send = async (id: string) =>
    (await receiver.handle({ method: 'POST', ...(await deliveryOf(id)) })).status
  return { activity: receiver.activity, send }
}

it('a listener that throws does not keep the next one from hearing', async () => {
  const { activity, send } = setUp()
  const next = vi.fn()
  activity.on('accepted', () => {
    throw new Error('listener')
  })
  activity.on('accepted', next)
  expect([await send('evt_1'), await send('evt_2')]).toEqual([204, 204])
  expect(next).toHaveBeenCalledTimes(2)
  expect(process.emitWarning).toHaveBeenCalledTimes(1)
})

it('an async listener that rejects is no unhandled rejection', async () => {
  const { activity, send } = setUp()
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  activity.on('accepted', async () => {
    throw new Error('listener')
  })
  expect(await send('evt_1')).toBe(204)
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
  expect(process.emitWarning).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining("'accepted' threw Error"),
    { type: 'TousuWarning', code: 'TOUSU_LISTENER_THREW' },
  )
})

it('listens once where asked to, and stops when told', async () => {
  const { activity, send } = setUp()
  const [once, off] = [vi.fn(), vi.fn()]
  activity.once('accepted', once)
  activity.on('accepted', off)
  await send('evt_1')
  activity.off('accepted', off)
  await send('evt_2')
  expect(once).toHaveBeenCalledTimes(1)
  expect(off).toHaveBeenCalledTimes(1)
})

it('what a hostile error says of itself disturbs nobody', async () => {
  const { activity, send } = setUp()
  activity.on('accepted', () => {
    throw new Proxy(new Error('x'), {
      get() {
        throw new TypeError('boom')
      },
    })
  })
  expect(await send('evt_1')).toBe(204)
})
