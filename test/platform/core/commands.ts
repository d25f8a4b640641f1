/** Lives of complaints, drawn at random: what persons, companies, operators and the clock may do, in any order. */
import fc from 'fast-check'
import {
  addCalendarDays,
  endOfShanghaiDate,
  formatShanghaiTime,
  shanghaiDateOf,
} from '../../../src/calendar/index.js'
import { actions, contestationReasons } from '../../../src/contract/index.js'
import { acknowledge } from '../../../src/platform/acts/acknowledge.js'
import { appeal } from '../../../src/platform/acts/appeal.js'
import { contest, decideContestation } from '../../../src/platform/acts/contest.js'
import { discloseContact } from '../../../src/platform/acts/disclose.js'
import { saveDraft } from '../../../src/platform/acts/draft.js'
import { decideExtension, requestExtension } from '../../../src/platform/acts/extend.js'
import { rate } from '../../../src/platform/acts/rate.js'
import { redact } from '../../../src/platform/acts/redact.js'
import { respond } from '../../../src/platform/acts/respond.js'
import {
  accept,
  forwardOffline,
  markDuplicate,
  reassign,
  refuse,
  returnToPerson,
} from '../../../src/platform/acts/review.js'
import { requestSupplement, supplement } from '../../../src/platform/acts/supplement.js'
import { updateMetadata } from '../../../src/platform/acts/update-metadata.js'
import { urge } from '../../../src/platform/acts/urge.js'
import { withdraw } from '../../../src/platform/acts/withdraw.js'
import { findComplaint } from '../../../src/platform/http/call.js'
import type { ComplaintRecord, Enterprise } from '../../../src/platform/state.js'
import { answering, createCore, decision, fileOne, finalAnswer, join, type TestCore } from './setup.js'

const full = process.env['TOUSU_TIER'] === 'full'

/** How many lives, and from which seed: `TOUSU_RUNS` and `TOUSU_SEED` choose others. */
export function sizeOf(name: string): { readonly numRuns: number; readonly seed: number } {
  const numRuns = Number(process.env['TOUSU_RUNS'] ?? (full ? 2_000 : 150))
  const seed = Number(process.env['TOUSU_SEED'] ?? Date.now() % 2 ** 31)
  console.log(`${name}: ${numRuns} lives of up to 60 steps, seed ${seed}`)
  return { numRuns, seed }
}

/** Milliseconds that a size may take. */
export const timeLimit = 60_000 + 300 * Number(process.env['TOUSU_RUNS'] ?? (full ? 2_000 : 150))

/** Limits that a life of 60 steps reaches. */
export const limits = { supplements: 3, disclosuresPerDay: 2, ratingDays: 15, appealDays: 15 }

/** The first company, or the second. */
const company = fc.constantFrom(0, 1)

const actsOfPersons = ['supplement', 'urge', 'withdraw', 'rate', 'appeal', 'redact'] as const
/** What ends a life comes seldom, or little would follow. */
const seldom = ['withdraw', 'redact', 'duplicate', 'refuse']
const actsOfOperators = [
  'accept',
  'return',
  'refuse',
  'forward',
  'duplicate',
  'reassign',
  'decide_contestation',
  'decide_extension',
] as const

const mostly = <T extends string>(acts: readonly T[]): T[] =>
  acts.flatMap((name) => (seldom.includes(name) ? [name] : [name, name, name, name]))

const act = fc.oneof(
  {
    arbitrary: fc.record({
      by: fc.constant('person' as const),
      act: fc.constantFrom(...mostly(actsOfPersons)),
    }),
    weight: 14,
  },
  {
    arbitrary: fc.record({
      by: fc.constant('company' as const),
      act: fc.constantFrom(...actions, 'metadata', 'draft'),
      /** Now and then it is the company that does not have it. */
      isHolder: fc.constantFrom(true, true, true, true, true, true, true, false),
      reason: fc.constantFrom(...contestationReasons),
      workingDays: fc.integer({ min: 1, max: 10 }),
    }),
    weight: 18,
  },
  {
    arbitrary: fc.record({
      by: fc.constant('operator' as const),
      act: fc.constantFrom(...mostly(actsOfOperators)),
      to: company,
      /** Of an upheld contestation: another company is named. */
      isNamed: fc.boolean(),
      agrees: fc.boolean(),
    }),
    weight: 12,
  },
  fc.record({ by: fc.constant('platform' as const), act: fc.constant('redact' as const) }),
)

const which = fc.nat(3)
const command = fc.oneof(
  fc.record({
    kind: fc.constant('file' as const),
    filing: fc.constantFrom(
      'complaint' as const,
      'complaint' as const,
      'complaint' as const,
      'report' as const,
    ),
    /** 2: a company that the directory does not have. */
    to: fc.constantFrom(0, 0, 1, 2),
  }),
  { arbitrary: fc.record({ kind: fc.constant('act' as const), which, act }), weight: 12 },
  fc.record({ kind: fc.constant('advance' as const), hours: fc.integer({ min: 0, max: 500 }) }),
  // To the moment where something ends, and around it.
  {
    arbitrary: fc.record({
      kind: fc.constant('edge' as const),
      which,
      of: fc.nat(),
      milliseconds: fc.constantFrom(-1_000, -1, 0, 1),
    }),
    weight: 4,
  },
)

export const life = fc.record({
  /** Before the Spring Festival, National Day with its worked weekends, and the end of the published years. */
  start: fc.constantFrom(
    '2026-02-05T16:30:00+08:00',
    '2026-09-24T08:59:59+08:00',
    '2026-12-15T23:59:59+08:00',
  ),
  review: fc.constantFrom('automatic' as const, 'automatic' as const, 'manual' as const),
  commands: fc.array(command, { minLength: 1, maxLength: 60, size: 'max' }),
})

export type Life = typeof life extends fc.Arbitrary<infer L> ? L : never
export type Command = Life['commands'][number]
export type Act = Extract<Command, { kind: 'act' }>['act']
export type ActOf<By extends Act['by']> = Extract<Act, { by: By }>

export interface World {
  readonly core: TestCore
  readonly enterprises: readonly [Enterprise, Enterprise]
  readonly records: ComplaintRecord[]
}

export function createWorld({ start, review }: Pick<Life, 'start' | 'review'>): World {
  const core = createCore(start, { review, ...limits })
  return { core, enterprises: [join(core), join(core)], records: [] }
}

export function fileIn(
  { core, enterprises, records }: World,
  { filing, to }: Extract<Command, { kind: 'file' }>,
): void {
  records.push(fileOne(core, enterprises.at(to) ?? '一家未接入的公司', { kind: filing }))
}

/** @returns false when it lies in the past */
export async function goOn(
  { core, records }: World,
  command: Extract<Command, { kind: 'advance' | 'edge' }>,
): Promise<boolean> {
  if (command.kind === 'advance') {
    await core.clock.advance({ hours: command.hours })
    return true
  }
  const record = records[command.which % records.length]
  const edges = record ? edgesOf(core, record) : []
  const edge = (edges[command.of % edges.length] ?? 0) + command.milliseconds
  if (edge < core.clock.now()) return false
  await core.clock.advanceTo(formatShanghaiTime(edge))
  return true
}

const day = 86_400_000

function edgesOf({ clock }: TestCore, { deadline, respondedAt, closure }: ComplaintRecord): number[] {
  const today = endOfShanghaiDate(shanghaiDateOf(clock.now()))
  const due = deadline ? endOfShanghaiDate(deadline.dueDate) : today
  return [
    today,
    due,
    // The last date on which an extension can be asked for ends where the due date begins.
    due - day,
    due + 30 * day,
    respondedAt === null ? due : respondedAt + limits.ratingDays * day,
    closure ? endOfShanghaiDate(addCalendarDays(shanghaiDateOf(closure.at), limits.appealDays)) : due,
  ]
}

/** Does it, as the platform's faces would. @throws RefusalError */
export function perform(world: World, record: ComplaintRecord, each: Act): void {
  if (each.by === 'platform') redact(world.core, record, 'system')
  else if (each.by === 'person') performOfPerson(world.core, record, each.act)
  else if (each.by === 'operator') performOfOperator(world, record, each)
  else performOfCompany(world, record, each)
}

/** Which company acts: the one that has the complaint, or the other one. */
export function companyOf(
  { enterprises }: World,
  { enterpriseId }: Pick<ComplaintRecord, 'enterpriseId'>,
  isHolder: boolean,
): 0 | 1 {
  const holder = enterprises[1].id === enterpriseId ? 1 : 0
  if (isHolder) return holder
  return holder === 0 ? 1 : 0
}

function performOfPerson(core: TestCore, record: ComplaintRecord, name: ActOf<'person'>['act']): void {
  const acts: Record<typeof name, () => void> = {
    supplement: () => supplement(core, record, { text: '补充扣款短信一条。', evidence: [] }),
    urge: () => urge(core, record),
    withdraw: () => withdraw(core, record),
    rate: () => rate(core, record, { score: 3, solved: false, comment: '没有解决' }),
    appeal: () => appeal(core, record),
    redact: () => redact(core, record, 'person'),
  }
  acts[name]()
}

function performOfOperator(
  { core, enterprises, records }: World,
  record: ComplaintRecord,
  each: ActOf<'operator'>,
): void {
  const to = enterprises[each.to === 0 ? 0 : 1]
  const other = records[(records.indexOf(record) + 1) % records.length] ?? record
  const acts: Record<typeof each.act, () => void> = {
    accept: () => accept(core, record, to),
    return: () => returnToPerson(core, record, decision),
    refuse: () => refuse(core, record, decision),
    forward: () => forwardOffline(core, record, decision),
    duplicate: () => markDuplicate(core, record, other, decision),
    reassign: () => reassign(core, record, to, decision),
    decide_contestation: () =>
      decideContestation(core, record, {
        ...decision,
        uphold: each.agrees,
        to: each.isNamed ? to : undefined,
      }),
    decide_extension: () => decideExtension(core, record, { ...decision, grant: each.agrees }),
  }
  acts[each.act]()
}

function performOfCompany(
  world: World,
  { id, ...held }: ComplaintRecord,
  { act: name, isHolder, reason, workingDays }: ActOf<'company'>,
): void {
  const { core } = world
  const enterprise = world.enterprises[companyOf(world, held, isHolder)]
  const record = findComplaint({ core, enterprise }, id)
  const statement = '您好，已核实处理，请知悉。'
  const disclosure = { fields: ['name', 'phone'], purpose: 'contact' } as const
  const acts: Record<typeof name, () => void> = {
    acknowledge: () => acknowledge(core, record, null),
    respond_final: () => respond(core, record, finalAnswer, answering),
    respond_interim: () => respond(core, record, { type: 'interim', statement }, answering),
    respond_supplementary: () => respond(core, record, { type: 'supplementary', statement }, answering),
    contest: () => contest(core, record, { reason, statement }, null),
    request_extension: () =>
      requestExtension(core, record, { workingDays, reason: '需向支付渠道核对账单。' }, null),
    request_supplement: () => requestSupplement(core, record, { message: '请补充扣款短信的截图。' }, null),
    disclose_contact: () =>
      discloseContact(core, enterprise, record, { ...disclosure, fields: [...disclosure.fields] }, null),
    metadata: () => updateMetadata(core, record, { ticket: 'T-1' }),
    draft: () => saveDraft(core, record, { statement }, null),
  }
  acts[name]()
}
