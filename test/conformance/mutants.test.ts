import { describe, expect, it } from 'vitest'
import { conformanceCases } from '../../src/conformance/index.js'
import { mutants } from './mutants/index.js'
import { breakIt } from './mutants/mutant.js'
import { run, setUp } from './setup.js'

const full = process.env['TOUSU_TIER'] === 'full'

describe('the mutants', () => {
  it('are many, and have names of their own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(30)
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
  })

  it('leave no case that could pass for nothing: each one catches some', () => {
    const catching = new Set(mutants.flatMap(({ caught }) => caught))
    const idle = conformanceCases.map(({ id }) => id).filter((id) => !catching.has(id))
    // It needs a company with a secret: see conformance.test.ts.
    expect(idle).toEqual(['authentication.wrong-secret'])
  })
})

describe('a platform that', () => {
  // The cases that it fails; in the full tier all others, too, which pass.
  it.each(mutants)('$name is caught by $caught.0', async (mutant) => {
    const subject = await setUp(mutant.options)
    const only = full ? undefined : mutant.caught
    const { cases } = await run(subject, { ...breakIt(mutant, subject), only })
    await subject.platform.close()
    const failed = cases.filter(({ status }) => status === 'failed').map(({ id }) => id)
    expect(failed.sort()).toEqual([...mutant.caught].sort())
    expect(cases).toHaveLength(full ? conformanceCases.length : mutant.caught.length)
    // A rule is named, not a crash of the runner.
    const [first] = cases.filter(({ id }) => id === mutant.caught[0])
    expect(first?.failure?.seen).not.toMatch(/Error/)
  })
})
