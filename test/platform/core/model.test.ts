import fc from 'fast-check'
import { expect, it } from 'vitest'
import { actions } from '../../../src/contract/index.js'
import { TousuError } from '../../../src/errors.js'
import { listAllowedActions } from '../../../src/platform/allowed-actions.js'
import { complaintView } from '../../../src/platform/complaint-view.js'
import { RefusalError } from '../../../src/platform/refusal.js'
import type { ComplaintRecord } from '../../../src/platform/state.js'
import { timelyRate } from '../../../src/platform/statistics/statistics.js'
import {
  type Act,
  companyOf,
  createWorld,
  fileIn,
  goOn,
  life,
  limits,
  perform,
  sizeOf,
  timeLimit,
  type World,
} from './commands.js'
import { actsAfterClosing, dateOf, Model, type ModelAct, type ModelComplaint } from './model.js'
import { snapshot } from './setup.js'

it(
  'any life of any complaints goes as the rules say',
  async () => {
    await fc.assert(
      fc.asyncProperty(life, async ({ commands, ...setting }) => {
        const world = createWorld(setting)
        const { core, records } = world
        const model = new Model(core.calendar, { ...limits, review: setting.review })
        const file = (command: Parameters<typeof fileIn>[1]) => {
          fileIn(world, command)
          model.file(command.filing, command.to === 2 ? null : command.to === 1 ? 1 : 0, core.clock.now())
        }
        file({ kind: 'file', filing: 'complaint', to: 0 })

        for (const command of commands) {
          if (command.kind === 'file') file(command)
          else if (command.kind !== 'act') {
            if (await goOn(world, command)) model.advance(core.clock.now())
          } else {
            const index = command.which % records.length
            const [record, expected] = [records[index], model.complaints[index]]
            if (!record || !expected) throw new Error('the model lost a complaint')
            tryAct(world, model, { record, expected, act: command.act })
            // What is due at once runs after the act.
            await Promise.resolve()
            compare(world, model, record, expected)
          }
        }
        for (const [index, record] of records.entries()) {
          const expected = model.complaints[index]
          if (!expected) throw new Error('the model lost a complaint')
          compare(world, model, record, expected)
          compareEvents(world, record, expected)
        }
        compareRates(world, model)
      }),
      sizeOf('model'),
    )
  },
  timeLimit,
)

function tryAct(
  world: World,
  model: Model,
  { record, expected, act }: { record: ComplaintRecord; expected: ModelComplaint; act: Act },
): void {
  const now = world.core.clock.now()
  const wasClosed = expected.closed !== null
  const isAccepted = model.act(expected, modelActOf(world, record, act), now)
  if (isAccepted) {
    perform(world, record, act)
    if (wasClosed) expect(actsAfterClosing).toContain(act.act)
    return
  }
  const before = snapshot(world.core)
  let refusal: unknown
  try {
    perform(world, record, act)
  } catch (error) {
    refusal = error
  }
  expect(refusal).toBeInstanceOf(act.act === 'duplicate' ? TousuError : RefusalError)
  expect(snapshot(world.core)).toBe(before)
}

function modelActOf(world: World, record: ComplaintRecord, act: Act): ModelAct {
  if (act.by === 'company') return { ...act, company: companyOf(world, record, act.isHolder) }
  if (act.by === 'operator') return { ...act, to: act.to === 1 ? 1 : 0, hasOther: world.records.length > 1 }
  return act
}

function compare({ core }: World, model: Model, record: ComplaintRecord, expected: ModelComplaint): void {
  const now = core.clock.now()
  const view = complaintView(core, record)
  const { dueDate, respondedAt, closed } = expected
  const answers = view.responses.filter(({ type, round }) => type === 'final' && round === expected.round)
  expect({
    where: record.stage,
    status: view.status,
    revision: view.revision,
    round: view.round,
    closure: view.closure?.reason ?? null,
    dueDate: view.deadline?.dueDate ?? null,
    overdue: view.overdue,
    answered: answers.length,
    contestation: view.contestation?.status ?? null,
    extension: view.extension?.status ?? null,
    asked: view.supplementRequest !== null && view.supplementRequest.answeredAt === null,
    supplements: view.supplements.length,
    rated: view.rating !== null,
    redacted: record.person === null,
  }).toEqual({
    where: expected.where,
    status: model.statusOf(expected),
    revision: expected.revision,
    round: expected.round,
    closure: closed?.reason ?? null,
    dueDate,
    overdue: model.isOverdue(expected, now),
    answered: respondedAt === null ? 0 : 1,
    contestation: expected.contested?.status ?? null,
    extension: expected.extension?.status ?? null,
    asked: expected.asked,
    supplements: expected.supplements,
    rated: expected.rated,
    redacted: expected.redacted,
  })
  if (expected.company === null) return
  const allowed = listAllowedActions(core, record).filter((each) => each.allowed)
  expect(allowed.map(({ action }) => action)).toEqual(
    actions.filter((action) => model.allows(expected, action, now)),
  )
}

function compareEvents({ enterprises }: World, record: ComplaintRecord, expected: ModelComplaint): void {
  for (const [index, { events }] of enterprises.entries()) {
    const own = events.filter(({ complaintId }) => complaintId === record.id)
    expect(own.map(({ type, createdAt }) => ({ type, at: createdAt }))).toEqual(expected.events[index])
  }
}

function compareRates({ core, enterprises }: World, model: Model): void {
  const now = core.clock.now()
  const today = dateOf(now)
  const spans = [
    { from: '2026-01-01', to: '2027-12-31' },
    { from: '2026-10-15', to: '2026-10-15' },
    { from: today, to: '2027-12-31' },
  ]
  for (const company of [0, 1] as const) {
    for (const span of spans) {
      const rate = model.rate(company, now, span.from, span.to)
      expect(timelyRate(core, enterprises[company], span)).toMatchObject(rate)
    }
  }
}
