/** What is wrong with an operator's input that the schema cannot say. */
import type { Locale } from '../../contract/field-errors.js'
import { RefusalError } from '../refusal.js'

const texts = {
  unknown_company: { en: 'is no company of this platform', zh: '不是本平台的企业' },
  company_required: {
    en: 'is required: the person named a company that is not connected',
    zh: '必填：投诉人填写的企业未接入平台',
  },
  unknown_complaint: { en: 'is no complaint of this platform', zh: '不是本平台的投诉' },
  same_complaint: { en: 'is the complaint itself', zh: '不能是该投诉本身' },
  only_for_company: { en: 'is allowed only where it goes to a company', zh: '仅转送企业时可填写' },
  only_for_upheld: { en: 'is allowed only where the contestation is upheld', zh: '仅同意退回时可填写' },
  wrong_key_type: { en: 'is not of the type or curve that its alg needs', zh: '密钥类型或曲线与 alg 不符' },
  wrong_key_size: { en: 'must have 2,048 to 8,192 bits', zh: '长度须为 2048–8192 位' },
  broken_key: { en: 'is no public key', zh: '不是有效的公钥' },
  key_listed_twice: { en: 'is listed twice, or has the kid of another one', zh: '密钥或 kid 重复' },
  key_of_other_use: {
    en: 'has the other use already: a key either signs or encrypts',
    zh: '同一密钥不得既用于签名又用于加密',
  },
  holds_personal_data: {
    en: 'cannot be: the suggestion or the reply holds personal data',
    zh: '意见或回复含有个人信息，不能公开',
  },
  wrong_year: { en: 'is not what a notice can say', zh: '年度放假安排有误' },
} as const

export type InputRule = keyof typeof texts

/** @param reason what the detail adds to the rule's words */
export function inputError(rule: InputRule, pointer: string, locale: Locale, reason?: string): RefusalError {
  const text = texts[rule][locale]
  const detail = reason === undefined ? text : `${text}${locale === 'zh' ? '：' : ': '}${reason}`
  return new RefusalError('validation_failed', { errors: [{ pointer, code: rule, detail }] })
}
