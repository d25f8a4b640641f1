/** Takes a platform's state out, and puts another one in its place. */
import { ArgumentError } from '../../errors.js'
import type { InnerClock } from '../clock.js'
import type { Core } from '../core.js'
import type { Deliveries } from '../deliveries/deliveries.js'
import type { OutboxStore } from '../people/outbox.js'
import { resumeRounds } from '../round-timers.js'
import type { Settings } from '../settings.js'
import { scheduleBulletins } from '../statistics/bulletins.js'
import { type Opened, openSnapshot, replaceState, type Snapshot, takeSnapshot } from './snapshot.js'

export interface TimeMachine {
  /** @throws ArgumentError while the clock is being advanced */
  snapshot(): Snapshot
  /** @throws ArgumentError as `Platform.restore`; nothing has changed then */
  restore(snapshot: unknown): void
  /** The same, whatever the settings. */
  replace(opened: Opened): void
}

/** What a platform consists of, as far as time is concerned. */
export interface TimeMachineParts {
  readonly core: Core & { readonly clock: InnerClock; readonly outbox: OutboxStore }
  readonly deliveries: Pick<Deliveries, 'resume'>
}

export function createTimeMachine({ core, deliveries }: TimeMachineParts): TimeMachine {
  const { clock, state, settings, outbox } = core
  const assertStill = () => {
    if (!clock.isMoving) return
    throw new ArgumentError('The clock is being advanced: await clock.advance(…) first.')
  }

  function replace({ state: other, outbox: messages, now }: Opened): void {
    clock.reset(now)
    replaceState(state, other)
    outbox.load(messages)
    core.counters.recount()
    resumeRounds(core, now)
    scheduleBulletins(core, now)
    deliveries.resume()
  }

  return {
    snapshot() {
      assertStill()
      clock.runDue()
      return takeSnapshot({ state, outbox: outbox.save(), settings, now: clock.now() })
    },
    restore(snapshot) {
      assertStill()
      const opened = openSnapshot(snapshot)
      assertSameSettings(settings, opened.settings)
      replace(opened)
    },
    replace,
  }
}

function assertSameSettings(settings: Settings, taken: Settings): void {
  const values = new Map<string, unknown>(Object.entries(taken))
  const other = Object.entries(settings).find(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(values.get(name)),
  )
  if (!other) return
  throw new ArgumentError(
    `The snapshot was taken under another ${other[0]}: restore it on a platform with the same settings, or begin one with createPlatform({ snapshot }).`,
  )
}
