import { describe, expect, it } from 'vitest'
import { inboxSuite, memoryInbox } from '../../src/inbox/index.js'
import { sqliteInbox } from '../../src/inbox/sqlite.js'
import { drivers, open } from './databases.js'

describe('memoryInbox', () => {
  inboxSuite({ tests: { it }, create: ({ clock }) => memoryInbox({ clock }) })
})

describe.each(drivers)('sqliteInbox on %s', (_name, openWith) => {
  inboxSuite({ tests: { it }, create: ({ clock }) => sqliteInbox({ database: openWith(':memory:'), clock }) })
})

describe('sqliteInbox', () => {
  it('refuses asynchronous work, and takes back what it wrote', async () => {
    const database = open(':memory:')
    const inbox = sqliteInbox({ database })
    database.exec('CREATE TABLE ticket (id TEXT)')
    const envelope = { id: 'evt_1', type: 'complaint.urged' }
    await inbox.accept({ envelope, text: '{}', receivedAt: 0 })
    const { claims } = await inbox.claim({ limit: 1, leaseMs: 1_000, gapWaitMs: 0 })
    const [claim] = claims
    if (!claim) throw new Error('nothing was claimed')
    const work = async () => void database.exec("INSERT INTO ticket VALUES ('1')")
    await expect(inbox.commit(claim, work)).rejects.toThrow('has to be synchronous')
    expect(database.prepare('SELECT id FROM ticket').all()).toEqual([])
    expect(await inbox.complete(claim)).toBe(true)
  })

  it('refuses what is no handle, a prefix that is no name, and tables of a later version', () => {
    // @ts-expect-error: a path is no handle
    expect(() => sqliteInbox({ database: 'inbox.db' })).toThrow('no SQLite handle')
    const database = open(':memory:')
    expect(() => sqliteInbox({ database, tablePrefix: 'a; drop' })).toThrow('tablePrefix')
    sqliteInbox({ database, tablePrefix: 'one_' })
    sqliteInbox({ database, tablePrefix: 'one_' })
    database.exec("UPDATE one_numbers SET value = 99 WHERE name = 'version'")
    expect(() => sqliteInbox({ database, tablePrefix: 'one_' })).toThrow('of version 99')
    expect(() => sqliteInbox({ database, tablePrefix: 'two_' })).not.toThrow()
  })
})
