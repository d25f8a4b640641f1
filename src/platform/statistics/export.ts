/** Statistics as a table: one row a group, the total last. Growth is left to the reader: numbers of all three spans. */
import type { Locale } from '../../contract/field-errors.js'
import type { csvEncodings, Statistics, StatisticsFigures } from '../../contract/index.js'
import { type CsvCell, encodeCsv, writeCsv } from './csv.js'

type Column = readonly [zh: string, en: string, of: (figures: StatisticsFigures) => CsvCell]

const columns: readonly Column[] = [
  ['收到', 'received', ({ received }) => received],
  ['上期收到', 'received in the span before', ({ growth }) => growth.previous?.received ?? null],
  ['上年同期收到', 'received a year before', ({ growth }) => growth.yearBefore?.received ?? null],
  ['已答复', 'answered', ({ answered }) => answered],
  ['按时办结', 'answered on time', ({ timely }) => timely.numerator],
  ['到期', 'due', ({ timely }) => timely.denominator],
  ['投诉处理及时率（%）', 'timely-handling rate (%)', ({ timely }) => timely.percent],
  [
    '答复用时中位数（工作日）',
    'median handling (working days)',
    ({ handling }) => handling.workingDays.median,
  ],
  ['答复用时95分位（工作日）', 'p95 handling (working days)', ({ handling }) => handling.workingDays.p95],
  ['答复用时中位数（小时）', 'median handling (hours)', ({ handling }) => handling.hours.median],
  ['答复用时95分位（小时）', 'p95 handling (hours)', ({ handling }) => handling.hours.p95],
  ['评价数', 'rated', ({ satisfaction }) => satisfaction.denominator],
  ['满意数', 'satisfied', ({ satisfaction }) => satisfaction.numerator],
  ['已解决数', 'solved', ({ solved }) => solved.numerator],
  ['再次投诉', 'reopened', ({ reopened }) => reopened.numerator],
  ['首次投诉', 'appeals left out', ({ repeats }) => repeats.denominator],
  ['重复投诉', 'repeats', ({ repeats }) => repeats.numerator],
]

/** @returns the bytes of a CSV file */
export function exportStatistics(
  statistics: Statistics,
  locale: Locale,
  encoding: (typeof csvEncodings)[number],
): Uint8Array {
  const say = (zh: string, en: string) => (locale === 'zh' ? zh : en)
  const { from, to, cutOff, groups, total } = statistics
  const row = (label: string, figures: StatisticsFigures): CsvCell[] => [
    label,
    ...columns.map(([, , of]) => of(figures)),
    from,
    to,
    cutOff,
  ]
  const head = [
    say('名称', 'name'),
    ...columns.map(([zh, en]) => say(zh, en)),
    say('起始日期', 'from'),
    say('截止日期', 'to'),
    say('统计时点', 'cut-off'),
  ]
  const rows = groups.map((group) => row(group.label, group))
  return encodeCsv(writeCsv([head, ...rows, row(say('合计', 'total'), total)]), encoding)
}
