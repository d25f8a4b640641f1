import { ArgumentError } from '../errors.js'
import { answerNode, type NodeRequest, type NodeResponse } from './node-message.js'
import type { Receiver } from './receiver.js'

/** What is needed of Express's request; `rawBody` is what many set-ups keep the bytes in. */
export interface ExpressRequest extends NodeRequest {
  readonly body?: unknown
  readonly rawBody?: unknown
}

/**
 * The receiver as an Express handler, for Express 4 and 5. Mount it before `express.json()`: the signature covers the
 * raw bytes. It also works after `express.raw({ type: 'application/json' })`, and with the bytes in `request.rawBody`.
 *
 * @throws ArgumentError when it is given something else than a receiver
 * @example
 * app.post('/webhooks/tousu', expressReceiver(receiver))
 * app.use(express.json())
 */
export function expressReceiver(
  receiver: Receiver,
): (request: ExpressRequest, response: NodeResponse) => Promise<void> {
  if (typeof receiver?.handle !== 'function') {
    throw new ArgumentError(
      'What was given is no receiver: expressReceiver(createReceiver({ secrets, on })).',
    )
  }
  return (request, response) => answerNode(receiver, request, response, request)
}
