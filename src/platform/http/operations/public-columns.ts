/** What anyone may read, and the suggestions that anyone may make. */
import { formatShanghaiTime } from '../../../calendar/index.js'
import { currentTaxonomy, taxonomyVersions } from '../../../contract/taxonomy.js'
import { suggest } from '../../acts/suggest.js'
import { searchDirectory, showCompany } from '../../directory.js'
import { showSuggestion } from '../../operators/columns.js'
import { listOtherChannels } from '../../people/other-channels.js'
import { RefusalError } from '../../refusal.js'
import { findYear, listCategories } from '../../rules.js'
import { publicStatistics, publishedBulletin } from '../../statistics/bulletins.js'
import type { Operations } from '../call.js'

/** Years that a calendar can hold. */
const years = Array.from({ length: 18 }, (_, index) => 2018 + index)

export const publicColumnOperations: Operations<
  | 'searchDirectory'
  | 'retrieveCompany'
  | 'listPolicies'
  | 'listQuestions'
  | 'listNotices'
  | 'listPublicSuggestions'
  | 'submitSuggestion'
  | 'listTaxonomies'
  | 'listPublicCategories'
  | 'listPublicChannels'
  | 'listCalendarYears'
  | 'retrievePublicYear'
  | 'retrievePublicStatistics'
  | 'listBulletins'
  | 'retrieveBulletin'
> = {
  searchDirectory: ({ core, query }) => ({ items: searchDirectory(core, query) }),
  retrieveCompany({ core, params }) {
    const record = core.state.directory.get(params.id)
    if (!record) throw new RefusalError('not_found')
    return showCompany(core.state, record)
  },
  listPolicies: ({ core }) => ({
    items: [...core.state.policies.values()].map((policy) => ({
      ...policy,
      amendedOn: [...policy.amendedOn],
    })),
  }),
  listQuestions: ({ core }) => ({ items: [...core.state.questions.values()] }),
  listNotices: ({ core }) => ({
    items: [...core.state.notices.values()].sort((one, other) =>
      other.publishedOn.localeCompare(one.publishedOn),
    ),
  }),
  listPublicSuggestions: ({ core }) => ({
    items: [...core.state.suggestions.values()]
      .filter(({ published }) => published)
      .reverse()
      .map((record) => {
        const { published: _, ...shown } = showSuggestion(record)
        return shown
      }),
  }),
  submitSuggestion({ core, body, source }) {
    const { id, submittedAt } = suggest(core, body.text, source)
    return { id, submittedAt: formatShanghaiTime(submittedAt) }
  },
  listTaxonomies: () => ({ current: currentTaxonomy, items: taxonomyVersions.map(listCategories) }),
  listPublicCategories: ({ query }) => listCategories(query.version),
  listPublicChannels: ({ query, locale }) => ({ items: listOtherChannels(query.category, locale) }),
  listCalendarYears: ({ core: { calendar } }) => ({
    items: years.flatMap((each) => {
      const { year, version, notices } = calendar.year(each) ?? {}
      return year && version && notices ? [{ year, version, notices: [...notices] }] : []
    }),
  }),
  retrievePublicYear: ({ core, params }) => findYear(core, Number(params.year)),
  retrievePublicStatistics: ({ core, query: { quarter, groupBy = 'enterprise' }, locale }) =>
    publicStatistics(core, { quarter, groupBy, locale }),
  listBulletins: ({ core }) => ({
    items: [...core.state.bulletins]
      .map(([quarter, { publishedAt }]) => ({ quarter, publishedAt: formatShanghaiTime(publishedAt) }))
      .reverse(),
  }),
  retrieveBulletin: ({ core, params, locale }) => publishedBulletin(core, params.quarter, locale),
}
