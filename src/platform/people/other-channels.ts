/** 其他渠道: where else a person can go, for one reader. */
import type { OtherChannel } from '../../contract/consumer.js'
import type { Locale } from '../../contract/field-errors.js'
import { taxonomies, taxonomyVersions } from '../../contract/taxonomy.js'
import { channelsFor } from '../texts/channels.js'

/** @param category a code or a Chinese label of any version of the taxonomy; all channels without one */
export function listOtherChannels(category: string | undefined, locale: Locale): OtherChannel[] {
  return channelsFor(codeOf(category ?? '')).map(({ id, name, purpose, cost, bring, phone, url }) => ({
    id,
    name: name[locale],
    purpose: purpose[locale],
    cost: cost[locale],
    bring: bring.map((each) => each[locale]),
    phone,
    url,
  }))
}

function codeOf(category: string): string {
  const labels = taxonomyVersions.flatMap((version) => Object.entries(taxonomies[version]))
  return labels.find(([, label]) => label === category)?.[0] ?? category
}
