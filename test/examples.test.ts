import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What each example must have told, in both languages. */
const told: Record<string, readonly RegExp[]> = {
  outage: [
    /(已受理 3 件，已处理 0 件|3 filed, 0 handled once)/,
    /(已受理 3 件，已处理 3 件|3 filed, 3 handled once)/,
    /no_matching_signature/,
    /(已受理 8 件，已处理 8 件|8 filed, 8 handled once)/,
    /503 .*\n.*reset after the commit.*\n {3}201 +(重放|replayed)/,
    /(遗漏 0 件，重复处理 0 件|0 missed, 0 handled twice)/,
  ],
  quarter: [
    /示例视频 .*\n.*示例商城 /,
    /(合计|total) .* \d+\/\d+ .*%/,
    /(低于 95%：还差|under 95 %: )/,
    /(超期|late) TS\S+(：时限|: due) 2026-0[789]-\d\d/,
    /2026-10-16T00:00:00\+08:00.*示例网络/,
  ],
}

describe.each(Object.entries(told))('the example %s', (name, patterns) => {
  it.each(['zh', 'en'])('tells its story in %s and ends by itself', async (lang) => {
    const args = ['--import', 'tsx', `examples/${name}/main.ts`, '--lang', lang]
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
      cwd: root,
      timeout: 10_000,
    })
    expect(stderr).toBe('')
    for (const words of patterns) expect(stdout).toMatch(words)
    for (const personal of ['张小明', '000000199001010018', '10012345678', 'whsec_']) {
      expect(stdout).not.toContain(personal)
    }
  })
})
