/** Things in an answer that its writer should look at; it is accepted all the same. */
import type { Locale } from '../contract/field-errors.js'
import type { Finding } from '../contract/response.js'

interface Pattern {
  readonly code: string
  /** No repetition inside a repetition: one pass over the text. */
  readonly pattern: RegExp
  readonly en: string
  readonly zh: string
}

const patterns: readonly Pattern[] = [
  {
    code: 'placeholder',
    pattern: /\{\{[^{}]{0,40}\}\}|【(?:姓名|电话|手机号|日期|时间|金额|订单号|编号)】|[Xx×]{3}/,
    en: 'a placeholder of a template was left in',
    zh: '存在未替换的模板占位符',
  },
  {
    code: 'personal_id_number',
    // Area, a date of birth that may be one, sequence, check character: an order number rarely looks so.
    pattern: /(?<!\d)\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])/,
    en: 'holds what looks like a full ID number',
    zh: '疑似含有完整身份证号',
  },
  {
    code: 'personal_phone',
    // In groups of 3, 4 and 4 as well, and after the country code.
    pattern: /(?<!\d)(?:(?:00)?86[ -]?)?1\d\d[ -]?\d{4}[ -]?\d{4}(?!\d)/,
    en: 'holds what looks like a full mobile number',
    zh: '疑似含有完整手机号',
  },
]

export interface LookedAt {
  readonly pointer: string
  readonly text: string
}

/** @param allowed texts that are never personal here: the company's public contacts, the complaint's number */
export function findWarnings(
  texts: readonly LookedAt[],
  allowed: readonly string[],
  locale: Locale,
): Finding[] {
  return texts.flatMap(({ pointer, text }) => {
    // Full-width digits and braces are read as people read them.
    const plain = text.normalize('NFKC')
    const looked = allowed.filter(Boolean).reduce((rest, known) => rest.replaceAll(known, ' '), plain)
    return patterns
      .filter(({ pattern }) => pattern.test(looked))
      .map(({ code, en, zh }) => ({ pointer, code, detail: locale === 'zh' ? zh : en }))
  })
}
