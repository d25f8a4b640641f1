/** `tousu/inbox/sqlite`: the inbox in a SQLite file. No driver is imported; the handle is handed in. */
import { type Clock, systemClock } from '../clock.js'
import type { Delivery } from '../delivery.js'
import { ArgumentError } from '../errors.js'
import type { Claim, Claimed, ClaimRequest, Death, Inbox } from './inbox.js'
import { laneOf, readyAtOf } from './lane.js'
import { LeaseLostError } from './lease-lost.js'
import { checkDatabase, Row, type SqliteDatabase, Transactions } from './sqlite-database.js'
import { sqliteDeadLetters } from './sqlite-dead-letters.js'
import { sqliteForgetting } from './sqlite-forgetting.js'
import { checkPrefix, migrate } from './sqlite-schema.js'

export type { SqliteDatabase, SqliteStatement } from './sqlite-database.js'

export interface SqliteInboxOptions<D extends SqliteDatabase> {
  /** An open handle; it stays yours to close, after the worker has stopped. */
  readonly database: D
  /** Before the name of each table; `tousu_` by default. */
  readonly tablePrefix?: string | undefined
  /** Wire time; the system's clock by default. Processes that share the file share the machine's clock. */
  readonly clock?: Clock | undefined
}

/**
 * An inbox in a SQLite file, for one machine: several processes may share it. WAL with `synchronous=FULL`: what is
 * accepted survives a power cut. Accepts of one tick share one transaction. `commit` runs its work synchronously.
 *
 * @throws ArgumentError when `database` is no handle, or its tables are of a later version
 * @example
 * const database = new DatabaseSync('inbox.db')
 * const inbox = sqliteInbox({ database })
 */
export function sqliteInbox<D extends SqliteDatabase>(options: SqliteInboxOptions<D>): Inbox<D> {
  const { database, tablePrefix = 'tousu_', clock = systemClock } = options
  checkDatabase(database)
  const p = checkPrefix(tablePrefix)
  const transactions = new Transactions(database)
  migrate(database, transactions, p)
  const listeners = new Set<() => void>()
  const wake = () => {
    for (const listener of [...listeners]) listener()
  }
  const store = { database, transactions, prefix: p, clock, wake }
  const ops = laneOperations(store)

  return {
    async accept(delivery) {
      const result = await transactions.join(() => ops.accept(delivery))
      if (result === 'new') wake()
      return result
    },
    claim: (request) => transactions.join(() => ops.claim(request)),
    renew: (claim, leaseMs) => transactions.join(() => ops.renew(claim, leaseMs)),
    complete: (claim) => transactions.join(() => ops.complete(claim)),
    async commit(claim, work) {
      const done = transactions.alone(() => {
        if (!ops.complete(claim)) throw new LeaseLostError()
        const result = work(database)
        if (typeof Object(result).then === 'function') {
          throw new ArgumentError(
            'The work of commit() is asynchronous: on SQLite it has to be synchronous. Await before commit().',
          )
        }
        return result
      })
      return await done
    },
    fail: (claim, pauseMs) => transactions.join(() => ops.fail(claim, pauseMs)),
    release: (claim) => transactions.join(() => ops.release(claim)),
    bury: (claim, death) => transactions.join(() => ops.bury(claim, death)),
    deadLetters: sqliteDeadLetters(store),
    ...sqliteForgetting(store),
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** What the files of this store work with. */
export interface SqliteStore {
  readonly database: SqliteDatabase
  readonly transactions: Transactions
  readonly prefix: string
  readonly clock: Clock
  readonly wake: () => void
}

/** The life of an event in its lane; each runs inside a transaction. */
function laneOperations({ database, prefix: p, clock }: SqliteStore) {
  const knownUnderLowWater = database.prepare(
    `SELECT 1 FROM ${p}numbers WHERE name = 'low_water' AND value >= ?
     AND NOT EXISTS (SELECT 1 FROM (SELECT last FROM ${p}missing WHERE first <= ? ORDER BY first DESC LIMIT 1) WHERE last >= ?)`,
  )
  const insertSeen = database.prepare(
    `INSERT INTO ${p}seen (id, sequence, accepted_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING RETURNING key`,
  )
  const insertPending = database.prepare(
    `INSERT INTO ${p}pending VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, NULL, NULL)`,
  )
  const openLane = database.prepare(
    `INSERT INTO ${p}lanes VALUES (?, 0, 0, ?, 0, 0) ON CONFLICT (lane) DO UPDATE
     SET ready_at = CASE WHEN lease_until > excluded.ready_at THEN ready_at ELSE excluded.ready_at END`,
  )
  const readyLanes = database.prepare(
    `SELECT lane, passed, done FROM ${p}lanes WHERE ready_at <= ? ORDER BY ready_at LIMIT ?`,
  )
  const headOf = database.prepare(
    `SELECT * FROM ${p}pending WHERE lane = ? AND reason IS NULL ORDER BY complaint_sequence, key LIMIT 1`,
  )
  const setReady = database.prepare(`UPDATE ${p}lanes SET ready_at = ? WHERE lane = ?`)
  const nextReady = database.prepare(
    `SELECT ready_at FROM ${p}lanes WHERE ready_at IS NOT NULL ORDER BY ready_at LIMIT 1`,
  )
  const numberOf = database.prepare(`SELECT value FROM ${p}numbers WHERE name = ?`)
  const nextToken = database.prepare(
    `UPDATE ${p}numbers SET value = value + 1 WHERE name = 'token' RETURNING value`,
  )
  const lease = database.prepare(
    `UPDATE ${p}lanes SET token = ?, lease_until = ?, ready_at = ? WHERE lane = ?`,
  )
  const tried = database.prepare(`UPDATE ${p}pending SET attempt = attempt + 1 WHERE key = ?`)
  const prolong = database.prepare(
    `UPDATE ${p}lanes SET lease_until = ?, ready_at = ? WHERE lane = ? AND token = ? AND lease_until > 0 RETURNING lane`,
  )
  // A lease that has run out but was not taken by anybody else is still this claim's: the token decides.
  const freeLane = database.prepare(
    `UPDATE ${p}lanes SET lease_until = 0, ready_at = ? WHERE lane = ? AND token = ? AND lease_until > 0 RETURNING lane`,
  )
  const passLane = database.prepare(
    `UPDATE ${p}lanes SET passed = max(passed, ?), done = max(done, ?) WHERE lane = ?`,
  )
  const sequenceOf = database.prepare(`SELECT complaint_sequence FROM ${p}pending WHERE key = ?`)
  const erase = database.prepare(`DELETE FROM ${p}pending WHERE key = ?`)
  const closeLane = database.prepare(
    `UPDATE ${p}lanes SET ready_at = NULL WHERE lane = ? AND NOT EXISTS
     (SELECT 1 FROM ${p}pending WHERE ${p}pending.lane = ${p}lanes.lane AND reason IS NULL)`,
  )
  const dropLane = database.prepare(
    `DELETE FROM ${p}lanes WHERE lane = ? AND ready_at IS NULL AND passed = 0`,
  )
  const pause = database.prepare(`UPDATE ${p}pending SET due_at = ? WHERE key = ?`)
  const untry = database.prepare(`UPDATE ${p}pending SET attempt = attempt - 1 WHERE key = ?`)
  const kill = database.prepare(`UPDATE ${p}pending SET reason = ?, error = ? WHERE key = ?`)

  /** Gives the lane back if it is still the claim's. */
  const free = ({ lane, token }: Claim) => freeLane.get(clock.now(), lane, token) !== undefined
  const close = (lane: string) => {
    closeLane.run(lane)
    dropLane.run(lane)
  }

  function claimLane(found: unknown, feedReadAt: number, now: number, request: ClaimRequest) {
    const row = new Row(found)
    const lane = row.text('lane')
    const head = headOf.get(lane)
    if (head === undefined) return void close(lane)
    const event = new Row(head)
    const readyAt = readyAtOf(
      {
        complaintSequence: event.optionalNumber('complaint_sequence'),
        acceptedAt: event.number('accepted_at'),
        dueAt: event.number('due_at'),
      },
      { passed: row.number('passed'), feedReadAt, gapWaitMs: request.gapWaitMs },
    )
    if (readyAt > now) return void setReady.run(readyAt, lane)
    const token = new Row(nextToken.get()).number('value')
    lease.run(token, now + request.leaseMs, now + request.leaseMs, lane)
    tried.run(event.number('key'))
    return toClaim(event, token, row.number('done'))
  }

  return {
    accept({ envelope, text, receivedAt, traceparent }: Delivery): 'new' | 'duplicate' {
      const { id, type, complaintId = null, complaintSequence = null, sequence = null } = envelope
      const now = clock.now()
      if (sequence !== null && knownUnderLowWater.get(sequence, sequence, sequence)) return 'duplicate'
      const inserted = insertSeen.get(id, sequence, now)
      if (inserted === undefined) return 'duplicate'
      const key = new Row(inserted).number('key')
      const lane = laneOf(envelope)
      const about = [key, id, lane, complaintId, complaintSequence] as const
      insertPending.run(...about, type, text, receivedAt, traceparent ?? null, now, now)
      openLane.run(lane, now)
      return 'new'
    },
    claim(request: ClaimRequest): Claimed {
      const now = clock.now()
      const feedReadAt = new Row(numberOf.get('feed_read_at')).number('value')
      const claims: Claim[] = []
      // Each lane that is found leaves the ready ones, claimed or not, so this ends.
      while (claims.length < request.limit) {
        const lanes = readyLanes.all(now, request.limit - claims.length)
        if (lanes.length === 0) break
        for (const lane of lanes) claims.push(...(claimLane(lane, feedReadAt, now, request) ?? []))
      }
      const next = nextReady.get()
      const nextInMs = next === undefined ? undefined : Math.max(0, new Row(next).number('ready_at') - now)
      return { claims, nextInMs }
    },
    renew({ lane, token }: Claim, leaseMs: number): boolean {
      const until = clock.now() + leaseMs
      return prolong.get(until, until, lane, token) !== undefined
    },
    complete(claim: Claim): boolean {
      if (!free(claim)) return false
      const sequence = new Row(sequenceOf.get(claim.key)).optionalNumber('complaint_sequence') ?? 0
      passLane.run(sequence, sequence, claim.lane)
      erase.run(claim.key)
      close(claim.lane)
      return true
    },
    fail(claim: Claim, pauseMs: number): boolean {
      if (!free(claim)) return false
      pause.run(clock.now() + pauseMs, claim.key)
      return true
    },
    release(claim: Claim): boolean {
      if (!free(claim)) return false
      untry.run(claim.key)
      return true
    },
    bury(claim: Claim, { reason, error }: Death): boolean {
      if (!free(claim)) return false
      const sequence = new Row(sequenceOf.get(claim.key)).optionalNumber('complaint_sequence') ?? 0
      passLane.run(sequence, 0, claim.lane)
      kill.run(reason, error ?? null, claim.key)
      close(claim.lane)
      return true
    },
  }
}

function toClaim(event: Row, token: number, done: number): Claim[] {
  return [
    {
      key: event.number('key'),
      lane: event.text('lane'),
      token,
      id: event.text('id'),
      type: event.text('type'),
      text: event.text('text'),
      receivedAt: event.number('received_at'),
      traceparent: event.optionalText('traceparent'),
      attempt: event.number('attempt') + 1,
      superseded: (event.optionalNumber('complaint_sequence') ?? done) < done,
    },
  ]
}
