/** Deliveries to a function of this process, read as if they had come over the network. */
import type { Answer, AnswerBody } from './answer.js'
import type { Outgoing } from './send.js'

/** A Fetch-style handler, such as `receiver.fetch`. A throw counts as a failed connection. */
export type ConnectedHandler = (request: Request) => Response | Promise<Response>

/** Rejects when the handler throws, or answers with no Response. */
export async function sendInProcess(
  handler: ConnectedHandler,
  { url, headers, body }: Outgoing,
  signal: AbortSignal,
): Promise<Answer> {
  const length = `${Buffer.byteLength(body)}`
  const request = new Request(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': length },
    body,
    signal,
  })
  const answer = await handler(request)
  // 0 is the status of Response.error(): a failed connection.
  if (!(answer.status >= 100 && answer.status <= 599))
    throw new TypeError('The handler answered no Response.')
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    body: answer.body && !answer.bodyUsed && !answer.body.locked ? readerOf(answer.body) : null,
  }
}

function readerOf(stream: NonNullable<Response['body']>): AnswerBody {
  const reader = stream.getReader()
  return {
    async read() {
      const { value } = await reader.read()
      return value instanceof Uint8Array ? value : undefined
    },
    stop: () => void reader.cancel().catch(() => {}),
  }
}
