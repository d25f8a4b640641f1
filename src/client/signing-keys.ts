import type { Clock } from '../clock.js'
import type { Jwks } from '../contract/oauth.js'

/** In ms of wire time. New keys are told by an unknown `kid`, so this is for keys that were withdrawn. */
const maxAge = 3_600_000
/** Between two requests because of an unknown key, in ms of wire time: forged answers cannot make it hammer. */
const coolDown = 30_000

/** The keys of receipts and disclosures: fetched when first needed, kept, one request at a time. */
export class SigningKeys {
  readonly #fetch: () => Promise<Jwks>
  readonly #clock: Clock
  #known: { readonly keys: Jwks; readonly at: number } | undefined
  #asking: Promise<Jwks> | undefined

  constructor(fetch: () => Promise<Jwks>, clock: Clock) {
    this.#fetch = fetch
    this.#clock = clock
  }

  /** Kept keys, or new ones when those are an hour old. */
  async get(): Promise<Jwks> {
    const known = this.#known
    return known && this.#since(known.at) < maxAge ? known.keys : this.#ask()
  }

  /** After an unknown key: new ones, or undefined when they were asked for a moment ago. */
  async refresh(): Promise<Jwks | undefined> {
    const known = this.#known
    return known && this.#since(known.at) < coolDown ? undefined : this.#ask()
  }

  /** A clock that was set back must not make the past look like the future. */
  #since(at: number): number {
    const elapsed = this.#clock.now() - at
    return elapsed < 0 ? Number.POSITIVE_INFINITY : elapsed
  }

  #ask(): Promise<Jwks> {
    this.#asking ??= this.#load().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  async #load(): Promise<Jwks> {
    const keys = await this.#fetch()
    this.#known = { keys, at: this.#clock.now() }
    return keys
  }
}
