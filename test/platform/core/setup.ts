/** A core without HTTP: what the acts are given, with a person and a company ready. */
import { serialize } from 'node:v8'
import { builtInCalendar } from '../../../src/calendar/index.js'
import { systemClock } from '../../../src/clock.js'
import { type Filing, file } from '../../../src/platform/acts/file.js'
import type { ValidResponse } from '../../../src/platform/acts/validate-response.js'
import { createCalendarInForce } from '../../../src/platform/calendar-in-force.js'
import { checkSettings } from '../../../src/platform/check-settings.js'
import { createVirtualClock, type InnerClock } from '../../../src/platform/clock.js'
import type { Core } from '../../../src/platform/core.js'
import { createIds } from '../../../src/platform/ids.js'
import { offlineNameCheck } from '../../../src/platform/name-check.js'
import { createOutbox, type OutboxStore } from '../../../src/platform/people/outbox.js'
import { checkPerson } from '../../../src/platform/person-checks.js'
import { createRandomBytes, drawFrom } from '../../../src/platform/random.js'
import { createReceiptSigner, receiptKey } from '../../../src/platform/receipts.js'
import { registerEnterprise } from '../../../src/platform/register-enterprise.js'
import type { Settings } from '../../../src/platform/settings.js'
import {
  type ComplaintRecord,
  createState,
  type Enterprise,
  makeSecrets,
} from '../../../src/platform/state.js'
import { createCounters } from '../../../src/platform/statistics/counters.js'

export interface TestCore extends Core {
  readonly clock: InnerClock
  readonly outbox: OutboxStore
}

export function createCore(now = '2026-09-24T09:00:00+08:00', given: Partial<Settings> = {}): TestCore {
  const settings = checkSettings(given)
  const state = createState(settings.seed)
  const calendarInForce = createCalendarInForce(builtInCalendar(), state)
  const clock = createVirtualClock({
    now,
    calendar: calendarInForce,
    settleTimeoutMs: settings.settleTimeoutMs,
  })
  const random = () => drawFrom(state.random)
  const randomBytes = createRandomBytes(random)
  state.receiptKeys.push(receiptKey(randomBytes(32), clock.now()))
  Object.assign(state.secrets, makeSecrets(randomBytes))
  return {
    settings,
    state,
    clock,
    wireClock: systemClock,
    get calendar() {
      return calendarInForce()
    },
    ids: createIds(clock, random, state.lastId),
    randomBytes,
    random,
    receipts: createReceiptSigner(state),
    nameCheck: offlineNameCheck,
    outbox: createOutbox(clock, settings.outboxMessages),
    get referenceSecret() {
      return state.secrets.reference
    },
    counters: createCounters(state),
    eventListeners: new Set(),
  }
}

/** People who cannot exist: area 000000, phones from 100. */
export const person = { name: '张小明', idNumber: '000000199001010018', phone: '10012345678' }

export function join(core: Core): Enterprise {
  const { id } = registerEnterprise(core, { name: '示例网络', publicContacts: ['10012340000'] })
  const enterprise = core.state.enterprises.get(id)
  if (!enterprise) throw new Error('no company')
  return enterprise
}

export function fileOne(
  core: Core,
  addressee: Enterprise | string,
  change: Partial<Filing> = {},
): ComplaintRecord {
  const { complaintId } = file(core, addressee, {
    kind: 'complaint',
    person: checkPerson(person, '2026-09-24'),
    title: '会员到期后被自动续费',
    description: '会员到期后未收到任何提醒即被扣款 25 元。',
    demand: '退还 25 元。',
    category: 'service_function',
    occurredAt: null,
    place: null,
    serviceId: null,
    accountReference: 'zhang-1990',
    province: null,
    city: null,
    otherChannels: [],
    evidence: [],
    former: null,
    ...change,
  })
  const record = core.state.complaints.get(complaintId)
  if (!record) throw new Error('no complaint')
  return record
}

export const answering = {
  actor: 'staff-7',
  idempotencyKey: 'key-1',
  issuer: 'https://platform.tousu.test',
  locale: 'zh',
} as const

export const finalAnswer: ValidResponse = {
  type: 'final',
  outcome: 'resolved',
  statement: '您好，25 元已原路退回，自动续费已关闭。',
}

/** An operator's decision, where the words do not matter. */
export const decision = { actor: 'operator-3', note: '经核实，处理如上。' } as const

/** All that the platform remembers, byte by byte. */
export const snapshot = (core: Core) => serialize(core.state).toString('base64')

export const typesOf = (enterprise: Enterprise) => enterprise.events.map(({ type }) => type)
