import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCharacterOf } from '../../../src/platform/id-number.js'
import { findPersonalData } from '../../../src/platform/personal-data.js'
import { kindsOfPersonalData } from '../../../src/platform/response-findings.js'

const full = process.env['TOUSU_TIER'] === 'full'

const idNumber = '000000199001010018'
const withX = '00000019900101027X'
const phone = '10012345678'
/** Of no issuer: the account number is nothing but zeros and nines. */
const card = '6222000000000000996'

const fullWidth = (text: string) =>
  [...text].map((each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)).join('')

describe('personal data in a text', () => {
  it.each([
    [`身份证${idNumber}已核实`, ['id_number']],
    [`身份证 ${withX}，已核实`, ['id_number']],
    [`身份证 ${withX.toLowerCase()} 已核实`, ['id_number']],
    [`身份证 ${fullWidth(withX)} 已核实`, ['id_number']],
    ['身份证 000000 1990 0101 0018', ['id_number']],
    ['身份证 000000-19900101-027X', ['id_number']],
    ['身份证 000000 19900101 027 X', ['id_number']],
    [`永居证 90000019900101001${checkCharacterOf('90000019900101001')}`, ['id_number']],
    [`居住证 81000019900101001${checkCharacterOf('81000019900101001')}`, ['id_number']],
    [`致电${phone}未接通`, ['phone']],
    ['致电 100 1234 5678 未接通', ['phone']],
    ['致电 100-1234-5678', ['phone']],
    ['致电 100.1234.5678', ['phone']],
    ['致电 138-1234 5678', ['phone']],
    ['致电 1 0 0 1 2 3 4 5 6 7 8', ['phone']],
    ['致电 １００１２３４５６７８', ['phone']],
    ['致电 ①③⑧①②③④⑤⑥⑦⑧', ['phone']],
    ['致电 𝟭𝟯𝟴𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴', ['phone']],
    ['致电 1\u200b3812345678', ['phone']],
    ['致电 1️⃣3️⃣8️⃣12345678', ['phone']],
    ['致电 +86 138 1234 5678', ['phone']],
    ['致电 +8613812345678', ['phone']],
    ['致电 (86)138-1234-5678', ['phone']],
    ['致电 0086-13812345678', ['phone']],
    ['微信vx13812345678', ['phone']],
    ['tel:13812345678', ['phone']],
    ['12315:13812345678', ['phone']],
    ['2026-09-24 138 1234 5678', ['phone']],
    ['2026-09-24 14:30 138 1234 5678 来电', ['phone']],
    ['138 1234 5678 2026年9月24日来电', ['phone']],
    ['退款 25.00 138 1234 5678', ['phone']],
    ['13812345678 13912345678', ['phone']],
    ['138 1234 5678 139 1234 5678', ['phone']],
    ['13812345678/13912345678', ['phone']],
    ['400-123-4567 138 1234 5678', ['phone']],
    ['座机 010-87654321', ['phone']],
    ['座机 0571-8765-4321', ['phone']],
    ['座机 (021) 87654321 转 801', ['phone']],
    ['座机 010-87654321-801', ['phone']],
    [`卡号${card}`, ['bank_card']],
    ['卡号 6222 0000 0000 0000 996', ['bank_card']],
    ['卡号 6222-0000-0000-0000-996', ['bank_card']],
    [`卡号 ${fullWidth(card)}`, ['bank_card']],
    ['卡号 4000 0000 0000 0002', ['bank_card']],
    ['邮箱 zhang.san+1@example.com。', ['email']],
    ['邮箱 ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ', ['email']],
    ['邮箱 zhang @ example.com', ['email']],
    ['邮箱 zhang@example。com', ['email']],
    ['写信到 zhang@mail.example.cn.', ['email']],
    [`${idNumber}，${phone}，${card}，a@b.example`, ['id_number', 'phone', 'bank_card', 'email']],
  ])('%s: %j', (text, kinds) => expect(kindsOfPersonalData(text)).toEqual(kinds))

  it.each([
    '订单号 20260924138123456789',
    '订单号 2026092413812345678900',
    '订单号 2026 0924 1381 2345 678',
    '订单号 202609241234567890',
    '订单号 JD13812345678',
    '订单号 100-13812345678901',
    '运单号 SF1381234567890',
    '运单号 YT8812345678901',
    '运单号 773138123456789',
    '运单号 1381234567890',
    '流水号 138-1234-5678-9012',
    '流水号 6222000000000000997',
    '时间戳 1790000000000',
    '时间 2026-09-24 09:00:00',
    '时间 2026/09/24 至 2026/10/15',
    '日期 20260924 20261015',
    '金额 1,381,234.56 元',
    '金额 13812345.67 元，共 12 期',
    '坐标 116.13812345678,39.90812345678',
    '版本 8.0.50.138123, IP 192.168.100.123',
    '备案号 京ICP备10012345号-6',
    '统一社会信用代码 91110000MA01234567',
    '投诉编号 TS202609247K3MX2QDI',
    '投诉编号 TS20260924234567895',
    '客服 400-123-4567',
    '客服 4001234567 转 8',
    '客服 400-123-4567-8901',
    '客服 800 810 0000',
    '客服 95588、95188-1、951234',
    '热线 12315 12377 12321',
    '分机 8012',
    '摘要 9f86d081884c7d659a13812345678a2feaa0c55ad015a3bf4f1b2b0b822cd15d',
    '@客服 请看 icon@2x 与 a@b',
    '张三@ 公司',
    '身份证 000000199013010018',
    '身份证 000000********0018，手机 138****5678',
    '',
  ])('none in: %s', (text) => expect(kindsOfPersonalData(text)).toEqual([]))

  it('is not what the company publishes, however it is written', () => {
    const known = ['热线 010-87654321、+86 138 1234 5678；Help@Example.com']
    for (const text of [
      '（010）87654321',
      '010 8765 4321-8',
      '138-1234-5678',
      'help@example.com',
      '０１０－８７６５４３２１',
    ]) {
      expect(kindsOfPersonalData(text)).not.toEqual([])
      expect(kindsOfPersonalData(text, known)).toEqual([])
    }
    expect(kindsOfPersonalData('138-1234-5679', known)).toEqual(['phone'])
  })
})

/** Anything that a text may put around a number without making it part of a longer run. */
const around = fc.constantFrom('', '您好，', '。', '\n', '（', '）', '电话：', '，请核实')
const numbers = fc.constantFrom(idNumber, withX, phone, card)
const separator = fc.constantFrom('', ' ', '-', '.', '·', '—', '\u3000', '\u200b')

describe('the laws of finding', () => {
  it('a number is found between any words, in either width, with one separator throughout', () => {
    fc.assert(
      fc.property(
        around,
        numbers,
        separator,
        fc.boolean(),
        around,
        (before, number, between, wide, after) => {
          const written = [...number].map((each) => (wide ? fullWidth(each) : each)).join(between)
          expect(kindsOfPersonalData(before + written + after)).toEqual(kindsOfPersonalData(number))
          expect(kindsOfPersonalData(number)).toHaveLength(1)
        },
      ),
    )
  })

  it('digits inside a longer run are never flagged', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(digits, digits, (before, after) => {
        const run = before + phone + after
        const kinds = kindsOfPersonalData(`编号${run}号`)
        expect(kinds).not.toContain('phone')
        if (run.length > 19) expect(kinds).toEqual([])
      }),
    )
  })

  it('whatever is given is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(Array.isArray(findPersonalData(text))).toBe(true)
      }),
    )
  })
})

/** Counts how often a place of the text is looked at. */
function countReads(text: string): number {
  let reads = 0
  const source = {
    length: text.length,
    charCodeAt(index: number) {
      reads += 1
      return text.charCodeAt(index)
    },
  }
  findPersonalData(source)
  return reads
}

describe('the work of finding', () => {
  const worst = [
    '1',
    '1 ',
    '1- ',
    '138 1234 ',
    '13812345678 ',
    'a@',
    '@',
    'a.',
    'x',
    'X1',
    '{{',
    '00861',
    '①',
    '\ud835',
  ]

  it.each(worst)('grows as the text does, even for %j over and over', (unit) => {
    const size = full ? 400_000 : 8_000
    const small = countReads(unit.repeat(size / unit.length))
    const large = countReads(unit.repeat((2 * size) / unit.length))
    expect(large / small).toBeGreaterThan(1.9)
    expect(large / small).toBeLessThan(2.1)
    expect(small / size).toBeLessThan(8)
  })

  it('is bounded for an address by the lengths that RFC 5321 allows', () => {
    const reads = countReads(`${'a'.repeat(10_000)}@${'b.'.repeat(10_000)}`)
    expect(reads).toBeLessThan(3 * 30_001 + 1_000)
  })
})
