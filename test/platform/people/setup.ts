/** A platform with a company, and people who call it over HTTP. */
import type { PlatformOptions } from '../../../src/platform/index.js'
import { type CallOptions, setUp as setUpCompany } from '../http/setup.js'

export { finalAnswer } from '../http/setup.js'

export const phones = { own: '10012345678', other: '10087654321', guest: '10011112222' } as const

/** People who cannot exist: area 000000. */
export const identity = {
  name: '张小明',
  document: { type: 'id_card', number: '000000199001010018' },
} as const
export const otherIdentity = {
  name: '欧阳若兰',
  document: { type: 'id_card', number: '000000198505050027' },
} as const

export const consents = { handOver: true, sensitiveData: true } as const

export async function setUp(options: PlatformOptions = {}) {
  let wireTime = Date.now()
  const company = await setUpCompany({ wireClock: { now: () => wireTime }, ...options })
  const { platform, enterprise } = company
  const call = (method: string, path: string, { token = null, ...rest }: CallOptions = {}) =>
    company.call(method, path, { token, ...rest })

  /** Proves a phone with the code that went to it. */
  async function enter(path: string, purpose: string, phone: string) {
    await call('POST', '/consumer/v1/codes', { body: { phone, purpose } })
    return call('POST', path, { body: { phone, code: platform.outbox.codeFor(phone) ?? '000000' } })
  }
  const tokenOf = async (answer: ReturnType<typeof enter>) => String((await answer).json['token'])

  /** A way to call as one person. */
  const as = (token: string) => ({
    token,
    call: (method: string, path: string, rest: CallOptions = {}) =>
      call(method, `/consumer/v1${path}`, { token, ...rest }),
    async file(change: Record<string, unknown> = {}) {
      const { json } = await call('POST', '/consumer/v1/complaints', { token, body: filing(change) })
      const filings = json['filings']
      if (!Array.isArray(filings)) throw new Error(JSON.stringify(json))
      const [first] = filings
      return {
        complaintId: String(first.complaintId),
        number: String(first.number),
        queryCode: String(first.queryCode),
      }
    },
    async upload(text = '扣款 25 元', name = '张小明的扣款.txt') {
      const { json } = await call('POST', '/consumer/v1/evidence', {
        token,
        body: Buffer.from(text),
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        },
      })
      return String(json['id'])
    },
  })

  const filing = (change: Record<string, unknown> = {}) => ({
    enterpriseId: enterprise.id,
    title: '会员到期后被自动续费',
    description: '九月二十日会员到期后未收到任何提醒即被扣款。',
    demand: '退还 25 元。',
    category: 'service_function',
    consents,
    ...change,
  })

  async function register(phone: string = phones.own, who: object | null = identity) {
    const person = as(await tokenOf(enter('/consumer/v1/accounts', 'register', phone)))
    if (who) await person.call('PUT', '/account/identity', { body: who })
    return person
  }

  async function visit(phone: string = phones.guest, who: object | null = identity) {
    const person = as(await tokenOf(enter('/consumer/v1/guest-sessions', 'guest', phone)))
    if (who) await person.call('PUT', '/account/identity', { body: who })
    return person
  }

  return {
    ...company,
    /** As the company. */
    callAsCompany: company.call,
    companyToken: company.token,
    call,
    enter,
    register,
    logIn: async (phone: string = phones.own) =>
      as(await tokenOf(enter('/consumer/v1/sessions', 'login', phone))),
    visit,
    as,
    filing,
    wireNow: () => wireTime,
    /** Moves wire time: codes, sessions, limits. */
    waitSeconds(seconds: number) {
      wireTime += seconds * 1_000
    },
  }
}

export type People = Awaited<ReturnType<typeof setUp>>
