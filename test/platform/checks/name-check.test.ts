import { describe, expect, it } from 'vitest'
import { createPlatform, type NameCheck, type PersonInput } from '../../../src/platform/index.js'
import { askNameCheck, type NameCheckResult, offlineNameCheck } from '../../../src/platform/name-check.js'
import { checkPerson } from '../../../src/platform/person-checks.js'

const today = '2026-09-24'
const real: PersonInput = {
  name: '张小明',
  document: { type: 'passport', number: 'E00000000' },
  phone: '10012345678',
}
const answering = (answer: NameCheckResult): NameCheck => ({ check: async () => answer })
const fictitious = (idNumber: string): PersonInput => ({ name: '张小明', idNumber, phone: '10012345678' })
const ask = (person: PersonInput, check: NameCheck = offlineNameCheck) =>
  askNameCheck(check, checkPerson(person, today))

async function fileWith(nameCheck: NameCheck | undefined, person: PersonInput) {
  const platform = createPlatform({ nameCheck })
  const { id } = await platform.registerEnterprise({ name: '示例网络' })
  const filing = {
    enterpriseId: id,
    title: '自动续费',
    description: '会员到期后被自动扣款 25 元。',
    category: '服务功能',
  }
  try {
    return (await platform.consumer(person).file(filing)).number.slice(0, 2)
  } catch (error) {
    return error instanceof Error ? error.message : error
  } finally {
    await platform.close()
  }
}

describe('the real-name check', () => {
  it.each([
    ['000000199001010018', 'verified'],
    ['000000199001019987', 'mismatched'],
    ['000000199001019995', 'unavailable'],
  ])('answers offline for the fictitious %s: %s', (idNumber, answer) => {
    expect(ask(fictitious(idNumber))).toBe(answer)
  })

  it('cannot say anything offline of documents that may be real', () => expect(ask(real)).toBe('unavailable'))

  it('counts a check that throws, rejects or answers nonsense as unavailable', async () => {
    const nonsense: NameCheckResult = JSON.parse('"yes"')
    const checks: NameCheck[] = [
      { check: () => nonsense },
      { check: async () => nonsense },
      { check: () => Promise.reject(new Error('down')) },
      {
        check() {
          throw new Error('down')
        },
      },
    ]
    for (const check of checks) expect(await ask(real, check)).toBe('unavailable')
  })

  it('refuses a filing whose name and document do not belong together, and no other', async () => {
    const mismatched = 'name_mismatched: Name and document do not belong together.'
    expect(await fileWith(undefined, fictitious('000000199001010018'))).toBe('TS')
    expect(await fileWith(undefined, fictitious('000000199001019987'))).toBe(mismatched)
    expect(await fileWith(undefined, fictitious('000000199001019995'))).toBe('TS')
    expect(await fileWith(answering('mismatched'), real)).toBe(mismatched)
    expect(await fileWith(answering('verified'), real)).toBe('TS')
    expect(await fileWith({ check: () => Promise.reject(new Error('down')) }, real)).toBe('TS')
  })

  it('must be a function of an object', () => {
    const wrong: NameCheck = JSON.parse('{}')
    expect(() => createPlatform({ nameCheck: wrong })).toThrow('nameCheck must have a function check(person)')
  })
})
