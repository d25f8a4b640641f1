import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runProgram } from './run-program.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const readme = read(file)
  const blocks = [...readme.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language = '', code = '']) => ({
    language,
    code,
  }))
  const programs = blocks.filter(({ language }) => language === 'js').map(({ code }) => code)

  it('opens with the two commands', () => {
    const [first] = blocks
    expect(first?.code).toMatch(/^npm ci && npm run demo .*\nnpm ci && npm test /)
    expect(readme.indexOf('```sh')).toBeLessThan(20)
  })

  it('has a first example that runs and prints what it says', () => {
    const printed = blocks.find(({ language }) => language === 'text')?.code
    expect(runProgram(programs[0] ?? '')).toBe(printed)
  })

  it('explains a deadline', () => {
    const printed = runProgram(programs[2] ?? '')
    expect(printed).toMatch(/^true\n2026-10-15\n2026-09-2[45] /)
    expect(printed).toContain('\n2026-10-10 true ')
  })

  it('has links that lead somewhere', () => {
    for (const [, target = ''] of readme.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect(existsSync(join(root, dirname(file), target)), target).toBe(true)
    }
  })
})

it('says the same in both READMEs: the same programs but for the words, the same number of headings', () => {
  const shape = (text: string) => [...text.matchAll(/^(#+|```\w*)/gm)].map(([mark]) => mark)
  expect(shape(read('README.zh-CN.md'))).toEqual(shape(read('README.md')))
  const code = (text: string) =>
    [...text.matchAll(/```js\n(.*?)```/gs)].map(([, block = '']) =>
      block.replaceAll(/'[^']*'|\/\/.*|\.(zh|en)\b/g, ''),
    )
  expect(code(read('README.zh-CN.md'))).toEqual(code(read('README.md')))
})
