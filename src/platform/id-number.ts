/** Numbers of GB 11643-1999 (公民身份号码), and those that other documents build the same way. */

/** Weights and check characters of ISO 7064 MOD 11-2, as GB 11643 prints them. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** First two digits of a province-level division in GB/T 2260. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(
    ' ',
  ),
)
/** Whoever has this area does not exist: tests use it. */
const fictitiousArea = '000000'
/** Areas of the residence permit for people from Hong Kong, Macao and Taiwan (国办发〔2018〕81号). */
const permitAreas = new Set(['810000', '820000', '830000'])

/** The right check character of the first 17 digits. */
export function checkCharacterOf(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return checkCharacters[sum % 11] ?? ''
}

/** 18 characters, the right last one, and a date of birth that exists, from 1900 up to `today`. */
function isBuiltRight(number: string, today: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number) || checkCharacterOf(number) !== number[17]) return false
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  const date = new Date(`${born}T00:00:00Z`)
  return (
    !Number.isNaN(date.getTime()) && date.toISOString().startsWith(born) && born <= today && born >= '1900'
  )
}

/**
 * Whether a number is one of an identity card: area of a province or 000000, a date of birth that exists, the right
 * check character.
 *
 * @param today `YYYY-MM-DD` in Shanghai: nobody is born after it
 */
export function isIdNumber(number: string, today: string): boolean {
  const area = number.slice(0, 6)
  return (provinces.has(area.slice(0, 2)) || area === fictitiousArea) && isBuiltRight(number, today)
}

/** 港澳台居民居住证: built as GB 11643, with an area of its own. */
export function isPermitNumber(number: string, today: string): boolean {
  return permitAreas.has(number.slice(0, 6)) && isBuiltRight(number, today)
}

/**
 * 外国人永久居留身份证 since December 2023: 9, place of application, nationality, then as GB 11643 (rules of the
 * National Immigration Administration for reading the 2023 card).
 */
export function isPermanentResidenceNumber(number: string, today: string): boolean {
  return number.startsWith('9') && isBuiltRight(number, today)
}
