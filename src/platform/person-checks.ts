/** What a person gives at filing, checked. No message repeats it. */

import { countCodePoints, isCleanText } from '../contract/shapes.js'
import { ArgumentError } from '../errors.js'
import type { Person } from './state.js'

/** Dots that people type in names of other languages; stored as U+00B7. */
const dots = /[•・．‧]/g

/** Weights and check characters of GB 11643-1999. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** Whether a number is one of GB 11643-1999: 18 characters, a date that exists, the right check character. */
export function isIdNumber(idNumber: string, today: string): boolean {
  if (!/^\d{17}[\dX]$/.test(idNumber)) return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(idNumber[index]), 0)
  if (checkCharacters[sum % 11] !== idNumber[17]) return false
  const born = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
  const date = new Date(`${born}T00:00:00Z`)
  return (
    !Number.isNaN(date.getTime()) && date.toISOString().startsWith(born) && born <= today && born >= '1900'
  )
}

/** @throws ArgumentError that names the member, never its value */
export function checkPerson(given: Person, today: string): Person {
  const name = typeof given.name === 'string' ? given.name.trim().replace(dots, '·') : ''
  const length = countCodePoints(name)
  if (length < 2 || length > 50 || !isCleanText(name)) {
    throw new ArgumentError(
      `name must be 2–50 characters without NUL and lone surrogates; the one given has ${length}.`,
    )
  }
  const idNumber = String(given.idNumber).toUpperCase()
  if (!isIdNumber(idNumber, today)) {
    throw new ArgumentError(
      'idNumber must be 18 characters per GB 11643-1999: area, a date of birth that exists, a right check character. ' +
        'In tests use area 000000, such as 000000199001010018.',
    )
  }
  if (typeof given.phone !== 'string' || !/^1\d{10}$/.test(given.phone)) {
    throw new ArgumentError(
      'phone must be 11 digits beginning with 1. In tests use 100…, such as 10012345678.',
    )
  }
  return { name, idNumber, phone: given.phone }
}
