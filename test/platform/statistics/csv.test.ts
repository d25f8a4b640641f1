import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeCsv, guardCell, writeCsv } from '../../../src/platform/statistics/csv.js'
import { encodeGb18030 } from '../../../src/platform/statistics/gb18030.js'

const full = process.env['TOUSU_TIER'] === 'full'

describe('a cell that a spreadsheet would calculate', () => {
  const begins = [
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    '\t',
    '\r',
    '\n',
    '\0',
    '﹢',
    '﹣',
    '﹦',
    '﹫',
    '−',
  ]
  const blanks = ['', ' ', '  ', '\u00a0', '\u3000', '\ufeff', '\u200b', '\u2003 ', ' \u2060']

  it.each(begins.flatMap((begin) => blanks.map((blank) => [`${blank}${begin}1+1`])))(
    'gets an apostrophe: %j',
    (cell) => expect(guardCell(cell)).toBe(`'${cell}`),
  )

  it.each(['示例网络', '1+1', 'a=b', '2026-09-24', ' x', '', "'=1", '（=1）', '.5'])('but not %j', (cell) =>
    expect(guardCell(cell)).toBe(cell),
  )

  it('takes numbers as they are, and nothing for null', () => {
    expect([guardCell(0), guardCell(94.73), guardCell(12_345_678_901), guardCell(null)]).toEqual([
      '0',
      '94.73',
      '12345678901',
      '',
    ])
    expect(guardCell(-12.5)).toBe("'-12.5")
  })

  it.each([
    ['12345678901', '12345678901'],
    ['123456789012', "'123456789012"],
    [' 000000199001010018 ', "' 000000199001010018 "],
    ['１２３４５６７８９０１２', "'１２３４５６７８９０１２"],
    ['20260924000000000012A', '20260924000000000012A'],
  ])('keeps long digits as text: %j', (cell, written) => expect(guardCell(cell)).toBe(written))
})

describe('a CSV file', () => {
  it('is of RFC 4180, whatever the cells hold', () => {
    const cell = fc.string({ unit: 'binary', maxLength: 12 })
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        expect(parse(writeCsv(rows))).toEqual(rows.map((row) => row.map(guardCell)))
      }),
    )
  })

  it('begins with a byte order mark in UTF-8, and has none in GB 18030', () => {
    expect(Buffer.from(encodeCsv('名称\r\n', 'utf-8')).toString('hex')).toBe('efbbbfe5908de7a7b00d0a')
    expect(Buffer.from(encodeCsv('名称\r\n', 'gb18030')).toString('hex')).toBe('c3fbb3c60d0a')
  })
})

describe('GB 18030', () => {
  const decode = (bytes: Uint8Array) => new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  /** Private code points that the standard moved to characters of Unicode; a decoder never gives them. */
  const isMoved = (point: number) => point === 0xe5e5 || (point >= 0xe78d && point <= 0xe864)

  it.each([
    ['€', 'a2e3'],
    ['丂', '8140'],
    ['\u0080', '81308130'],
    ['㐂', '8139ef31'],
    ['𠮷', '9534b235'],
    ['😀', '9439fc36'],
    ['\u{10ffff}', 'e3329a35'],
    ['·', 'a1a4'],
  ])('writes %j as %s', (text, hex) => {
    expect(Buffer.from(encodeGb18030(text)).toString('hex')).toBe(hex)
    expect(decode(encodeGb18030(text))).toBe(text)
  })

  it('can be read back: every code point of Unicode that has a code', () => {
    const step = full ? 1 : 97
    const lost: number[] = []
    for (let start = 0; start <= 0x10ffff; start += 4_096) {
      const points = []
      for (let point = start; point < start + 4_096; point += step) {
        if (point >= 0xd800 && point <= 0xdfff) continue
        points.push(point)
      }
      const back = [...decode(encodeGb18030(String.fromCodePoint(...points)))]
      points.forEach((point, index) => {
        if (back[index]?.codePointAt(0) !== point) lost.push(point)
      })
    }
    expect(lost.filter((point) => !isMoved(point))).toEqual([])
    expect(lost.length).toBeLessThan(30)
  })

  it('writes U+FFFD for what has no code', () => {
    expect(decode(encodeGb18030('a\ud800b\ue5e5c'))).toBe('a\ufffdb\ufffdc')
  })
})

/** A reader of RFC 4180. */
function parse(csv: string): string[][] {
  const rows: string[][] = []
  let [row, cell, quoted]: [string[], string, boolean] = [[], '', false]
  for (let at = 0; at < csv.length; at += 1) {
    const character = csv[at] ?? ''
    if (quoted && character === '"' && csv[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (character === '"') quoted = !quoted
    else if (!quoted && character === ',') {
      row.push(cell)
      cell = ''
    } else if (!quoted && character === '\r' && csv[at + 1] === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      at += 1
    } else cell += character
  }
  return rows
}
