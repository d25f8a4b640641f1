/** The numbers: what a company reads of itself, an operator of all, and the public of what is published. */
import { z } from 'zod'
import { timelyRate } from './enterprise.js'
import { date, dateTime, readable } from './shapes.js'

/** By what a company's own numbers are told apart. */
export const enterpriseGroupings = ['service', 'category', 'quarter'] as const
/** By what an operator tells them apart. */
export const statisticsGroupings = ['enterprise', ...enterpriseGroupings] as const
/** By what published numbers are told apart. */
export const publicGroupings = ['enterprise', 'category'] as const

/** Encodings of a CSV file: UTF-8 with a byte order mark, or GB 18030. */
export const csvEncodings = ['utf-8', 'gb18030'] as const

/** A part of a whole. */
const share = readable({
  numerator: z.int(),
  denominator: z.int(),
  /** Per cent with two places, cut and never rounded up; null when the denominator is 0. */
  percent: z.number().nullable(),
})

/** Exact, over the rounds answered in the span; null without one. */
const quantiles = readable({
  /** The middle one, or the mean of the two in the middle. */
  median: z.number().nullable(),
  /** The least that 95 % of the rounds do not exceed. */
  p95: z.number().nullable(),
})

/** Received rounds against those of another span; null where that begins before 2018. */
const growth = readable({
  from: date,
  to: date,
  received: z.int(),
  /** Per cent with two places, cut downwards; null when nothing was received then. */
  percent: z.number().nullable(),
}).nullable()

/**
 * Numbers of a group over a span. The unit is a round of a complaint at a company; reports and rounds with a contestation
 * that was upheld count nowhere.
 */
export const statisticsFigures = readable({
  /** Rounds whose last due date is in the span and has passed. */
  timely: timelyRate.omit({ from: true, to: true, cutOff: true }),
  /** Rounds assigned in the span. */
  received: z.int(),
  /** Rounds with a final answer in the span. */
  answered: z.int(),
  /** From assignment to the final answer, in working days (the day of assignment is not counted) and in hours. */
  handling: readable({ workingDays: quantiles, hours: quantiles }),
  /** Of the rounds rated in the span: rated 4 or 5. */
  satisfaction: share,
  /** Of the rounds rated in the span: solved, as the person says. */
  solved: share,
  /** Of the rounds received: begun by an appeal (再次投诉). */
  reopened: share,
  /**
   * Of the complaints received, appeals left out: filed by the same person about the same service soon after another one
   * was closed (30 calendar days, a setting).
   */
  repeats: share,
  growth: readable({
    /** 环比: the span before, of as many whole months or as many days. */
    previous: growth,
    /** 同比: the same dates a year before. */
    yearBefore: growth,
  }),
})

/** A group's numbers. */
export const statisticsGroup = readable({
  /** Id of the company or service, code of the category, or `2026Q3`; null: the service was not named. */
  key: z.string().nullable(),
  label: z.string(),
  ...statisticsFigures.shape,
})

/** Numbers of a span, as they are at the cut-off: later decisions restate them. */
export const statistics = readable({
  from: date,
  to: date,
  cutOff: dateTime,
  groupBy: z.string().nullable(),
  total: statisticsFigures,
  /** Empty without `groupBy`. */
  groups: z.array(statisticsGroup),
})

/** A quarter, such as `2026Q3`. */
export const quarter = z.string().regex(/^20(?:1[89]|2\d|3[0-5])Q[1-4]$/)

const spanDate = date.regex(/^20(?:1[89]|2\d|3[0-5])-/)

/** The current quarter by default; one end alone gives the rest of its quarter. */
export const spanQuery = { from: spanDate.optional(), to: spanDate.optional() }

const publishedTimely = timelyRate.omit({ from: true, to: true, cutOff: true })

/** Numbers that anyone may read. Null: fewer than the threshold, or what would let such a number be computed. */
export const publishedFigures = readable({
  received: z.int().nullable(),
  answered: z.int().nullable(),
  timely: publishedTimely.nullable(),
})

export const publishedGroup = readable({
  key: z.string(),
  label: z.string(),
  ...publishedFigures.shape,
})

/** Numbers of a published quarter as they are now. */
export const publicStatistics = readable({
  quarter,
  from: date,
  to: date,
  cutOff: dateTime,
  /** Numbers below it are suppressed. */
  threshold: z.int(),
  groupBy: z.string(),
  total: publishedFigures,
  groups: z.array(publishedGroup),
})

const bulletinGroup = publishedGroup.extend({
  /** Where later decisions changed the numbers: as they are now. */
  restated: publishedFigures.nullable(),
})

/** A company that is named, with the number for which it is. */
const namedCompany = readable({ key: z.string(), label: z.string(), percent: z.number() })

/** 季度通报: a quarter's numbers as they were published, and what became of them. */
export const bulletin = readable({
  quarter,
  from: date,
  to: date,
  publishedAt: dateTime.nullable(),
  /** Until when decisions count in the published numbers. */
  cutOff: dateTime,
  /** Null: nothing is suppressed. */
  threshold: z.int().nullable(),
  total: publishedFigures.extend({ restated: publishedFigures.nullable() }),
  companies: z.array(bulletinGroup),
  categories: z.array(bulletinGroup),
  /** Companies under 95 %. */
  belowThreshold: z.array(namedCompany),
  /** Companies that received far more than in the quarter before; `percent` is the growth. */
  fastGrowers: z.array(namedCompany),
})

export type Statistics = z.output<typeof statistics>
export type StatisticsFigures = z.output<typeof statisticsFigures>
export type StatisticsGroup = z.output<typeof statisticsGroup>
export type StatisticsGrouping = (typeof statisticsGroupings)[number]
export type PublicStatistics = z.output<typeof publicStatistics>
export type PublishedFigures = z.output<typeof publishedFigures>
export type Bulletin = z.output<typeof bulletin>
