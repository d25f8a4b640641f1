import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFilingWarnings } from '../../../src/platform/filing-warnings.js'
import { insultWords } from '../../../src/platform/insult-words.js'
import { createInsultFinder } from '../../../src/platform/insults.js'

const full = process.env['TOUSU_TIER'] === 'full'
const hasInsult = createInsultFinder()
const codesOf = (filing: Parameters<typeof findFilingWarnings>[0]) =>
  findFilingWarnings(filing).map(({ pointer, code }) => `${pointer} ${code}`)

describe('insulting words', () => {
  it.each([
    '客服是傻逼',
    '傻 逼',
    '傻，逼',
    '傻*逼',
    '傻\u200b逼',
    '傻。。。逼',
    '傻\n逼',
    '你们 ＳＢ 公司',
    'S.B',
    '真SB。',
    '傻Ｂ客服',
    '叫你们去死',
    '去 死 吧',
    '他妈的，又扣费',
    '一群废物！',
    '脑-残',
    '智障客服',
    '你们不要脸',
    '混蛋，也是白痴',
    '废物处理不了问题，真是废物',
  ])('are found in: %j', (text) => expect(hasInsult(text)).toBe(true))

  it.each([
    '插上 USB 后应用闪退，sba 与 asb 都不行',
    '更新以后一打开就去死机',
    '过去死机的问题又出现了',
    '该应用为心智障碍者提供服务',
    '智障人士无法使用',
    '固体废物回收与废物利用',
    '订单已作废，物流也停了',
    '他妈的手机号被绑定',
    '用他妈的账号下单',
    '付款失败类型不明',
    '每天做操你们也计步',
    '家畜生产记录丢失',
    '电脑残留旧数据',
    '不要脸部识别，改用密码',
    '订的热狗东西没送到',
    '买的是混蛋白粉',
    '薄弱智能设备无法连接',
    '他妈，的士被取消',
    '傻，我觉得被逼着付款',
    '',
  ])('are not in: %j', (text) => expect(hasInsult(text)).toBe(false))

  it('are found whatever width their letters have and whatever stands between them', () => {
    const gap = fc.string({
      unit: fc.constantFrom(' ', '*', '.', '·', '\u3000', '-', '~', '\u200b'),
      maxLength: 3,
    })
    fc.assert(
      fc.property(fc.constantFrom(...insultWords), gap, fc.boolean(), ({ word }, between, wide) => {
        const widen = (each: string) =>
          wide && each.charCodeAt(0) < 0x80 ? String.fromCharCode(each.charCodeAt(0) + 0xfee0) : each
        expect(hasInsult(`你们${[...word].map(widen).join(between)}！`)).toBe(true)
      }),
    )
  })

  it('are not what excuses them', () => {
    for (const { unless = [] } of insultWords)
      for (const text of unless) expect([text, hasInsult(text)]).toEqual([text, false])
  })

  it('may be lengthened by a given list; a single character is no word', () => {
    const finder = createInsultFinder([{ word: '黑心', unless: ['黑心棉'] }, { word: '坏' }])
    expect(finder('黑 心 商家')).toBe(true)
    expect(finder('黑心棉被')).toBe(false)
    expect(finder('坏了')).toBe(false)
    expect(finder('傻逼')).toBe(true)
    expect(hasInsult('黑心商家')).toBe(false)
  })

  it.each(['傻', '傻 ', '去', '你', '废,', '去死机', 's ', '不要', '断子绝'])(
    'cost as much as the text is long: %j',
    (unit) => {
      const count = (size: number) => {
        let reads = 0
        const text = unit.repeat(size)
        hasInsult({
          length: text.length,
          charCodeAt: (index) => {
            reads += 1
            return text.charCodeAt(index)
          },
        })
        return reads
      }
      const size = full ? 200_000 : 4_000
      expect(count(2 * size) / count(size)).toBeLessThan(2.1)
      expect(count(size) / size).toBeLessThan(80)
    },
  )
})

const text = '我的手机 100 1234 5678，你们这群废物'
const utf16 = (bigEndian: boolean) => {
  const data = Buffer.from(`\ufeff${text}`, 'utf16le')
  return bigEndian ? data.swap16() : data
}
/** GB18030 bytes of a text with a phone and an insult, made with iconv: Node has no encoder. */
const gb18030 = Buffer.from('ced2b5c4cad6bbfa203130302031323334203536373820c4e3c3c7d5e2c8bab7cfceef', 'hex')

describe('warnings before filing', () => {
  it('name each member and each kind once', () => {
    const filing = {
      title: '傻逼客服',
      description: '请回电 10012345678 或 10087654321，邮箱 zhang@example.com，身份证 000000199001010018。',
      demand: '退到 6222000000000000996',
      evidence: null,
    }
    expect(codesOf(filing)).toEqual([
      '/title insulting_word',
      '/description personal_id_number',
      '/description personal_phone',
      '/description personal_email',
      '/demand personal_bank_card',
    ])
  })

  it.each([
    ['UTF-8', 'text/plain', Buffer.from(text)],
    ['UTF-8 as declared', 'text/csv; charset=utf-8', Buffer.from(text)],
    ['UTF-8 with BOM', 'Text/Plain', Buffer.from(`\ufeff${text}`)],
    ['GB18030', 'text/plain', gb18030],
    ['GB18030 as declared', 'text/plain; charset="GB18030"', gb18030],
    ['UTF-16 little endian', 'text/plain', utf16(false)],
    ['UTF-16 big endian', 'text/plain', utf16(true)],
  ])('read text evidence in %s', (_, contentType, data) => {
    const evidence = [
      { contentType: 'image/png', data: Buffer.from(text) },
      { contentType, data },
    ]
    expect(codesOf({ evidence })).toEqual(['/evidence/1 personal_phone', '/evidence/1 insulting_word'])
  })

  it('leave out what is no text, and what is beyond the limit', () => {
    const data = Buffer.from(`${'。'.repeat(20)}10012345678`)
    const evidence = [{ contentType: 'text/plain', data }]
    const look = (fileCharacters: number) => findFilingWarnings({ evidence }, { fileCharacters }).length
    expect([look(31), look(30)]).toEqual([1, 0])
    expect(codesOf({ evidence: [{ contentType: 'text/plain', data: Buffer.from([0, 1, 2]) }] })).toEqual([])
    expect(codesOf({ evidence: [{ contentType: 'text/plain; charset=big5', data }] })).toEqual([])
  })

  it('speak the person’s language and never repeat what was found', () => {
    const filing = { title: '废物', description: '致电 10012345678' }
    for (const locale of ['zh', 'en'] as const) {
      const told = JSON.stringify(findFilingWarnings(filing, { locale }))
      expect(told).not.toMatch(/10012345678|废物/)
      expect(told).toContain(locale === 'zh' ? '疑似含有完整电话号码' : 'looks like a full phone number')
    }
  })

  it('are none for a plain complaint, and nothing given makes them throw', () => {
    expect(
      codesOf({
        title: '会员到期后被自动续费',
        description: '2026-09-24 被扣款 25.00 元，订单 20260924138123456789。',
      }),
    ).toEqual([])
    expect(codesOf({})).toEqual([])
    const any = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(any, any, fc.uint8Array(), (title, description, data) => {
        const found = findFilingWarnings({
          title,
          description,
          evidence: [{ contentType: 'text/plain', data }],
        })
        expect(Array.isArray(found)).toBe(true)
      }),
    )
  })
})
