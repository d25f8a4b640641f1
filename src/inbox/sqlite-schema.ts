import { ArgumentError } from '../errors.js'
import { Row, type SqliteDatabase, type Transactions } from './sqlite-database.js'

/**
 * One member for each version. Keys rise with time, so writing appends; ids of the platform do so, too.
 *
 * `seen`: every id of the last 30 days. `pending`: what is not done, dead letters included (`reason`). `lanes`: who has
 * a lane, when its head may be looked at again (`ready_at`), how far it is. `missing`: ranges of sequences under the
 * low-water sequence that never came.
 */
const migrations = [
  (p: string) => `
    CREATE TABLE ${p}seen (
      key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sequence INTEGER, accepted_at INTEGER NOT NULL
    );
    CREATE TABLE ${p}pending (
      key INTEGER PRIMARY KEY, id TEXT NOT NULL, lane TEXT NOT NULL, complaint_id TEXT, complaint_sequence INTEGER,
      type TEXT NOT NULL, text TEXT NOT NULL, received_at INTEGER NOT NULL, traceparent TEXT,
      accepted_at INTEGER NOT NULL, due_at INTEGER NOT NULL, attempt INTEGER NOT NULL, reason TEXT, error TEXT
    );
    CREATE INDEX ${p}pending_lane ON ${p}pending (lane, complaint_sequence, key);
    CREATE INDEX ${p}pending_dead ON ${p}pending (key) WHERE reason IS NOT NULL;
    CREATE TABLE ${p}lanes (
      lane TEXT PRIMARY KEY, token INTEGER NOT NULL, lease_until INTEGER NOT NULL, ready_at INTEGER,
      passed INTEGER NOT NULL, done INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX ${p}lanes_ready ON ${p}lanes (ready_at) WHERE ready_at IS NOT NULL;
    CREATE TABLE ${p}missing (first INTEGER PRIMARY KEY, last INTEGER NOT NULL);
    CREATE TABLE ${p}positions (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO ${p}numbers VALUES ('token', 0), ('low_water', 0), ('feed_read_at', 0);`,
]

/** Makes or upgrades the tables, all in one transaction: another process sees the old ones or the new ones. */
export function migrate(database: SqliteDatabase, transactions: Transactions, prefix: string): void {
  // A second process waits for the first instead of failing; before WAL, whose switch needs the file to itself.
  database.exec('PRAGMA busy_timeout = 5000')
  database.prepare('PRAGMA journal_mode = WAL').get()
  database.exec('PRAGMA synchronous = FULL')
  transactions.alone(() => {
    const numbers = `${prefix}numbers`
    database.exec(
      `CREATE TABLE IF NOT EXISTS ${numbers} (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID`,
    )
    const found = database.prepare(`SELECT value FROM ${numbers} WHERE name = 'version'`).get()
    const version = found ? new Row(found).number('value') : 0
    if (version > migrations.length) {
      throw new ArgumentError(
        `The tables ${prefix}… are of version ${version}, this library knows ${migrations.length}: upgrade it here, too.`,
      )
    }
    for (const migration of migrations.slice(version)) database.exec(migration(prefix))
    database
      .prepare(
        `INSERT INTO ${numbers} VALUES ('version', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      )
      .run(migrations.length)
  })
}

/** @throws ArgumentError when it could not be a part of a table's name without quotes */
export function checkPrefix(prefix: string): string {
  if (/^[a-z][a-z0-9_]{0,39}$/i.test(prefix)) return prefix
  throw new ArgumentError(
    `tablePrefix has to be a letter, then at most 39 letters, digits and _, such as 'tousu_'.`,
  )
}
