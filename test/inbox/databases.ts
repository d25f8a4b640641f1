/** SQLite handles for the tests: of @photostructure/sqlite everywhere, of node:sqlite where Node has it. */
import { DatabaseSync } from '@photostructure/sqlite'
import type { SqliteDatabase } from '../../src/inbox/sqlite.js'

export interface TestDatabase extends SqliteDatabase {
  close(): void
}

type Open = (path: string) => TestDatabase

export const drivers: (readonly [name: string, open: Open])[] = [
  ['@photostructure/sqlite', (path) => new DatabaseSync(path)],
]

/** The types of Node 20 do not know the module. */
function hasDatabase(module: unknown): module is { DatabaseSync: new (path: string) => TestDatabase } {
  return typeof module === 'object' && module !== null && 'DatabaseSync' in module
}

const own: unknown = process.getBuiltinModule('node:sqlite')
if (hasDatabase(own)) drivers.push(['node:sqlite', (path) => new own.DatabaseSync(path)])

export const open: Open = (path) => new DatabaseSync(path)
