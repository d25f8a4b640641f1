import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { createPlatform } from '../../src/platform/index.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const full = process.env['TOUSU_TIER'] === 'full'

it('keys are made however often the garbage collector runs', async () => {
  // In a process of its own, with a small young generation: a process that hangs cannot be stopped from within.
  const source = `
    import { makeEncryptionKey } from './src/platform/credentials.js'
    const core = { randomBytes: (length) => new Uint8Array(length) }
    for (let i = 0; i < ${full ? 20_000 : 3_000}; i += 1) makeEncryptionKey(core)
    console.log('made')`
  const args = ['--max-semi-space-size=1', '--import', 'tsx', '--input-type=module', '--eval', source]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, timeout: 60_000 })
  expect(stdout).toBe('made\n')
})

it('a company that is not given is asked for', async () => {
  const platform = createPlatform()
  // @ts-expect-error: no company
  await expect(platform.registerEnterprise()).rejects.toThrow("give for example { name: '示例网络' }")
})
