import { ArgumentError } from '../errors.js'

/** What a timer takes. */
export const maxTimeoutMs = 2_147_483_647

/** @throws ArgumentError when an option that is given lacks a method */
export function checkMethods(name: string, value: object | undefined, methods: readonly string[]): void {
  if (value === undefined) return
  const has = (method: string) => typeof Object(value)[method] === 'function'
  const missing = methods.find((method) => !has(method))
  if (missing !== undefined) throw new ArgumentError(`${name} has no method ${missing}().`)
}

/** @throws ArgumentError when `value` is no whole number, `min`–`max` */
export function checkWhole(name: string, value: number, max: number, min = 1): number {
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw new ArgumentError(`${name} is ${value}: it has to be a whole number, ${min}–${max}.`)
  }
  return value
}
