import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actions } from '../../../src/contract/index.js'
import { listAllowedActions } from '../../../src/platform/allowed-actions.js'
import { showEvent } from '../../../src/platform/events.js'
import { createIds } from '../../../src/platform/ids.js'
import { createRandom } from '../../../src/platform/random.js'
import type { ComplaintRecord, EventRecord } from '../../../src/platform/state.js'
import {
  type Act,
  createWorld,
  fileIn,
  goOn,
  life,
  perform,
  sizeOf,
  timeLimit,
  type World,
} from './commands.js'
import { foldHistory, raises } from './fold-history.js'

describe('laws of the acts', () => {
  it(
    'hold for any life: gapless events that stay as they were told, revisions, deadlines, actions as they were shown',
    async () => {
      await fc.assert(
        fc.asyncProperty(life, async ({ commands, ...setting }) => {
          const world = createWorld(setting)
          const { core, records } = world
          const heard: Heard[] = []
          core.eventListeners.add((event) => heard.push(hear(world, event)))
          fileIn(world, { kind: 'file', filing: 'complaint', to: 0 })
          for (const command of commands) {
            if (command.kind === 'file') fileIn(world, command)
            else if (command.kind === 'act') {
              const record = records[command.which % records.length]
              if (!record) throw new Error('no complaint')
              checkAct(world, heard, record, command.act)
              await Promise.resolve()
            } else {
              const revisions = records.map(({ revision }) => revision)
              await goOn(world, command)
              // Time alone changes nothing for whoever answers.
              expect(records.map(({ revision }) => revision)).toEqual(revisions)
            }
          }
          for (const record of records) checkHistory(record)
          checkSequences(world)
          checkFeeds(world, heard)
        }),
        sizeOf('laws'),
      )
    },
    timeLimit,
  )
})

/** An event as its company could read it when it happened. */
interface Heard {
  readonly event: EventRecord
  readonly full: string
  readonly summary: string
  readonly dueDate: string | undefined
}

function hear({ core, records }: World, event: EventRecord): Heard {
  const record = records.find(({ id }) => id === event.complaintId)
  return {
    event,
    full: JSON.stringify(showEvent(core, event, 'full')),
    summary: JSON.stringify(showEvent(core, event, 'summary')),
    dueDate: record?.deadline?.dueDate,
  }
}

function checkAct(world: World, heard: Heard[], record: ComplaintRecord, act: Act): void {
  const { core } = world
  const { revision, deadline, enterpriseId } = record
  const length = heard.length
  const written = record.history.length
  const isShown = act.by === 'company' && enterpriseId !== null && act.isHolder
  const shown = isShown
    ? listAllowedActions(core, record).find(({ action }) => action === act.act)
    : undefined
  let reason: string | null = null
  try {
    perform(world, record, act)
  } catch (error) {
    reason = String(Object(error).reason)
  }
  if (shown) expect(reason).toBe(shown.reason)
  else if (isShown) expect(actions).not.toContain(act.act)
  const entries = record.history.slice(written)
  expect(record.revision - revision).toBe(entries.filter(raises).length)
  if (reason !== null) expect(entries).toEqual([])

  // A deadline stays, unless it is another company's, or the change is told.
  const told = heard.slice(length).map(({ event }) => event)
  const changes = told.filter(({ type }) => type === 'complaint.deadline_changed')
  const isSame = record.enterpriseId === enterpriseId
  const [from, to] = [deadline?.dueDate, record.deadline?.dueDate]
  if (changes.length > 0) {
    const reason = act.act === 'appeal' ? 'new_round' : 'extension'
    expect(changes.map(({ data }) => data)).toMatchObject([
      { reason, from: { dueDate: from }, to: { dueDate: to } },
    ])
  } else if (isSame) expect(to).toBe(from)
}

function checkHistory(record: ComplaintRecord): void {
  const { history, contestation, extension, supplementRequest, supplements, closure } = record
  const told = foldHistory(history)
  expect(told.closure).toContain(closure?.reason ?? null)
  expect({ ...told, closure: null }).toEqual({
    stage: record.stage,
    status: record.status,
    round: record.round,
    revision: record.revision,
    closure: null,
    isAcknowledged: record.acknowledgedAt !== null,
    isAnswered: record.respondedAt !== null,
    contestation: contestation?.status ?? null,
    extension: extension?.status ?? null,
    isAsked: supplementRequest !== null && supplementRequest.answeredAt === null,
    supplements: supplements.length,
    isUrged: record.urgedAt !== null,
    isRated: record.rating !== null,
    isRedacted: record.redactedAt !== null,
  })
  const times = history.map(({ at }) => at)
  expect(times).toEqual([...times].sort((a, b) => a - b))
}

function checkSequences({ enterprises, records }: World): void {
  const count = (length: number) => Array.from({ length }, (_, index) => index + 1)
  for (const { events } of enterprises) {
    expect(events.map(({ sequence }) => sequence)).toEqual(count(events.length))
    const times = events.map(({ createdAt }) => createdAt)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    for (const { id } of records) {
      const own = events.filter(({ complaintId }) => complaintId === id)
      expect(own.map(({ complaintSequence }) => complaintSequence)).toEqual(count(own.length))
    }
  }
}

/** What was told is told again in the same words, unless it is no longer theirs to read. */
function checkFeeds({ core, records }: World, heard: readonly Heard[]): void {
  for (const { event, full, summary } of heard) {
    const record = records.find(({ id }) => id === event.complaintId)
    const left = record ? lastFarewell(heard, record, event.enterpriseId) : undefined
    const now = (content: 'full' | 'summary') => JSON.stringify(showEvent(core, event, content))
    const complaint = Object(JSON.parse(now('full')).data).complaint
    if (left !== undefined && (event.sequence ?? 0) <= left) {
      expect(Object.keys(complaint).sort()).toEqual(['id', 'number', 'revision'])
      expect(now('summary')).toBe(now('full'))
    } else if (record?.redactedAt) {
      expect(now('summary')).toBe(summary)
      if (event.createdAt <= record.redactedAt) expect([summary, full]).toContain(now('full'))
      for (const words of ['会员到期后', '张', '没有解决']) expect(now('full')).not.toContain(words)
    } else {
      expect(now('summary')).toBe(summary)
      expect(now('full')).toBe(full)
    }
  }
}

function lastFarewell(
  heard: readonly Heard[],
  { id }: ComplaintRecord,
  enterpriseId: string,
): number | undefined {
  const farewell = heard.findLast(
    ({ event }) =>
      event.type === 'complaint.reassigned' &&
      event.complaintId === id &&
      event.enterpriseId === enterpriseId,
  )
  return farewell?.event.sequence ?? undefined
}

describe('ids', () => {
  it('rise with time and within a millisecond, are URL-safe and depend on the seed alone', () => {
    const make = (seed: number) => {
      let now = 1_790_000_000_000
      const ids = createIds({ now: () => now }, createRandom(seed))
      return Array.from({ length: 10_000 }, (_, index) => {
        if (index % 5_000 === 0) now += 1
        return ids.next('evt')
      })
    }
    const made = make(1)
    expect(made).toEqual(make(1))
    expect(made).not.toEqual(make(2))
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(made.length)
    // Version 7 and the variant of RFC 9562 stand where a UUID has them.
    for (const id of made) expect(id).toMatch(/^evt_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
  })
})
