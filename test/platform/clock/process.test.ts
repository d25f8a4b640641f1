import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Runs a program of its own; rejects when it does not end by itself within 15 s, or ends with a failure. */
async function run(program: string): Promise<string> {
  const argv = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: root, timeout: 15_000 })
  return stdout
}

const file = `
  const enterprise = await platform.registerEnterprise({ name: '示例网络' })
  await platform.consumer({ name: '张小明', idNumber: '000000199001010018', phone: '10012345678' }).file({
    enterpriseId: enterprise.id,
    title: '会员到期后被自动续费',
    description: '会员到期后未收到任何提醒即被扣款 25 元。',
    category: '服务功能',
  })
`

it('a platform in real time keeps no process alive, whatever falls due later', async () => {
  const program = `
    import { createPlatform } from './src/platform/index.ts'
    const platform = createPlatform({ clock: 'system' })
    ${file}
    console.log('filed')
  `
  expect(await run(program)).toBe('filed\n')
})

it('nor does one that was advanced and closed', async () => {
  const program = `
    import { createPlatform } from './src/platform/index.ts'
    const platform = createPlatform()
    ${file}
    await platform.clock.advance({ workingDays: 11 })
    await platform.close()
    console.log(new Date(platform.now()).toISOString())
  `
  expect(await run(program)).toBe('2026-10-16T01:00:00.000Z\n')
})
