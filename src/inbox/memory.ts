import { type Clock, systemClock } from '../clock.js'
import type { Delivery } from '../delivery.js'
import type { Claim, DeadLetter, Death, Inbox } from './inbox.js'
import { laneOf, readyAtOf, waitsForPredecessor } from './lane.js'
import { LeaseLostError } from './lease-lost.js'

interface Entry extends Delivery {
  readonly key: number
  readonly lane: string
  readonly acceptedAt: number
  dueAt: number
  attempt: number
  death: Death | undefined
}

interface Lane {
  token: number
  leaseUntil: number
  passed: number
  done: number
  readonly entries: Map<number, Entry>
}

/**
 * An inbox in this process's memory, for tests: it forgets all with the process. Each claim looks at every lane.
 *
 * @example
 * const inbox = memoryInbox()
 */
export function memoryInbox({ clock = systemClock }: { readonly clock?: Clock } = {}): Inbox<undefined> {
  const seen = new Map<string, { readonly key: number; readonly sequence?: number | undefined; at: number }>()
  const lanes = new Map<string, Lane>()
  const pending = new Map<string, Entry>()
  /** Sequences that came and whose ids are forgotten. */
  const passedSequences = new Set<number>()
  const positions = new Map<string, string>()
  const listeners = new Set<() => void>()
  let keys = 0
  let tokens = 0
  let feedReadAt = 0
  const wake = () => {
    for (const listener of [...listeners]) listener()
  }

  const headOf = (lane: Lane) =>
    [...lane.entries.values()]
      .filter(({ death }) => !death)
      .sort((a, b) => numberOf(a) - numberOf(b) || a.key - b.key)[0]
  const held = ({ lane, token }: Claim) => {
    const found = lanes.get(lane)
    return found && found.token === token && found.leaseUntil > 0 ? found : undefined
  }
  const dead = (id: string) => {
    const entry = pending.get(id)
    return entry?.death ? { entry, death: entry.death } : undefined
  }
  const erase = (entry: Entry) => {
    pending.delete(entry.envelope.id)
    const lane = lanes.get(entry.lane)
    lane?.entries.delete(entry.key)
    if (lane?.entries.size === 0 && lane.passed === 0) lanes.delete(entry.lane)
  }
  /** Ends a claim; `change` is what becomes of its event. False when the lane is no longer the claim's. */
  const end = (claim: Claim, change: (entry: Entry, lane: Lane) => void) => {
    const lane = held(claim)
    const entry = lane?.entries.get(claim.key)
    if (!lane || !entry) return false
    lane.leaseUntil = 0
    change(entry, lane)
    return true
  }
  const complete = (claim: Claim) =>
    end(claim, (entry, lane) => {
      lane.passed = Math.max(lane.passed, numberOf(entry))
      lane.done = Math.max(lane.done, numberOf(entry))
      erase(entry)
    })

  return {
    async accept(delivery) {
      const { id, sequence } = delivery.envelope
      if (seen.has(id) || (sequence !== undefined && passedSequences.has(sequence))) return 'duplicate'
      keys += 1
      const at = clock.now()
      const lane = laneOf(delivery.envelope)
      const entry = { ...delivery, key: keys, lane, acceptedAt: at, dueAt: at, attempt: 0, death: undefined }
      seen.set(id, { key: keys, sequence, at })
      pending.set(id, entry)
      const found = lanes.get(lane) ?? { token: 0, leaseUntil: 0, passed: 0, done: 0, entries: new Map() }
      lanes.set(lane, found)
      found.entries.set(keys, entry)
      queueMicrotask(wake)
      return 'new'
    },
    async claim({ limit, leaseMs, gapWaitMs }) {
      const now = clock.now()
      const claims: Claim[] = []
      const waits: number[] = []
      for (const lane of lanes.values()) {
        const head = headOf(lane)
        if (!head) continue
        const { complaintSequence } = head.envelope
        const { passed, done, leaseUntil } = lane
        const readyAt = readyAtOf({ ...head, complaintSequence }, { passed, feedReadAt, gapWaitMs })
        const at = Math.max(leaseUntil, readyAt)
        if (at > now || claims.length === limit) {
          waits.push(Math.max(0, at - now))
          continue
        }
        tokens += 1
        lane.token = tokens
        lane.leaseUntil = now + leaseMs
        waits.push(leaseMs)
        head.attempt += 1
        const { key, text, receivedAt, traceparent, attempt, envelope } = head
        const { id, type } = envelope
        const superseded = (complaintSequence ?? done) < done
        const about = { key, lane: head.lane, token: tokens, id, type, text, receivedAt, traceparent }
        claims.push({ ...about, attempt, superseded })
      }
      return { claims, nextInMs: waits.length === 0 ? undefined : Math.min(...waits) }
    },
    async renew(claim, leaseMs) {
      const lane = held(claim)
      if (lane) lane.leaseUntil = clock.now() + leaseMs
      return lane !== undefined
    },
    complete: async (claim) => complete(claim),
    async commit(claim, work) {
      if (!held(claim)) throw new LeaseLostError()
      const result = await work(undefined)
      if (!complete(claim)) throw new LeaseLostError()
      return result
    },
    fail: async (claim, pauseMs) =>
      end(claim, (entry) => {
        entry.dueAt = clock.now() + pauseMs
      }),
    release: async (claim) =>
      end(claim, (entry) => {
        entry.attempt -= 1
      }),
    bury: async (claim, death) =>
      end(claim, (entry, lane) => {
        lane.passed = Math.max(lane.passed, numberOf(entry))
        entry.death = death
      }),
    deadLetters: {
      async list({ after = 0, limit = 100 } = {}) {
        const letters = [...pending.values()].flatMap((entry) =>
          entry.death && entry.key > after ? [toDeadLetter(entry, entry.death)] : [],
        )
        return letters.slice(0, limit)
      },
      async retrieve(id) {
        const found = dead(id)
        return found && { ...toDeadLetter(found.entry, found.death), text: found.entry.text }
      },
      async putBack(id) {
        const found = dead(id)
        if (!found) return false
        Object.assign(found.entry, { death: undefined, attempt: 0, dueAt: clock.now() })
        queueMicrotask(wake)
        return true
      },
      async drop(id) {
        const found = dead(id)
        if (found) erase(found.entry)
        return found !== undefined
      },
    },
    async forget(complaintId) {
      const lane = lanes.get(complaintId)
      if (!lane) return 0
      const entries = [...lane.entries.values()]
      lane.token = 0
      lane.leaseUntil = 0
      lane.passed = Math.max(lane.passed, ...entries.map(numberOf))
      for (const entry of entries) erase(entry)
      return entries.length
    },
    async purge({ olderThanMs, limit }) {
      const before = clock.now() - olderThanMs
      const old = [...seen].filter(([id, { at }]) => at < before && !pending.has(id)).slice(0, limit)
      for (const [id, { sequence }] of old) {
        if (sequence !== undefined) passedSequences.add(sequence)
        seen.delete(id)
      }
      return old.length
    },
    gaps: async () =>
      [...lanes].flatMap(([complaintId, lane]) => {
        const head = headOf(lane)
        const found = head?.envelope.complaintSequence
        if (!head || found === undefined) return []
        const waits = waitsForPredecessor({ ...head, complaintSequence: found }, lane.passed, feedReadAt)
        return waits ? [{ complaintId, missing: lane.passed + 1, found }] : []
      }),
    async feedRead(at) {
      feedReadAt = Math.max(feedReadAt, at)
      queueMicrotask(wake)
    },
    positions: {
      get: async (name) => positions.get(name),
      set: async (name, value) => void positions.set(name, value),
    },
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const numberOf = ({ envelope }: Entry) => envelope.complaintSequence ?? 0

function toDeadLetter({ key, envelope, attempt, receivedAt }: Entry, death: Death): DeadLetter {
  const { id, type, complaintId } = envelope
  return { key, id, type, complaintId, attempts: attempt, receivedAt, error: undefined, ...death }
}
