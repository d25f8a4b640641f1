/** What anyone reads and writes, without a token. */
import { z } from 'zod'
import { notice, policy, question, suggestion } from './directory.js'
import { categoryList } from './enterprise.js'
import { dateTime, openEnum, readable } from './shapes.js'
import { quarter } from './statistics.js'
import { taxonomyVersions } from './taxonomy.js'

export const policyList = readable({ items: z.array(policy) })
export const questionList = readable({ items: z.array(question) })
export const noticeList = readable({ items: z.array(notice) })

/** A suggestion (意见建议) that an operator published, with its reply. */
export const publicSuggestion = suggestion.omit({ published: true })
export const publicSuggestionList = readable({ items: z.array(publicSuggestion) })

/** All versions of the taxonomy, the oldest first. */
export const taxonomyList = readable({
  /** The version under which new complaints are filed. */
  current: openEnum(taxonomyVersions),
  items: z.array(categoryList),
})

/** Years of which the working days are published. */
export const calendarYearList = readable({
  items: z.array(readable({ year: z.int(), version: z.string(), notices: z.array(z.string()) })),
})

/** Quarters whose bulletin is published, the newest first. */
export const bulletinList = readable({ items: z.array(readable({ quarter, publishedAt: dateTime })) })

export type PublicSuggestion = z.output<typeof publicSuggestion>
