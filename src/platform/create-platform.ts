/** Puts the parts of the platform together. */
import { randomBytes } from 'node:crypto'
import { builtInCalendar } from '../calendar/index.js'
import { systemClock } from '../clock.js'
import { ArgumentError } from '../errors.js'
import { createCalendarInForce } from './calendar-in-force.js'
import { checkSettings } from './check-settings.js'
import { createSystemClock, createVirtualClock, type InnerClock } from './clock.js'
import { createConsumer } from './consumer.js'
import type { Control } from './control/control.js'
import type { Core } from './core.js'
import { createConnections } from './deliveries/connections.js'
import { createDeliveries } from './deliveries/deliveries.js'
import { createSender } from './deliveries/send.js'
import { PlatformDispatcher } from './faces/dispatcher.js'
import { createFetch } from './faces/fetch.js'
import { listen, type PlatformServer } from './faces/server.js'
import { createFaultHandler } from './faults/fault-handler.js'
import { createFaults } from './faults/faults.js'
import { systemWireTimer } from './faults/wire-timer.js'
import { buildPast } from './fixtures/build-past.js'
import { checkFixtures } from './fixtures/fixture-options.js'
import { createCursors } from './http/cursor.js'
import { createHandler } from './http/handler.js'
import { createIds } from './ids.js'
import { createDeliveryLog } from './logs/delivery-log.js'
import { createLoggedHandler, createRequestLog } from './logs/request-log.js'
import { offlineNameCheck } from './name-check.js'
import { createOAuthServer } from './oauth/index.js'
import { createOperator } from './operators/operator.js'
import { createOutbox, type OutboxStore } from './people/outbox.js'
import type { Platform, PlatformOptions } from './platform.js'
import { createRandomBytes, drawFrom } from './random.js'
import { createReceiptSigner, receiptKey } from './receipts.js'
import {
  type EnterpriseInput,
  type RegisteredEnterprise,
  type RegisteredWithKey,
  type RegisteredWithSecret,
  registerEnterprise,
} from './register-enterprise.js'
import {
  type OperatorInput,
  type OperatorWithKey,
  type OperatorWithSecret,
  type RegisteredOperator,
  registerOperator,
} from './register-operator.js'
import { resumeRounds } from './round-timers.js'
import { openSnapshot } from './snapshot/snapshot.js'
import { createTimeMachine } from './snapshot/time-machine.js'
import { createState, makeSecrets } from './state.js'
import { scheduleBulletins } from './statistics/bulletins.js'
import { createCounters } from './statistics/counters.js'
import { askInProcess } from './statistics/in-process.js'
import { checkSpan } from './statistics/span.js'
import { timelyRate } from './statistics/statistics.js'

const inProcessIssuer = 'https://platform.tousu.test'
const defaultNow = '2026-09-24T09:00:00+08:00'
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/

/**
 * Makes a platform, empty and in memory.
 *
 * @throws ArgumentError an option is wrong
 * @example
 * const platform = createPlatform({ now: '2026-09-24T09:00:00+08:00', seed: 1 })
 */
export function createPlatform({
  wireTimer = systemWireTimer,
  fixtures,
  snapshot,
  ...options
}: PlatformOptions = {}): Platform {
  const opened = snapshot === undefined ? undefined : openSnapshot(snapshot)
  if (opened && (fixtures ?? options.now) !== undefined) {
    throw new ArgumentError('A snapshot brings its own time and past: leave now and fixtures out.')
  }
  const core = createCore(opened ? { ...opened.settings, ...options } : options)
  const { clock, settings, state, outbox } = core
  const past = fixtures === undefined ? undefined : checkFixtures(fixtures, clock.now())
  const enterprises = past ? buildPast(core, past, inProcessIssuer) : []
  resumeRounds(core, clock.now())
  const connections = createConnections()
  const sender = createSender({
    timeoutMs: settings.deliveryTimeoutMs,
    guard: settings.profile === 'production' ? {} : undefined,
    connected: connections,
  })
  const faults = createFaults(settings.seed, clock.track, state.faults)
  const deliveries = createDeliveries(core, sender, faults)
  const timeMachine = createTimeMachine({ core, deliveries })
  if (opened) timeMachine.replace(opened)
  else scheduleBulletins(core)
  const oauth = createOAuthServer(core)
  const cursors = createCursors(state.secrets)
  const requests = createRequestLog(core)
  const deliveryLog = createDeliveryLog(core)
  const control: Control = {
    // Never from the seed: who can compute it could control whatever listens.
    token: randomBytes(32).toString('base64url'),
    isOn: settings.profile !== 'production',
    clock,
    faults,
    requests,
    deliveryLog,
    outbox,
    timeMachine,
  }
  const faulty = createFaultHandler(createHandler({ core, oauth, deliveries, cursors, control }), {
    faults,
    oauth,
    timer: wireTimer,
    wireNow: () => core.wireClock.now(),
  })
  const handler = createLoggedHandler(faulty, core, requests)
  const face = { issuer: inProcessIssuer }
  const dispatcher = new PlatformDispatcher(handler, face)
  const servers = new Set<PlatformServer>()
  let ending: Promise<void> | undefined

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

  function employ(
    input: OperatorInput & { readonly authentication?: 'private_key_jwt' | undefined },
  ): Promise<OperatorWithKey>
  function employ(
    input: OperatorInput & { readonly authentication: 'client_secret_basic' },
  ): Promise<OperatorWithSecret>
  function employ(input: OperatorInput): Promise<RegisteredOperator>
  async function employ(input: OperatorInput): Promise<RegisteredOperator> {
    return registerOperator(core, input)
  }

  async function end(): Promise<void> {
    faults.close()
    deliveries.close()
    clock.close()
    await Promise.all([...[...servers].map((server) => server.close()), dispatcher.close(), sender.close()])
  }

  return {
    url: inProcessIssuer,
    now: () => clock.now(),
    clock,
    registerEnterprise: register,
    registerOperator: employ,
    operator: (operatorOptions) => createOperator(core, operatorOptions),
    consumer: (person) => createConsumer(core, person),
    fixtures: { enterprises },
    timelyRate(enterpriseId, span) {
      const enterprise = state.enterprises.get(enterpriseId)
      if (!enterprise) throw new ArgumentError('enterpriseId is not a company of this platform.')
      return timelyRate(core, enterprise, span && checkSpan(span))
    },
    statistics: (question) => askInProcess(core, question),
    connect: connections.connect,
    dispatcher,
    fetch: createFetch(handler, face),
    async listen(listenOptions = {}) {
      const { host } = listenOptions
      if (ending) throw new ArgumentError('The platform is closed: make a new one.')
      if (settings.insecureSeededSecrets && host !== undefined && !loopback.test(host)) {
        throw new ArgumentError(
          'insecureSeededSecrets makes secrets that anyone can compute: listen on 127.0.0.1, or leave the option out.',
        )
      }
      const opened = await listen(handler, listenOptions)
      const server = { ...opened, controlToken: control.token }
      servers.add(server)
      return server
    },
    snapshot: timeMachine.snapshot,
    restore(taken) {
      if (ending) throw new ArgumentError('The platform is closed: make a new one.')
      timeMachine.restore(taken)
    },
    faults,
    requests,
    deliveries: deliveryLog,
    controlToken: control.token,
    outbox,
    close() {
      ending ??= end()
      return ending
    },
  }
}

function createCore(
  options: PlatformOptions,
): Core & { readonly clock: InnerClock; readonly outbox: OutboxStore } {
  const {
    now,
    clock: kind,
    wireClock = systemClock,
    calendar = builtInCalendar(),
    nameCheck = offlineNameCheck,
    ...given
  } = options
  if (typeof nameCheck?.check !== 'function') {
    throw new ArgumentError('nameCheck must have a function check(person), as NameCheck says.')
  }
  if (kind !== undefined && kind !== 'system') {
    throw new ArgumentError("clock must be 'system', or left out for a virtual clock that starts at `now`.")
  }
  if (kind === 'system' && now !== undefined) {
    throw new ArgumentError("now belongs to the virtual clock: leave it out with clock: 'system'.")
  }
  const settings = checkSettings(given)
  const state = createState(settings.seed)
  const random = () => drawFrom(state.random)
  const calendarInForce = createCalendarInForce(calendar, state)
  const clock =
    kind === 'system'
      ? createSystemClock()
      : createVirtualClock({
          now: now ?? defaultNow,
          calendar: calendarInForce,
          settleTimeoutMs: settings.settleTimeoutMs,
        })
  const secretBytes = settings.insecureSeededSecrets ? createRandomBytes(random) : randomBytes
  state.receiptKeys.push(receiptKey(secretBytes(32), clock.now()))
  Object.assign(state.secrets, makeSecrets(secretBytes))
  return {
    settings,
    state,
    clock,
    wireClock,
    get calendar() {
      return calendarInForce()
    },
    ids: createIds(clock, random, state.lastId),
    randomBytes: secretBytes,
    random,
    receipts: createReceiptSigner(state),
    nameCheck,
    // In production nobody may read a code that went to somebody else.
    outbox: createOutbox(clock, settings.profile === 'production' ? 0 : settings.outboxMessages),
    get referenceSecret() {
      return state.secrets.reference
    },
    counters: createCounters(state),
    eventListeners: new Set(),
  }
}
