/** How the examples speak: in one of two languages, plain when nobody watches a terminal. */
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { lang: { type: 'string', default: 'zh' } } })
if (values.lang !== 'zh' && values.lang !== 'en') {
  console.error(`--lang ${values.lang}: use zh or en. / 请使用 zh 或 en。`)
  process.exit(2)
}

export const lang: 'zh' | 'en' = values.lang

/** The words in the language that was asked for. */
export const t = (zh: string, en: string): string => (lang === 'zh' ? zh : en)

const colour = process.stdout.isTTY && !process.env['NO_COLOR']
const paint = (code: number, text: string) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text)

let chapter = 0
export function heading(zh: string, en: string): void {
  chapter += 1
  console.log(`\n${paint(1, `${chapter}. ${t(zh, en)}`)}`)
}

export const line = (zh: string, en: string): void => console.log(`   ${t(zh, en)}`)
export const good = (zh: string, en: string): void => console.log(`   ${paint(32, '✓')} ${t(zh, en)}`)
export const refused = (zh: string, en: string): void => console.log(`   ${paint(31, '✗')} ${t(zh, en)}`)

/** Columns that a terminal takes for `text`: Chinese characters and full-width forms take two. */
const columns = (text: string) =>
  [...text].reduce(
    (sum, c) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c)
        ? 2
        : 1),
    0,
  )

/** @param numbersFrom the column from which on cells stand at the right, as numbers do */
export function table(rows: readonly (readonly string[])[], numbersFrom = Number.POSITIVE_INFINITY): void {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => columns(row[i] ?? ''))))
  for (const row of rows) {
    const cells = row.map((cell, i) => {
      const blanks = ' '.repeat(Math.max(0, (widths[i] ?? 0) - columns(cell)))
      return i < numbersFrom ? cell + blanks : blanks + cell
    })
    console.log(`   ${cells.join('  ').trimEnd()}`)
  }
}

/** Whole bytes with a thousands separator. */
export const bytes = (count: number): string => `${count.toLocaleString('en-US')} B`
