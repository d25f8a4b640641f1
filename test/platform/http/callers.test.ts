import { generateKeyPairSync } from 'node:crypto'
import { SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Route, routes, scopes } from '../../../src/contract/index.js'
import { finalAnswer, getToken, type Setup, setUp } from './setup.js'

/** Every route of a company, called by the company itself and by a forger; by all others in tenancy.test.ts. */
const table: [string, Route][] = Object.entries(routes)
const guarded = table.filter(([, { scope }]) => scopes.some((each) => each === scope))

let own: Setup
let ids: { complaint: string; endpoint: string; delivery: string; evidence: string }
let otherToken: string

beforeAll(async () => {
  own = await setUp()
  own = { ...own, token: await getToken(own.platform, own.enterprise, scopes.join(' ')) }
  const { complaintId } = await own.file()
  const complaint = await own.call('GET', `/v1/complaints/${complaintId}`)
  const evidence: unknown = complaint.json['evidence']
  const url = 'https://company.example/hooks'
  own.platform.connect(url, () => new Response(null, { status: 204 }))
  const { json: endpoint } = await own.call('POST', '/v1/webhook-endpoints', { body: { url } })
  const { json: ping } = await own.call('POST', `/v1/webhook-endpoints/${endpoint['id']}/ping`)
  const [first] = Array.isArray(evidence) ? evidence : []
  ids = {
    complaint: complaintId,
    endpoint: String(endpoint['id']),
    delivery: String(ping['deliveryId']),
    evidence: String(first.id),
  }
  const other = await own.platform.registerEnterprise({ name: '另一家网络' })
  otherToken = await getToken(own.platform, other, scopes.join(' '))
})

const bodies: Record<string, unknown> = {
  updateComplaint: { metadata: { ticket: 'T-1' } },
  respondToComplaint: finalAnswer,
  validateResponse: finalAnswer,
  createWebhookEndpoint: { url: 'https://company.example/other' },
  updateWebhookEndpoint: { description: '投诉' },
  rotateWebhookSecret: { overlapSeconds: 60 },
  recoverWebhookEndpoint: {},
  saveDraft: { statement: '您好' },
  contestComplaint: { reason: 'not_our_service', statement: '该服务由另一家公司运营，与我司无关。' },
  requestExtension: { workingDays: 3, reason: '需向支付渠道核对账单。' },
  requestSupplement: { message: '请补充扣款短信的截图。' },
  discloseContact: { fields: ['name', 'phone'], purpose: 'contact' },
}

function callRoute(name: string, route: Route, token: string | null) {
  const path = route.path
    .replace('{evidenceId}', ids.evidence)
    .replace('{year}', '2026')
    .replace('/webhook-endpoints/{id}', `/webhook-endpoints/${ids.endpoint}`)
    .replace('/webhook-deliveries/{id}', `/webhook-deliveries/${ids.delivery}`)
    .replace('{id}', ids.complaint)
  const upload = {
    body: Buffer.from('凭证'),
    headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.txt"' },
  }
  const options = name === 'uploadAttachment' ? upload : { body: bodies[name] }
  return own.call(route.method, path, { ...options, token })
}

describe.each(guarded)('%s', (name, route) => {
  it('refuses a forged token', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const forged = await new SignJWT({ scope: scopes.join(' '), client_id: own.enterprise.clientId })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
      .setIssuer(own.platform.url)
      .setAudience(`${own.platform.url}/v1`)
      .setSubject(own.enterprise.clientId)
      .setExpirationTime(Math.floor(Date.now() / 1_000) + 600)
      .sign(privateKey)
    for (const token of [forged, `${own.token}x`, 'nonsense']) {
      const answer = await callRoute(name, route, token)
      expect(answer).toMatchObject({ status: 401, json: { code: 'invalid_token' } })
      expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
    }
  })
})

it('answers the owner, the cache told what is private', async () => {
  const order = [...guarded].sort(
    ([, a], [, b]) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'),
  )
  const first = ids
  for (const [name, route] of order) {
    // Each on a complaint of its own, so that none stands in the way of another.
    ids = route.path.includes('{evidenceId}')
      ? first
      : { ...first, complaint: (await own.file()).complaintId }
    const draft = `/v1/complaints/${ids.complaint}/draft`
    if (name.endsWith('Draft')) await own.call('PUT', draft, { body: bodies['saveDraft'] })
    const { status, headers } = await callRoute(name, route, own.token)
    expect(`${name} ${status}`).toBe(`${name} ${route.result.status}`)
    expect(headers.get('cache-control')).toBe(route.private ? 'no-store' : null)
    expect(headers.get('request-id')).toMatch(/^req_/)
  }
})

describe('the order of checks', () => {
  it('is authentication, scope, tenancy, key, If-Match, validation', async () => {
    const { complaintId } = await own.file()
    const path = `/v1/complaints/${complaintId}/responses`
    const invalid = { type: 'last' }
    const reader = await getToken(own.platform, own.enterprise, 'complaints:read')
    const code = async (options: Parameters<Setup['call']>[2]) =>
      (await own.call('POST', path, options)).json['code']
    const headers = { 'if-match': 'W/7' }
    expect(await code({ body: invalid, headers, token: null })).toBe('token_missing')
    expect(await code({ body: invalid, headers, token: reader })).toBe('insufficient_scope')
    expect(await code({ body: invalid, headers, token: otherToken })).toBe('not_found')
    expect(await code({ body: invalid, headers: { ...headers, 'idempotency-key': 'a b' } })).toBe(
      'idempotency_key_invalid',
    )
    expect(await code({ body: invalid, headers })).toBe('invalid_if_match')
    expect(await code({ body: invalid, headers: { 'if-match': '"99"' } })).toBe('revision_conflict')
    expect(await code({ body: invalid, headers: { 'if-match': '"2"' } })).toBe('validation_failed')
    expect(await code({ body: finalAnswer, headers: { 'if-match': '"2"' } })).toBeUndefined()
  })
})
