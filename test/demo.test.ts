import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What each chapter must have told, whatever the language. */
const told = [
  /v1,\S+ v1a,/,
  / → 401 no_matching_signature/,
  / → 401 timestamp_too_old/,
  / → 204/,
  /张\*\* 100\*{8} 0\*{16}8/,
  /2026-10-10 {2,}6 /,
  /2026-10-15T23:59:59\+08:00.*2026-10-09/,
  /evidence-1\.png image\/png .*SHA-256 (一致|matches)/,
  /evidence-2\.txt text\/plain; charset=utf-8 .*SHA-256 (一致|matches)/,
  /(已补充，证据材料 3 份|has added one, 3 files now)/,
  /(已解密并验签 2 项|2 fields decrypted and verified).*2026-10-29/,
  /2026-10-15 → 2026-10-19/,
  /onTime = true/,
  /(离线验证通过|verified offline)/,
  /complaint\.deadline_approaching \S+ 3\n.*complaint\.deadline_approaching \S+ 1\n.*complaint\.overdue \S+ 2026-10-20/,
  /complaint\.urged/,
  /→ not_found/,
  /→ 503/,
  /1 ÷ .*2 = 50 ?%/,
]

describe.each(['zh', 'en'])('the demo in %s', (lang) => {
  it('tells the whole job and ends by itself', async () => {
    const args = ['--import', 'tsx', 'examples/demo/main.ts', '--lang', lang]
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
      cwd: root,
      timeout: 10_000,
    })
    expect(stderr).toBe('')
    for (const words of told) expect(stdout).toMatch(words)
    for (const personal of ['张小明', '000000199001010018', '10012345678', 'whsec_']) {
      expect(stdout).not.toContain(personal)
    }
  })
})

it('the demo says which languages it has', async () => {
  const args = ['--import', 'tsx', 'examples/demo/main.ts', '--lang', 'fr']
  await expect(promisify(execFile)(process.execPath, args, { cwd: root })).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('zh'),
  })
})
