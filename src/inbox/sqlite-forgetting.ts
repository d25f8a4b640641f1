import type { Inbox } from './inbox.js'
import type { SqliteStore } from './sqlite.js'
import { Row } from './sqlite-database.js'

/** What is forgotten, and what stays known of it: complaints, old ids, gaps, positions. */
export function sqliteForgetting(
  store: SqliteStore,
): Pick<Inbox, 'forget' | 'purge' | 'gaps' | 'feedRead' | 'positions'> {
  const { database, transactions, prefix: p, clock, wake } = store
  const nextToken = database.prepare(
    `UPDATE ${p}numbers SET value = value + 1 WHERE name = 'token' RETURNING value`,
  )
  const abandon = database.prepare(
    `UPDATE ${p}lanes SET token = ?, lease_until = 0, ready_at = NULL, passed = max(passed, coalesce(
       (SELECT max(complaint_sequence) FROM ${p}pending WHERE ${p}pending.lane = ${p}lanes.lane), 0)) WHERE lane = ?`,
  )
  const eraseLane = database.prepare(`DELETE FROM ${p}pending WHERE lane = ? RETURNING key`)
  const oldest = database.prepare(
    `SELECT key, sequence FROM ${p}seen WHERE accepted_at < ? AND NOT EXISTS
       (SELECT 1 FROM ${p}pending WHERE ${p}pending.key = ${p}seen.key) ORDER BY key LIMIT ?`,
  )
  const eraseSeen = database.prepare(`DELETE FROM ${p}seen WHERE key = ?`)
  const gaps = database.prepare(
    `SELECT complaint_id, passed + 1 AS missing, min(complaint_sequence) AS found, accepted_at
     FROM ${p}pending JOIN ${p}lanes USING (lane) WHERE reason IS NULL AND complaint_sequence IS NOT NULL
     GROUP BY lane HAVING found > missing
       AND accepted_at > (SELECT value FROM ${p}numbers WHERE name = 'feed_read_at')`,
  )
  const setFeedRead = database.prepare(
    `UPDATE ${p}numbers SET value = max(value, ?) WHERE name = 'feed_read_at'`,
  )
  const lookAgain = database.prepare(
    `UPDATE ${p}lanes SET ready_at = ? WHERE ready_at > ? AND lease_until <= ?`,
  )
  const getPosition = database.prepare(`SELECT value FROM ${p}positions WHERE name = ?`)
  const setPosition = database.prepare(
    `INSERT INTO ${p}positions VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  )
  const pass = sqliteLowWater(store)

  return {
    forget: (complaintId) =>
      transactions.join(() => {
        abandon.run(new Row(nextToken.get()).number('value'), complaintId)
        return eraseLane.all(complaintId).length
      }),
    purge: ({ olderThanMs, limit }) =>
      transactions.join(() => {
        const rows = oldest.all(clock.now() - olderThanMs, limit).map((row) => new Row(row))
        for (const row of rows) {
          const sequence = row.optionalNumber('sequence')
          if (sequence !== undefined) pass(sequence)
          eraseSeen.run(row.number('key'))
        }
        return rows.length
      }),
    gaps: () =>
      transactions.join(() =>
        gaps.all().map((each) => {
          const row = new Row(each)
          return {
            complaintId: row.text('complaint_id'),
            missing: row.number('missing'),
            found: row.number('found'),
          }
        }),
      ),
    async feedRead(at) {
      await transactions.join(() => {
        const now = clock.now()
        setFeedRead.run(at)
        lookAgain.run(now, now, now)
      })
      wake()
    },
    positions: {
      get: (name) =>
        transactions.join(() => {
          const row = getPosition.get(name)
          return row === undefined ? undefined : new Row(row).text('value')
        }),
      set: (name, value) => transactions.join(() => void setPosition.run(name, value)),
    },
  }
}

/** Takes down that a sequence came, when its id is forgotten: the low-water sequence rises, what it skips is missing. */
function sqliteLowWater({ database, prefix: p }: SqliteStore): (sequence: number) => void {
  const lowWater = database.prepare(`SELECT value FROM ${p}numbers WHERE name = 'low_water'`)
  const raise = database.prepare(`UPDATE ${p}numbers SET value = ? WHERE name = 'low_water'`)
  const around = database.prepare(
    `SELECT first, last FROM ${p}missing WHERE first <= ? ORDER BY first DESC LIMIT 1`,
  )
  const eraseRange = database.prepare(`DELETE FROM ${p}missing WHERE first = ?`)
  const addRange = database.prepare(`INSERT INTO ${p}missing VALUES (?, ?)`)
  const add = (first: number, last: number) => {
    if (first <= last) addRange.run(first, last)
  }
  return (sequence) => {
    const low = new Row(lowWater.get()).number('value')
    if (sequence > low) {
      add(low + 1, sequence - 1)
      raise.run(sequence)
      return
    }
    const range = around.get(sequence)
    if (range === undefined) return
    const { first, last } = { first: new Row(range).number('first'), last: new Row(range).number('last') }
    if (sequence > last) return
    eraseRange.run(first)
    add(first, sequence - 1)
    add(sequence + 1, last)
  }
}
