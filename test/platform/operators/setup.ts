/** A platform with manual review, two companies, a person who files, and an operator; each can look. */
import type { HistorySentence } from '../../../src/contract/consumer.js'
import type { FilingInput, PlatformOptions } from '../../../src/platform/index.js'
import { getToken, setUp as setUpHttp } from '../http/setup.js'

export const note = '经审核，请企业依规处理并答复投诉人。'

export async function setUp(options: PlatformOptions = {}) {
  const own = await setUpHttp({ review: 'manual', ...options })
  const { platform, call, consumer, enterprise } = own
  const other = await platform.registerEnterprise({ name: '另一家网络' })
  const tokens = { [enterprise.id]: own.token, [other.id]: await getToken(platform, other) }
  const operator = platform.operator({ actor: 'op-7' })
  return {
    ...own,
    other,
    operator,
    /** Files, and an operator accepts. */
    async fileAccepted(change: Partial<FilingInput> = {}) {
      const filed = await own.file(change)
      await operator.accept(filed.complaintId)
      return filed
    },
    /** What a company reads of a complaint, and the types of its events about it. */
    async companySees(company: { readonly id: string }, complaintId: string) {
      const token = tokens[company.id] ?? null
      const complaint = await call('GET', `/v1/complaints/${complaintId}`, { token })
      const feed = await call('GET', '/v1/events?content=full', { token })
      const items: unknown[] = Array.isArray(feed.json['items']) ? feed.json['items'] : []
      const events = items
        .map((item) => Object(item))
        .filter(({ data }) => data.complaint?.id === complaintId)
        .map(({ type }) => String(type))
      return { status: complaint.status, complaint: complaint.json, events, text: complaint.text }
    },
    /** The last thing that the person was told. */
    async personReads(complaintId: string): Promise<HistorySentence | undefined> {
      return (await consumer.history(complaintId)).at(-1)
    },
    /** The last entry of the audit log. */
    lastEntry: async () => (await operator.audit()).at(-1),
    /** What the company asks for, over its own face. */
    async ask(company: { readonly id: string }, complaintId: string, what: string, body: object) {
      const token = tokens[company.id] ?? null
      return call('POST', `/v1/complaints/${complaintId}/${what}`, { token, body })
    },
  }
}

export type Setup = Awaited<ReturnType<typeof setUp>>
