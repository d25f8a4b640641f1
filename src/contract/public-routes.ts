/** What anyone may read without a token: `/public/v1`, and the contract itself. */
import { z } from 'zod'
import { calendarYear } from './calendar.js'
import { otherChannelList } from './consumer.js'
import {
  directoryCompany,
  directoryList,
  directoryQuery,
  suggestionInput,
  suggestionReceipt,
} from './directory.js'
import { categoryList } from './enterprise.js'
import {
  bulletinList,
  calendarYearList,
  noticeList,
  policyList,
  publicSuggestionList,
  questionList,
  taxonomyList,
} from './public.js'
import type { Route } from './route.js'
import { byId, byYear, input, json } from './route-parts.js'
import { readable, text } from './shapes.js'
import { bulletin, publicGroupings, publicStatistics, quarter } from './statistics.js'
import { taxonomyVersions } from './taxonomy.js'

/** An OpenAPI 3.1 document. */
export const openapiDocument = readable({
  openapi: z.string(),
  info: readable({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
  webhooks: z.record(z.string(), z.unknown()),
  components: z.record(z.string(), z.unknown()),
})

export const publicRoutes = {
  searchDirectory: {
    method: 'GET',
    path: '/public/v1/companies',
    summary: 'Companies and their services: by name, alias or initials, connected or not',
    scope: null,
    query: directoryQuery,
    result: json(directoryList),
    errors: [],
  },
  retrieveCompany: {
    method: 'GET',
    path: '/public/v1/companies/{id}',
    summary: 'One company of the directory',
    scope: null,
    params: byId,
    result: json(directoryCompany),
    errors: [],
  },
  listPolicies: {
    method: 'GET',
    path: '/public/v1/policies',
    summary: 'Laws, regulations, orders and notices (政策法规)',
    scope: null,
    result: json(policyList),
    errors: [],
  },
  listQuestions: {
    method: 'GET',
    path: '/public/v1/faq',
    summary: 'Questions and answers (常见问题)',
    scope: null,
    result: json(questionList),
    errors: [],
  },
  listNotices: {
    method: 'GET',
    path: '/public/v1/notices',
    summary: 'Notices, the newest first (公告)',
    scope: null,
    result: json(noticeList),
    errors: [],
  },
  listPublicSuggestions: {
    method: 'GET',
    path: '/public/v1/suggestions',
    summary: 'Published suggestions with their replies, the newest first (意见建议)',
    scope: null,
    result: json(publicSuggestionList),
    errors: [],
  },
  submitSuggestion: {
    method: 'POST',
    path: '/public/v1/suggestions',
    summary: 'Make a suggestion; an operator decides whether it is published',
    scope: null,
    body: input(suggestionInput),
    result: json(suggestionReceipt, 201),
    errors: [],
  },
  listTaxonomies: {
    method: 'GET',
    path: '/public/v1/taxonomies',
    summary: 'All versions of the taxonomy',
    scope: null,
    result: json(taxonomyList),
    errors: [],
  },
  listPublicCategories: {
    method: 'GET',
    path: '/public/v1/categories',
    summary: 'Categories of a version of the taxonomy, the current one by default',
    scope: null,
    query: z.strictObject({ version: z.enum(taxonomyVersions).optional() }),
    result: json(categoryList),
    errors: [],
  },
  listPublicChannels: {
    method: 'GET',
    path: '/public/v1/other-channels',
    summary: 'Where else a person can go, what it costs and what to bring',
    scope: null,
    query: z.strictObject({ category: text(1, 64).optional() }),
    result: json(otherChannelList),
    errors: [],
  },
  listCalendarYears: {
    method: 'GET',
    path: '/public/v1/calendar',
    summary: 'Years whose working days are published',
    scope: null,
    result: json(calendarYearList),
    errors: [],
  },
  retrievePublicYear: {
    method: 'GET',
    path: '/public/v1/calendar/{year}',
    summary: 'Days off and swapped working days of a published year',
    scope: null,
    params: byYear,
    result: json(calendarYear),
    errors: ['year_not_published'],
  },
  retrievePublicStatistics: {
    method: 'GET',
    path: '/public/v1/statistics',
    summary:
      'Numbers of a published quarter as they are now, the last one by default; small numbers suppressed',
    scope: null,
    query: z.strictObject({ quarter: quarter.optional(), groupBy: z.enum(publicGroupings).optional() }),
    result: json(publicStatistics),
    errors: ['not_found'],
  },
  listBulletins: {
    method: 'GET',
    path: '/public/v1/bulletins',
    summary: 'Quarters whose bulletin is published, the newest first',
    scope: null,
    result: json(bulletinList),
    errors: [],
  },
  retrieveBulletin: {
    method: 'GET',
    path: '/public/v1/bulletins/{quarter}',
    summary: "A quarter's bulletin as it was published, and what later decisions changed (季度通报)",
    scope: null,
    params: z.strictObject({ quarter }),
    result: json(bulletin),
    errors: [],
  },
  retrieveOpenapi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This contract as an OpenAPI 3.1 document',
    scope: null,
    result: json(openapiDocument),
    errors: [],
  },
} as const satisfies Record<string, Route>
