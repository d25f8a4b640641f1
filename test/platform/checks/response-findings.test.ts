import { describe, expect, it } from 'vitest'
import { findWarnings } from '../../../src/platform/response-findings.js'

const number = 'TS202609247K3MX2QDI'
const contacts = ['客服热线 010-87654321', '10012340000', 'help@example.com', '400-000-0001']
const codesIn = (text: string) =>
  findWarnings([{ pointer: '/statement', text }], [number, ...contacts], 'zh').map(({ code }) => code)

describe('warnings about an answer', () => {
  it.each([
    '您好，编号 TS202609247K3MX2QDI 已办结，请拨打 010-87654321。',
    '您好，请拨打（０１０）８７６５４３２１或 100 1234 0000。',
    '您好，请写信到 Help@Example.com，或拨打 4000000001、95188、12315。',
    '您好，订单 202609241381234567890 的 1,381,234.56 元已退回。',
  ])('are none for what the company publishes and for numbers of other things: %s', (text) => {
    expect(codesIn(text)).toEqual([])
  })

  it.each([
    ['您好，已致电 100 1234 0001。', ['personal_phone']],
    ['您好，请拨打 010-87654321，或经理 010-87654322。', ['personal_phone']],
    ['您好，已退到 6222 0000 0000 0000 996。', ['personal_bank_card']],
    ['您好，已发到 zhang＠example．com。', ['personal_email']],
    ['您好，｛｛姓名｝｝，证件 000000-19900101-0018 已核实。', ['placeholder', 'personal_id_number']],
    ['您好，ＸＸＸ先生，{{日期}}已处理。', ['placeholder']],
  ])('%s: %j', (text, codes) => expect(codesIn(text)).toEqual(codes))

  it('stand at the text that they are about, in the language of the reader, without what was found', () => {
    const texts = [
      { pointer: '/statement', text: '您好，已处理。' },
      { pointer: '/measures/0', text: '回访 10012345678' },
      { pointer: '/contactAttempts/0/note', text: '写信到 a@b.example' },
    ]
    const english = findWarnings(texts, [], 'en')
    expect(english).toEqual([
      { pointer: '/measures/0', code: 'personal_phone', detail: 'holds what looks like a full phone number' },
      {
        pointer: '/contactAttempts/0/note',
        code: 'personal_email',
        detail: 'holds what looks like an e-mail address',
      },
    ])
    const chinese = findWarnings(texts, [], 'zh')
    expect(chinese.map(({ pointer, code }) => [pointer, code])).toEqual(
      english.map(({ pointer, code }) => [pointer, code]),
    )
    expect(JSON.stringify(chinese)).not.toMatch(/10012345678|a@b/)
  })
})
