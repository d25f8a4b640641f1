/** One attempt: over HTTP, or to a handler in this process. Bounded in time and in what is read of the answer. */
import type { Agent } from 'undici'

/** A Fetch-style handler in this process, such as `receiver.fetch`. */
export type ConnectedHandler = (request: Request) => Response | Promise<Response>

export interface Attempt {
  readonly status: number | null
  /** `answered`, `timed_out`, `failed`: never a word of the answer. */
  readonly outcome: 'answered' | 'timed_out' | 'failed'
  readonly responseBytes: number
  /** `Retry-After` as it was sent. */
  readonly retryAfter: string | null
}

export interface Outgoing {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
}

export interface SenderOptions {
  /** Wire time. */
  readonly timeoutMs: number
  /** By URL, as `platform.connect` was given it. */
  readonly connected: ReadonlyMap<string, ConnectedHandler>
}

/** Bytes of an answer that are read before the connection is given up. */
const maxResponseBytes = 64 * 1024

export interface DeliverySender {
  send(outgoing: Outgoing): Promise<Attempt>
  close(): Promise<void>
}

export function createSender({ timeoutMs, connected }: SenderOptions): DeliverySender {
  let agent: Promise<Agent> | undefined
  // Proxies of the environment are not used: an Agent of undici asks for none.
  const openAgent = async () => new (await import('undici')).Agent({ connect: { timeout: timeoutMs } })

  async function sendOverHttp({ url, headers, body }: Outgoing, signal: AbortSignal): Promise<Attempt> {
    agent ??= openAgent()
    const { origin, pathname, search } = new URL(url)
    const answer = await (await agent).request({
      origin,
      path: pathname + search,
      method: 'POST',
      headers,
      body,
      signal,
    })
    const retryAfter = answer.headers['retry-after']
    return {
      status: answer.statusCode,
      outcome: 'answered',
      responseBytes: await countBytes(answer.body),
      retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
    }
  }

  async function sendInProcess(
    handler: ConnectedHandler,
    outgoing: Outgoing,
    signal: AbortSignal,
  ): Promise<Attempt> {
    const { url, headers, body } = outgoing
    const answer = await handler(new Request(url, { method: 'POST', headers, body, signal }))
    return {
      status: answer.status,
      outcome: 'answered',
      responseBytes: answer.body ? await countBytes(answer.body) : 0,
      retryAfter: answer.headers.get('retry-after'),
    }
  }

  return {
    async send(outgoing) {
      const controller = new AbortController()
      const { signal } = controller
      let timer: NodeJS.Timeout | undefined
      const timeout = new Promise<Attempt>((resolve) => {
        timer = setTimeout(() => {
          resolve({ status: null, outcome: 'timed_out', responseBytes: 0, retryAfter: null })
          controller.abort()
        }, timeoutMs)
      })
      const handler = connected.get(outgoing.url)
      const sent = (
        handler ? sendInProcess(handler, outgoing, signal) : sendOverHttp(outgoing, signal)
      ).catch((): Attempt => ({ status: null, outcome: 'failed', responseBytes: 0, retryAfter: null }))
      try {
        return await Promise.race([sent, timeout])
      } finally {
        clearTimeout(timer)
      }
    },
    async close() {
      await (await agent)?.destroy()
    },
  }
}

/** Reads an answer up to the limit and gives the rest up. */
async function countBytes(body: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes >= maxResponseBytes) break
  }
  return Math.min(bytes, maxResponseBytes)
}
