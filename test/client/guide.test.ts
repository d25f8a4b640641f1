import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaults } from '../../src/client/defaults.js'
import { defaultRetry } from '../../src/client/retry.js'
import * as errors from '../../src/errors.js'
import { runProgram } from '../run-program.js'

const read = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
const programOf = (guide: string) =>
  [...guide.matchAll(/```js\n(.*?)```/gs)].map(([, code = '']) => code).join('\n')
const rowsOf = (guide: string) =>
  new Map(
    [...guide.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(
      ([, name = '', value = '']) => [name, value] as const,
    ),
  )

describe.each(['client.md', 'client.zh-CN.md'])('docs/%s', (name) => {
  const guide = read(name)
  const rows = rowsOf(guide)

  it('is a program that runs and prints what its comments say', () => {
    const program = programOf(guide)
    const said = [...program.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => text)
    expect(said.length).toBeGreaterThan(10)
    expect(runProgram(program).trimEnd().split('\n')).toEqual(said)
  })

  it.each(Object.entries({ ...defaults, ...defaultRetry }))(
    'tells the default of %s as it is',
    (option, value) => {
      expect(rows.get(option)).toBe(value.toLocaleString('en'))
    },
  )

  it('lists every error of the package with its code, and no other', () => {
    const told = [...rows].filter(([error]) => error.endsWith('Error'))
    const classes = Object.keys(errors).filter((each) => /^(?!Tousu)[A-Z]\w*Error$/.test(each))
    expect(told.map(([error]) => error).sort()).toEqual(classes.sort())
    const options = { errors: [], currentRevision: 1 }
    for (const [error, code] of told) {
      const made: unknown = Reflect.construct(Reflect.get(errors, error), ['', options])
      expect(made).toMatchObject({ code: code.replaceAll('`', '') })
    }
  })
})

it('shows the same program in both languages, but for the comments', () => {
  const withoutComments = (name: string) => programOf(read(name)).replaceAll(/ \/\/ .*/g, '')
  expect(withoutComments('client.zh-CN.md')).toBe(withoutComments('client.md'))
})
