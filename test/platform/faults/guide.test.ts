import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type DeliveryFaultInput, deliveryEffects } from '../../../src/platform/faults/delivery-fault.js'
import { type FaultInput, requestEffects } from '../../../src/platform/faults/request-fault.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const read = (name: string) => readFileSync(`${root}docs/${name}`, 'utf8')

describe.each(['faults.md', 'faults.zh-CN.md'])('docs/%s', (name) => {
  const page = read(name)
  const programs = [...page.matchAll(/```js\n(.*?)```\n\n```text\n(.*?)```/gs)]

  it.each(programs.map(([, program = '', printed = '']) => ({ program, printed })))(
    'has a program that prints $printed',
    ({ program, printed }) => {
      const args = ['--no-warnings', '--input-type=module', '--eval', program]
      expect(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })).toBe(printed)
    },
  )

  it('lists all that a fault can do', () => {
    const members: (keyof FaultInput | keyof DeliveryFaultInput)[] = [...requestEffects, ...deliveryEffects]
    for (const member of members) expect(page).toContain(`\`${member}`)
  })
})

it('says the same in both languages, but for the words', () => {
  const code = (text: string) =>
    [...text.matchAll(/```js\n(.*?)```/gs)].map(([, block = '']) => block.replaceAll(/'[^']*'/g, ''))
  const strip = (blocks: string[]) => blocks.map((block) => block.replaceAll(/console\.log\([^\n]*\)/g, ''))
  expect(strip(code(read('faults.zh-CN.md')))).toEqual(strip(code(read('faults.md'))))
})
