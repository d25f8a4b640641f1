/** 同意: whether a guardian has to agree. */
import type { IdentityDocument } from '../documents.js'

/** 《个人信息保护法》 art. 31: under 14, a guardian agrees. */
const guardianAge = 14

/**
 * Whether somebody is under 14, as far as the document tells: identity cards and permits hold the date of birth.
 *
 * @param today `YYYY-MM-DD` in Shanghai
 */
export function needsGuardian({ number }: IdentityDocument, today: string): boolean {
  const [, year = '', month = '', day = ''] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(number) ?? []
  if (year === '') return false
  return today < `${Number(year) + guardianAge}-${month}-${day}`
}
