/** Deliveries over the network. */
import type { Agent } from 'undici'
import type { Answer } from './answer.js'
import { createGuardedConnector, type GuardOptions } from './guarded-connector.js'
import type { Outgoing } from './send.js'

export interface HttpSender {
  /** Rejects when there is no answer. A redirect is an answer like any other: it is not followed. */
  send(outgoing: Outgoing, signal: AbortSignal): Promise<Answer>
  close(): Promise<void>
}

export interface HttpSenderOptions {
  /** For a connection, in wire time; `signal` limits the rest. */
  readonly timeoutMs: number
  /** Whether only global unicast addresses are dialled; `resolve` and `build` stand in for the system's. */
  readonly guard?: Partial<Pick<GuardOptions, 'resolve' | 'build'>> | undefined
}

export function createHttpSender({ timeoutMs, guard }: HttpSenderOptions): HttpSender {
  let agent: Promise<Agent> | undefined
  // An agent of its own: it ends with the platform, and knows no proxy of the environment.
  const openAgent = async () => {
    const undici = await import('undici')
    const build: GuardOptions['build'] = (options) => undici.buildConnector(options)
    const connect = guard ? createGuardedConnector({ timeoutMs, build, ...guard }) : { timeout: timeoutMs }
    return new undici.Agent({ connect })
  }
  return {
    async send({ url, headers, body }, signal) {
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
      // Destroying it early is told as an error, too.
      answer.body.on('error', () => {})
      const pieces: AsyncIterator<Uint8Array> = answer.body[Symbol.asyncIterator]()
      return {
        status: answer.statusCode,
        retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
        body: {
          async read() {
            const { done, value } = await pieces.next()
            return done === true ? undefined : value
          },
          stop: () => void answer.body.destroy(),
        },
      }
    },
    async close() {
      const opened = agent
      agent = undefined
      await (await opened)?.destroy()
    },
  }
}

/** Codes of Node's and undici's errors, by what an owner of the endpoint can do about them. */
const outcomes: Record<string, string> = {
  ERR_ADDRESS_NOT_ALLOWED: 'address_not_allowed',
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
  UND_ERR_SOCKET: 'connection_reset',
  ENOTFOUND: 'name_not_resolved',
  EAI_AGAIN: 'name_not_resolved',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'timed_out',
  UND_ERR_CONNECT_TIMEOUT: 'timed_out',
}

/** Why there was no answer, as an attempt shows it; `connection_failed` where nothing closer is known. */
export function describeFailure(error: unknown): string {
  if (error instanceof AggregateError) {
    // One error for each address that was tried.
    const each = new Set(error.errors.map(describeFailure))
    const [outcome = 'connection_failed'] = each
    return each.size === 1 ? outcome : 'connection_failed'
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/CERT|_TLS_|SSL|SELF_SIGNED/.test(code)) return 'tls_failed'
  return outcomes[code] ?? 'connection_failed'
}
