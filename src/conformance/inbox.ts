/** Where deliveries to one endpoint of a case arrive. */
import { Broken } from './case.js'

export interface Delivery {
  readonly headers: Readonly<Record<string, string>>
  /** As they came. */
  readonly body: Uint8Array
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown
}

export interface Inbox {
  /** All deliveries, in order. */
  readonly seen: readonly Delivery[]
  /** What the endpoint answers from now on: 204 at first. */
  answerWith(response: () => Response): void
  handle(request: Request): Promise<Response>
  /**
   * The first delivery that matches, also one that is there already.
   *
   * @throws Broken none came in time
   */
  wait(what: string, matches: (delivery: Delivery) => boolean): Promise<Delivery>
}

/** @param timeoutMs longest wait for a delivery, in wire time */
export function createInbox(timeoutMs: number, signalOf: () => AbortSignal): Inbox {
  const seen: Delivery[] = []
  const waiting = new Set<() => void>()
  let answer = () => new Response(null, { status: 204 })

  return {
    seen,
    answerWith(response) {
      answer = response
    },
    async handle(request) {
      const body = new Uint8Array(await request.arrayBuffer())
      seen.push({ headers: Object.fromEntries(request.headers), body, json: parse(body) })
      for (const look of [...waiting]) look()
      return answer()
    },
    wait(what, matches) {
      return new Promise((resolve, reject) => {
        const signal = signalOf()
        const end = () => {
          clearTimeout(timer)
          waiting.delete(look)
          signal.removeEventListener('abort', abort)
        }
        const look = () => {
          const found = seen.find(matches)
          if (!found) return
          end()
          resolve(found)
        }
        const fail = (error: unknown) => {
          end()
          reject(error)
        }
        const abort = () => fail(signal.reason)
        const none = () => new Broken(what, `a delivery within ${timeoutMs} ms`, `${seen.length} others`)
        const timer = setTimeout(() => fail(none()), timeoutMs)
        signal.addEventListener('abort', abort, { once: true })
        waiting.add(look)
        look()
      })
    },
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
