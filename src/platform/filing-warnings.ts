/** What a person should look at before filing: it warns, and never keeps anybody from filing. */
import type { Locale } from '../contract/field-errors.js'
import type { Finding } from '../contract/response.js'
import { charsetOf, readText } from './files/text.js'
import { createInsultFinder, type InsultFinder } from './insults.js'
import { kindsOfPersonalData, type LookedAt, personalDataFinding } from './response-findings.js'

/** What the person wrote, and the files that go with it. */
export interface FilingTexts {
  readonly title?: string | null | undefined
  readonly description?: string | null | undefined
  readonly demand?: string | null | undefined
  readonly evidence?:
    | readonly { readonly contentType: string; readonly data: Uint8Array }[]
    | null
    | undefined
}

export interface FilingWarningOptions {
  /** Language of the details; Chinese by default. */
  readonly locale?: Locale | undefined
  /** By default the built-in list; `createInsultFinder(more)` looks for others too. */
  readonly hasInsult?: InsultFinder | undefined
  /** UTF-16 code units of each text file that are looked at; 200,000 by default. */
  readonly fileCharacters?: number | undefined
}

const insult = {
  code: 'insulting_word',
  en: 'holds a word that insults: facts convince better',
  zh: '含有侮辱性词语，请客观陈述事实',
} as const

const hasBuiltInInsult = createInsultFinder()

/**
 * Personal data and insults in title, facts, demand, and text files (UTF-8, GB18030, UTF-16 with BOM), each kind once
 * for each pointer. Other files are not looked into. Never throws, changes nothing.
 *
 * @example
 * findFilingWarnings({ title: '自动续费', description: '请致电 100 1234 5678', demand: null })
 * // [{ pointer: '/description', code: 'personal_phone', detail: '疑似含有完整电话号码' }]
 */
export function findFilingWarnings(filing: FilingTexts, options: FilingWarningOptions = {}): Finding[] {
  const { locale = 'zh', hasInsult = hasBuiltInInsult, fileCharacters = 200_000 } = options
  const written = (['title', 'description', 'demand'] as const).flatMap((member): LookedAt[] => {
    const text = filing[member]
    return typeof text === 'string' ? [{ pointer: `/${member}`, text }] : []
  })
  const files = (filing.evidence ?? []).flatMap(({ contentType, data }, index): LookedAt[] => {
    const text = /^\s*text\//i.test(contentType) ? readText(data, charsetOf(contentType)) : undefined
    return text === undefined ? [] : [{ pointer: `/evidence/${index}`, text: text.slice(0, fileCharacters) }]
  })
  return [...written, ...files].flatMap(({ pointer, text }) => {
    const personal = kindsOfPersonalData(text).map((kind) => personalDataFinding(pointer, kind, locale))
    return hasInsult(text) ? [...personal, { pointer, code: insult.code, detail: insult[locale] }] : personal
  })
}
