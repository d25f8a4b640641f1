import { countCodePoints, isCleanText } from '../contract/shapes.js'
import { ArgumentError } from '../errors.js'

/**
 * Text of `min` to `max` code points, kept as it was given.
 *
 * @throws ArgumentError not text, or not of that length; the message never repeats it
 */
export function checkText(name: string, value: unknown, min: number, max: number): string {
  if (typeof value !== 'string' || !isCleanText(value)) {
    throw new ArgumentError(`${name} must be text without NUL and lone surrogates.`)
  }
  if (min > 0 && value.trim() === '') throw new ArgumentError(`${name} must not be blank.`)
  const length = countCodePoints(value)
  if (length < min || length > max) {
    throw new ArgumentError(`${name} must have ${min}–${max} characters; it has ${length}.`)
  }
  return value
}

/** The same, where it may be left out. */
export function checkOptionalText(name: string, value: unknown, max: number): string | null {
  return value === undefined ? null : checkText(name, value, 1, max)
}
