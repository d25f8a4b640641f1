/** Things in an answer that its writer should look at; it is accepted all the same. */
import type { Locale } from '../contract/field-errors.js'
import type { Finding } from '../contract/response.js'
import { findPersonalData, type PersonalDataKind } from './personal-data.js'

/** `{{…}}`, 【姓名】 and XXX of a template, full-width braces and letters too. */
const placeholder =
  /[{｛]{2}[^{}｛｝]{0,40}[}｝]{2}|【(?:姓名|电话|手机号|日期|时间|金额|订单号|编号)】|[XxＸｘ×]{3}/

const details = {
  placeholder: { en: 'a placeholder of a template was left in', zh: '存在未替换的模板占位符' },
  personal_id_number: { en: 'holds what looks like a full ID number', zh: '疑似含有完整身份证件号码' },
  personal_phone: { en: 'holds what looks like a full phone number', zh: '疑似含有完整电话号码' },
  personal_bank_card: { en: 'holds what looks like a full bank card number', zh: '疑似含有完整银行卡号' },
  personal_email: { en: 'holds what looks like an e-mail address', zh: '疑似含有电子邮箱地址' },
} as const

export interface LookedAt {
  readonly pointer: string
  readonly text: string
}

/**
 * Kinds of personal data in a text, each once, in the order in which warnings name them.
 *
 * @param allowed texts that are never personal here
 */
export function kindsOfPersonalData(text: string, allowed: readonly string[] = []): PersonalDataKind[] {
  const data = findPersonalData(text)
  if (data.length === 0) return []
  const known = new Set(allowed.flatMap((each) => findPersonalData(each).map(({ value }) => value)))
  const found = new Set(data.flatMap(({ kind, value }) => (known.has(value) ? [] : [kind])))
  return (['id_number', 'phone', 'bank_card', 'email'] as const).filter((kind) => found.has(kind))
}

/** @param locale language of the detail */
export function personalDataFinding(pointer: string, kind: PersonalDataKind, locale: Locale): Finding {
  const code = `personal_${kind}` as const
  return { pointer, code, detail: details[code][locale] }
}

/** @param allowed texts that are never personal here: the company's public contacts, the complaint's number */
export function findWarnings(
  texts: readonly LookedAt[],
  allowed: readonly string[],
  locale: Locale,
): Finding[] {
  return texts.flatMap(({ pointer, text }) => {
    const left = placeholder.test(text)
      ? [{ pointer, code: 'placeholder', detail: details.placeholder[locale] }]
      : []
    const personal = kindsOfPersonalData(text, allowed)
    return [...left, ...personal.map((kind) => personalDataFinding(pointer, kind, locale))]
  })
}
