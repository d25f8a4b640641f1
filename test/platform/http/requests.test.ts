import { compactDecrypt, compactVerify, importJWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { scopes, verifyReceipt } from '../../../src/contract/index.js'
import { finalAnswer, getToken, type Setup, setUp } from './setup.js'

const contestation = { reason: 'not_our_service', statement: '该服务由另一家公司运营，与我司无关。' }
const extension = { workingDays: 3, reason: '需向支付渠道核对账单。' }
const question = { message: '请补充扣款短信的截图。' }
const disclosure = { fields: ['name', 'phone'], purpose: 'contact' }

/** A company with every scope, a second one, and a complaint of the first. */
async function open(options: Parameters<typeof setUp>[0] = {}) {
  const own = await setUp(options)
  const token = await getToken(own.platform, own.enterprise, scopes.join(' '))
  const other = await own.platform.registerEnterprise({ name: '另一家网络' })
  const otherToken = await getToken(own.platform, other, scopes.join(' '))
  const { complaintId } = await own.file()
  const call: Setup['call'] = (method, path, given) => own.call(method, path, { token, ...given })
  const operator = own.platform.operator()
  return { ...own, call, other, otherToken, operator, complaintId, path: `/v1/complaints/${complaintId}` }
}

describe('requests of a company', () => {
  it('are answered with the complaint after them, and bound by allowedActions', async () => {
    const { call, path } = await open()
    const writes = [
      ['contestations', contestation, 'contest', 'contestation_pending'],
      ['extensions', extension, 'request_extension', 'already_extended'],
      ['supplement-requests', question, 'request_supplement', 'supplement_pending'],
    ] as const
    for (const [route, body, action, reason] of writes) {
      const first = await call('POST', `${path}/${route}`, { body })
      expect(first.status).toBe(201)
      const refusal = { action, allowed: false, reason }
      expect(first.json['complaint']).toMatchObject({ allowedActions: expect.arrayContaining([refusal]) })
      const again = await call('POST', `${path}/${route}`, { body })
      expect(again).toMatchObject({ status: 409, json: { code: reason } })
      expect(again.json['allowedActions']).toEqual(expect.arrayContaining([refusal]))
    }
    const { json } = await call('GET', path)
    expect(json).toMatchObject({
      revision: 2,
      contestation: { ...contestation, status: 'pending' },
      extension: { ...extension, status: 'pending' },
      supplementRequest: { ...question, answeredAt: null },
    })
    expect(Object.keys(Object(json['contestation']))).not.toContain('round')
  })

  it.each([
    ['POST', 'contestations', contestation, 201],
    ['POST', 'extensions', extension, 201],
    ['POST', 'supplement-requests', question, 201],
    ['POST', 'contact-disclosures', disclosure, 201],
    ['PUT', 'draft', { statement: '您好' }, 200],
    ['DELETE', 'draft', undefined, 204],
  ])('%s %s can be bound to a revision', async (method, route, body, status) => {
    const { call, path } = await open()
    if (method === 'DELETE') await call('PUT', `${path}/draft`, { body: { statement: '您好' } })
    const send = (revision: string) =>
      call(method, `${path}/${route}`, {
        headers: { 'if-match': revision },
        ...(body === undefined ? {} : { body }),
      })
    expect(await send('"1"')).toMatchObject({
      status: 412,
      json: { code: 'revision_conflict', currentRevision: 2 },
    })
    expect(await send('W/"2"')).toMatchObject({ status: 400, json: { code: 'invalid_if_match' } })
    expect((await send('"2"')).status).toBe(status)
  })

  it.each([
    ['contestations', { ...contestation, reason: 'busy' }, '/reason'],
    ['extensions', { ...extension, workingDays: 11 }, '/workingDays'],
    ['extensions', { ...extension, workingDays: 0 }, '/workingDays'],
    ['supplement-requests', { ...question, until: '明天' }, '/until'],
    ['contact-disclosures', { fields: ['idNumber'], purpose: 'contact' }, '/fields'],
    ['contact-disclosures', { fields: [], purpose: 'contact' }, '/fields'],
  ])('%s %j is refused at %s', async (route, body, pointer) => {
    const { call, path } = await open()
    const { status, json } = await call('POST', `${path}/${route}`, { body })
    expect(status).toBe(422)
    expect(json['errors']).toEqual(expect.arrayContaining([expect.objectContaining({ pointer })]))
  })
})

describe('a draft', () => {
  it('is kept with who saved it and on which revision, once for a complaint', async () => {
    const { call, path } = await open()
    expect((await call('GET', `${path}/draft`)).status).toBe(404)
    const headers = { 'tousu-actor': 'staff-7' }
    await call('PUT', `${path}/draft`, { body: { statement: '您好' }, headers })
    const saved = await call('PUT', `${path}/draft`, {
      body: { type: 'final', statement: '您好，' },
      headers,
    })
    const kept = { type: 'final', statement: '您好，', savedBy: 'staff-7', basedOnRevision: 2 }
    expect(saved.json).toMatchObject(kept)
    expect((await call('GET', `${path}/draft`)).json).toMatchObject(kept)
    expect((await call('GET', path)).json).toMatchObject({ revision: 2, status: 'assigned' })
    expect((await call('DELETE', `${path}/draft`)).status).toBe(204)
    expect((await call('DELETE', `${path}/draft`)).status).toBe(404)
  })
})

describe('a contact disclosure', () => {
  it("opens with the company's key, is signed by the platform, and never passes as a receipt", async () => {
    const { call, path, enterprise, platform, complaintId } = await open()
    const { json } = await call('POST', `${path}/contact-disclosures`, { body: disclosure })
    expect(json).toMatchObject({ deleteAfter: '2026-10-25T00:00:00+08:00' })
    const key = await importJWK({ ...enterprise.decryptionKey })
    const { plaintext, protectedHeader } = await compactDecrypt(String(json['jwe']), key)
    expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
    expect(protectedHeader).not.toHaveProperty('zip')

    const jws = new TextDecoder().decode(plaintext)
    const { json: keys } = await call('GET', '/.well-known/receipt-keys.json', { token: null })
    const [signingKey] = Array.isArray(keys['keys']) ? keys['keys'] : []
    const verified = await compactVerify(jws, await importJWK(signingKey))
    expect(verified.protectedHeader.typ).toBe('tousu-disclosure+jws')
    expect(JSON.parse(new TextDecoder().decode(verified.payload))).toMatchObject({
      iss: platform.url,
      aud: enterprise.clientId,
      complaintId,
      disclosureId: json['disclosureId'],
      fields: { name: '张小明', phone: '10012345678' },
      purpose: 'contact',
    })
    const answered = await call('POST', `${path}/responses`, { body: finalAnswer })
    const response = Object(answered.json['response'])
    await expect(verifyReceipt({ receipt: jws, response, keys })).rejects.toThrow()
  })

  it('stands in a log without values, read in stretches', async () => {
    const { call, path } = await open()
    const ids: unknown[] = []
    for (const actor of ['staff-1', 'staff-2', 'staff-3']) {
      const options = { body: disclosure, headers: { 'tousu-actor': actor } }
      ids.push((await call('POST', `${path}/contact-disclosures`, options)).json['disclosureId'])
    }
    const first = await call('GET', '/v1/contact-disclosures?limit=2')
    expect(first.json).toMatchObject({ hasMore: true, nextAfter: ids[1] })
    const rest = await call('GET', `/v1/contact-disclosures?after=${String(ids[1])}`)
    expect(rest.json).toMatchObject({
      hasMore: false,
      items: [{ id: ids[2], actor: 'staff-3', ...disclosure }],
    })
    expect(first.text + rest.text).not.toMatch(/张|10012345678/)
    expect((await call('GET', '/v1/contact-disclosures?after=dsc_none')).json['code']).toBe('invalid_cursor')
  })

  it('stands in the log for three years', async () => {
    const { call, path, platform } = await open({ disclosureLogDays: 10 })
    await call('POST', `${path}/contact-disclosures`, { body: disclosure })
    await platform.clock.advance({ days: 10 })
    expect((await call('GET', '/v1/contact-disclosures')).json['items']).toHaveLength(1)
    await platform.clock.advance({ seconds: 0.001 })
    expect((await call('GET', '/v1/contact-disclosures')).json).toMatchObject({ items: [], hasMore: false })
  })

  it('is refused when the day has had its number, with what is allowed', async () => {
    const { call, path } = await open({ disclosuresPerDay: 1 })
    await call('POST', `${path}/contact-disclosures`, { body: disclosure })
    const { status, json } = await call('POST', `${path}/contact-disclosures`, { body: disclosure })
    expect(status).toBe(409)
    const limited = { action: 'disclose_contact', allowed: false, reason: 'limit_reached' }
    expect(json).toMatchObject({ code: 'limit_reached', allowedActions: expect.arrayContaining([limited]) })
  })
})

describe('a former company', () => {
  it('finds nothing of the complaint anywhere; the next one finds the filing', async () => {
    const { call, path, complaintId, operator, other, otherToken } = await open()
    const evidence: unknown = (await call('GET', path)).json['evidence']
    const file = `${path}/evidence/${String(Object(evidence)[0].id)}`
    await call('PUT', `${path}/draft`, { body: { statement: '草稿一份' } })
    await operator.reassign(complaintId, { enterpriseId: other.id, note: '经核实，由另一家公司提供服务。' })

    const body = { statement: '您好' }
    const routes = [
      ['GET', path],
      ['GET', `${path}/history`],
      ['GET', file],
      ['GET', `${path}/draft`],
      ['PUT', `${path}/draft`, body],
      ['PATCH', path, { metadata: {} }],
      ['POST', `${path}/acknowledgement`],
      ['POST', `${path}/responses`, finalAnswer],
      ['POST', `${path}/responses/validation`, finalAnswer],
      ['POST', `${path}/contestations`, contestation],
      ['POST', `${path}/extensions`, extension],
      ['POST', `${path}/supplement-requests`, question],
      ['POST', `${path}/contact-disclosures`, disclosure],
    ] as const
    for (const [method, url, given] of routes) {
      const options = given === undefined ? {} : { body: given }
      expect(`${method} ${url} ${(await call(method, url, options)).status}`).toBe(`${method} ${url} 404`)
    }
    expect((await call('GET', '/v1/complaints')).json['items']).toEqual([])
    const { json, text } = await call('GET', '/v1/events?content=full')
    expect(text).not.toContain('会员到期后')
    expect(Object(json['items']).at(-1)).toMatchObject({ type: 'complaint.reassigned' })

    expect((await call('GET', path, { token: otherToken })).json).toMatchObject({
      status: 'assigned',
      round: 1,
    })
    expect((await call('GET', file, { token: otherToken })).status).toBe(200)
    expect((await call('GET', `${path}/draft`, { token: otherToken })).status).toBe(404)
  })
})

describe('an erased complaint', () => {
  it('answers 410 for its evidence, and shows nobody', async () => {
    const { call, path, consumer, complaintId } = await open()
    const evidence: unknown = (await call('GET', path)).json['evidence']
    const file = `${path}/evidence/${String(Object(evidence)[0].id)}`
    await consumer.withdrawConsent(complaintId)
    expect(await call('GET', file)).toMatchObject({ status: 410, json: { code: 'gone' } })
    expect((await call('GET', `${path}/evidence/evd_none`)).status).toBe(404)
    const view = await call('GET', path)
    expect(view.json).toMatchObject({
      title: null,
      complainant: null,
      evidence: [{ name: 'evidence-1.txt' }],
    })
    expect(await call('POST', `${path}/contact-disclosures`, { body: disclosure })).toMatchObject({
      status: 409,
      json: { code: 'consent_withdrawn' },
    })
  })

  it('is not told again by the repeat of a write, which has no second effect either', async () => {
    const { call, path, consumer, complaintId } = await open()
    const body = { type: 'interim', statement: '您好，我们正在向支付渠道核对账单。' }
    const again = () => call('POST', `${path}/responses`, { body, headers: { 'idempotency-key': 'once' } })
    expect((await again()).text).toContain('会员到期后')
    await consumer.withdrawConsent(complaintId)
    expect(await again()).toMatchObject({ status: 410, json: { code: 'gone' } })
    expect((await call('GET', path)).json['responses']).toHaveLength(1)
  })
})
