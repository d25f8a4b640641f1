import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCharacterOf, isIdNumber } from '../../../src/platform/id-number.js'
import { checkPerson, type PersonInput } from '../../../src/platform/person-checks.js'

const today = '2026-09-24'
const given = { name: '张小明', idNumber: '000000199001010018', phone: '10012345678' }
const withNumber = (digits: string) => digits + checkCharacterOf(digits)

function refusal(input: PersonInput): string {
  try {
    checkPerson(input, today)
  } catch (error) {
    return String(error)
  }
  return 'accepted'
}

describe('an ID number per GB 11643-1999', () => {
  it.each([
    ['000000199001010018', true],
    ['000000198507120025', true],
    [withNumber('00000020240229001'), true],
    [withNumber('00000020260924001'), true],
    [withNumber('00000020260925001'), false],
    [withNumber('00000020230229001'), false],
    [withNumber('00000019900230001'), false],
    [withNumber('00000019001301001'), false],
    [withNumber('00000018991231001'), false],
    [withNumber('00000119900101001'), false],
    [withNumber('10000019900101001'), false],
    [withNumber('81000019000101001'), false],
    ['000000199001010019', false],
    ['00000019900101001', false],
    ['00000019900101001x', false],
    ['', false],
  ])('%s is one: %s', (number, expected) => expect(isIdNumber(number, today)).toBe(expected))

  it('has the check character that the standard’s own example has', () => {
    expect(checkCharacterOf('11010519491231002')).toBe('X')
    expect(checkCharacterOf('44052418800101001')).toBe('4')
  })

  it('is none any more when one digit is wrong or two neighbours are exchanged', () => {
    const sequence = fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0'))
    const born = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2026-09-23'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''))
    fc.assert(
      fc.property(born, sequence, fc.nat(17), fc.integer({ min: 1, max: 9 }), (date, order, at, step) => {
        const number = withNumber(`000000${date}${order}`)
        expect(isIdNumber(number, today)).toBe(true)
        const wrong = number[at] === 'X' ? '0' : String((Number(number[at]) + step) % 10)
        expect(isIdNumber(number.slice(0, at) + wrong + number.slice(at + 1), today)).toBe(false)
        const [a = '', b = ''] = number.slice(at, at + 2)
        const exchanged = number.slice(0, at) + b + a + number.slice(at + 2)
        if (b && a !== b) expect(isIdNumber(exchanged, today)).toBe(false)
      }),
    )
  })
})

describe('other documents', () => {
  it.each([
    ['passport', 'E12345678'],
    ['passport', 'ab1234567'],
    ['passport', '12345'],
    ['residence_permit', withNumber('81000019000101001')],
    ['residence_permit', withNumber('82000019000101001')],
    ['residence_permit', withNumber('83000019000101001')],
    ['permanent_residence', withNumber('90000019000101001')],
    ['permanent_residence', 'uto000000000000'],
  ] as const)('%s %s is kept in upper case', (type, number) => {
    const { name, phone } = given
    const person = checkPerson({ name, phone, document: { type, number: ` ${number} ` } }, today)
    expect(person.document).toEqual({ type, number: number.toUpperCase() })
  })

  it.each([
    ['passport', 'ABCDEFG', '5–9 letters and digits'],
    ['passport', 'E123', '5–9 letters and digits'],
    ['passport', 'E123456789', '5–9 letters and digits'],
    ['residence_permit', given.idNumber, '810000, 820000 or 830000'],
    ['residence_permit', '810000190001010010', '810000, 820000 or 830000'],
    ['permanent_residence', '900000190001010010', 'begin with 9'],
    ['permanent_residence', 'UT0000000000000', 'begin with 9'],
    ['id_card', withNumber('83000019000101001'), 'GB 11643-1999'],
  ] as const)('%s %s is refused by a message that does not repeat it', (type, number, words) => {
    const { name, phone } = given
    const message = refusal({ name, phone, document: { type, number } })
    expect(message).toContain(words)
    if (number !== given.idNumber) expect(message).not.toContain(number)
  })

  it('idNumber is short for the document id_card', () => {
    const { idNumber, ...rest } = given
    const document = { type: 'id_card', number: idNumber } as const
    expect(checkPerson(given, today)).toEqual(checkPerson({ ...rest, document }, today))
    expect(checkPerson(checkPerson(given, today), today)).toEqual(checkPerson(given, today))
  })

  it('of an unknown type, or given twice, are refused', () => {
    const { idNumber, ...rest } = given
    const unknown = JSON.parse(JSON.stringify({ ...rest, document: { type: 'toString', number: '1' } }))
    const both = JSON.parse(JSON.stringify({ ...given, document: { type: 'id_card', number: idNumber } }))
    expect(refusal(unknown)).toContain('document.type must be one of id_card, passport, residence_permit')
    expect(refusal(both)).toContain('not both')
  })
})

describe('a name', () => {
  it.each(['•', '・', '．', '‧', '·'])('written with %s is stored with U+00B7', (dot) => {
    const { name } = checkPerson({ ...given, name: `阿卜杜拉${dot}买买提` }, today)
    expect(name).toBe('阿卜杜拉\u00b7买买提')
  })

  it.each(['𠮷田', '㼆某', '䶮某', 'JOHN SMITH', '张'.repeat(50), '𠮷'.repeat(50)])('may be %s', (name) => {
    expect(checkPerson({ ...given, name: ` ${name} ` }, today).name).toBe(name)
  })

  it.each([
    ['张', '2–50'],
    ['𠮷', '2–50'],
    ['张'.repeat(51), '2–50'],
    ['𠮷'.repeat(51), '2–50'],
    ['张\ud842', 'lone surrogates'],
    ['张\0明', 'NUL'],
    ['张\n小明', 'on one line'],
    ['张\u2028小明', 'on one line'],
  ])('may not be %j', (name, words) => expect(refusal({ ...given, name })).toContain(words))
})

describe('a person', () => {
  it.each([{ phone: '10099' }, { phone: '20012345678' }, { phone: '1001234567８' }])(
    'with %j is refused by a message that does not repeat it',
    (change) => {
      const message = refusal({ ...given, ...change })
      expect(message).toContain('phone must be 11 digits')
      expect(message).not.toContain(change.phone)
    },
  )
})
