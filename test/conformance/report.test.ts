import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConformanceResult, toJson, toJUnit, toText } from '../../src/conformance/index.js'

const clause = 'docs/contract.md, Writing safely: kept 7 days'
const result: ConformanceResult = {
  passed: 1,
  failed: 1,
  skipped: 1,
  cases: [
    { id: 'paging.complete', title: 'Every complaint once', clause, status: 'passed', durationMs: 12 },
    {
      id: 'idempotency.replay',
      title: 'One effect',
      clause,
      status: 'failed',
      durationMs: 1_500,
      failure: { what: 'Number of answers', expected: '1', seen: '"2" & <more>\u0007\n' },
    },
    {
      id: 'webhooks.ping',
      title: 'A ping',
      clause,
      status: 'skipped',
      durationMs: 0,
      reason: 'hooks.receive is not given',
    },
  ],
}

describe('toText', () => {
  it('has a line for each case, what is wrong below it, and the sums', () => {
    expect(toText({ ...result, cases: result.cases.slice(0, 1) })).toBe(
      'ok   paging.complete: Every complaint once\n1 passed, 1 failed, 1 skipped\n',
    )
    expect(toText(result)).toContain(
      'FAIL idempotency.replay: One effect\n     Number of answers\n     expected 1\n     seen     "2" & <more>',
    )
    expect(toText(result)).toContain('skip webhooks.ping: A ping (hooks.receive is not given)')
  })
})

describe('toJson', () => {
  it('is the result', () => {
    expect(JSON.parse(toJson(result))).toEqual(result)
  })
})

/** The grammar of what is written: XML 1.0 sections 2.2 (characters), 3.1 (tags), 4.1 (references). */
const reference = '&(?:amp|lt|gt|quot|#9|#10|#13);'
const text = `(?:[^<&"\\p{Cc}\\p{Cs}\\ufffe\\uffff]|${reference})*`
const attributes = `(?: [a-z]+="${text}")*`
const testcase = `<testcase${attributes}(?:/>|>(?:<skipped${attributes}/>|<failure${attributes}>${text}</failure>)</testcase>)`
const document = new RegExp(
  `^<\\?xml version="1.0" encoding="UTF-8"\\?>\n<testsuites${attributes}>\n<testsuite${attributes}>\n(?:${testcase}\n)*</testsuite>\n</testsuites>\n$`,
  'u',
)

describe('toJUnit', () => {
  it('counts, names and times the cases as CI servers read them', () => {
    const xml = toJUnit(result)
    expect(xml).toMatch(document)
    expect(xml).toContain(
      '<testsuite name="tousu conformance" tests="3" failures="1" errors="0" skipped="1" time="1.512">',
    )
    expect(xml).toContain(
      '<testcase classname="conformance.paging" name="paging.complete: Every complaint once" time="0.012"/>',
    )
    expect(xml).toContain('<skipped message="hooks.receive is not given"/>')
  })

  it('writes control characters so that the document stays XML', () => {
    expect(toJUnit(result)).toContain('seen &quot;2&quot; &amp; &lt;more&gt;\\u0007&#10;')
  })

  it('is XML whatever is reported', () => {
    const anything = fc.string({
      unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud842', ']]>', '\0', '"')),
    })
    fc.assert(
      fc.property(anything, anything, (id, seen) => {
        const failure = { what: seen, expected: id, seen }
        const failed = { id, title: seen, clause: id, status: 'failed', durationMs: 1, failure } as const
        const skipped = {
          id,
          title: seen,
          clause: id,
          status: 'skipped',
          durationMs: 1,
          reason: seen,
        } as const
        expect(toJUnit({ passed: 0, failed: 1, skipped: 1, cases: [failed, skipped] })).toMatch(document)
      }),
    )
  })
})
