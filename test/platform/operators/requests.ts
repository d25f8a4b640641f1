/** A right request for every route of operators, with what it needs there already. */
import { generateKeyPairSync } from 'node:crypto'
import { listYearVersions } from '../../../src/calendar/index.js'
import type { Route } from '../../../src/contract/index.js'
import { type OperatorRouteName, operatorRoutes } from '../../../src/contract/operator-routes.js'
import { note, type Setup } from './setup.js'

export interface OperatorRequest {
  readonly method: string
  readonly path: string
  readonly body?: object
  /** The act that it leaves in the audit log; none for reading. */
  readonly act?: string
}

const words = { zh: '常见问题的说明', en: 'Words of a column' }
const because = { note }

function publicKey(type: 'ed25519' | 'x25519', kid: string) {
  const pair = type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')
  const { crv = '', x = '' } = pair.publicKey.export({ format: 'jwk' })
  return { kty: 'OKP', crv, x, kid } as const
}

function yearFacts() {
  const [facts] = listYearVersions(2026)
  if (!facts) throw new Error('2026 is not published')
  const { notices, daysOff, workingDays } = facts
  return { notices, daysOff, workingDays, note }
}

type Preparation = (setup: Setup) => Promise<{
  readonly params?: Readonly<Record<string, string>>
  readonly body?: object
  readonly act?: string
}>

const onFiling =
  (act?: string, body?: object, kind?: 'report'): Preparation =>
  async ({ file }) => {
    const { complaintId: id } = await file(kind ? { kind } : {})
    return { params: { id }, ...(act ? { act } : {}), ...(body ? { body } : {}) }
  }

const onRequest =
  (what: string, request: object, act: string, body: object): Preparation =>
  async ({ fileAccepted, ask, enterprise }) => {
    const { complaintId: id } = await fileAccepted()
    await ask(enterprise, id, what, request)
    return { params: { id }, act, body }
  }

const onEntry =
  (
    id: string,
    act: string,
    body: object,
    prepare: (setup: Setup) => Promise<unknown> = async () => {},
  ): Preparation =>
  async (setup) => {
    await prepare(setup)
    return { params: { id }, act, body }
  }

const policy = {
  kind: 'law',
  title: words,
  issuer: words,
  number: null,
  publishedOn: null,
  effectiveOn: null,
  amendedOn: [],
  about: words,
  note,
} as const
const question = { topic: 'platform', question: words, answer: words, note } as const
const notice = { publishedOn: '2026-09-24', title: words, body: words, note }
const company = { name: '未接入平台的公司', note }

const preparations: { readonly [N in OperatorRouteName]: Preparation } = {
  listReviewQueue: async () => ({}),
  reviewComplaint: onFiling(),
  async reviewEvidence({ file, operator }) {
    const { complaintId: id } = await file()
    const { evidence } = await operator.retrieve(id)
    return { params: { id, evidenceId: evidence[0]?.id ?? '' } }
  },
  acceptComplaint: onFiling('complaint.accepted', because),
  returnComplaint: onFiling('complaint.returned', because),
  refuseComplaint: onFiling('complaint.refused', because),
  forwardComplaint: onFiling('complaint.forwarded_offline', because),
  referReport: onFiling('complaint.passed_on', { to: '12321', note }, 'report'),
  async markDuplicate({ file }) {
    const [of, id] = [(await file()).complaintId, (await file()).complaintId]
    return { params: { id }, body: { of, note }, act: 'complaint.marked_duplicate' }
  },
  async reassignComplaint({ fileAccepted, other }) {
    const { complaintId: id } = await fileAccepted()
    return { params: { id }, body: { enterpriseId: other.id, note }, act: 'complaint.reassigned' }
  },
  decideContestation: onRequest(
    'contestations',
    { reason: 'out_of_scope', statement: '该事项不属于互联网信息服务。' },
    'complaint.contestation_upheld',
    { decision: 'upheld', note },
  ),
  decideExtension: onRequest(
    'extensions',
    { workingDays: 2, reason: '需向支付渠道核对账单。' },
    'complaint.extension_granted',
    { decision: 'granted', note },
  ),
  publishCalendarYear: async () => ({
    params: { year: '2026' },
    body: yearFacts(),
    act: 'calendar.published',
  }),
  retrieveEnterpriseKeys: async ({ other }) => ({ params: { id: other.id } }),
  setClientKeys: async ({ other }) => ({
    params: { id: other.id },
    body: { keys: [{ ...publicKey('ed25519', 'sig-1'), alg: 'Ed25519' }], note },
    act: 'enterprise.client_keys_set',
  }),
  setEncryptionKey: async ({ other }) => ({
    params: { id: other.id },
    body: { key: { ...publicKey('x25519', 'enc-1'), alg: 'ECDH-ES+A256KW', use: 'enc' }, note },
    act: 'enterprise.encryption_key_set',
  }),
  rotateReceiptKey: async () => ({ body: because, act: 'receipt_key.rotated' }),
  listCompanies: async () => ({}),
  addCompany: async () => ({ body: company, act: 'company.added' }),
  async updateCompany({ operator }) {
    const { id } = await operator.addCompany(company)
    return { params: { id }, body: { aliases: ['别名'], note }, act: 'company.updated' }
  },
  async removeCompany({ operator }) {
    const { id } = await operator.addCompany(company)
    return { params: { id }, body: because, act: 'company.removed' }
  },
  publishPolicy: onEntry('new-policy', 'policy.published', policy),
  removePolicy: onEntry('old-policy', 'policy.removed', because, ({ operator }) =>
    operator.publishPolicy('old-policy', { ...policy, amendedOn: [] }),
  ),
  publishQuestion: onEntry('new-question', 'question.published', question),
  removeQuestion: onEntry('old-question', 'question.removed', because, ({ operator }) =>
    operator.publishQuestion('old-question', question),
  ),
  publishNotice: onEntry('new-notice', 'notice.published', notice),
  removeNotice: onEntry('old-notice', 'notice.removed', because, ({ operator }) =>
    operator.publishNotice('old-notice', notice),
  ),
  listSuggestions: async () => ({}),
  async replyToSuggestion({ call }) {
    const text = '希望列表可以按企业筛选。'
    const { json } = await call('POST', '/public/v1/suggestions', { body: { text }, token: null })
    return {
      params: { id: String(json['id']) },
      body: { reply: '感谢建议，已纳入改进计划。', publish: false, note },
      act: 'suggestion.answered',
    }
  },
  retrieveAllStatistics: async () => ({}),
  exportStatistics: async () => ({}),
  retrieveFullBulletin: async () => ({ params: { quarter: '2026Q3' } }),
  listAudit: async () => ({}),
}

const isName = (name: string): name is OperatorRouteName => Object.hasOwn(operatorRoutes, name)
export const operatorRouteNames = Object.keys(operatorRoutes).filter(isName)

export async function prepare(name: OperatorRouteName, setup: Setup): Promise<OperatorRequest> {
  const { params = {}, ...rest } = await preparations[name](setup)
  const route: Route = operatorRoutes[name]
  const path = route.path.replace(/\{(\w+)\}/g, (_, member: string) => params[member] ?? '')
  return { method: route.method, path, ...rest }
}
