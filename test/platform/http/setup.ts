/** A platform with a company, and a way to call it as the contract says, without the SDK. */
import { importJWK, SignJWT } from 'jose'
import {
  createPlatform,
  type FilingInput,
  type Platform,
  type PlatformOptions,
  type RegisteredWithKey,
} from '../../../src/platform/index.js'

export const person = { name: '张小明', idNumber: '000000199001010018', phone: '10012345678' }

export const finalAnswer = {
  type: 'final',
  outcome: 'resolved',
  statement: '您好，25 元已原路退回，自动续费已关闭。',
}

export interface CallOptions {
  readonly body?: unknown
  readonly headers?: Record<string, string>
  /** Another token, or none. */
  readonly token?: string | null
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // Tests look into answers by name.
  readonly json: Record<string, unknown>
  readonly text: string
}

export async function getToken(
  platform: Pick<Platform, 'fetch' | 'url'>,
  { clientId, privateKey }: Pick<RegisteredWithKey, 'clientId' | 'privateKey'>,
  scope?: string,
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000)
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: privateKey.alg, kid: privateKey.kid, typ: 'client-authentication+jwt' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(platform.url)
    .setJti(crypto.randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + 60)
    .sign(await importJWK(privateKey))
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    ...(scope === undefined ? {} : { scope }),
  })
  const response = await platform.fetch(
    new Request(`${platform.url}/oauth/token`, { method: 'POST', body: form }),
  )
  const token: unknown = await response.json()
  if (typeof token === 'object' && token !== null && 'access_token' in token)
    return String(token.access_token)
  throw new Error(JSON.stringify(token))
}

export async function setUp(options: PlatformOptions = {}) {
  const platform = createPlatform({ now: '2026-09-24T09:00:00+08:00', ...options })
  const enterprise = await platform.registerEnterprise({ name: '示例网络', services: [{ name: '示例视频' }] })
  const token = await getToken(platform, enterprise)
  const consumer = platform.consumer(person)
  let calls = 0
  return {
    platform,
    enterprise,
    token,
    file: (change: Partial<FilingInput> = {}) =>
      consumer.file({
        enterpriseId: enterprise.id,
        title: '会员到期后被自动续费',
        description: '会员到期后未收到任何提醒即被扣款 25 元。',
        demand: '退还 25 元。',
        category: '服务功能',
        evidence: [
          {
            name: '扣款 记录.txt',
            contentType: 'text/plain; charset=utf-8',
            data: Buffer.from('扣款 25 元'),
          },
        ],
        ...change,
      }),
    consumer,
    async call(
      method: string,
      path: string,
      { body, headers, token: other = token }: CallOptions = {},
    ): Promise<Answer> {
      calls += 1
      const isBytes = body instanceof Uint8Array || typeof body === 'string'
      const request = new Request(platform.url + path, {
        method,
        headers: {
          ...(other === null ? {} : { authorization: `Bearer ${other}` }),
          ...(method === 'GET' ? {} : { 'idempotency-key': `key-${calls}` }),
          ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
      })
      const response = await platform.fetch(request)
      const text = await response.text()
      const isJson = text !== '' && /json/.test(response.headers.get('content-type') ?? '')
      const json: Record<string, unknown> = isJson ? JSON.parse(text) : {}
      return { status: response.status, headers: response.headers, json, text }
    },
  }
}

export type Setup = Awaited<ReturnType<typeof setUp>>
