import { ArgumentError } from '../../errors.js'
import type { ConnectedHandler } from './send-in-process.js'

/** Handlers of this process that stand in for a URL. */
export interface Connections {
  /**
   * Deliveries to this URL go to the handler from now on; null undoes it.
   *
   * @throws ArgumentError not an http or https URL, or not a function
   */
  connect(url: string, handler: ConnectedHandler | null): void
  get(url: string): ConnectedHandler | undefined
}

export function createConnections(): Connections {
  const handlers = new Map<string, ConnectedHandler>()
  return {
    connect(url, handler) {
      const { href, protocol } = URL.canParse(url) ? new URL(url) : { href: '', protocol: '' }
      if (protocol !== 'https:' && protocol !== 'http:') {
        throw new ArgumentError(
          'connect needs the URL of the endpoint, such as https://company.example/webhooks/tousu.',
        )
      }
      if (handler === null) {
        handlers.delete(href)
        return
      }
      if (typeof handler !== 'function') {
        throw new ArgumentError(
          `connect needs a function from Request to Response, such as receiver.fetch, got ${typeof handler}.`,
        )
      }
      handlers.set(href, handler)
    },
    // Spelt as the URL parser does, so that https://company.example is https://company.example/.
    get: (url) => handlers.get(new URL(url).href),
  }
}
