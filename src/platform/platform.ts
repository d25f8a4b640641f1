/** What `createPlatform` takes and gives. */
import type { Dispatcher } from 'undici'
import type { Calendar } from '../calendar/index.js'
import type { Clock } from '../clock.js'
import type { Statistics, TimelyRate } from '../contract/index.js'
import type { PlatformClock } from './clock.js'
import type { Consumer } from './consumer.js'
import type { ConnectedHandler } from './deliveries/send.js'
import type { ListenOptions, PlatformServer } from './faces/server.js'
import type { Faults } from './faults/faults.js'
import type { WireTimer } from './faults/wire-timer.js'
import type { FixtureEnterprise } from './fixtures/build-past.js'
import type { FixtureOptions } from './fixtures/fixture-options.js'
import type { DeliveryLog } from './logs/delivery-log.js'
import type { RequestLog } from './logs/request-log.js'
import type { NameCheck } from './name-check.js'
import type { Operator, OperatorOptions } from './operators/operator.js'
import type { Outbox } from './people/outbox.js'
import type { PersonInput } from './person-checks.js'
import type {
  EnterpriseInput,
  RegisteredEnterprise,
  RegisteredWithKey,
  RegisteredWithSecret,
} from './register-enterprise.js'
import type {
  OperatorInput,
  OperatorWithKey,
  OperatorWithSecret,
  RegisteredOperator,
} from './register-operator.js'
import type { Settings } from './settings.js'
import type { Snapshot } from './snapshot/snapshot.js'
import type { StatisticsInput } from './statistics/in-process.js'
import type { Span } from './statistics/span.js'

export interface PlatformOptions extends Partial<Settings> {
  /** Where the virtual clock starts: RFC 3339 with an offset; 2026-09-24T09:00:00+08:00 by default. */
  readonly now?: string | undefined
  /** `system`: domain time is real time, and `clock.advance` is refused. */
  readonly clock?: 'system' | undefined
  /** Tokens, signatures and time-outs go by this clock; the system's by default. */
  readonly wireClock?: Clock | undefined
  /** Working days; those of the built-in notices by default. */
  readonly calendar?: Calendar | undefined
  /** Runs the waits of faults; by default the timers of the process. A test gives its own and never waits. */
  readonly wireTimer?: WireTimer | undefined
  /**
   * A past to begin with: so many complaints (10–200,000), or more exactly what; see docs/rehearsing.md. It depends on
   * `seed`, `now` and the settings alone, but for keys and secrets.
   */
  readonly fixtures?: number | FixtureOptions | undefined
  /** Begins where another platform was, under its settings unless others are given: see `platform.snapshot`. */
  readonly snapshot?: Snapshot | undefined
  /** Whether a person's name and document belong together; by default nobody is asked. */
  readonly nameCheck?: NameCheck | undefined
}

/** The reference platform: it plays the whole other side. */
export interface Platform {
  /** Issuer and base URL of the in-process faces. Nothing listens there. */
  readonly url: string
  /** Domain time in ms, as `clock.now()`. */
  now(): number
  /** Domain time; also a plain `Clock` for objects that judge it. */
  readonly clock: PlatformClock
  /**
   * A company joins; its key or secret is made here and shown this once.
   *
   * @throws ArgumentError a member is wrong
   */
  registerEnterprise(
    input: EnterpriseInput & { readonly authentication?: 'private_key_jwt' | undefined },
  ): Promise<RegisteredWithKey>
  registerEnterprise(
    input: EnterpriseInput & { readonly authentication: 'client_secret_basic' },
  ): Promise<RegisteredWithSecret>
  registerEnterprise(input: EnterpriseInput): Promise<RegisteredEnterprise>
  /**
   * A person who files complaints. In tests use people who cannot exist: an ID number with area 000000, a phone that
   * starts with 100. `document` in place of `idNumber` names another document, such as a passport.
   *
   * @throws ArgumentError name, document or phone is wrong
   */
  consumer(person: PersonInput): Consumer
  /**
   * A member of the platform's staff gets an OAuth client for `/operator/v1`; its key or secret is made here and shown
   * this once.
   *
   * @throws ArgumentError a member is wrong
   */
  registerOperator(
    input: OperatorInput & { readonly authentication?: 'private_key_jwt' | undefined },
  ): Promise<OperatorWithKey>
  registerOperator(
    input: OperatorInput & { readonly authentication: 'client_secret_basic' },
  ): Promise<OperatorWithSecret>
  registerOperator(input: OperatorInput): Promise<RegisteredOperator>
  /**
   * A member of the platform's staff, acting in process: an administrator by default.
   *
   * @throws ArgumentError an unknown role, or a wrong actor
   * @example
   * const operator = platform.operator({ role: 'reviewer', actor: 'op-7' })
   * for (const { id } of await operator.reviewQueue()) await operator.accept(id)
   */
  operator(options?: OperatorOptions): Operator
  /** One-time codes and messages to people: nobody gets them, tests read them. Empty in the `production` profile. */
  readonly outbox: Outbox
  /**
   * The company's timely-handling rate (投诉处理及时率) in a span, the current quarter by default.
   *
   * @throws ArgumentError an unknown company, or a span that is none
   * @example
   * platform.timelyRate(enterprise.id, { from: '2026-10-01', to: '2026-10-31' }).percent
   */
  timelyRate(enterpriseId: string, span?: Span): TimelyRate
  /**
   * The numbers of a span, the current quarter by default: as an operator reads them, of all companies or of one.
   *
   * @throws ArgumentError an unknown company or grouping, or a span that is none
   * @example
   * platform.statistics({ groupBy: 'enterprise', from: '2026-07-01', to: '2026-09-30' }).groups
   */
  statistics(question?: StatisticsInput): Statistics
  /** Deliveries to this URL go to a handler in this process, such as `receiver.fetch`; null undoes it. */
  connect(url: string, handler: ConnectedHandler | null): void
  /** Companies that came with the option `fixtures`, each with the key of its client; none without it. */
  readonly fixtures: { readonly enterprises: readonly FixtureEnterprise[] }
  /** Give it to `TousuClient` or undici: requests stay in this process. */
  readonly dispatcher: Dispatcher
  /** The same for what speaks Fetch. */
  readonly fetch: (request: Request) => Promise<Response>
  /**
   * Listens on HTTP, 127.0.0.1 and a free port by default.
   *
   * @throws ArgumentError a wrong port, a host beyond loopback with `insecureSeededSecrets`, or a platform that is closed
   */
  listen(options?: ListenOptions): Promise<PlatformServer>
  /**
   * Everything that decides the future, as a plain JSON-safe value. Taken while deliveries are under way, it holds them
   * as still to be made. What `connect` was given, servers and clients are not in it. It holds personal data, keys and
   * secrets by need: keep a file of it for its owner alone (mode 0600), and out of logs.
   *
   * @throws ArgumentError while the clock is being advanced
   * @example
   * const snapshot = platform.snapshot()
   * await rehearse(platform)
   * platform.restore(snapshot) // as if nothing had happened; the same acts then have the same effects
   */
  snapshot(): Snapshot
  /**
   * Goes back, or on, to a snapshot, as often as you like. Consumers, operators and clients go on working; on a platform
   * that runs on the system's clock, what fell due meanwhile happens at once.
   *
   * @throws ArgumentError no snapshot, of another version, damaged, or taken under other settings; while the clock is
   * being advanced; on a platform that is closed. Nothing has changed then.
   */
  restore(snapshot: Snapshot): void
  /**
   * Bearer token of `/control/v1`, which does over HTTP what this object does in process: random, another one for each
   * platform. It answers this machine alone: see docs/rehearsing.md.
   */
  readonly controlToken: string
  /** Failures on demand, of requests and of deliveries: see docs/faults.md. */
  readonly faults: Faults
  /** What was asked and answered, without personal data. */
  readonly requests: RequestLog
  /** What was delivered and how each attempt ended, without personal data. */
  readonly deliveries: DeliveryLog
  /** Ends all timers, servers and connections: nothing keeps the process alive. Again: does nothing. */
  close(): Promise<void>
}
