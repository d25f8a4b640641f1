/** Numbers of all companies. */

import { RefusalError } from '../../refusal.js'
import { fullBulletin } from '../../statistics/bulletins.js'
import { checkedSpan } from '../../statistics/checked-span.js'
import { exportStatistics } from '../../statistics/export.js'
import { makeStatistics } from '../../statistics/statistics.js'
import type { Call, Operations } from '../call.js'

type Asked = Pick<Call<'retrieveAllStatistics'>, 'core' | 'locale' | 'query'>

function answer({ core, locale, query }: Asked) {
  const { enterpriseId, groupBy } = query
  if (enterpriseId !== undefined && !core.state.enterprises.has(enterpriseId)) {
    throw new RefusalError('not_found')
  }
  return makeStatistics(core, { enterpriseId, groupBy, locale, span: checkedSpan(core, query, locale) })
}

export const operatorStatisticsOperations: Operations<
  'retrieveAllStatistics' | 'exportStatistics' | 'retrieveFullBulletin'
> = {
  retrieveAllStatistics: answer,
  exportStatistics(call) {
    const { encoding = 'utf-8' } = call.query
    const statistics = answer(call)
    const body = exportStatistics(statistics, call.locale, encoding)
    return {
      status: 200,
      headers: {
        'content-type': `text/csv; charset=${encoding}; header=present`,
        'content-disposition': `attachment; filename="statistics-${statistics.from}-${statistics.to}.csv"`,
        'content-length': String(body.byteLength),
      },
      body,
    }
  },
  retrieveFullBulletin: ({ core, params, locale }) => fullBulletin(core, params.quarter, locale),
}
