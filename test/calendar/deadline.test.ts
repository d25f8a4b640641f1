import { describe, expect, it } from 'vitest'
import { builtInCalendar, createCalendar, deadlineOf, type Period } from '../../src/calendar/index.js'

describe('deadlineOf', () => {
  it('gives the due date, its last second in Shanghai, and a reason for every day', () => {
    const deadline = deadlineOf('2026-09-24T15:00:00+08:00', { workingDays: 10 })
    expect(deadline).toMatchObject({
      dueDate: '2026-10-15',
      dueAt: '2026-10-15T23:59:59+08:00',
      provisional: false,
      earliestDueAt: '2026-10-15T23:59:59+08:00',
    })
    expect(deadline.days).toHaveLength(22)
    expect(deadline.days.filter(({ counted }) => counted).map(({ date }) => date)).toEqual([
      '2026-09-28',
      '2026-09-29',
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
      '2026-10-12',
      '2026-10-13',
      '2026-10-14',
      '2026-10-15',
    ])
    const reasonOf = (date: string) => deadline.days.find((day) => day.date === date)?.reason
    expect(reasonOf('2026-09-24')).toEqual({
      code: 'start_day',
      zh: '星期四，期限起算的当日，不计入',
      en: 'Thursday, the day from which the period runs: not counted',
    })
    expect(reasonOf('2026-09-25')).toEqual({
      code: 'holiday',
      zh: '星期五，中秋节放假（国办发明电〔2025〕7号）',
      en: 'Friday, off for Mid-Autumn Festival (notice 国办发明电〔2025〕7号)',
    })
    expect(reasonOf('2026-10-10')).toEqual({
      code: 'swapped_working_day',
      zh: '星期六，因国庆节调休上班（国办发明电〔2025〕7号）',
      en: 'Saturday, worked in exchange for a day off at National Day (notice 国办发明电〔2025〕7号)',
    })
    expect(reasonOf('2026-10-11')).toEqual({ code: 'weekend', zh: '星期日，休息日', en: 'Sunday, weekend' })
    expect(reasonOf('2026-10-12')).toEqual({
      code: 'working_day',
      zh: '星期一，工作日',
      en: 'Monday, a working day',
    })
  })

  it('counts calendar days, too: the 15th after the start', () => {
    const deadline = deadlineOf('2026-12-24', { calendarDays: 15 })
    expect(deadline).toMatchObject({
      dueDate: '2027-01-08',
      dueAt: '2027-01-08T23:59:59+08:00',
      provisional: false,
      earliestDueAt: '2027-01-08T23:59:59+08:00',
    })
    expect(deadline.days).toHaveLength(16)
    expect(deadline.days[0]?.counted).toBe(false)
    expect(deadline.days.slice(1).every(({ counted }) => counted)).toBe(true)
    expect(deadline.days[1]?.reason).toEqual({
      code: 'calendar_day',
      zh: '星期五，按自然日计算，计入',
      en: 'Friday: calendar days all count',
    })
  })

  it('of no days is due on the day itself', () => {
    for (const period of [{ workingDays: 0 }, { calendarDays: 0 }]) {
      const deadline = deadlineOf('2026-10-03', period)
      expect(deadline.dueDate).toBe('2026-10-03')
      expect(deadline.days.map(({ counted }) => counted)).toEqual([false])
    }
  })

  it('names both holidays where they meet, and a Monday that a notice names as worked', () => {
    const [, eve] = deadlineOf('2025-09-30', { workingDays: 1 }).days
    expect(eve?.reason.en).toBe(
      'Wednesday, off for National Day and Mid-Autumn Festival (notice 国办发明电〔2024〕12号)',
    )
    const monday = deadlineOf('2020-02-02', { workingDays: 1 }).days[1]
    expect(monday?.reason).toMatchObject({
      code: 'working_day',
      zh: '星期一，工作日（国办发明电〔2020〕1号明确上班）',
    })
  })

  it('is a plain value: it survives JSON, reasons included', () => {
    const deadline = deadlineOf('2026-09-24', { workingDays: 2 })
    expect(JSON.parse(JSON.stringify(deadline))).toEqual({
      dueDate: '2026-09-29',
      dueAt: '2026-09-29T23:59:59+08:00',
      provisional: false,
      earliestDueAt: '2026-09-29T23:59:59+08:00',
      days: deadline.days,
    })
    expect(deadline.days).toBe(deadline.days)
  })

  it.each<[unknown, RegExp]>([
    [{}, /expected either { workingDays } or { calendarDays }, got a value of type object/],
    [undefined, /expected either .* got undefined/],
    [10, /expected either .* got 10/],
    [{ workingDays: 10, calendarDays: 15 }, /got "workingDays" and "calendarDays"/],
    [{ days: 10 }, /got "days"/],
    [{ workingDays: 367 }, /workingDays must be a whole number from 0 to 366, got 367/],
    [{ calendarDays: 367 }, /calendarDays must be a whole number from 0 to 366, got 367/],
    [{ calendarDays: -1 }, /calendarDays must be a whole number from 0 to 366, got -1/],
    [{ workingDays: '10' }, /workingDays must be a whole number from 0 to 366, got "10"/],
  ])('refuses the period %j', (period, message) => {
    expect(() => Reflect.apply(deadlineOf, undefined, ['2026-09-24', period])).toThrow(message)
  })

  it('takes the longest period, and refuses one that ends after 2035', () => {
    const periods: Period[] = [{ workingDays: 366 }, { calendarDays: 366 }]
    for (const period of periods) {
      expect(deadlineOf('2030-01-01', period).days.filter(({ counted }) => counted)).toHaveLength(366)
      expect(() => deadlineOf('2035-12-01', period)).toThrow(/after 2035-12-31/)
    }
    expect(deadlineOf('2035-12-21', { calendarDays: 10 }).dueDate).toBe('2035-12-31')
    expect(() => deadlineOf('2035-12-21', { calendarDays: 11 })).toThrow(/11 calendar days after 2035-12-21/)
  })
})

describe('a deadline of unpublished days', () => {
  it('is provisional from 20 December on, until the notice of the next year is loaded', () => {
    expect(deadlineOf('2026-12-08', { workingDays: 8 })).toMatchObject({
      dueDate: '2026-12-18',
      provisional: false,
    })
    expect(deadlineOf('2026-12-18', { workingDays: 1 })).toMatchObject({
      dueDate: '2026-12-21',
      provisional: true,
      // Sunday, 20 December may be made a working day.
      earliestDueAt: '2026-12-20T23:59:59+08:00',
    })
    // The start is not counted, so it may be unpublished or the last published day.
    expect(deadlineOf('2026-12-21', { workingDays: 0 }).provisional).toBe(false)
    expect(deadlineOf('2025-12-18', { workingDays: 10 }).provisional).toBe(false)
  })

  it('says of every day what it rests on', () => {
    const { days, provisional } = deadlineOf('2027-02-04', { workingDays: 4 })
    expect(provisional).toBe(true)
    const unpublished = '国务院办公厅尚未公布2027年放假安排'
    const law = '《全国年节及纪念日放假办法》'
    expect(days.map(({ date, counted, reason }) => [date, counted, reason.code, reason.zh])).toEqual([
      ['2027-02-04', false, 'start_day', '星期四，期限起算的当日，不计入'],
      ['2027-02-05', false, 'statutory_holiday', `星期五，春节，法定节假日（${law}第二条）；${unpublished}`],
      ['2027-02-06', false, 'statutory_holiday', `星期六，春节，法定节假日（${law}第二条）；${unpublished}`],
      ['2027-02-07', false, 'statutory_holiday', `星期日，春节，法定节假日（${law}第二条）；${unpublished}`],
      ['2027-02-08', false, 'statutory_holiday', `星期一，春节，法定节假日（${law}第二条）；${unpublished}`],
      [
        '2027-02-09',
        false,
        'statutory_make_up',
        `星期二，春节（2027-02-06）适逢周末，暂按当日补假（${law}第六条）；${unpublished}`,
      ],
      [
        '2027-02-10',
        false,
        'statutory_make_up',
        `星期三，春节（2027-02-07）适逢周末，暂按当日补假（${law}第六条）；${unpublished}`,
      ],
      ['2027-02-11', true, 'unpublished_working_day', `星期四，暂按工作日计算；${unpublished}，可能放假`],
      ['2027-02-12', true, 'unpublished_working_day', `星期五，暂按工作日计算；${unpublished}，可能放假`],
      ['2027-02-13', false, 'unpublished_weekend', `星期六，暂按休息日计算；${unpublished}，可能调休上班`],
      ['2027-02-14', false, 'unpublished_weekend', `星期日，暂按休息日计算；${unpublished}，可能调休上班`],
      ['2027-02-15', true, 'unpublished_working_day', `星期一，暂按工作日计算；${unpublished}，可能放假`],
      ['2027-02-16', true, 'unpublished_working_day', `星期二，暂按工作日计算；${unpublished}，可能放假`],
    ])
    const english = days.map(({ reason }) => reason.en)
    const notice = "the State Council's notice for 2027 is not published"
    expect(english[1]).toBe(
      `Friday, Spring Festival, off by law (the Measures on Public Holidays (全国年节及纪念日放假办法), art. 2); ${notice}`,
    )
    expect(english[5]).toBe(
      `Tuesday, taken as the day on which Spring Festival (2027-02-06, a weekend) is made up (the Measures on Public Holidays (全国年节及纪念日放假办法), art. 6); ${notice}`,
    )
    expect(english[7]).toBe(`Thursday, taken as a working day for now; ${notice} and may make it a day off`)
    expect(english[9]).toBe(`Saturday, taken as off for now; ${notice} and may make it a working day`)
  })

  it('names the notice that is awaited: in the tail of a published December the next year’s', () => {
    const reasonOf = (start: string, years = builtInCalendar().years) =>
      createCalendar({ years }).deadlineOf(start, { workingDays: 1 }).days[1]?.reason.zh
    expect(reasonOf('2026-12-20')).toContain('2027年')
    expect(reasonOf('2027-12-20')).toContain('2027年')
    expect(reasonOf('2035-12-30')).toContain('2035年')
    expect(reasonOf('2021-12-20', [])).toContain('2021年')
  })

  it('keeps the name of a holiday that it cannot translate', () => {
    const name = '纪念日'
    const day = createCalendar()
      .with({ year: 2027, notices: ['一'], daysOff: [{ date: '2027-09-03', name }], workingDays: [] })
      .deadlineOf('2027-09-02', { workingDays: 1 }).days[1]
    expect(day?.reason.en).toBe('Friday, off for 纪念日 (notice 一)')
  })
})
