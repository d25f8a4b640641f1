import { formatShanghaiTime } from '../calendar/index.js'
import type { Enterprise as EnterpriseProfile } from '../contract/enterprise.js'
import type { Core } from './core.js'
import type { Enterprise } from './state.js'
import { timelyRate } from './statistics.js'

/** The company's profile as it reads it itself, with its timely rate in the current quarter. */
export function enterpriseView(core: Core, enterprise: Enterprise): EnterpriseProfile {
  const { id, name, publicContacts, connectedAt } = enterprise
  return {
    id,
    name,
    publicContacts: [...publicContacts],
    connectedAt: formatShanghaiTime(connectedAt),
    timelyRate: timelyRate(core, enterprise),
  }
}
