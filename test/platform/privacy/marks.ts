/** What must not turn up where it does not belong, and every form in which it could. */
import { encodeGb18030 } from '../../../src/platform/statistics/gb18030.js'

/** A person who cannot exist: area 000000, a phone from 100. */
export const person = {
  name: '诸葛金丝雀',
  idNumber: '000000198505050027',
  phone: '10055512345',
} as const

/** Somebody else, named in what the person writes. */
const typed = ['司徒夜莺', '00000019920202001X', '10066612345', 'nightingale@person.example']

/** What the person wrote, each field with a mark of its own and with somebody's name, numbers and address. */
const write = (mark: string) => `${mark}：${typed.join('，')}`

export const written = {
  title: write('题目金丝雀甲'),
  description: write('经过金丝雀乙'),
  demand: write('诉求金丝雀丙'),
  place: write('地点金丝雀丁'),
  channelName: '渠道金丝雀戊',
  channelNumber: '渠道号10077712345',
  supplement: write('补充金丝雀己'),
  comment: write('评论金丝雀庚'),
} as const

/** Kinds of marks: what may be shown in one place is of one kind. */
export const marks = {
  identity: Object.values(person),
  written: [...Object.values(written).map((text) => text.split('：', 1)[0] ?? text), ...typed],
  account: ['账号金丝雀辛canary-account'],
  draft: ['草稿金丝雀壬'],
  fileName: ['文件名金丝雀癸'],
  fileContent: ['内容金丝雀子，电话10088812345'],
  suggestion: ['建议金丝雀丑，请增加无障碍模式。'],
  company: ['企业名金丝雀寅'],
  /** What an operator writes to the person. */
  note: ['理由金丝雀卯，经审核请按平台规则处理并答复。'],
  /** What the company writes. */
  statement: ['答复金丝雀辰，已核实并办结，感谢您的监督。'],
} as const satisfies Record<string, readonly string[]>

export type Kind = keyof typeof marks | 'secret'

const isKind = (name: string): name is Kind => name === 'secret' || Object.hasOwn(marks, name)

/** Of the characters of base64, those that depend on the text alone, wherever in a longer text it begins. */
function base64Forms(text: string, encoding: 'base64' | 'base64url'): string[] {
  return [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)])
    return bytes.toString(encoding).slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6))
  })
}

const escapeUnits = (text: string): string =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
const escapeOthers = (text: string): string => text.replace(/[^ -~]/g, escapeUnits)
const widen = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

export function formsOf(text: string): Buffer[] {
  const utf16 = Buffer.from(text, 'utf16le')
  const forms = [
    text,
    widen(text),
    encodeURIComponent(text),
    encodeURIComponent(text).toLowerCase(),
    percent(text),
    percent(text).toUpperCase(),
    new URLSearchParams({ a: text }).toString().slice(2),
    ...base64Forms(text, 'base64'),
    ...base64Forms(text, 'base64url'),
    escapeUnits(text),
    escapeUnits(text).toUpperCase().replaceAll('\\U', '\\u'),
    escapeOthers(text),
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('latin1'),
  ]
  return [
    ...new Set([
      ...forms.map((form) => Buffer.from(form).toString('latin1')),
      utf16.toString('latin1'),
      Buffer.from(utf16).swap16().toString('latin1'),
      Buffer.from(encodeGb18030(text)).toString('latin1'),
    ]),
  ].map((form) => Buffer.from(form, 'latin1'))
}

/** Looks for marks in bytes; `secrets` are known only once they were given out. */
export function createFinder(secrets: readonly string[]): (bytes: Buffer) => Set<Kind> {
  const all: Readonly<Record<Kind, readonly string[]>> = { ...marks, secret: secrets }
  const needles = Object.entries(all).flatMap(([kind, texts]) =>
    isKind(kind) ? [[kind, texts.flatMap(formsOf)] as const] : [],
  )
  return (bytes) =>
    new Set(needles.flatMap(([kind, forms]) => (forms.some((form) => bytes.includes(form)) ? [kind] : [])))
}
