/** Puts the parts of the platform together. */
import { randomBytes } from 'node:crypto'
import type { Dispatcher } from 'undici'
import { builtInCalendar, type Calendar } from '../calendar/index.js'
import { type Clock, systemClock } from '../clock.js'
import type { TimelyRate } from '../contract/index.js'
import { ArgumentError } from '../errors.js'
import { createSystemClock, createVirtualClock, type PlatformClock } from './clock.js'
import { type Consumer, createConsumer } from './consumer.js'
import type { Core } from './core.js'
import { createConnections } from './deliveries/connections.js'
import { createDeliveries } from './deliveries/deliveries.js'
import { type ConnectedHandler, createSender } from './deliveries/send.js'
import { PlatformDispatcher } from './faces/dispatcher.js'
import { createFetch } from './faces/fetch.js'
import { type ListenOptions, listen, type PlatformServer } from './faces/server.js'
import { createFaults, type Faults } from './faults.js'
import { createCursors } from './http/cursor.js'
import { createHandler } from './http/handler.js'
import { createIds } from './ids.js'
import { createOAuthServer } from './oauth/index.js'
import { createRandom, createRandomBytes } from './random.js'
import { createReceiptSigner } from './receipts.js'
import {
  type EnterpriseInput,
  type RegisteredEnterprise,
  type RegisteredWithKey,
  type RegisteredWithSecret,
  registerEnterprise,
} from './register-enterprise.js'
import { checkSettings, type Settings } from './settings.js'
import { createState, type Person } from './state.js'
import { type Span, timelyRate } from './statistics.js'

export interface PlatformOptions extends Partial<Settings> {
  /** Where the virtual clock starts: RFC 3339 with an offset; 2026-09-24T09:00:00+08:00 by default. */
  readonly now?: string | undefined
  /** `system`: domain time is real time, and `clock.advance` is refused. */
  readonly clock?: 'system' | undefined
  /** Tokens, signatures and time-outs go by this clock; the system's by default. */
  readonly wireClock?: Clock | undefined
  /** Working days; those of the built-in notices by default. */
  readonly calendar?: Calendar | undefined
}

/** The reference platform: it plays the whole other side. */
export interface Platform {
  /** Issuer and base URL of the in-process faces. Nothing listens there. */
  readonly url: string
  /** Domain time in ms, as `clock.now()`. */
  now(): number
  /** Domain time; also a plain `Clock` for objects that judge it. */
  readonly clock: PlatformClock
  /** A company joins; its key or secret is made here and shown this once. */
  registerEnterprise(
    input: EnterpriseInput & { readonly authentication?: 'private_key_jwt' | undefined },
  ): Promise<RegisteredWithKey>
  registerEnterprise(
    input: EnterpriseInput & { readonly authentication: 'client_secret_basic' },
  ): Promise<RegisteredWithSecret>
  registerEnterprise(input: EnterpriseInput): Promise<RegisteredEnterprise>
  /**
   * A person who files complaints. In tests use people who cannot exist: an ID number with area 000000, a phone that
   * starts with 100.
   *
   * @throws ArgumentError name, ID number or phone is wrong
   */
  consumer(person: Person): Consumer
  /** The company's timely-handling rate in a span, the current quarter by default. */
  timelyRate(enterpriseId: string, span?: Span): TimelyRate
  /** Deliveries to this URL go to a handler in this process, such as `receiver.fetch`; null undoes it. */
  connect(url: string, handler: ConnectedHandler | null): void
  /** Give it to `TousuClient` or undici: requests stay in this process. */
  readonly dispatcher: Dispatcher
  /** The same for what speaks Fetch. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Listens on HTTP, 127.0.0.1 and a free port by default. */
  listen(options?: ListenOptions): Promise<PlatformServer>
  /** Failures on demand. */
  readonly faults: Pick<Faults, 'add'>
  /** Ends all timers, servers and connections. */
  close(): Promise<void>
}

const inProcessIssuer = 'https://platform.tousu.test'
const defaultNow = '2026-09-24T09:00:00+08:00'

/**
 * Makes a platform, empty and in memory.
 *
 * @throws ArgumentError an option is wrong
 * @example
 * const platform = createPlatform({ now: '2026-09-24T09:00:00+08:00', seed: 1 })
 */
export function createPlatform(options: PlatformOptions = {}): Platform {
  const {
    now = defaultNow,
    clock: kind,
    wireClock = systemClock,
    calendar = builtInCalendar(),
    ...given
  } = options
  if (kind !== undefined && kind !== 'system') {
    throw new ArgumentError("clock must be 'system', or left out for a virtual clock that starts at `now`.")
  }
  if (kind === 'system' && options.now !== undefined) {
    throw new ArgumentError("now belongs to the virtual clock: leave it out with clock: 'system'.")
  }
  const settings = checkSettings(given)
  const random = createRandom(settings.seed)
  const { settleTimeoutMs } = settings
  const clock =
    kind === 'system'
      ? createSystemClock()
      : createVirtualClock({ now, calendar: () => calendar, settleTimeoutMs })
  const secretBytes = settings.insecureSeededSecrets ? createRandomBytes(random) : randomBytes
  const core: Core = {
    settings,
    state: createState(),
    clock,
    wireClock,
    calendar,
    ids: createIds(clock, random),
    randomBytes: secretBytes,
    random,
    receipts: createReceiptSigner(secretBytes(32)),
    referenceSecret: secretBytes(32),
    eventListeners: new Set(),
  }
  const connected = createConnections()
  const sender = createSender({ timeoutMs: settings.deliveryTimeoutMs, connected })
  const deliveries = createDeliveries(core, sender)
  function register(
    input: EnterpriseInput & { readonly authentication?: 'private_key_jwt' | undefined },
  ): Promise<RegisteredWithKey>
  function register(
    input: EnterpriseInput & { readonly authentication: 'client_secret_basic' },
  ): Promise<RegisteredWithSecret>
  function register(input: EnterpriseInput): Promise<RegisteredEnterprise>
  async function register(input: EnterpriseInput): Promise<RegisteredEnterprise> {
    return registerEnterprise(core, input)
  }
  const oauth = createOAuthServer(core)
  const faults = createFaults()
  const cursors = createCursors(secretBytes(32))
  const handler = createHandler({ core, oauth, deliveries, cursors, faults })
  const face = { issuer: inProcessIssuer }
  const dispatcher = new PlatformDispatcher(handler, face)
  const servers = new Set<PlatformServer>()
  return {
    url: inProcessIssuer,
    now: () => clock.now(),
    clock,
    registerEnterprise: register,
    consumer: (person) => createConsumer(core, person),
    timelyRate(enterpriseId, span) {
      const enterprise = core.state.enterprises.get(enterpriseId)
      if (!enterprise) throw new ArgumentError('enterpriseId is not a company of this platform.')
      return timelyRate(core, enterprise, span)
    },
    connect: connected.connect,
    dispatcher,
    fetch: createFetch(handler, face),
    async listen(listenOptions) {
      const server = await listen(handler, listenOptions)
      servers.add(server)
      return server
    },
    faults,
    async close() {
      for (const server of servers) await server.close()
      await dispatcher.close()
      deliveries.close()
      clock.close()
      await sender.close()
    },
  }
}
