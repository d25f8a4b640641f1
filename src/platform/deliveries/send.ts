/** One attempt: over HTTP, or to a handler in this process. Bounded in time and in what is read of the answer. */
import { measureBody } from './answer.js'
import { type ConnectedHandler, sendInProcess } from './send-in-process.js'
import { createHttpSender, describeFailure, type HttpSenderOptions } from './send-over-http.js'

export type { ConnectedHandler } from './send-in-process.js'

export interface Attempt {
  /** HTTP status; null when there was no answer. */
  readonly status: number | null
  /** `answered`, `timed_out`, `connection_refused` …: never a word of the answer. */
  readonly outcome: string
  /** Bytes of the answer that were read, 64 KiB at most. */
  readonly responseBytes: number
  /** `Retry-After` as it was sent. */
  readonly retryAfter: string | null
}

export interface Outgoing {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface SenderOptions extends Pick<HttpSenderOptions, 'guard'> {
  /** For the whole exchange, in wire time. */
  readonly timeoutMs: number
  /** By URL: what `platform.connect` was given. */
  readonly connected: { get(url: string): ConnectedHandler | undefined }
}

export interface DeliverySender {
  /** Never rejects. */
  send(outgoing: Outgoing): Promise<Attempt>
  /** Ends what is under way and all connections. */
  close(): Promise<void>
}

const unanswered = { status: null, responseBytes: 0, retryAfter: null }

export function createSender({ timeoutMs, guard, connected }: SenderOptions): DeliverySender {
  const http = createHttpSender({ timeoutMs, guard })
  const underWay = new Set<AbortController>()

  async function attempt(outgoing: Outgoing, signal: AbortSignal): Promise<Attempt> {
    const aborted = new Promise<'aborted'>((resolve) => {
      signal.addEventListener('abort', () => resolve('aborted'), { once: true })
    })
    try {
      const handler = connected.get(outgoing.url)
      const opening = handler ? sendInProcess(handler, outgoing, signal) : http.send(outgoing, signal)
      // A handler in this process may ignore the signal.
      const answer = await Promise.race([opening, aborted])
      if (answer === 'aborted') return { ...unanswered, outcome: 'timed_out' }
      const { status, retryAfter, body } = answer
      return { status, outcome: 'answered', retryAfter, responseBytes: await measureBody(body, aborted) }
    } catch (error) {
      return { ...unanswered, outcome: describeFailure(error) }
    }
  }

  return {
    async send(outgoing) {
      const controller = new AbortController()
      underWay.add(controller)
      const timer = setTimeout(() => controller.abort(), timeoutMs)
      timer.unref()
      try {
        return await attempt(outgoing, controller.signal)
      } finally {
        clearTimeout(timer)
        underWay.delete(controller)
      }
    },
    async close() {
      for (const controller of underWay) controller.abort()
      await http.close()
    },
  }
}
