/** What the receiver does with an authentic delivery when it was given an inbox. */
import { type DeliveryStore, readEnvelope } from '../delivery.js'
import type { Outcome, TakeDelivery } from './outcome.js'
import { checkEnterprise, notJson } from './parse-event.js'
import type { ReceiverSettings } from './receiver-options.js'

/** Without a schema: an event of a shape that this version does not know is kept, too. */
export function createAcceptor(inbox: DeliveryStore, settings: ReceiverSettings): TakeDelivery {
  return async ({ id, text }) => {
    const { enterpriseId, ...envelope } = read(id, text)
    checkEnterprise({ enterpriseId }, settings.enterpriseId)
    const { type } = envelope
    const receivedAt = settings.clock.now()
    const unsafe = (reason: 'inbox_failed' | 'inbox_timed_out', error?: unknown): Outcome => ({
      kind: 'failed',
      type,
      reason,
      status: 503,
      error,
    })
    let timer: ReturnType<typeof setTimeout> | undefined
    const timeout = new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => resolve(unsafe('inbox_timed_out')), settings.handlerTimeoutMs)
    })
    const accepted = async (): Promise<Outcome> => {
      try {
        const result = await inbox.accept({ envelope, text, receivedAt })
        // Anything else is not known to be safe.
        if (result === 'new') return { kind: 'accepted', type, handled: false }
        if (result === 'duplicate') return { kind: 'duplicate', type }
        return unsafe('inbox_failed', new TypeError("inbox.accept has to answer 'new' or 'duplicate'."))
      } catch (error) {
        return unsafe('inbox_failed', error)
      }
    }
    const outcome = await Promise.race([accepted(), timeout])
    clearTimeout(timer)
    return outcome
  }
}

function read(id: string, text: string): ReturnType<typeof readEnvelope> {
  try {
    return readEnvelope(id, text)
  } catch {
    throw notJson()
  }
}
