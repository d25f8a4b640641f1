/** What `runConformance` takes. */
import { ArgumentError } from '../errors.js'
import type { RequestDispatcher } from './sender.js'

/** A private key as JWK (RFC 7517); `alg` and `kid` are used when they are there. */
export interface PrivateKey {
  readonly kty: string
  readonly [member: string]: unknown
}

/** How a company authenticates. Its client has every scope of the contract; `contacts:disclose` is asked for by name. */
export type CompanyCredentials = (
  | {
      readonly clientId: string
      /** An ES256, Ed25519 or RSA key. */
      readonly privateKey: PrivateKey
    }
  | { readonly clientId: string; readonly clientSecret: string }
) & {
  /** Opens contact disclosures; without it they are not judged. */
  readonly decryptionKey?: PrivateKey | undefined
}

/** A stretch of domain time. */
export interface Duration {
  readonly days?: number
  readonly hours?: number
  readonly seconds?: number
}

/** What a case wants a person to complain about. */
export interface Filing {
  /** Against which of `companies`: 0 or 1. */
  readonly company: number
  /** 投诉 or 举报. */
  readonly kind: 'complaint' | 'report'
  readonly evidence: readonly {
    readonly name: string
    readonly contentType: string
    readonly data: Uint8Array
  }[]
}

/** What somebody else does on a complaint. Operators give a note of their own. */
export type Act =
  | { readonly as: 'person'; readonly do: 'appeal' | 'urge' | 'withdraw' | 'withdraw_consent' }
  | { readonly as: 'person'; readonly do: 'supplement'; readonly text: string }
  | {
      readonly as: 'operator'
      readonly do: 'reassign'
      /** Which of `companies` gets it: 0 or 1. */
      readonly to: number
    }
  | { readonly as: 'operator'; readonly do: 'decide_extension'; readonly decision: 'granted' | 'refused' }
  | { readonly as: 'operator'; readonly do: 'decide_contestation'; readonly decision: 'upheld' | 'refused' }

/** How deliveries reach the runner. */
export interface Reception {
  /** Delivery URL that the implementation accepts. */
  readonly url: string
  close(): void | Promise<void>
}

/** What cannot be done through the company's face. A case that needs a hook which is not given is skipped. */
export interface ConformanceHooks {
  /**
   * A person files a complaint (投诉) of this moment; resolves once it is assigned. Use people who cannot exist: an ID
   * number with area 000000, a phone that starts with 100.
   */
  readonly file?: (filing: Filing) => Promise<{ readonly complaintId: string }>
  /** That person rates the final answer, which closes the complaint. */
  readonly rate?: (complaintId: string) => Promise<unknown>
  /** The person who filed, or an operator, does something; resolves once it is done. */
  readonly act?: (complaintId: string, act: Act) => Promise<unknown>
  /**
   * Moves domain time forward and resolves when what fell due has happened, deliveries included. All units 0: only
   * awaits the deliveries that are under way.
   */
  readonly advance?: (duration: Duration) => Promise<unknown>
  /** Has deliveries to a URL of its own handed to `handler`; see `receiveOnLoopback`. */
  readonly receive?: (handler: (request: Request) => Promise<Response>) => Promise<Reception>
}

export interface ConformanceOptions {
  /** Origin of the implementation, such as `https://platform.example`. */
  readonly baseUrl: string
  /** One company, or two: what one may not see of the other needs both. */
  readonly companies: readonly CompanyCredentials[]
  readonly hooks?: ConformanceHooks | undefined
  /** Sends the requests; an undici agent by default. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** The same with an undici dispatcher: proxy, mTLS, mock. */
  readonly dispatcher?: RequestDispatcher | undefined
  /** Ids of cases (`idempotency.replay`) or topics (`idempotency`); all by default. */
  readonly only?: readonly string[] | undefined
  /** Ends the run: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Longest that a case may take, in ms of wire time; 60,000 by default: an upload of 20 MiB on a slow line. */
  readonly caseTimeoutMs?: number | undefined
  /** Longest wait for a delivery, in ms of wire time; 20,000 by default: more than a delivery's 15 s. */
  readonly deliveryTimeoutMs?: number | undefined
}

export interface ConformanceSettings {
  readonly origin: string
  readonly companies: readonly CompanyCredentials[]
  readonly hooks: ConformanceHooks
  readonly caseTimeoutMs: number
  readonly deliveryTimeoutMs: number
}

/** @throws ArgumentError that names what is wrong */
export function readOptions(options: ConformanceOptions): ConformanceSettings {
  if (typeof options !== 'object' || options === null) {
    throw new ArgumentError('runConformance needs options: baseUrl and companies.')
  }
  const { baseUrl, companies, hooks = {}, fetch, dispatcher } = options
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname + url.search + url.hash !== '/') {
    throw new ArgumentError('baseUrl must be an origin such as https://platform.example, without a path.')
  }
  if (!Array.isArray(companies) || companies.length < 1 || companies.length > 2) {
    throw new ArgumentError('companies must hold the credentials of one company or two.')
  }
  for (const [index, company] of companies.entries()) checkCredentials(index, company)
  if (fetch !== undefined && dispatcher !== undefined) {
    throw new ArgumentError('Give fetch or dispatcher, not both.')
  }
  return {
    origin: url.origin,
    companies,
    hooks,
    caseTimeoutMs: checkMs('caseTimeoutMs', options.caseTimeoutMs ?? 60_000),
    deliveryTimeoutMs: checkMs('deliveryTimeoutMs', options.deliveryTimeoutMs ?? 20_000),
  }
}

function checkCredentials(index: number, company: CompanyCredentials): void {
  const isRight =
    typeof company?.clientId === 'string' &&
    ('privateKey' in company
      ? typeof company.privateKey?.kty === 'string'
      : typeof company.clientSecret === 'string')
  if (isRight) return
  throw new ArgumentError(
    `companies[${index}] must be { clientId, privateKey } with a private JWK, or { clientId, clientSecret }.`,
  )
}

function checkMs(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1 && value < 2 ** 31) return value
  throw new ArgumentError(`${name} must be a whole number of milliseconds from 1 to ${2 ** 31 - 1}.`)
}
