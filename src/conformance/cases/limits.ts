/** Quotas, where the implementation tells of some. */
import type { Case } from '../case.js'
import { Skipped } from '../case.js'
import { check, checkEqual } from '../check.js'

/** The one member of each field (draft-ietf-httpapi-ratelimit-headers; RFC 9651 sections 3.1 and 3.2). */
const state = /^"default";r=(\d+);t=(\d+)$/
const policy = /^"default";q=([1-9]\d*);w=([1-9]\d*)$/

export const limitCases: readonly Case[] = [
  {
    id: 'limits.rate-limit',
    title: 'RateLimit and RateLimit-Policy are structured fields, and count down',
    clause: 'Errors: 429 rate_limited',
    async run({ company }) {
      const tell = async () => {
        const answer = await company.call('GET', '/v1/enterprise')
        return { now: answer.header('ratelimit'), rule: answer.header('ratelimit-policy') }
      }
      const [first, second] = [await tell(), await tell()]
      if (first.now === undefined && first.rule === undefined)
        throw new Skipped('no RateLimit is told: no quota is set')
      const [, quota] = policy.exec(first.rule ?? '') ?? []
      check('RateLimit-Policy', quota !== undefined, '"default";q=…;w=…', first.rule)
      const remaining = [first, second].map(({ now }) => state.exec(now ?? '')?.[1])
      check('RateLimit', !remaining.includes(undefined), '"default";r=…;t=…', first.now)
      const [before = 0, after = 0] = remaining.map(Number)
      check('Remaining requests', before <= Number(quota), `at most ${quota}`, before)
      // A new window may have begun between the two.
      if (after <= before) checkEqual('Remaining requests after one more', after, before - 1)
    },
  },
]
