import { describe, expect, it } from 'vitest'
import { conformanceCases } from '../../../src/conformance/index.js'
import { run, setUp } from '../setup.js'
import { breakIt, type Mutant } from './mutant.js'

const full = process.env['TOUSU_TIER'] === 'full'

/** Every one fails the cases that it names; in the full tier all others are run, too, and pass. */
export function catchAll(mutants: readonly Mutant[]): void {
  describe('a platform that', () => {
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
}
