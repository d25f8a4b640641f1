/** Quotas, where the implementation tells of some. */
import type { Case } from '../case.js'
import { Skipped } from '../case.js'
import { check, checkEqual, checkProblem } from '../check.js'
import type { Company } from '../company.js'

/** The one member of each field (draft-ietf-httpapi-ratelimit-headers; RFC 9651 sections 3.1 and 3.2). */
const state = /^"default";r=(\d+);t=(\d+)$/
const policy = /^"default";q=([1-9]\d*);w=([1-9]\d*)$/

/** More than this is not used up for a case. */
const largestQuota = 2_000

/** What an answer tells of the quota. @throws Skipped none is told */
async function ask(company: Company) {
  const answer = await company.call('GET', '/v1/enterprise')
  const now = answer.header('ratelimit')
  const rule = answer.header('ratelimit-policy')
  if (now === undefined && rule === undefined) throw new Skipped('no RateLimit is told: no quota is set')
  const [, quota, window] = policy.exec(rule ?? '') ?? []
  check('RateLimit-Policy', quota !== undefined, '"default";q=…;w=…', rule)
  const [, remaining] = state.exec(now ?? '') ?? []
  check('RateLimit', remaining !== undefined, '"default";r=…;t=…', now)
  return { answer, quota: Number(quota), windowSeconds: Number(window), remaining: Number(remaining) }
}

export const limitCases: readonly Case[] = [
  {
    id: 'limits.rate-limit',
    title: 'RateLimit and RateLimit-Policy are structured fields, and count down',
    clause: 'Errors: 429 rate_limited',
    async run({ company }) {
      const [{ quota, remaining: before }, { remaining: after }] = [await ask(company), await ask(company)]
      check('Remaining requests', before <= quota, `at most ${quota}`, before)
      // A new window may have begun between the two.
      if (after <= before) checkEqual('Remaining requests after one more', after, before - 1)
    },
  },
]

/** It leaves nothing for others: the last of all. */
export const exhaustingCases: readonly Case[] = [
  {
    id: 'limits.exhausted',
    title: 'What exceeds the quota is refused with 429, and Retry-After says for how long',
    clause: 'Errors: 429 rate_limited, wait for Retry-After',
    async run({ company }) {
      const { quota } = await ask(company)
      if (quota > largestQuota) throw new Skipped(`a quota of more than ${largestQuota} is not used up`)
      // A new window may begin on the way, once.
      for (let sent = 0; sent <= 2 * quota; sent += 1) {
        const { answer, remaining, windowSeconds } = await ask(company)
        if (answer.status === 200) continue
        checkProblem(answer, 'rate_limited')
        checkEqual('Remaining requests of a refusal', remaining, 0)
        const wait = answer.header('retry-after') ?? ''
        const isRight = /^[1-9]\d*$/.test(wait) && Number(wait) <= windowSeconds
        check('Retry-After', isRight, `1–${windowSeconds} s`, wait)
        return
      }
      check('Requests beyond the quota', false, 'a refusal with 429', 'none')
    },
  },
]
