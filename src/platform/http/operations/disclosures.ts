import { formatShanghaiTime } from '../../../calendar/index.js'
import { limits } from '../../../contract/limits.js'
import { discloseContact, forgetOldDisclosures } from '../../acts/disclose.js'
import { encryptDisclosure } from '../../disclosure.js'
import { RefusalError } from '../../refusal.js'
import { findComplaint, type Operations } from '../call.js'

export const disclosureOperations: Operations<'discloseContact' | 'listContactDisclosures'> = {
  async discloseContact(call) {
    const { core, enterprise, client, face, actor } = call
    const record = findComplaint(call, call.params.id)
    const disclosure = discloseContact(core, enterprise, record, call.body, actor)
    return {
      disclosureId: disclosure.entry.id,
      jwe: await encryptDisclosure(core, disclosure, { issuer: face.issuer, audience: client.id }),
      deleteAfter: formatShanghaiTime(disclosure.deleteAfter),
    }
  },
  listContactDisclosures({ core, enterprise, query }) {
    forgetOldDisclosures(core, enterprise)
    const { disclosures } = enterprise
    const { after, limit = limits.page.default } = query
    const position = after === undefined ? 0 : disclosures.findIndex(({ id }) => id === after) + 1
    if (after !== undefined && position === 0) throw new RefusalError('invalid_cursor')
    const shown = disclosures.slice(position, position + limit)
    return {
      items: shown.map((entry) => ({
        ...entry,
        at: formatShanghaiTime(entry.at),
        fields: [...entry.fields],
      })),
      nextAfter: shown.at(-1)?.id ?? after ?? null,
      hasMore: position + shown.length < disclosures.length,
    }
  },
}
