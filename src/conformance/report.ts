/** A result as text for people, as JSON, and as JUnit XML for CI. */
import type { ConformanceCaseResult, ConformanceResult } from './result.js'

const marks = { passed: 'ok  ', failed: 'FAIL', skipped: 'skip' } as const

/** One line a case, what is wrong below it, the sums at the end. */
export function toText({ cases, passed, failed, skipped }: ConformanceResult): string {
  const lines = cases.flatMap(({ id, title, clause, status, reason, failure }) => [
    `${marks[status]} ${id}: ${title}${reason === undefined ? '' : ` (${reason})`}`,
    ...(failure
      ? [
          `     ${failure.what}`,
          `     expected ${failure.expected}`,
          `     seen     ${failure.seen}`,
          `     ${clause}`,
        ]
      : []),
  ])
  return `${[...lines, `${passed} passed, ${failed} failed, ${skipped} skipped`].join('\n')}\n`
}

export function toJson(result: ConformanceResult): string {
  return `${JSON.stringify(result, null, 2)}\n`
}

/** One test suite, a class for each topic; times in seconds. */
export function toJUnit({ cases, failed, skipped }: ConformanceResult): string {
  const seconds = (ms: number) => (ms / 1_000).toFixed(3)
  const time = seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0))
  const sums = `tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}" time="${time}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${sums}>`,
    `<testsuite name="tousu conformance" ${sums}>`,
    ...cases.map((each) => {
      const topic = each.id.split('.', 1)[0] ?? ''
      const head = `testcase classname="conformance.${escapeXml(topic)}" name="${escapeXml(`${each.id}: ${each.title}`)}" time="${seconds(each.durationMs)}"`
      const body = describe(each)
      return body === '' ? `<${head}/>` : `<${head}>${body}</testcase>`
    }),
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function describe({ status, reason = '', failure, clause }: ConformanceCaseResult): string {
  if (status === 'skipped') return `<skipped message="${escapeXml(reason)}"/>`
  if (!failure) return ''
  const { what, expected, seen } = failure
  const text = `${what}\nexpected ${expected}\nseen ${seen}\n${clause}`
  return `<failure message="${escapeXml(what)}">${escapeXml(text)}</failure>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** XML 1.0 section 2.2 allows few control characters, not even escaped: the others are written as \u0007. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(
      /[&<>"\p{Cc}\ufffe\uffff]/gu,
      (character) => entities[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}
