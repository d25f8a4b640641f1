import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ArgumentError, isTousuError, TousuError } from '../src/errors.js'

describe('an error', () => {
  it('is printed with its code, and without a stack where somebody took that away', () => {
    const error = new ArgumentError('expected a date')
    expect(inspect(error)).toMatch(
      /^ArgumentError: expected a date\n {4}at .*\{"code":"invalid_argument"\}$/s,
    )
    delete error.stack
    expect(inspect(error)).toBe('ArgumentError: expected a date {"code":"invalid_argument"}')
  })

  it('is known whichever copy of the package made it', async () => {
    const secondCopy = new URL('../src/errors.ts?copy', import.meta.url).href
    const copy: { ArgumentError: typeof ArgumentError } = await import(secondCopy)
    const error = new copy.ArgumentError('expected a date')
    expect(error instanceof TousuError).toBe(false)
    expect(isTousuError(error)).toBe(true)
    for (const other of [new Error('x'), null, undefined, 'invalid_argument', { code: 'invalid_argument' }]) {
      expect(isTousuError(other)).toBe(false)
    }
  })
})
