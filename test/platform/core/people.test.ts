import { describe, expect, it } from 'vitest'
import { maskAccount, maskDocument, maskName, maskPhone } from '../../../src/platform/masking.js'
import { checkPerson, isIdNumber } from '../../../src/platform/person-checks.js'
import { person } from './setup.js'

describe('masking, by code point', () => {
  it.each([
    ['张三', '张*'],
    ['张小明', '张**'],
    ['欧阳小红', '欧阳**'],
    ['欧阳', '欧*'],
    ['诸葛亮', '诸葛*'],
    ['𠮷田明', '𠮷**'],
    ['阿卜杜拉·买买提', '阿*******'],
  ])('name %s → %s', (name, masked) => expect(maskName(name)).toBe(masked))

  it('leaves no tail of a phone, first and last of a document, first of an account', () => {
    expect(maskPhone('10012345678')).toBe('100********')
    expect(maskDocument('00000019900101001X')).toBe('0****************X')
    expect(maskDocument('E12345678')).toBe('E*******8')
    expect(maskAccount('zhang-1990')).toBe('z*********')
  })
})

describe('a person', () => {
  const today = '2026-09-24'

  it.each([
    ['000000199001010018', true],
    ['000000198507120025', true],
    ['000000199001010019', false],
    ['000000199002300010', false],
    ['000000203001010015', false],
    ['00000019900101001', false],
    ['00000019900101001x', false],
  ])('ID number %s is one: %s', (idNumber, expected) => expect(isIdNumber(idNumber, today)).toBe(expected))

  it('is stored with the dot that names have', () => {
    const { name } = checkPerson({ ...person, name: '阿卜杜拉•买买提' }, today)
    expect(name).toBe('阿卜杜拉·买买提')
  })

  it.each([
    [{ name: '张' }, 'name must be 2–50'],
    [{ name: '张'.repeat(51) }, 'name must be 2–50'],
    [{ idNumber: '000000199001010010' }, 'check character'],
    [{ phone: '10099' }, 'phone must be 11 digits'],
  ])('with %j is refused by a message that does not repeat it', (change, words) => {
    const given = { ...person, ...change }
    let message = ''
    try {
      checkPerson(given, today)
    } catch (error) {
      message = String(error)
    }
    expect(message).toContain(words)
    for (const value of Object.values(change)) expect(message.includes(value) && value.length > 1).toBe(false)
  })
})
