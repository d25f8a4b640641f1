import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../src/platform/settings.js'
import { runProgram } from './run-program.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const docs = `${root}docs/`
const read = (page: string) => readFileSync(docs + page, 'utf8')
const pages = readdirSync(docs).filter((name) => name.endsWith('.md'))
const translated = pages.filter((page) => existsSync(docs + page.replace(/\.md$/, '.zh-CN.md')))

const blocksOf = (page: string) =>
  [...read(page).matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language = '', text = '']) => ({ language, text }))
const codeOf = (page: string) =>
  blocksOf(page).flatMap(({ language, text }) => (language === 'js' || language === 'ts' ? [text] : []))
/** Programs that are followed by what they print. */
const programs = pages.flatMap((page) =>
  blocksOf(page).flatMap(({ language, text }, index, blocks) => {
    const next = blocks[index + 1]
    return language === 'js' && next?.language === 'text' ? [[page, index, text, next.text] as const] : []
  }),
)

it.each(programs)('docs/%s prints what it says, in its block %i', (_page, _index, program, printed) => {
  expect(runProgram(program)).toBe(printed)
})

it.each(pages)('docs/%s has links that lead somewhere', (page) => {
  for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)) {
    expect(existsSync(docs + target), target).toBe(true)
  }
})

it.each(translated)(
  'docs/%s says the same in Chinese: the same headings and programs, but for the words',
  (page) => {
    const chinese = page.replace(/\.md$/, '.zh-CN.md')
    const shape = (name: string) => [...read(name).matchAll(/^(#+|```\w*)/gm)].map(([mark]) => mark)
    expect(shape(chinese)).toEqual(shape(page))
    const bare = (name: string) =>
      codeOf(name).map((code) => code.replaceAll(/'[^'\n]*'|console\.log\(.*|\/\/.*/g, ''))
    expect(bare(chinese)).toEqual(bare(page))
  },
)

describe.each(['testing.md', 'testing.zh-CN.md'])('docs/%s', (page) => {
  it('shows the example of a test as it is', () => {
    const example = readFileSync(`${root}examples/ci-test/service.test.ts`, 'utf8')
    const shown = blocksOf(page).filter(({ language }) => language === 'ts')
    expect(shown).toHaveLength(2)
    for (const { text } of shown) expect(example).toContain(text)
  })
})

describe.each(['privacy.md', 'privacy.zh-CN.md'])('docs/%s', (page) => {
  it('is a program that runs and prints what its comments say', () => {
    const program = codeOf(page).join('\n')
    const said = [...program.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => text)
    expect(said.length).toBeGreaterThan(10)
    expect(runProgram(program).trimEnd().split('\n')).toEqual(said)
  })

  it('tells the defaults as they are', () => {
    const told = [...read(page).matchAll(/^\| (`.*`) \| ([\d, ]+) \|/gm)].flatMap(
      ([, names = '', values = '']) => {
        const defaults = values.split(', ')
        return [...names.matchAll(/\w+/g)].map(([name], index) => [name, defaults[index]])
      },
    )
    expect(told.length).toBeGreaterThan(8)
    const settings = new Map<string, unknown>(Object.entries(defaultSettings))
    for (const [name = '', value] of told) expect(Number(settings.get(name)).toLocaleString('en')).toBe(value)
  })
})
