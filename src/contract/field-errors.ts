/** From zod's issues to the contract's `errors[]`. No detail repeats a value that was sent. */
import type { z } from 'zod'
import type { FieldError } from '../errors.js'
import { limits } from './limits.js'

export type Locale = 'zh' | 'en'

/** Rules of ours, by the `message` that the schema gives them. */
const rules = {
  unknown_member: { en: 'is not known here', zh: '未知成员' },
  malformed_text: { en: 'has a lone surrogate or NUL', zh: '含有不成对的代理码位或 NUL' },
  required_for_final: { en: 'is required for a final answer', zh: '办结答复须填写' },
  only_for_final: { en: 'is allowed for a final answer only', zh: '仅办结答复可填写' },
  listed_twice: { en: 'lists the same id twice', zh: '存在重复的编号' },
  required_for_unreachable: {
    en: 'needs at least one attempt when the outcome is unreachable',
    zh: '结果为无法联系时须至少有一次联系记录',
  },
  reached_though_unreachable: {
    en: 'has an attempt that reached the person though the outcome is unreachable',
    zh: '结果为无法联系，但联系记录显示已联系上',
  },
  id_number_for_identity_only: {
    en: 'may hold idNumber only with the purpose verify_identity',
    zh: '仅在用途为核验身份时可查询证件号码',
  },
  required_for_id_number: {
    en: 'is required with idNumber: say why it is needed',
    zh: '查询证件号码须说明原因',
  },
  blank: { en: 'must not be blank', zh: '不得为空白' },
  one_company: {
    en: 'needs a company: enterpriseId or companyName, not both',
    zh: '须选择企业（enterpriseId）或填写企业名称（companyName），二者择一',
  },
  text_or_evidence: { en: 'is required where there is no evidence', zh: '无证据材料时须填写文字' },
  number_or_person: {
    en: 'is required, or person in its place, not both',
    zh: '须填写投诉编号，或以 person 填写姓名与证件，二者择一',
  },
  query_pair: {
    en: 'must hold number and queryCode, or queryId and code',
    zh: '须为 number 与 queryCode，或 queryId 与 code',
  },
  ends_before_it_begins: { en: 'must not be before from', zh: '不得早于 from' },
} as const satisfies Record<string, Record<Locale, string>>

type Rule = keyof typeof rules
const isRule = (name: string): name is Rule => Object.hasOwn(rules, name)

/** Code and text of a rule of ours. */
export function describeRule(code: Rule, locale: Locale): { code: string; detail: string } {
  return { code, detail: rules[code][locale] }
}

/** UTF-16 code units of a name that is worth repeating: no name that the contract takes is longer. */
const longestName = 100

/** JSON Pointer, RFC 6901 section 3; to the object that holds it where a name is too long to be repeated. */
export function toPointer(path: readonly PropertyKey[]): string {
  const tooLong = path.findIndex((part) => String(part).length > longestName)
  return path
    .slice(0, tooLong < 0 ? path.length : tooLong)
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
}

/** A limit in words: of text in characters (code points), of a list in items, of a number as it is. */
function bound(end: 'least' | 'most', origin: string, limit: number | bigint): Record<Locale, string> {
  const zh = `不得${end === 'least' ? '少于' : '多于'} ${limit}`
  if (origin === 'string') return { en: `must have at ${end} ${limit} characters`, zh: `${zh} 个字符` }
  if (origin === 'array') return { en: `must have at ${end} ${limit} items`, zh: `${zh} 项` }
  return { en: `must be at ${end} ${limit}`, zh }
}

function describe(issue: z.core.$ZodIssue, locale: Locale): { code: string; detail: string } {
  const say = (code: string, en: string, zh: string) => ({ code, detail: locale === 'zh' ? zh : en })
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('received undefined')
        ? say('required', 'is required', '必填')
        : say('wrong_type', `must be ${issue.expected}`, `类型须为 ${issue.expected}`)
    case 'too_small':
      return { code: 'too_small', detail: bound('least', issue.origin, issue.minimum)[locale] }
    case 'too_big':
      return { code: 'too_big', detail: bound('most', issue.origin, issue.maximum)[locale] }
    case 'invalid_value': {
      const allowed = issue.values.map(String).join(', ')
      return say('not_allowed', `must be one of ${allowed}`, `须为以下之一：${allowed}`)
    }
    case 'invalid_format':
      return say('wrong_format', `must have the format ${issue.format}`, `格式须为 ${issue.format}`)
    case 'invalid_union': {
      // Of a filter that takes one value or a list: the values that it takes say what to do.
      const choice = issue.errors.flat().find(({ code }) => code === 'invalid_value')
      return choice ? describe(choice, locale) : say('invalid', 'does not fit', '不符合要求')
    }
    case 'unrecognized_keys':
      return describeRule('unknown_member', locale)
    case 'custom':
      return isRule(issue.message)
        ? describeRule(issue.message, locale)
        : say('invalid', 'does not fit', '不符合要求')
    default:
      return say('invalid', 'does not fit', '不符合要求')
  }
}

/**
 * Lists every wrong member, the first {@link limits.fieldErrors} where there are more.
 *
 * @param base where the value stands: empty for a body, `#/query` and the like elsewhere
 */
export function fieldErrors(error: z.core.$ZodError, locale: Locale = 'en', base = ''): FieldError[] {
  const listed = error.issues.slice(0, limits.fieldErrors).flatMap((issue) => {
    const { code, detail } = describe(issue, locale)
    const paths =
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, limits.fieldErrors).map((key) => [...issue.path, key])
        : [issue.path]
    return paths.map((path) => ({ pointer: base + toPointer(path), code, detail }))
  })
  return listed.slice(0, limits.fieldErrors)
}
