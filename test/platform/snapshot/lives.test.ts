import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ArgumentError } from '../../../src/errors.js'
import { RefusalError } from '../../../src/platform/refusal.js'
import type { Snapshot } from '../../../src/platform/snapshot/snapshot.js'
import { createTimeMachine } from '../../../src/platform/snapshot/time-machine.js'
import type { Enterprise } from '../../../src/platform/state.js'
import { scheduleBulletins } from '../../../src/platform/statistics/bulletins.js'
import {
  type Command,
  createWorld,
  fileIn,
  goOn,
  type Life,
  life,
  perform,
  sizeOf,
  timeLimit,
  type World,
} from '../core/commands.js'
import { plain } from './plain.js'

const timeMachineOf = ({ core }: World) => createTimeMachine({ core, deliveries: { resume() {} } })

/** As a platform begins. */
function begin(each: Life): World {
  const world = createWorld(each)
  scheduleBulletins(world.core)
  return world
}

async function step(world: World, command: Command): Promise<void> {
  if (command.kind === 'file') return fileIn(world, command)
  if (command.kind !== 'act') return void (await goOn(world, command))
  const record = world.records[command.which % world.records.length]
  try {
    if (record) perform(world, record, command.act)
  } catch (error) {
    if (!(error instanceof RefusalError || error instanceof ArgumentError)) throw error
  }
}

async function live(world: World, commands: readonly Command[]): Promise<World> {
  for (const command of commands) await step(world, command)
  return world
}

/** A world of another process that goes on where the snapshot was taken. */
function goOnFrom(snapshot: Snapshot, world: World, { start, review }: Life): World {
  const next = createWorld({ start, review })
  timeMachineOf(next).restore(JSON.parse(JSON.stringify(snapshot)))
  const { complaints, enterprises } = next.core.state
  const find = ({ id }: Enterprise): Enterprise => {
    const found = enterprises.get(id)
    if (!found) throw new Error('a company is lost')
    return found
  }
  return {
    ...next,
    enterprises: [find(world.enterprises[0]), find(world.enterprises[1])],
    records: world.records.flatMap(({ id }) => complaints.get(id) ?? []),
  }
}

const whole = ({ core }: World) => ({
  now: core.clock.now(),
  state: plain(core.state),
  outbox: core.outbox.save(),
})

it(
  'a snapshot at any step of any life changes nothing, and restoring it twice gives the same future',
  async () => {
    const { numRuns, seed } = sizeOf('snapshots')
    await fc.assert(
      fc.asyncProperty(life, fc.nat(60), async (each, at) => {
        const { commands } = each
        const plainLife = await live(begin(each), commands)
        const world = await live(begin(each), commands.slice(0, at))
        const before = whole(world)
        const snapshot = timeMachineOf(world).snapshot()
        expect(whole(world)).toEqual(before)
        const futures = [snapshot, snapshot].map((taken) => goOnFrom(taken, world, each))
        for (const future of futures) {
          expect(whole(future)).toEqual(before)
          await live(future, commands.slice(at))
          await future.core.clock.advance({ days: 70 })
        }
        await live(world, commands.slice(at))
        await world.core.clock.advance({ days: 70 })
        await plainLife.core.clock.advance({ days: 70 })
        const right = whole(plainLife)
        for (const other of [world, ...futures]) expect(whole(other)).toEqual(right)
      }),
      { numRuns: Math.ceil(numRuns / 3), seed },
    )
  },
  timeLimit,
)
