import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createCalendar } from '../../../src/calendar/index.js'
import { createVirtualClock } from '../../../src/platform/clock.js'

const calendar = createCalendar()
const runs = process.env['TOUSU_TIER'] === 'full' ? 2_000 : 200

/** Timers in steps of seconds from now; `next` is set when the timer runs, `cancels` names one that is cancelled then. */
const plans = fc.array(
  fc.record({
    after: fc.nat(20),
    next: fc.option(fc.nat(10)),
    cancels: fc.option(fc.nat(30)),
  }),
  { maxLength: 30 },
)

interface Waiting {
  readonly name: string
  readonly at: number
  readonly run: () => void
}

/** The naive model: a list that is sorted before each step. Sorting is stable, so equal times keep their order. */
function createModel() {
  let waiting: Waiting[] = []
  let now = 0
  return {
    now: () => now,
    schedule(name: string, at: number, run: () => void) {
      waiting.push({ name, at, run })
    },
    cancel(name: string) {
      waiting = waiting.filter((each) => each.name !== name)
    },
    advance(seconds: number) {
      const target = now + seconds
      for (;;) {
        waiting.sort((a, b) => a.at - b.at)
        const first = waiting[0]
        if (!first || first.at > target) break
        waiting.shift()
        now = Math.max(now, first.at)
        first.run()
      }
      now = target
    },
  }
}

it('runs timers as a sorted list would, whatever is set, cancelled and advanced', async () => {
  await fc.assert(
    fc.asyncProperty(plans, fc.array(fc.nat(12), { maxLength: 8 }), async (plan, steps) => {
      const model = createModel()
      const expected: string[] = []
      plan.forEach(({ after, next, cancels }, index) => {
        model.schedule(`${index}`, after, () => {
          expected.push(`${index} at ${model.now()}`)
          if (next !== null) {
            model.schedule(`${index}+`, model.now() + next, () => {
              expected.push(`${index}+ at ${model.now()}`)
            })
          }
          if (cancels !== null) model.cancel(`${cancels}`)
        })
      })

      const clock = createVirtualClock({
        now: '2026-09-24T09:00:00+08:00',
        calendar: () => calendar,
        settleTimeoutMs: 15_000,
      })
      const start = clock.now()
      const seconds = () => (clock.now() - start) / 1_000
      const seen: string[] = []
      const timers = plan.map(({ after, next, cancels }, index) =>
        clock.schedule(start + after * 1_000, () => {
          seen.push(`${index} at ${seconds()}`)
          if (next !== null) {
            clock.schedule(clock.now() + next * 1_000, () => {
              seen.push(`${index}+ at ${seconds()}`)
            })
          }
          if (cancels !== null) timers[cancels]?.cancel()
        }),
      )

      for (const step of steps) {
        model.advance(step)
        await clock.advance({ seconds: step })
      }
      if (steps.length > 0) expect(seen).toEqual(expected)
      expect(seconds()).toBe(model.now())
    }),
    { numRuns: runs },
  )
})

it('keeps the order of a hundred thousand timers', async () => {
  const clock = createVirtualClock({
    now: '2026-09-24T09:00:00+08:00',
    calendar: () => calendar,
    settleTimeoutMs: 15_000,
  })
  const start = clock.now()
  let last = start
  let ran = 0
  for (let index = 0; index < 100_000; index++) {
    clock.schedule(start + ((index * 7_919) % 100_003), () => {
      expect(clock.now() >= last).toBe(true)
      last = clock.now()
      ran += 1
    })
  }
  await clock.advance({ minutes: 2 })
  expect(ran).toBe(100_000)
})
