import type { Locale } from '../../contract/field-errors.js'

/**
 * Language of the texts of an answer, by `Accept-Language` (RFC 9110 section 12.5.4): Chinese unless English is
 * preferred.
 */
export function localeOf(acceptLanguage: string | undefined): Locale {
  let zh = 0
  let en = 0
  for (const range of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const weight = weightOf(parameters)
    const language = tag.split('-', 1)[0]
    if (language === 'zh' || language === '*') zh = Math.max(zh, weight)
    if (language === 'en') en = Math.max(en, weight)
  }
  return en > zh ? 'en' : 'zh'
}

function weightOf(parameters: readonly string[]): number {
  const q = parameters.find((parameter) => parameter.startsWith('q='))
  if (q === undefined) return 1
  const weight = Number(q.slice(2))
  return weight >= 0 && weight <= 1 ? weight : 0
}
