/** Why a day counts or does not, in words that a compliance officer can check against the notices. */
import { formatDay, isWeekend, weekdayOf } from './dates.js'
import { type DayTable, decidingYear } from './day-table.js'

export type DayReasonCode =
  /** The day from which the period runs; it never counts. */
  | 'start_day'
  | 'working_day'
  | 'weekend'
  /** Off by a notice. */
  | 'holiday'
  /** A weekend day that a notice made a working day (调休). */
  | 'swapped_working_day'
  /** No notice yet: a weekday, taken as a working day. */
  | 'unpublished_working_day'
  /** No notice yet: a weekend day, taken as off. */
  | 'unpublished_weekend'
  /** No notice yet: off by law. */
  | 'statutory_holiday'
  /** No notice yet: taken as the day on which a holiday of a weekend is made up. */
  | 'statutory_make_up'
  /** The period is one of calendar days. */
  | 'calendar_day'

export interface DayReason {
  readonly code: DayReasonCode
  readonly zh: string
  readonly en: string
}

const holidays: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
}
const weekdays = [
  ['星期日', 'Sunday'],
  ['星期一', 'Monday'],
  ['星期二', 'Tuesday'],
  ['星期三', 'Wednesday'],
  ['星期四', 'Thursday'],
  ['星期五', 'Friday'],
  ['星期六', 'Saturday'],
] as const

const law = {
  zh: '《全国年节及纪念日放假办法》',
  en: 'the Measures on Public Holidays (全国年节及纪念日放假办法)',
}

/** English name of a holiday, or of several joined by 、; an unknown one keeps its Chinese name. */
function translate(name: string): string {
  return name
    .split('、')
    .map((part) => holidays[part] ?? part)
    .join(' and ')
}

/** Chinese and English name of the day of the week. */
function nameWeekday(day: number) {
  return weekdays[weekdayOf(day)] ?? weekdays[0]
}

function reason(code: DayReasonCode, zh: string, en: string): DayReason {
  return { code, zh, en }
}

export function explainStart(day: number): DayReason {
  const [zh, en] = nameWeekday(day)
  return reason(
    'start_day',
    `${zh}，期限起算的当日，不计入`,
    `${en}, the day from which the period runs: not counted`,
  )
}

export function explainCalendarDay(day: number): DayReason {
  const [zh, en] = nameWeekday(day)
  return reason('calendar_day', `${zh}，按自然日计算，计入`, `${en}: calendar days all count`)
}

/** Why a day after the start counts as a working day or not. `published` holds the years whose notice is known. */
export function explainDay(
  day: number,
  isWorking: boolean,
  table: DayTable,
  published: ReadonlySet<number>,
): DayReason {
  const [zh, en] = nameWeekday(day)
  const weekend = isWeekend(day)
  const named = table.named.get(day)
  if (named) {
    const notices = named.notices.join('、')
    const name = translate(named.name)
    if (!isWorking) {
      return reason(
        'holiday',
        `${zh}，${named.name}放假（${notices}）`,
        `${en}, off for ${name} (notice ${notices})`,
      )
    }
    if (weekend) {
      return reason(
        'swapped_working_day',
        `${zh}，因${named.name}调休上班（${notices}）`,
        `${en}, worked in exchange for a day off at ${name} (notice ${notices})`,
      )
    }
    return reason(
      'working_day',
      `${zh}，工作日（${notices}明确上班）`,
      `${en}, a working day (named in notice ${notices})`,
    )
  }
  const year = decidingYear(day, (candidate) => published.has(candidate))
  if (published.has(year)) {
    return weekend
      ? reason('weekend', `${zh}，休息日`, `${en}, weekend`)
      : reason('working_day', `${zh}，工作日`, `${en}, a working day`)
  }
  const zhUnpublished = `国务院办公厅尚未公布${year}年放假安排`
  const enUnpublished = `the State Council's notice for ${year} is not published`
  const byLaw = table.byLaw.get(day)
  if (byLaw?.makesUp !== undefined) {
    const date = formatDay(byLaw.makesUp)
    return reason(
      'statutory_make_up',
      `${zh}，${byLaw.name}（${date}）适逢周末，暂按当日补假（${law.zh}第六条）；${zhUnpublished}`,
      `${en}, taken as the day on which ${translate(byLaw.name)} (${date}, a weekend) is made up (${law.en}, art. 6); ${enUnpublished}`,
    )
  }
  if (byLaw) {
    return reason(
      'statutory_holiday',
      `${zh}，${byLaw.name}，法定节假日（${law.zh}第二条）；${zhUnpublished}`,
      `${en}, ${translate(byLaw.name)}, off by law (${law.en}, art. 2); ${enUnpublished}`,
    )
  }
  return weekend
    ? reason(
        'unpublished_weekend',
        `${zh}，暂按休息日计算；${zhUnpublished}，可能调休上班`,
        `${en}, taken as off for now; ${enUnpublished} and may make it a working day`,
      )
    : reason(
        'unpublished_working_day',
        `${zh}，暂按工作日计算；${zhUnpublished}，可能放假`,
        `${en}, taken as a working day for now; ${enUnpublished} and may make it a day off`,
      )
}
