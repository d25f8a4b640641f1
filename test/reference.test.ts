import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { eventTypes, label, problems, type Route, routes } from '../src/contract/index.js'
import { defaultSettings } from '../src/platform/settings.js'

const root = fileURLToPath(new URL('..', import.meta.url))

it('docs/reference.md lists what there is (vitest run test/reference.test.ts -u)', async () => {
  await expect(writeReference()).toMatchFileSnapshot(`${root}docs/reference.md`)
})

function writeReference(): string {
  return `# Reference tables

What the [wire contract](contract.md) has, made from the code: the route table, the problem codes, the types of events,
and the settings of the reference platform. Bodies and answers stand in the OpenAPI document (\`tousu/openapi.json\`).

## Routes

The token is an OAuth access token with the scope that is named, the token of a person's session, or the control token
of a platform in a test.

${writeRoutes()}

## Problems

${table(
  ['status', '`code`', 'title', ''],
  Object.entries(problems)
    .sort(([, a], [, b]) => a.status - b.status)
    .map(([code, { status, en, zh }]) => [String(status), `\`${code}\``, en, zh]),
)}

## Events

${table(
  ['type', 'what happened', ''],
  eventTypes.map((type) => [`\`${type}\``, label('eventType', type, 'en'), label('eventType', type, 'zh')]),
)}

## Settings

Options of \`createPlatform\` beside \`now\`, \`clock\`, \`wireClock\` and \`calendar\`. They stand for the rules that
nobody publishes, and for the published ones, which name their source.

${table(
  ['setting', 'default', 'what it is'],
  Object.entries(readComments()).map(([name, comment]) => [`\`${name}\``, defaultOf(name), comment]),
)}
`
}

/** A table for each face, in the order of the route table. */
function writeRoutes(): string {
  const faces = new Map<string, string[][]>()
  for (const { method, path, scope, caller, summary } of Object.values<Route>(routes)) {
    const face = /^\/(?:\w+\/)?v1\b/.exec(path)?.[0] ?? 'Keys, tokens and this contract'
    const token = scope ? `\`${scope}\`` : (caller ?? '–')
    faces.set(face, [...(faces.get(face) ?? []), [method, `\`${path}\``, token, summary]])
  }
  return [...faces]
    .map(([face, rows]) => {
      const title = face.startsWith('/') ? `\`${face}\`` : face
      return `### ${title}\n\n${table(['method', 'path', 'token', ''], rows)}`
    })
    .join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`.replaceAll(/ +\|/g, ' |')
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

/** What src/platform/settings.ts says of each setting. */
function readComments(): Record<string, string> {
  const source = readFileSync(`${root}src/platform/settings.ts`, 'utf8')
  const members = source.matchAll(/^ {2}\/\*\*(.*?)\*\/\n {2}readonly (\w+):/gms)
  const comments = [...members].map(([, text = '', name = '']) => [
    name,
    text.replaceAll(/\s*\n\s*\*\s*/g, ' ').trim(),
  ])
  expect(comments.map(([name]) => name)).toEqual(Object.keys(defaultSettings))
  return Object.fromEntries(comments)
}

function defaultOf(name: string): string {
  const value = Object.entries(defaultSettings).find(([each]) => each === name)?.[1]
  return `\`${JSON.stringify(value)}\``
}
