/** From zod's issues to the contract's `errors[]`. No detail repeats a value that was sent. */
import type { z } from 'zod'
import type { FieldError } from '../errors.js'

export type Locale = 'zh' | 'en'

/** Rules of ours, by the `message` that the schema gives them. */
const rules: Record<string, Record<Locale, string>> = {
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
}

/** JSON Pointer, RFC 6901 section 3. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function describe(issue: z.core.$ZodIssue, locale: Locale): { code: string; detail: string } {
  const say = (code: string, en: string, zh: string) => ({ code, detail: locale === 'zh' ? zh : en })
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('received undefined')
        ? say('required', 'is required', '必填')
        : say('wrong_type', `must be ${issue.expected}`, `类型须为 ${issue.expected}`)
    case 'too_small':
      return say('too_small', `must be at least ${issue.minimum}`, `不得少于 ${issue.minimum}`)
    case 'too_big':
      return say('too_big', `must be at most ${issue.maximum}`, `不得多于 ${issue.maximum}`)
    case 'invalid_value': {
      const allowed = issue.values.map(String).join(', ')
      return say('not_allowed', `must be one of ${allowed}`, `须为以下之一：${allowed}`)
    }
    case 'invalid_format':
      return say('wrong_format', `must have the format ${issue.format}`, `格式须为 ${issue.format}`)
    case 'unrecognized_keys':
      return say('unknown_member', 'is not known here', '未知成员')
    case 'custom': {
      const rule = Object.hasOwn(rules, issue.message) ? rules[issue.message] : undefined
      return rule
        ? { code: issue.message, detail: rule[locale] }
        : say('invalid', 'does not fit', '不符合要求')
    }
    default:
      return say('invalid', 'does not fit', '不符合要求')
  }
}

/**
 * Lists every wrong member.
 *
 * @param base where the value stands: empty for a body, `#/query` and the like elsewhere
 */
export function fieldErrors(error: z.core.$ZodError, locale: Locale = 'en', base = ''): FieldError[] {
  return error.issues.flatMap((issue) => {
    const { code, detail } = describe(issue, locale)
    const paths =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    return paths.map((path) => ({ pointer: base + toPointer(path), code, detail }))
  })
}
