/** Wrong bodies, made from right ones. */
import { type Route, routes } from '../../../src/contract/index.js'
import type { Dice } from './dice.js'
import { makeValue, toSchema } from './from-schema.js'
import { oddLiterals, oddTexts, oddValue } from './odd-values.js'
import type { Sample } from './sample.js'

type Trick = (sample: Sample, dice: Dice) => Buffer | null

const encode = (value: unknown) => Buffer.from(JSON.stringify(value) ?? 'null')

/** What a body says, unless it was made so deep that it cannot be written again. */
function parse({ body }: Sample): unknown {
  try {
    const value: unknown = JSON.parse(body?.toString() ?? '')
    JSON.stringify(value)
    return value
  } catch {
    return {}
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Changes one value somewhere inside. */
function changeInside(value: unknown, dice: Dice, change: (inner: unknown) => unknown): unknown {
  if (dice.chance(0.25)) return change(value)
  if (Array.isArray(value) && value.length > 0) {
    const at = dice.whole(0, value.length - 1)
    return value.map((item: unknown, index) => (index === at ? changeInside(item, dice, change) : item))
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    const name = dice.pick(Object.keys(value))
    return { ...value, [name]: changeInside(value[name], dice, change) }
  }
  return change(value)
}

const placeholder = '@@here@@'

/** Puts a piece of text, JSON or not, where a value stood. */
function withLiteral(sample: Sample, dice: Dice, literal: string): Buffer {
  const text = JSON.stringify(changeInside(parse(sample), dice, () => placeholder)) ?? ''
  return Buffer.from(text.replace(`"${placeholder}"`, () => literal))
}

function membersOf(sample: Sample): [string, unknown][] {
  const value = parse(sample)
  const members = isObject(value) ? Object.entries(value) : []
  return members.length > 0 ? members : [['a', 1]]
}

const utf16 = (text: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

const brokenBytes = ['c080', 'eda080', 'f4908080', 'ff', 'fe', '80', 'e4bd', 'b9c6cdcb', '00', 'f8a0a0a0a0']

/** By name. */
export const bodyTricks: Readonly<Record<string, Trick>> = {
  'odd value': (sample, dice) => encode(changeInside(parse(sample), dice, () => oddValue(dice))),
  'odd literal': (sample, dice) => withLiteral(sample, dice, dice.pick(oddLiterals)),
  'by its schema': ({ route, body }, dice) => {
    const { body: wanted }: Route = routes[route]
    if (!wanted || !('schema' in wanted)) return body
    const value = makeValue(toSchema(wanted.schema), dice, dice.pick([0, 0.03, 0.2]))
    if (wanted.type === 'json') return encode(value)
    const form = new URLSearchParams()
    for (const [name, each] of Object.entries(isObject(value) ? value : {})) form.append(name, String(each))
    return Buffer.from(form.toString())
  },
  'member left out': (sample, dice) => {
    const members = membersOf(sample)
    const [name] = dice.pick(members)
    return encode(Object.fromEntries(members.filter(([each]) => each !== name)))
  },
  'unknown member': (sample, dice) =>
    Buffer.from(
      `{${[...membersOf(sample), [dice.pick(oddTexts), oddValue(dice)] as const]
        .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
        .join(',')}}`,
    ),
  'member twice': (sample, dice) => {
    const members = membersOf(sample)
    const [name, value] = dice.pick(members)
    const quoted = JSON.stringify(name)
    const escaped = dice.chance(0.5)
      ? quoted.replace(/[a-z]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
      : quoted
    const rest = JSON.stringify(Object.fromEntries(members)).slice(1)
    return Buffer.from(`{${escaped}:${JSON.stringify(dice.chance(0.5) ? value : oddValue(dice))},${rest}`)
  },
  'other case': (sample) =>
    encode(Object.fromEntries(membersOf(sample).map(([name, value]) => [name.toUpperCase(), value]))),
  'wrapped or bare': (sample, dice) =>
    encode(dice.pick([[parse(sample)], JSON.stringify(parse(sample)), null, 1, 'x', true])),
  'cut off': ({ body }, dice) => body?.subarray(0, dice.whole(0, body.length)) ?? null,
  'more behind it': ({ body }, dice) =>
    Buffer.concat([body ?? Buffer.alloc(0), Buffer.from(dice.pick(['}', ',{}', '\0', '{}', '\n\n1']))]),
  'broken bytes': ({ body }, dice) => {
    const bytes = body ?? Buffer.from('{}')
    const at = dice.whole(0, bytes.length)
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from(dice.pick(brokenBytes), 'hex'),
      bytes.subarray(at),
    ])
  },
  'another encoding': ({ body }, dice) => {
    const text = body?.toString() ?? '{}'
    return dice.pick([
      utf16(text, false),
      utf16(text, true),
      Buffer.from(text, 'latin1'),
      Buffer.from(text, 'utf16le'),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(Buffer.from(text).toString('base64')),
    ])
  },
  'no body': (_, dice) => dice.pick([null, Buffer.alloc(0), Buffer.from(' \n\t')]),
  'random bytes': (_, dice) =>
    Buffer.from(Array.from({ length: dice.whole(1, 300) }, () => dice.whole(0, 255))),
}

/** Rarely, for what they cost. */
export const heavyBodyTricks: Readonly<Record<string, Trick>> = {
  'a body over the limit': () => Buffer.alloc(1024 * 1024 + 1, ' '),
  'blanks up to the limit': ({ body }) =>
    Buffer.concat([Buffer.alloc(1024 * 1024 - 4_096, ' '), body ?? Buffer.from('{}')]),
  'very many members': (_, dice) => {
    const count = dice.pick([1_000, 100_000])
    return Buffer.from(`{${Array.from({ length: count }, (_each, index) => `"${index}":1`).join(',')}}`)
  },
  'very many items': (sample, dice) =>
    withLiteral(
      sample,
      dice,
      `[${Array.from({ length: dice.pick([1_000, 200_000]) }, () => '{}').join(',')}]`,
    ),
  'a very long name': () => Buffer.from(`{"${'长'.repeat(300_000)}":1}`),
  'a very long text': (sample, dice) => withLiteral(sample, dice, `"${'长'.repeat(300_000)}"`),
}
