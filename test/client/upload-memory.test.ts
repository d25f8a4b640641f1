import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { createPlatform } from '../../src/platform/index.js'

const MiB = 1024 * 1024

it.runIf(process.platform === 'linux')(
  'a file of 20 MiB adds less than 8 MiB to the peak memory of the process',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tousu-memory-'))
    const platform = createPlatform()
    const server = await platform.listen({ port: 0 })
    onTestFinished(async () => {
      await platform.close()
      rmSync(folder, { recursive: true, force: true })
    })
    const { clientId, clientSecret } = await platform.registerEnterprise({
      name: '示例网络',
      authentication: 'client_secret_basic',
    })
    writeFileSync(join(folder, 'small.txt'), 'a')
    writeFileSync(join(folder, 'large.txt'), Buffer.alloc(20 * MiB, 'a'))
    // The client is alone in a process of its own. For its first second V8 compiles undici's parser in the background,
    // which takes and gives back some 30 MiB: small uploads go on until that is over. Then the kernel's record of the
    // peak is reset (proc(5), clear_refs), so that what it shows is the large upload's.
    const source = `
    import { readFileSync, writeFileSync } from 'node:fs'
    import { TousuClient } from 'tousu'
    const [baseUrl, clientId, clientSecret, folder] = process.argv.slice(1)
    const client = new TousuClient({ baseUrl, clientId, clientSecret })
    const peak = () => 1024 * /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]
    for (let i = 0; i < 300; i += 1) await client.attachments.upload(folder + '/small.txt')
    writeFileSync('/proc/self/clear_refs', '5')
    const before = peak()
    const { size } = await client.attachments.upload(folder + '/large.txt')
    console.log(JSON.stringify({ size, before, added: peak() - before }))
    await client.close()`
    const args = ['--input-type=module', '--eval', source, server.url, clientId, clientSecret, folder]
    const cwd = fileURLToPath(new URL('../..', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd })
    const { size, before, added }: Record<string, number> = JSON.parse(stdout)
    const [peak, more] = [before, added].map((bytes) => `${((bytes ?? NaN) / MiB).toFixed(1)} MiB`)
    console.log(`a file of 20 MiB adds ${more} to a peak of ${peak}`)
    expect(size).toBe(20 * MiB)
    expect(added).toBeLessThan(8 * MiB)
  },
)
