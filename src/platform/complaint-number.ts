/** 投诉编号: what people read out and type, so that a slip is noticed. */

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The check character of ISO 7064 MOD 37,36: any one wrong character shows. */
export function checkCharacter(text: string): string {
  let product = 36
  for (const character of text) {
    const sum = (product + alphabet.indexOf(character)) % 36 || 36
    product = (sum * 2) % 37
  }
  return alphabet[(37 - product) % 36] ?? ''
}

/**
 * `TS`, the date of filing, eight characters, a check character over all of them.
 *
 * @param date `YYYY-MM-DD`
 * @param unique eight characters of 0–9 and A–Z
 * @example
 * complaintNumber('2026-09-24', '7K3MX2QD') // TS202609247K3MX2QDI
 */
export function complaintNumber(date: string, unique: string): string {
  const text = `TS${date.replaceAll('-', '')}${unique}`
  return text + checkCharacter(text)
}
