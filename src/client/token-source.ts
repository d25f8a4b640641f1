import { discoverTokenEndpoint } from './discovery.js'
import type { ExchangeSettings } from './exchange.js'
import type { Settings } from './settings.js'
import { TimeLimit } from './time-limit.js'
import { requestToken, type Token } from './token-request.js'

/** Milliseconds of life: above, a token is used as it is. */
const fresh = 120_000
/** Below, a call waits for a new one; between the two it is renewed in the background. */
const stale = 30_000

/** Keeps one access token, and renews it once for however many calls need it. */
export class TokenSource {
  readonly #settings: Settings
  readonly #exchange: ExchangeSettings
  #endpoint: URL | undefined
  #token: Token | undefined
  #renewal: Promise<Token> | undefined

  constructor(settings: Settings, exchange: ExchangeSettings) {
    this.#settings = settings
    this.#exchange = exchange
  }

  /**
   * @param limit of the call that needs it: when it ends, the renewal goes on for the others
   * @param call for messages
   */
  async get(limit: TimeLimit, call: string): Promise<string> {
    const token = this.#token
    const left = token ? token.expiresAt - this.#settings.wireClock.now() : 0
    if (token && left > stale) {
      // A failure shows when it matters: at the call that has to wait.
      if (left <= fresh) this.#renew().catch(() => {})
      return token.value
    }
    try {
      return (await limit.race(this.#renew())).value
    } catch (error) {
      throw limit.error(call) ?? error
    }
  }

  /** The platform refused this one. Another one that came meanwhile is kept. */
  discard(value: string): void {
    if (this.#token?.value === value) this.#token = undefined
  }

  #renew(): Promise<Token> {
    this.#renewal ??= this.#request().finally(() => {
      this.#renewal = undefined
    })
    return this.#renewal
  }

  async #request(): Promise<Token> {
    // Its own limit: no caller's signal or time-out ends what others wait for.
    const limit = new TimeLimit(this.#settings.timer, this.#settings.timeoutMs)
    try {
      this.#endpoint ??= await discoverTokenEndpoint(this.#settings, this.#exchange, limit)
      const token = await requestToken(this.#settings, this.#exchange, this.#endpoint, limit)
      this.#token = token
      return token
    } finally {
      limit.end()
    }
  }
}
