import { inspect } from 'node:util'
import { compactDecrypt, importJWK } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contactDisclosure, scopes, tokenResponse } from '../../src/contract/index.js'
import { type ResponseInput, TousuClient, type TousuClientOptions, verifyReceipt } from '../../src/index.js'
import { createPlatform, type Platform, type RegisteredWithKey } from '../../src/platform/index.js'
import { failure } from './support/setup.js'

/** What a company does beside answering, against the reference platform: no port, over its dispatcher and its fetch. */
let platform: Platform
let enterprise: RegisteredWithKey
const clients: TousuClient[] = []

function connect(options: Partial<TousuClientOptions> = {}): TousuClient {
  const client = new TousuClient({
    baseUrl: platform.url,
    clientId: enterprise.clientId,
    privateKey: enterprise.privateKey,
    decryptionKey: enterprise.decryptionKey,
    scope: scopes.join(' '),
    clock: platform.clock,
    ...(options.fetch ? {} : { dispatcher: platform.dispatcher }),
    ...options,
  })
  clients.push(client)
  return client
}

const values = { name: '张小明', idNumber: '000000199001010018', phone: '10012345678' }
const person = () => platform.consumer(values)
const file = (more: { accountReference?: string } = {}) =>
  person().file({
    enterpriseId: enterprise.id,
    title: '会员到期后被自动续费',
    description: '会员到期后未收到任何提醒即被扣款 25 元。',
    demand: '退还 25 元。',
    category: '服务功能',
    ...more,
  })

const answer: ResponseInput = {
  type: 'final',
  outcome: 'resolved',
  statement: '您好，25 元已原路退回，自动续费已关闭。',
}
const note = '经核实，情况属实，处理如上。'

beforeEach(async () => {
  platform = createPlatform({ now: '2026-09-24T09:00:00+08:00' })
  enterprise = await platform.registerEnterprise({ name: '示例网络' })
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  await platform.close()
})

describe.each([
  ['its dispatcher', () => ({})],
  ['its fetch', () => ({ fetch: (request: Request) => platform.fetch(request) })],
])('through %s', (_, face) => {
  it('a draft is kept, replaced, read and dropped, and is no act on the case', async () => {
    const { complaintId } = await file()
    const { complaints } = connect(face())
    const before = await complaints.retrieve(complaintId)
    expect(await failure(complaints.retrieveDraft(before))).toMatchObject({ name: 'NotFoundError' })
    const saved = await complaints.saveDraft(
      before,
      { type: 'final', statement: '您好' },
      { actor: 'staff-7' },
    )
    expect(saved).toEqual({
      type: 'final',
      statement: '您好',
      savedAt: '2026-09-24T09:00:00+08:00',
      savedBy: 'staff-7',
      basedOnRevision: before.revision,
    })
    await complaints.saveDraft(complaintId, answer)
    expect(await complaints.retrieveDraft(complaintId)).toMatchObject({ ...answer, savedBy: null })
    expect(await complaints.deleteDraft(complaintId)).toBeUndefined()
    expect(await failure(complaints.deleteDraft(complaintId))).toMatchObject({ name: 'NotFoundError' })
    expect(await complaints.retrieve(complaintId)).toEqual(before)
  })

  it('a complaint is given back once, and an operator decides', async () => {
    const { complaintId } = await file()
    const { complaints } = connect(face())
    const contest = () =>
      complaints.contest(complaintId, {
        reason: 'not_our_service',
        statement: '经核查，该扣款与我司服务无关。',
      })
    expect((await contest()).contestation).toMatchObject({ status: 'pending', reason: 'not_our_service' })
    expect(await failure(contest())).toMatchObject({
      name: 'ConflictError',
      problem: { code: 'contestation_pending' },
    })
    await platform.operator().decideContestation(complaintId, { decision: 'refused', note })
    expect((await complaints.retrieve(complaintId)).contestation).toMatchObject({ status: 'refused' })
    expect(String(await failure(contest()))).toContain('409 already_contested')
    expect((await complaints.respond(complaintId, answer)).onTime).toBe(true)
  })

  it('more time is asked for once and before the due date, guarded by the revision that was read', async () => {
    const { complaintId } = await file()
    const { complaints } = connect(face())
    const { revision } = await complaints.retrieve(complaintId)
    const input = { workingDays: 5, reason: '正在等待支付渠道核对退款流水。' }
    const stale = complaints.requestExtension(complaintId, input, { ifRevision: revision - 1 })
    expect(await failure(stale)).toMatchObject({ name: 'RevisionConflictError', currentRevision: revision })
    const asked = await complaints.requestExtension(complaintId, input, { ifRevision: revision })
    expect(asked.extension).toMatchObject({ workingDays: 5, status: 'pending' })
    expect(asked.deadline?.dueDate).toBe('2026-10-15')
    await platform.operator().decideExtension(complaintId, { decision: 'granted', note })
    expect((await complaints.retrieve(complaintId)).deadline).toMatchObject({
      dueDate: '2026-10-22',
      extendedFrom: '2026-10-15',
    })
    expect(String(await failure(complaints.requestExtension(complaintId, input)))).toContain(
      'already_extended',
    )
    const late = (await file()).complaintId
    await platform.clock.advance({ workingDays: 10 })
    expect(String(await failure(complaints.requestExtension(late, input)))).toContain('extension_too_late')
    const tooMany = complaints.requestExtension(late, { ...input, workingDays: 11 })
    expect(await failure(tooMany)).toMatchObject({ name: 'ValidationError' })
  })

  it('the person is asked for more, and answers', async () => {
    const { complaintId } = await file()
    const { complaints } = connect(face())
    const message = '请补充扣款当日的账单截图。'
    const asked = await complaints.requestSupplement(complaintId, { message })
    expect(asked.supplementRequest).toMatchObject({ message, answeredAt: null })
    const again = complaints.requestSupplement(complaintId, { message })
    expect(String(await failure(again))).toContain('supplement_pending')
    await person().supplement(complaintId, { text: '账单截图见附件，扣款 25 元。' })
    const { supplementRequest, supplements } = await complaints.retrieve(complaintId)
    expect(supplementRequest?.answeredAt).not.toBeNull()
    expect(supplements).toHaveLength(1)
  })

  it('a contact is disclosed for a purpose, logged without values, and the person sees it', async () => {
    const { complaintId } = await file()
    const client = connect(face())
    const heard: unknown[] = []
    for (const name of ['request', 'response', 'retry', 'token'] as const) {
      client.activity.on(name, (entry) => heard.push(entry))
    }
    const disclosed = await client.complaints.discloseContact(
      complaintId,
      { fields: ['name', 'phone', 'accountReference'], purpose: 'contact' },
      { actor: 'staff-7' },
    )
    expect(disclosed).toEqual({
      disclosureId: expect.stringMatching(/^dsc_/),
      fields: { name: values.name, phone: values.phone },
      purpose: 'contact',
      deleteAfter: '2026-10-25T00:00:00+08:00',
    })
    const identity = { purpose: 'verify_identity', note: '核对账号归属' } as const
    const second = await client.complaints.discloseContact(complaintId, { fields: ['idNumber'], ...identity })
    expect(second.fields).toEqual({ idNumber: values.idNumber })

    const log = []
    for await (const entry of client.contactDisclosures.list({ limit: 1 })) log.push(entry)
    expect(log).toMatchObject([
      { id: disclosed.disclosureId, complaintId, actor: 'staff-7', purpose: 'contact', note: null },
      { id: second.disclosureId, fields: ['idNumber'], ...identity },
    ])
    const rest = await client.contactDisclosures.list({ after: disclosed.disclosureId })
    expect(rest).toMatchObject({ items: [{ id: second.disclosureId }], hasMore: false })
    expect(await failure(client.contactDisclosures.list({ after: 'dsc_none' }))).toMatchObject({
      name: 'ValidationError',
      problem: { code: 'invalid_cursor' },
    })
    const told = (await person().history(complaintId, 'en')).filter(({ act }) => act === 'contact_disclosed')
    expect(told).toHaveLength(2)
    const acts = (await client.complaints.history(complaintId)).items.map(({ act }) => act)
    expect(acts.filter((act) => act === 'contact_disclosed')).toHaveLength(2)
    const shown =
      inspect([heard, log, client, disclosed, second], { depth: 9 }) + JSON.stringify([heard, disclosed])
    for (const value of Object.values(values)) expect(shown).not.toContain(value)
  })

  it('warnings come back with the answer, or keep it from being submitted', async () => {
    const { complaintId } = await file()
    const client = connect(face())
    const leaky = {
      ...answer,
      statement: '您好，张小明，请拨打 10012345678 与我们联系，{{退款金额}}已退回。',
    }
    const routes: string[] = []
    client.activity.on('request', ({ route }) => routes.push(route))
    const options = { refuseOnWarning: true, idempotencyKey: 'answer-1' }
    const refused = await failure(client.complaints.respond(complaintId, leaky, options))
    expect(refused).toMatchObject({
      name: 'ValidationError',
      errors: [
        { pointer: '/statement', code: 'placeholder' },
        { pointer: '/statement', code: 'personal_phone' },
      ],
    })
    expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain('10012345678')
    expect(routes.filter((route) => route.endsWith('/responses'))).toEqual([])
    expect((await client.complaints.retrieve(complaintId)).status).toBe('assigned')

    // Both requests of the good answer carry keys of their own.
    const good = await client.complaints.respond(complaintId, answer, options)
    expect(good).toMatchObject({ warnings: [], response: { idempotencyKey: 'answer-1' } })
    expect(routes.slice(-2).map((route) => route.replace(/.*responses/, ''))).toEqual(['/validation', ''])
    const again = await failure(client.complaints.respond(complaintId, answer, options))
    expect(again).toMatchObject({ errors: [{ pointer: '', code: 'already_responded' }] })

    const other = (await file()).complaintId
    const { warnings } = await client.complaints.respond(other, leaky)
    expect(warnings.map(({ code }) => code)).toEqual(['placeholder', 'personal_phone'])
  })
})

describe('a disclosure', () => {
  const ask = { fields: ['phone' as const], purpose: 'contact' as const }

  it('needs its scope, which no token has unasked', async () => {
    const { complaintId } = await file()
    const plain = connect({ scope: undefined })
    expect(await failure(plain.complaints.discloseContact(complaintId, ask))).toMatchObject({
      name: 'PermissionError',
      problem: { code: 'insufficient_scope' },
    })
  })

  it('is not given twice for the same key, nor of a report, a redacted complaint or another company’s', async () => {
    const { complaintId } = await file()
    const { complaints, contactDisclosures } = connect()
    const key = { idempotencyKey: 'disclosure-1' }
    const first = await complaints.discloseContact(complaintId, ask, key)
    expect(await complaints.discloseContact(complaintId, ask, key)).toEqual(first)
    expect((await contactDisclosures.list()).items).toHaveLength(1)
    await person().withdrawConsent(complaintId)
    expect(String(await failure(complaints.discloseContact(complaintId, ask)))).toContain('consent_withdrawn')
    const other = await platform.registerEnterprise({ name: '另一家网络' })
    const { clientId, privateKey, decryptionKey } = other
    const stranger = connect({ clientId, privateKey, decryptionKey })
    expect(await failure(stranger.complaints.discloseContact(complaintId, ask))).toMatchObject({
      status: 404,
    })
  })

  it('with the key of another company is not opened', async () => {
    const { complaintId } = await file()
    const { decryptionKey } = await platform.registerEnterprise({ name: '另一家网络' })
    const error = await failure(connect({ decryptionKey }).complaints.discloseContact(complaintId, ask))
    expect(String(error)).toContain('decryptionKey does not open it')
  })

  it('and a receipt never pass for one another, though one key signs both', async () => {
    const { complaintId } = await file()
    const client = connect()
    let jwe = ''
    const spying = connect({
      fetch: async (request: Request) => {
        const reply = await platform.fetch(request)
        if (request.url.endsWith('/contact-disclosures')) {
          jwe = contactDisclosure.parse(await reply.clone().json()).jwe
        }
        return reply
      },
    })
    await spying.complaints.discloseContact(complaintId, ask)
    const { plaintext } = await compactDecrypt(jwe, await importJWK({ ...enterprise.decryptionKey }))
    const { response } = await client.complaints.respond(complaintId, answer)
    const keys = await client.receipts.keys()
    await verifyReceipt({ receipt: response.receipt, response, keys })
    const receipt = new TextDecoder().decode(plaintext)
    await expect(verifyReceipt({ receipt, response, keys })).rejects.toThrow('not of type tousu-receipt+jws')
  })
})

describe('receipts', () => {
  it('hold after the platform has a new key, and so do new ones', async () => {
    const client = connect()
    const ids = [(await file()).complaintId, (await file()).complaintId]
    const before = await client.complaints.respond(ids[0] ?? '', answer)
    const kept = await client.receipts.keys()
    await rotateReceiptKey()
    const after = await client.complaints.respond(ids[1] ?? '', answer)
    const keys = await client.receipts.keys()
    expect(keys.keys).toHaveLength(kept.keys.length + 1)
    for (const { receipt, response } of [before, after]) {
      expect(await verifyReceipt({ receipt, response, keys })).toMatchObject({ onTime: true })
    }
    await verifyReceipt({ receipt: before.receipt, response: before.response, keys: kept })
    const { receipt, response } = after
    await expect(verifyReceipt({ receipt, response, keys: kept })).rejects.toThrow('not one of these keys')
  })

  it('and disclosures of the new key are taken once the keys were fetched anew', async () => {
    let now = Date.now()
    const client = connect({ wireClock: { now: () => now } })
    const { complaintId } = await file()
    const ask = () =>
      client.complaints.discloseContact(complaintId, { fields: ['phone'], purpose: 'contact' })
    await ask()
    await rotateReceiptKey()
    now += 30_000
    expect((await ask()).fields).toEqual({ phone: values.phone })
  })
})

/** As an operator does it. */
async function rotateReceiptKey(): Promise<void> {
  const operator = await platform.registerOperator({
    role: 'administrator',
    authentication: 'client_secret_basic',
  })
  const send = async (path: string, headers: Record<string, string>, body: string) => {
    const request = new Request(platform.url + path, { method: 'POST', headers, body })
    const response = await platform.fetch(request)
    expect(response.status).toBe(200)
    return response.json()
  }
  const answered = await send(
    '/oauth/token',
    {
      authorization: `Basic ${btoa(`${operator.clientId}:${operator.clientSecret}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    'grant_type=client_credentials',
  )
  const { access_token: token } = tokenResponse.parse(answered)
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': 'rotation-1',
  }
  await send('/operator/v1/receipt-keys/rotation', headers, JSON.stringify({ note }))
}
