import { describe, expect, it } from 'vitest'
import * as spans from '../../../src/platform/statistics/span.js'

const span = (from: string, to: string) => ({ from, to })

describe('a span is compared', () => {
  it.each([
    // Whole months with as many months.
    ['2026-07-01', '2026-09-30', '2026-04-01', '2026-06-30', '2025-07-01', '2025-09-30'],
    ['2026-01-01', '2026-03-31', '2025-10-01', '2025-12-31', '2025-01-01', '2025-03-31'],
    ['2024-03-01', '2024-03-31', '2024-02-01', '2024-02-29', '2023-03-01', '2023-03-31'],
    ['2025-02-01', '2025-02-28', '2025-01-01', '2025-01-31', '2024-02-01', '2024-02-29'],
    ['2026-01-01', '2026-12-31', '2025-01-01', '2025-12-31', '2025-01-01', '2025-12-31'],
    ['2035-10-01', '2035-12-31', '2035-07-01', '2035-09-30', '2034-10-01', '2034-12-31'],
    // Other spans with as many days, and with the same dates of the year before.
    ['2026-09-24', '2026-09-30', '2026-09-17', '2026-09-23', '2025-09-24', '2025-09-30'],
    ['2024-02-29', '2024-02-29', '2024-02-28', '2024-02-28', '2023-02-28', '2023-02-28'],
  ])('%s to %s', (from, to, beforeFrom, beforeTo, yearFrom, yearTo) => {
    expect(spans.spanBefore(span(from, to))).toEqual(span(beforeFrom, beforeTo))
    expect(spans.yearBefore(span(from, to))).toEqual(span(yearFrom, yearTo))
  })

  it('with nothing before 2018', () => {
    expect(spans.spanBefore(span('2018-01-01', '2018-03-31'))).toBeNull()
    expect(spans.spanBefore(span('2018-01-05', '2018-01-09'))).toBeNull()
    expect(spans.spanBefore(span('2018-01-06', '2018-01-10'))).toEqual(span('2018-01-01', '2018-01-05'))
    expect(spans.yearBefore(span('2018-12-30', '2019-01-02'))).toBeNull()
    expect(spans.yearBefore(span('2018-10-01', '2018-12-31'))).toBeNull()
  })
})

describe('quarters', () => {
  it('are those of the calendar', () => {
    expect(spans.quarterName('2026-09-30')).toBe('2026Q3')
    expect(spans.quarterName('2026-10-01')).toBe('2026Q4')
    expect(spans.quarterSpan('2024Q1')).toEqual(span('2024-01-01', '2024-03-31'))
    expect(spans.quarterOf(Date.parse('2026-12-31T16:00:00Z'))).toEqual(span('2027-01-01', '2027-03-31'))
  })

  it('that a span touches are cut at its ends', () => {
    expect(spans.quartersOf(span('2025-12-15', '2026-04-02'))).toEqual([
      { quarter: '2025Q4', span: span('2025-12-15', '2025-12-31') },
      { quarter: '2026Q1', span: span('2026-01-01', '2026-03-31') },
      { quarter: '2026Q2', span: span('2026-04-01', '2026-04-02') },
    ])
    expect(spans.quartersOf(span('2035-12-31', '2035-12-31'))).toHaveLength(1)
  })

  it('complete a span of which one end is given', () => {
    const now = Date.parse('2026-09-24T09:00:00+08:00')
    expect(spans.completeSpan({}, now)).toEqual(span('2026-07-01', '2026-09-30'))
    expect(spans.completeSpan({ from: '2026-02-10' }, now)).toEqual(span('2026-02-10', '2026-03-31'))
    expect(spans.completeSpan({ to: '2026-02-10' }, now)).toEqual(span('2026-01-01', '2026-02-10'))
  })
})
