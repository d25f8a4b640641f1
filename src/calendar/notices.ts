/**
 * What the General Office of the State Council (国务院办公厅) published, notice by notice, in the order of the
 * text, so that a person can lay both side by side. A notice may speak of the last days of the December
 * before its year. Encouraged leave (2024-02-09) is a working day and not listed.
 */

/** One holiday of a notice. Dates are Asia/Shanghai's. */
export interface NoticeHoliday {
  readonly name: string
  /** First and last day off; weekends in between are off too. */
  readonly off: readonly [first: string, last: string]
  /** Days that the notice names as worked: weekend days swapped for days off (调休). */
  readonly worked: readonly string[]
}

export interface Notice {
  /** 发文字号. */
  readonly number: string
  readonly year: number
  /** The notice that this one changes: its holidays replace those of the same name there. */
  readonly amends?: string
  readonly holidays: readonly NoticeHoliday[]
}

function holiday(name: string, first: string, last = first, ...worked: string[]): NoticeHoliday {
  return { name, off: [first, last], worked }
}

export const notices: readonly Notice[] = [
  {
    number: '国办发明电〔2017〕12号',
    year: 2018,
    holidays: [
      holiday('元旦', '2018-01-01'),
      holiday('春节', '2018-02-15', '2018-02-21', '2018-02-11', '2018-02-24'),
      holiday('清明节', '2018-04-05', '2018-04-07', '2018-04-08'),
      holiday('劳动节', '2018-04-29', '2018-05-01', '2018-04-28'),
      holiday('端午节', '2018-06-18'),
      holiday('中秋节', '2018-09-24'),
      holiday('国庆节', '2018-10-01', '2018-10-07', '2018-09-29', '2018-09-30'),
    ],
  },
  {
    number: '国办发明电〔2018〕15号',
    year: 2019,
    holidays: [
      holiday('元旦', '2018-12-30', '2019-01-01', '2018-12-29'),
      holiday('春节', '2019-02-04', '2019-02-10', '2019-02-02', '2019-02-03'),
      holiday('清明节', '2019-04-05'),
      holiday('劳动节', '2019-05-01'),
      holiday('端午节', '2019-06-07'),
      holiday('中秋节', '2019-09-13'),
      holiday('国庆节', '2019-10-01', '2019-10-07', '2019-09-29', '2019-10-12'),
    ],
  },
  {
    // Labour Day of one day became four, for two swapped Sundays.
    number: '国办发明电〔2019〕3号',
    year: 2019,
    amends: '国办发明电〔2018〕15号',
    holidays: [holiday('劳动节', '2019-05-01', '2019-05-04', '2019-04-28', '2019-05-05')],
  },
  {
    number: '国办发明电〔2019〕16号',
    year: 2020,
    holidays: [
      holiday('元旦', '2020-01-01'),
      holiday('春节', '2020-01-24', '2020-01-30', '2020-01-19', '2020-02-01'),
      holiday('清明节', '2020-04-04', '2020-04-06'),
      holiday('劳动节', '2020-05-01', '2020-05-05', '2020-04-26', '2020-05-09'),
      holiday('端午节', '2020-06-25', '2020-06-27', '2020-06-28'),
      holiday('国庆节、中秋节', '2020-10-01', '2020-10-08', '2020-09-27', '2020-10-10'),
    ],
  },
  {
    // Spring Festival was lengthened to 2 February; 1 February was no longer worked. The notice names
    // Monday, 3 February as the day on which work starts again.
    number: '国办发明电〔2020〕1号',
    year: 2020,
    amends: '国办发明电〔2019〕16号',
    holidays: [holiday('春节', '2020-01-24', '2020-02-02', '2020-01-19', '2020-02-03')],
  },
  {
    number: '国办发明电〔2020〕27号',
    year: 2021,
    holidays: [
      holiday('元旦', '2021-01-01', '2021-01-03'),
      holiday('春节', '2021-02-11', '2021-02-17', '2021-02-07', '2021-02-20'),
      holiday('清明节', '2021-04-03', '2021-04-05'),
      holiday('劳动节', '2021-05-01', '2021-05-05', '2021-04-25', '2021-05-08'),
      holiday('端午节', '2021-06-12', '2021-06-14'),
      holiday('中秋节', '2021-09-19', '2021-09-21', '2021-09-18'),
      holiday('国庆节', '2021-10-01', '2021-10-07', '2021-09-26', '2021-10-09'),
    ],
  },
  {
    number: '国办发明电〔2021〕11号',
    year: 2022,
    holidays: [
      holiday('元旦', '2022-01-01', '2022-01-03'),
      holiday('春节', '2022-01-31', '2022-02-06', '2022-01-29', '2022-01-30'),
      holiday('清明节', '2022-04-03', '2022-04-05', '2022-04-02'),
      holiday('劳动节', '2022-04-30', '2022-05-04', '2022-04-24', '2022-05-07'),
      holiday('端午节', '2022-06-03', '2022-06-05'),
      holiday('中秋节', '2022-09-10', '2022-09-12'),
      holiday('国庆节', '2022-10-01', '2022-10-07', '2022-10-08', '2022-10-09'),
    ],
  },
  {
    number: '国办发明电〔2022〕16号',
    year: 2023,
    holidays: [
      holiday('元旦', '2022-12-31', '2023-01-02'),
      holiday('春节', '2023-01-21', '2023-01-27', '2023-01-28', '2023-01-29'),
      holiday('清明节', '2023-04-05'),
      holiday('劳动节', '2023-04-29', '2023-05-03', '2023-04-23', '2023-05-06'),
      holiday('端午节', '2023-06-22', '2023-06-24', '2023-06-25'),
      holiday('中秋节、国庆节', '2023-09-29', '2023-10-06', '2023-10-07', '2023-10-08'),
    ],
  },
  {
    number: '国办发明电〔2023〕7号',
    year: 2024,
    holidays: [
      holiday('元旦', '2024-01-01'),
      holiday('春节', '2024-02-10', '2024-02-17', '2024-02-04', '2024-02-18'),
      holiday('清明节', '2024-04-04', '2024-04-06', '2024-04-07'),
      holiday('劳动节', '2024-05-01', '2024-05-05', '2024-04-28', '2024-05-11'),
      holiday('端午节', '2024-06-10'),
      holiday('中秋节', '2024-09-15', '2024-09-17', '2024-09-14'),
      holiday('国庆节', '2024-10-01', '2024-10-07', '2024-09-29', '2024-10-12'),
    ],
  },
  {
    number: '国办发明电〔2024〕12号',
    year: 2025,
    holidays: [
      holiday('元旦', '2025-01-01'),
      holiday('春节', '2025-01-28', '2025-02-04', '2025-01-26', '2025-02-08'),
      holiday('清明节', '2025-04-04', '2025-04-06'),
      holiday('劳动节', '2025-05-01', '2025-05-05', '2025-04-27'),
      holiday('端午节', '2025-05-31', '2025-06-02'),
      holiday('国庆节、中秋节', '2025-10-01', '2025-10-08', '2025-09-28', '2025-10-11'),
    ],
  },
  {
    number: '国办发明电〔2025〕7号',
    year: 2026,
    holidays: [
      holiday('元旦', '2026-01-01', '2026-01-03', '2026-01-04'),
      holiday('春节', '2026-02-15', '2026-02-23', '2026-02-14', '2026-02-28'),
      holiday('清明节', '2026-04-04', '2026-04-06'),
      holiday('劳动节', '2026-05-01', '2026-05-05', '2026-05-09'),
      holiday('端午节', '2026-06-19', '2026-06-21'),
      holiday('中秋节', '2026-09-25', '2026-09-27'),
      holiday('国庆节', '2026-10-01', '2026-10-07', '2026-09-20', '2026-10-10'),
    ],
  },
]
