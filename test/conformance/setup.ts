/** A platform with two companies, and a run against it. */
import {
  type Act,
  type ConformanceHooks,
  type ConformanceOptions,
  type ConformanceResult,
  type Filing,
  runConformance,
} from '../../src/conformance/index.js'
import {
  createPlatform,
  type Platform,
  type PlatformOptions,
  type RegisteredWithKey,
} from '../../src/platform/index.js'

/** Before a swapped Sunday (2026-09-20), the Mid-Autumn Festival and National Day: every kind of day is near. */
export const now = '2026-09-14T09:00:00+08:00'

export const person = { name: '张小明', idNumber: '000000199001010018', phone: '10012345678' }

const note = '经审核，按平台规则处理。'

export interface Subject {
  readonly platform: Platform
  /** The first company. */
  readonly enterprise: RegisteredWithKey
  /** The second one. */
  readonly other: RegisteredWithKey
  readonly companies: ConformanceOptions['companies']
  readonly hooks: Required<ConformanceHooks>
}

export async function setUp(options: PlatformOptions = {}): Promise<Subject> {
  // A quota of disclosures that is soon used up.
  const platform = createPlatform({ now, disclosuresPerDay: 20, ...options })
  const enterprise = await platform.registerEnterprise({ name: '示例网络' })
  const other = await platform.registerEnterprise({ name: '另一网络' })
  const enterprises = [enterprise, other]
  const consumer = platform.consumer(person)
  const operator = platform.operator({ actor: 'op-7' })
  let endpoints = 0
  return {
    platform,
    enterprise,
    other,
    companies: enterprises.map(({ clientId, privateKey, decryptionKey }) => ({
      clientId,
      privateKey,
      decryptionKey,
    })),
    hooks: {
      file: ({ company, kind, evidence }: Filing) =>
        consumer.file({
          enterpriseId: enterprises[company]?.id ?? '',
          kind,
          title: '会员到期后被自动续费',
          description: '会员到期后未收到任何提醒即被扣款 25 元。',
          demand: '退还 25 元。',
          category: '服务功能',
          place: '示例市',
          accountReference: 'user-0001',
          evidence,
        }),
      rate: (complaintId) => consumer.rate(complaintId, { score: 5, solved: true }),
      act(complaintId, act: Act) {
        switch (act.do) {
          case 'appeal':
            return consumer.appeal(complaintId)
          case 'urge':
            return consumer.urge(complaintId)
          case 'withdraw':
            return consumer.withdraw(complaintId)
          case 'withdraw_consent':
            return consumer.withdrawConsent(complaintId)
          case 'supplement':
            return consumer.supplement(complaintId, { text: act.text })
          case 'reassign':
            return operator.reassign(complaintId, { enterpriseId: enterprises[act.to]?.id ?? '', note })
          case 'decide_extension':
            return operator.decideExtension(complaintId, { decision: act.decision, note })
          case 'decide_contestation':
            return operator.decideContestation(complaintId, { decision: act.decision, note })
        }
      },
      advance: (duration) => platform.clock.advance(duration),
      async receive(handler) {
        endpoints += 1
        const url = `https://company.example/hooks/${endpoints}`
        platform.connect(url, handler)
        return { url, close: () => platform.connect(url, null) }
      },
    },
  }
}

/** A run in this process, through `platform.fetch` unless told otherwise. */
export function run(
  {
    platform,
    companies,
    hooks,
  }: Pick<Subject, 'platform' | 'companies'> & { readonly hooks: ConformanceHooks },
  options: Partial<ConformanceOptions> = {},
): Promise<ConformanceResult> {
  return runConformance({
    baseUrl: platform.url,
    companies,
    hooks,
    fetch: platform.fetch,
    // Deliveries in process are there once `advance` returns: nothing is waited for but what never comes.
    deliveryTimeoutMs: 200,
    ...options,
  })
}

/** What did not pass, as a test shows it. */
export function notPassed({ cases }: ConformanceResult): string[] {
  return cases
    .filter(({ status }) => status !== 'passed')
    .map(({ id, status, reason, failure }) =>
      [id, status, reason, failure && JSON.stringify(failure)].filter(Boolean).join(' '),
    )
}
