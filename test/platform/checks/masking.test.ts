import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskAccount, maskDocument, maskName, maskPhone } from '../../../src/platform/masking.js'

describe('masking, by code point', () => {
  it.each([
    ['张三', '张*'],
    ['张小明', '张**'],
    ['欧阳小红', '欧阳**'],
    ['欧阳', '欧*'],
    ['诸葛亮', '诸葛*'],
    ['𠮷田明', '𠮷**'],
    ['㼆某', '㼆*'],
    ['阿卜杜拉·买买提', '阿*******'],
    ['JOHN SMITH', 'J*********'],
  ])('name %s → %s', (name, masked) => expect(maskName(name)).toBe(masked))

  it.each([
    ['00000019900101001X', '0****************X'],
    ['810000190001010013', '8****************3'],
    ['900000190001010012', '9****************2'],
    ['UTO000000000000', 'U*************0'],
    ['E12345678', 'E*******8'],
  ])('document %s → %s', (number, masked) => expect(maskDocument(number)).toBe(masked))

  it('leaves no tail of a phone, and the first of an account', () => {
    expect(maskPhone('10012345678')).toBe('100********')
    expect(maskAccount('zhang-1990')).toBe('z*********')
  })

  it('keeps the length in code points, hides something of everything, and cuts no character in two', () => {
    const masks = [maskName, maskPhone, maskDocument, maskAccount]
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('张', '𠮷', '㼆', '·', 'A', '1'), minLength: 1 }),
        (text) => {
          for (const mask of masks) {
            const masked = mask(text)
            expect([...masked]).toHaveLength([...text].length)
            expect(masked).toContain('*')
            expect(masked.isWellFormed()).toBe(true)
          }
        },
      ),
    )
  })
})
