/** What a person gives at filing, checked. No message repeats it. */
import { countCodePoints, isCleanText } from '../contract/shapes.js'
import { ArgumentError } from '../errors.js'
import { documentRules, type IdentityDocument } from './documents.js'
import type { Person } from './state.js'

/** A person as a caller gives one: with the number of an identity card, or with another document. */
export type PersonInput = {
  /** 2–50 code points. */
  readonly name: string
  /** 11 digits; in tests such as 10012345678. */
  readonly phone: string
} & (
  | { readonly idNumber: string; readonly document?: undefined }
  | { readonly document: IdentityDocument; readonly idNumber?: undefined }
)

/** Dots that people type in names of other languages; stored as U+00B7. */
const dots = /[•・．‧]/g
/** Control characters and breaks of line or paragraph: no part of a name, and they forge lines of lists. */
const breaks = /[\p{Cc}\u2028\u2029]/u

/**
 * @param today `YYYY-MM-DD` in Shanghai
 * @throws ArgumentError that names the member, never its value
 */
export function checkPerson(given: PersonInput, today: string): Person {
  const name = checkName(given.name)
  const document = checkDocument(given, today)
  if (typeof given.phone !== 'string' || !/^1\d{10}$/.test(given.phone)) {
    throw new ArgumentError(
      'phone must be 11 digits beginning with 1. In tests use 100…, such as 10012345678.',
    )
  }
  return { name, document, phone: given.phone }
}

/** A name as it is stored: one dot for all that people type, without blanks around it. */
export function writeName(given: string): string {
  return given.trim().replace(dots, '·')
}

function checkName(given: unknown): string {
  const name = typeof given === 'string' ? writeName(given) : ''
  const length = countCodePoints(name)
  if (length < 2 || length > 50 || !isCleanText(name)) {
    throw new ArgumentError(
      `name must be 2–50 characters without NUL and lone surrogates; the one given has ${length}.`,
    )
  }
  if (breaks.test(name)) throw new ArgumentError('name must be on one line, without control characters.')
  return name
}

function checkDocument({ idNumber, document }: PersonInput, today: string): IdentityDocument {
  if (idNumber !== undefined && document !== undefined) {
    throw new ArgumentError('Give idNumber or document, not both: idNumber is the document of type id_card.')
  }
  const { type, number } = document ?? { type: 'id_card', number: idNumber }
  if (!Object.hasOwn(documentRules, type)) {
    throw new ArgumentError(`document.type must be one of ${Object.keys(documentRules).join(', ')}.`)
  }
  const written = String(number).trim().toUpperCase()
  const rule = documentRules[type]
  if (!rule.fits(written, today)) {
    throw new ArgumentError(`${document ? 'document.number' : 'idNumber'} must be ${rule.says}.`)
  }
  return { type, number: written }
}
