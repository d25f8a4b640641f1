import { type Driver, textAt } from './driver.js'

export async function drivePublic({ call }: Driver): Promise<void> {
  await call('retrieveOpenapi')
  const suggestion = await call('submitSuggestion', { body: { text: '希望列表可以按企业筛选。' } })
  await call('replyToSuggestion', {
    params: { id: textAt(suggestion, 'id') },
    body: {
      reply: '感谢建议，已纳入改进计划。',
      publish: true,
      note: '建议合理，同意公开回复内容。',
    },
  })
  await call('listPublicSuggestions')
  await call('submitSuggestion', { body: { text: '太短' }, status: 422 })

  // — companies and columns —
  const directory = await call('searchDirectory', { query: { connected: 'true', initial: 'SL' } })
  await call('retrieveCompany', { params: { id: textAt(directory, 'items', 0, 'id') } })
  await call('retrieveCompany', { params: { id: 'dir_unknown' }, status: 404 })
  await call('listPolicies')
  await call('listQuestions')
  await call('listNotices')

  // — rules —
  await call('listTaxonomies')
  await call('listPublicCategories', { query: { version: '2019' } })
  await call('listPublicChannels', { query: { category: 'personal_information' } })
  await call('listCalendarYears')
  await call('retrievePublicYear', { params: { year: '2026' } })
  await call('retrievePublicYear', { params: { year: '2099' }, status: 404 })

  // — what is published of the numbers —
  await call('retrievePublicStatistics', { query: { quarter: '2026Q3', groupBy: 'category' } })
  await call('retrievePublicStatistics', { query: { quarter: '2030Q1' }, status: 404 })
  await call('listBulletins')
  await call('retrieveBulletin', { params: { quarter: '2026Q3' } })
}
