/**
 * A process of its own for kill.test.ts: `node --import tsx process.ts <file> <step>`. Runs what is in the inbox, each
 * effect a row of `ticket`, and kills itself at the named step as a power cut would.
 */
import { DatabaseSync } from '@photostructure/sqlite'
import { createWorker } from '../../src/inbox/index.js'
import { sqliteInbox } from '../../src/inbox/sqlite.js'
import { deliveryOf } from './deliveries.js'

const [file = '', step = '', accepts = '0'] = process.argv.slice(2)
const database = new DatabaseSync(file)
const inbox = sqliteInbox({ database })
database.exec('CREATE TABLE IF NOT EXISTS ticket (id TEXT)')
const insert = database.prepare('INSERT INTO ticket VALUES (?)')
const dieAt = (name: string) => {
  if (step === name) process.kill(process.pid, 'SIGKILL')
}

for (let i = 0; i < Number(accepts); i += 1) {
  const accepted = inbox.accept(deliveryOf(1, `cmp_${i}`))
  dieAt('before the accept is on the disk')
  await accepted
  dieAt('after the accept')
}
dieAt('before the claim')
const worker = createWorker({
  inbox,
  leaseMs: 100,
  pollMs: 10,
  on: {
    'complaint.urged': async (event, context) => {
      dieAt('in the handler')
      await context.commit(() => {
        dieAt('before the effect')
        insert.run(event.id)
        dieAt('after the effect, before the commit')
      })
      dieAt('after the commit')
    },
  },
})
const left = database.prepare('SELECT count(*) AS n FROM tousu_pending')
const timer = setInterval(async () => {
  if (JSON.stringify(left.get()) !== '{"n":0}') return
  clearInterval(timer)
  await worker.stop()
  dieAt('after the stop')
  database.close()
}, 5)
