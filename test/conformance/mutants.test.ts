import { describe, expect, it } from 'vitest'
import { conformanceCases } from '../../src/conformance/index.js'
import { catchAll } from './mutants/catch-all.js'
import { mutants, wireMutants } from './mutants/index.js'

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

catchAll(wireMutants)
