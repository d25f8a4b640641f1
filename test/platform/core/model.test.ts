import fc from 'fast-check'
import { expect, it } from 'vitest'
import { endOfShanghaiDate, formatShanghaiTime } from '../../../src/calendar/index.js'
import { actions } from '../../../src/contract/index.js'
import { complaintView } from '../../../src/platform/complaint-view.js'
import { RefusalError } from '../../../src/platform/refusal.js'
import { timelyRate } from '../../../src/platform/statistics/statistics.js'
import { dateOf, Model } from './model.js'
import { createCore, fileOne, join, perform, snapshot } from './setup.js'

const full = process.env['TOUSU_TIER'] === 'full'

const which = fc.nat(20)
const command = fc.oneof(
  fc.record({ kind: fc.constant('file' as const) }),
  {
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      which,
      action: fc.constantFrom(...actions, 'rate' as const),
    }),
    weight: 4,
  },
  fc.record({ kind: fc.constant('advance' as const), hours: fc.integer({ min: 0, max: 500 }) }),
  // To the edge between the due date and the day after, where lateness begins.
  fc.record({
    kind: fc.constant('edge' as const),
    which,
    milliseconds: fc.constantFrom(-1_000, -1, 0, 1),
  }),
)

/** Before the Spring Festival, National Day with its worked weekends, and the end of the published years. */
const starts = ['2026-02-05T16:30:00+08:00', '2026-09-24T08:59:59+08:00', '2026-12-15T23:59:59+08:00']

it('any life of any complaints goes as the rules say', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...starts),
      fc.array(command, { maxLength: 40 }),
      async (start, commands) => {
        const core = createCore(start)
        const enterprise = join(core)
        const model = new Model(core.calendar)
        const records = [fileOne(core, enterprise)]
        model.file(core.clock.now())

        for (const each of commands) {
          if (each.kind === 'file') {
            records.push(fileOne(core, enterprise))
            model.file(core.clock.now())
          } else if (each.kind === 'advance') {
            await core.clock.advance({ hours: each.hours })
            model.advance(core.clock.now())
          } else if (each.kind === 'edge') {
            const { deadline } = records[each.which % records.length] ?? {}
            const edge = endOfShanghaiDate(deadline?.dueDate ?? '') + each.milliseconds
            if (edge < core.clock.now()) continue
            await core.clock.advanceTo(formatShanghaiTime(edge))
            model.advance(core.clock.now())
          } else {
            const index = each.which % records.length
            const [record, expected] = [records[index], model.complaints[index]]
            if (!record || !expected) throw new Error('the model lost a complaint')
            const before = snapshot(core)
            let refusal: unknown
            try {
              perform(core, record, each.action)
            } catch (error) {
              refusal = error
            }
            expect(refusal === undefined).toBe(model.act(expected, each.action, core.clock.now()))
            if (refusal === undefined) continue
            expect(refusal).toBeInstanceOf(RefusalError)
            expect(snapshot(core)).toBe(before)
          }
        }

        const now = core.clock.now()
        for (const [index, record] of records.entries()) {
          const expected = model.complaints[index]
          if (!expected) throw new Error('the model lost a complaint')
          const view = complaintView(core, record)
          const { dueDate, respondedAt, closed } = expected
          const until = respondedAt ?? (closed === null ? now : (expected.events.at(-1)?.at ?? now))
          expect({
            status: view.status,
            revision: view.revision,
            closure: view.closure?.reason ?? null,
            dueDate: view.deadline?.dueDate,
            overdue: view.overdue,
            onTime: view.responses.find(({ type }) => type === 'final')?.onTime ?? null,
          }).toEqual({
            status: model.statusOf(expected),
            revision: expected.revision,
            closure: closed,
            dueDate,
            overdue: dateOf(until) > dueDate,
            onTime: respondedAt === null ? null : dateOf(respondedAt) <= dueDate,
          })
          const own = enterprise.events.filter(({ complaintId }) => complaintId === record.id)
          expect(own.map(({ type, createdAt }) => ({ type, at: createdAt }))).toEqual(expected.events)
        }
        const times = enterprise.events.map(({ createdAt }) => createdAt)
        expect(times).toEqual([...times].sort((a, b) => a - b))
        for (const span of [
          { from: '2026-01-01', to: '2026-12-31' },
          { from: '2026-10-15', to: '2026-10-15' },
        ]) {
          expect(timelyRate(core, enterprise, span)).toMatchObject(model.rate(now, span.from, span.to))
        }
      },
    ),
    { numRuns: full ? 2_000 : 150 },
  )
})
