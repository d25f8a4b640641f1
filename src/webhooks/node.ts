import { ArgumentError } from '../errors.js'
import { answerNode, type NodeRequest, type NodeResponse } from './node-message.js'
import type { Receiver } from './receiver.js'

/**
 * The receiver as a request listener of node:http. It answers every path: look at `request.url` first when the server
 * has others.
 *
 * @throws ArgumentError when it is given something else than a receiver
 * @example
 * createServer(nodeReceiver(receiver)).listen(8080)
 */
export function nodeReceiver(
  receiver: Receiver,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  if (typeof receiver?.handle !== 'function') {
    throw new ArgumentError(
      'What was given is no receiver: nodeReceiver(createReceiver({ secrets, inbox })).',
    )
  }
  return (request, response) => answerNode(receiver, request, response)
}
