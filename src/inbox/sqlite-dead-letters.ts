import type { DeadLetter, DeadLetters, DeathReason } from './inbox.js'
import type { SqliteStore } from './sqlite.js'
import { Row } from './sqlite-database.js'

export function sqliteDeadLetters(store: SqliteStore): DeadLetters {
  const { database, transactions, prefix: p, clock, wake } = store
  const listed = database.prepare(
    `SELECT * FROM ${p}pending WHERE reason IS NOT NULL AND key > ? ORDER BY key LIMIT ?`,
  )
  const ofId = `key = (SELECT key FROM ${p}seen WHERE id = ?) AND reason IS NOT NULL`
  const found = database.prepare(`SELECT * FROM ${p}pending WHERE ${ofId}`)
  const revive = database.prepare(
    `UPDATE ${p}pending SET reason = NULL, error = NULL, attempt = 0, due_at = ? WHERE ${ofId} RETURNING lane`,
  )
  const openLane = database.prepare(
    `INSERT INTO ${p}lanes VALUES (?, 0, 0, ?, 0, 0) ON CONFLICT (lane) DO UPDATE
     SET ready_at = CASE WHEN lease_until > excluded.ready_at THEN ready_at ELSE excluded.ready_at END`,
  )
  const erase = database.prepare(`DELETE FROM ${p}pending WHERE ${ofId} RETURNING key`)
  return {
    list: ({ after = 0, limit = 100 } = {}) =>
      transactions.join(() => listed.all(after, limit).map((row) => toDeadLetter(new Row(row)))),
    retrieve: (id) =>
      transactions.join(() => {
        const row = found.get(id)
        if (row === undefined) return undefined
        const letter = new Row(row)
        return { ...toDeadLetter(letter), text: letter.text('text') }
      }),
    async putBack(id) {
      const isBack = await transactions.join(() => {
        const now = clock.now()
        const row = revive.get(now, id)
        if (row === undefined) return false
        openLane.run(new Row(row).text('lane'), now)
        return true
      })
      if (isBack) wake()
      return isBack
    },
    drop: (id) => transactions.join(() => erase.get(id) !== undefined),
  }
}

function toDeadLetter(row: Row): DeadLetter {
  return {
    key: row.number('key'),
    id: row.text('id'),
    type: row.text('type'),
    complaintId: row.optionalText('complaint_id'),
    attempts: row.number('attempt'),
    receivedAt: row.number('received_at'),
    reason: reasonOf(row.text('reason')),
    error: row.optionalText('error'),
  }
}

function reasonOf(text: string): DeathReason {
  return text === 'unknown_schema' || text === 'crashed' ? text : 'handler_failed'
}
