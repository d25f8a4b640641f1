import { ArgumentError } from '../errors.js'

type Value = string | number | null

/** What is needed of a prepared statement. */
export interface SqliteStatement {
  run(...values: Value[]): unknown
  get(...values: Value[]): unknown
  all(...values: Value[]): unknown[]
}

/** What is needed of a SQLite handle: node:sqlite, better-sqlite3, and packages with that interface have it. */
export interface SqliteDatabase {
  exec(sql: string): unknown
  prepare(sql: string): SqliteStatement
}

/** Runs what came in during one tick in one transaction: one sync to the disk for all of it. */
export class Transactions {
  readonly #database: SqliteDatabase
  #waiting: { readonly run: () => () => void; readonly reject: (error: unknown) => void }[] = []

  constructor(database: SqliteDatabase) {
    this.#database = database
  }

  /** Runs `work` with the others of this tick, and resolves once all of it is on the disk. */
  join<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#flush())
      const run = () => {
        const result = work()
        return () => resolve(result)
      }
      this.#waiting.push({ run, reject })
    })
  }

  /** Runs `work` in a transaction of its own, at once. It never stays open across an await. */
  alone<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#database.exec('COMMIT')
      return result
    } catch (error) {
      this.#rollBack()
      throw error
    }
  }

  #flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    try {
      for (const settle of this.alone(() => waiting.map(({ run }) => run()))) settle()
    } catch (error) {
      for (const { reject } of waiting) reject(error)
    }
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK')
    } catch {
      // SQLite has rolled back by itself (a full disk); the first error says why.
    }
  }
}

/** A row of a result, whichever numbers the driver gives. */
export class Row {
  readonly #members: { readonly [name: string]: unknown }

  constructor(row: unknown) {
    this.#members = typeof row === 'object' && row !== null ? { ...row } : {}
  }

  text(name: string): string {
    return String(this.#members[name])
  }

  number(name: string): number {
    return Number(this.#members[name])
  }

  optionalText(name: string): string | undefined {
    return this.#members[name] == null ? undefined : this.text(name)
  }

  optionalNumber(name: string): number | undefined {
    return this.#members[name] == null ? undefined : this.number(name)
  }
}

/** @throws ArgumentError when it is no SQLite handle with node:sqlite's or better-sqlite3's interface */
export function checkDatabase(database: unknown): void {
  const has = (method: string) => typeof Object(database)[method] === 'function'
  if (has('exec') && has('prepare')) return
  throw new ArgumentError(
    'database is no SQLite handle: pass new DatabaseSync(path) of node:sqlite, or new Database(path) of better-sqlite3.',
  )
}
