import { expect, it } from 'vitest'
import { systemWireTimer } from '../../../src/platform/faults/wire-timer.js'

it('passes by the timers of the process', async () => {
  await expect(systemWireTimer.wait(1, new AbortController().signal)).resolves.toBeUndefined()
})

it('ends with its signal, for the reason of that, before and while it waits', async () => {
  const reason = new Error('gone')
  await expect(systemWireTimer.wait(60_000, AbortSignal.abort(reason))).rejects.toBe(reason)
  const controller = new AbortController()
  const wait = systemWireTimer.wait(60_000, controller.signal)
  controller.abort(reason)
  await expect(wait).rejects.toBe(reason)
})
