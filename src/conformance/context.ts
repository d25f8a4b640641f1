/** What a case works with. One for each case: what it opens is closed after it. */
import { type Complaint, complaint } from '../contract/complaint.js'
import { type WebhookEndpointWithSecret, webhookEndpointWithSecret } from '../contract/webhook-endpoint.js'
import type { Answer } from './answer.js'
import { Skipped } from './case.js'
import { read } from './check.js'
import type { CallOptions, Company } from './company.js'
import { createInbox, type Inbox } from './inbox.js'
import type { Act, ConformanceHooks, Duration, Filing } from './options.js'

/** An endpoint of the company, and where its deliveries arrive. */
export interface OpenEndpoint {
  readonly endpoint: WebhookEndpointWithSecret
  readonly inbox: Inbox
}

export interface Context {
  /** The first company. */
  readonly company: Company
  /** The second one. @throws Skipped */
  readonly other: Company
  readonly origin: string
  /** Without a token. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>
  /** A person files a complaint; as the company reads it. */
  file(filing?: Partial<Filing>): Promise<Complaint>
  rate(complaintId: string): Promise<void>
  /** The person or an operator does something on a complaint. */
  act(complaintId: string, act: Act): Promise<void>
  advance(duration: Duration): Promise<void>
  /** Awaits deliveries under way, where that can be done. */
  settle(): Promise<void>
  openEndpoint(settings?: Readonly<Record<string, unknown>>): Promise<OpenEndpoint>
  /** After the case, the last first. */
  onEnd(work: () => unknown): void
}

export interface ContextParts {
  readonly origin: string
  readonly companies: readonly Company[]
  readonly hooks: ConformanceHooks
  readonly deliveryTimeoutMs: number
  readonly signalOf: () => AbortSignal
}

/** @returns the context, and what ends it */
export function createContext(parts: ContextParts): { context: Context; end: () => Promise<void> } {
  const { origin, companies, hooks, deliveryTimeoutMs, signalOf } = parts
  const endings: (() => unknown)[] = []
  const companyAt = (index: number): Company => {
    const found = companies[index]
    if (!found) throw new Skipped('a second company is needed')
    return found
  }
  const hook = <N extends keyof ConformanceHooks>(name: N): NonNullable<ConformanceHooks[N]> => {
    const given = hooks[name]
    if (!given) throw new Skipped(`hooks.${name} is not given`)
    return given
  }

  const context: Context = {
    company: companyAt(0),
    get other() {
      return companyAt(1)
    },
    origin,
    call: (method, path, options) => companyAt(0).call(method, path, { token: null, key: null, ...options }),
    async file({ company = 0, kind = 'complaint', evidence = [] } = {}) {
      const { complaintId } = await hook('file')({ company, kind, evidence })
      return read(await companyAt(company).call('GET', `/v1/complaints/${complaintId}`), complaint)
    },
    async rate(complaintId) {
      await hook('rate')(complaintId)
    },
    async act(complaintId, act) {
      await hook('act')(complaintId, act)
    },
    async advance(duration) {
      await hook('advance')(duration)
    },
    async settle() {
      await hooks.advance?.({ seconds: 0 })
    },
    async openEndpoint(settings = {}) {
      const inbox = createInbox(deliveryTimeoutMs, signalOf)
      const reception = await hook('receive')((request) => inbox.handle(request))
      endings.push(() => reception.close())
      const body = { url: reception.url, ...settings }
      const created = await context.company.call('POST', '/v1/webhook-endpoints', { body })
      const endpoint = read(created, webhookEndpointWithSecret, 201)
      endings.push(() => context.company.call('DELETE', `/v1/webhook-endpoints/${endpoint.id}`))
      return { endpoint, inbox }
    },
    onEnd: (work) => void endings.push(work),
  }
  return {
    context,
    async end() {
      for (const work of endings.reverse()) await work()
    },
  }
}
