/**
 * Tables as CSV (RFC 4180) that a spreadsheet opens without harm: no cell becomes a formula, no long number loses
 * digits, and the characters are those that were written.
 */
import type { csvEncodings } from '../../contract/index.js'
import { encodeGb18030 } from './gb18030.js'

export type CsvCell = string | number | null

/** Blanks that a spreadsheet skips, those that it does not show included; TAB, CR and LF are no blanks here. */
const blanks = /^(?:[^\S\t\r\n]|[\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff])+/
/** What begins a formula, also in full-width and small forms, and what may hide its beginning. */
const dangerous = /^[=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20\t\r\n\0]/
/** From 12 digits on a spreadsheet shows powers of ten, from 16 on it loses digits. */
const longDigits = /^[0-9\uff10-\uff19]{12,}$/

/** A cell that stays the text that it is: with a leading apostrophe where a spreadsheet would calculate. */
export function guardCell(cell: CsvCell): string {
  const text = cell === null ? '' : String(cell)
  const begin = text.replace(blanks, '')
  return dangerous.test(begin) || longDigits.test(begin.trimEnd()) ? `'${text}` : text
}

/** Records of lines that end with CRLF. */
export function writeCsv(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')
}

function writeCell(cell: CsvCell): string {
  const text = guardCell(cell)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** UTF-8 with a byte order mark, by which spreadsheets know it, or GB 18030. */
export function encodeCsv(csv: string, encoding: (typeof csvEncodings)[number]): Uint8Array {
  return encoding === 'gb18030' ? encodeGb18030(csv) : new TextEncoder().encode(`\ufeff${csv}`)
}
