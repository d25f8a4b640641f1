/** What every act of the platform is given. */
import type { Calendar } from '../calendar/index.js'
import type { Clock } from '../clock.js'
import type { Ids } from './ids.js'
import type { NameCheck } from './name-check.js'
import type { OutboxWriter } from './people/outbox.js'
import type { ReceiptSigner } from './receipts.js'
import type { Settings } from './settings.js'
import type { EventRecord, State } from './state.js'
import type { Counters } from './statistics/counters.js'

/** A timer of domain time. */
export interface Timer {
  cancel(): void
}

/** Domain time: assignment, deadlines, retry schedule, retention. */
export interface DomainClock extends Clock {
  /**
   * Runs `run` when domain time reaches `at` (ms); at once, but not in this call, when it has passed.
   *
   * @param key whose timer it is: of equal times, the lesser key comes first, so that the order does not depend on when
   * they were set; equal keys keep the order in which they were set
   */
  schedule(at: number, run: () => void, key?: string): Timer
  /** `clock.advance` waits for this work too (a delivery under way), within its limit of wire time. */
  track(work: Promise<unknown>): void
}

export interface Core {
  readonly settings: Settings
  readonly state: State
  readonly clock: DomainClock
  /** Wire time: assertions, tokens, `webhook-timestamp`, `Date`, time-outs, rate limits. */
  readonly wireClock: Clock
  /** The working-day calendar in force; an operator may publish another year. Ask for it each time. */
  readonly calendar: Calendar
  /** Seeded: ids and jitter. */
  readonly ids: Ids
  /** Bytes for secrets, codes and tokens: node:crypto's, unless `insecureSeededSecrets`. */
  readonly randomBytes: (length: number) => Uint8Array
  /** A number in [0, 1) from the seed, for jitter and fixtures. */
  readonly random: () => number
  readonly receipts: ReceiptSigner
  /** Whether name and document belong together. */
  readonly nameCheck: NameCheck
  /** Codes and messages to people. */
  readonly outbox: OutboxWriter
  /** Behind the statistics: told of every act on a complaint. */
  readonly counters: Counters
  /** Key of the HMAC behind `complainant.reference`, and of the digests of one-time codes. */
  readonly referenceSecret: Uint8Array
  /** Told of every event after the act that caused it is complete; the deliveries listen here. */
  readonly eventListeners: Set<(event: EventRecord) => void>
}
