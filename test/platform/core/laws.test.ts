import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actions } from '../../../src/contract/index.js'
import { updateMetadata } from '../../../src/platform/acts/update-metadata.js'
import { listAllowedActions } from '../../../src/platform/allowed-actions.js'
import { createIds } from '../../../src/platform/ids.js'
import { createRandom } from '../../../src/platform/random.js'
import { RefusalError } from '../../../src/platform/refusal.js'
import { createCore, fileOne, join, perform, snapshot } from './setup.js'

const full = process.env['TOUSU_TIER'] === 'full'

describe('laws of the acts', () => {
  const command = fc.oneof(
    fc.record({
      kind: fc.constant('file' as const),
      what: fc.constantFrom('complaint' as const, 'report' as const),
    }),
    fc.record({ kind: fc.constant('act' as const), which: fc.nat(), action: fc.constantFrom(...actions) }),
    fc.record({ kind: fc.constant('rate' as const), which: fc.nat() }),
    fc.record({ kind: fc.constant('metadata' as const), which: fc.nat() }),
    fc.record({ kind: fc.constant('advance' as const), days: fc.integer({ min: 0, max: 20 }) }),
  )

  it('hold for any life: gapless events, rising revisions, refusals without a trace, actions as they were shown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 40 }), async (commands) => {
        const core = createCore()
        const enterprise = join(core)
        const records = [fileOne(core, enterprise)]
        for (const each of commands) {
          if (each.kind === 'file') {
            records.push(fileOne(core, enterprise, { kind: each.what }))
            continue
          }
          if (each.kind === 'advance') {
            const revisions = records.map(({ revision }) => revision)
            await core.clock.advance({ days: each.days })
            // Time alone changes nothing for whoever answers.
            expect(records.map(({ revision }) => revision)).toEqual(revisions)
            continue
          }
          const record = records[each.which % records.length]
          if (!record) continue
          const before = snapshot(core)
          const { revision } = record
          const shown =
            each.kind === 'act'
              ? listAllowedActions(core, record).find(({ action }) => action === each.action)
              : undefined
          let refusal: unknown
          try {
            if (each.kind === 'act') perform(core, record, each.action)
            else if (each.kind === 'rate') perform(core, record, 'rate')
            else updateMetadata(core, record, { ticket: 'T-1' })
          } catch (error) {
            refusal = error
          }
          if (refusal !== undefined) {
            expect(refusal).toBeInstanceOf(RefusalError)
            expect(snapshot(core)).toBe(before)
          } else if (each.kind === 'metadata') expect(record.revision).toBe(revision)
          else expect(record.revision).toBeGreaterThan(revision)
          if (shown) {
            expect(refusal === undefined).toBe(shown.allowed)
            if (refusal instanceof RefusalError) expect(refusal.reason).toBe(shown.reason)
          }
        }
        expect(enterprise.events.map(({ sequence }) => sequence)).toEqual(
          enterprise.events.map((_, index) => index + 1),
        )
        for (const record of records) {
          const own = enterprise.events.filter(({ complaintId }) => complaintId === record.id)
          expect(own.map(({ complaintSequence }) => complaintSequence)).toEqual(
            own.map((_, index) => index + 1),
          )
        }
      }),
      { numRuns: full ? 2_000 : 150 },
    )
  })
})

describe('ids', () => {
  it('rise with time and within a millisecond, are URL-safe and depend on the seed alone', () => {
    const make = (seed: number) => {
      let now = 1_790_000_000_000
      const ids = createIds({ now: () => now }, createRandom(seed))
      return Array.from({ length: 10_000 }, (_, index) => {
        if (index % 5_000 === 0) now += 1
        return ids.next('evt')
      })
    }
    const made = make(1)
    expect(made).toEqual(make(1))
    expect(made).not.toEqual(make(2))
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(made.length)
    // Version 7 and the variant of RFC 9562 stand where a UUID has them.
    for (const id of made) expect(id).toMatch(/^evt_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
  })
})
