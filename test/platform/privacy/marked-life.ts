/**
 * A person with marks in every field files, and everybody does every act on it; all that anyone is told is kept, with
 * the place where it was told.
 */
import { inspect } from 'node:util'
import { systemClock } from '../../../src/clock.js'
import { scopes } from '../../../src/contract/index.js'
import { TousuClient } from '../../../src/index.js'
import { matchRoute } from '../../../src/platform/http/router.js'
import { encodeGb18030 } from '../../../src/platform/statistics/gb18030.js'
import { createReceiver } from '../../../src/webhooks/index.js'
import { createDriver, textAt } from '../../contract/openapi/driver.js'
import { drive } from '../../contract/openapi/scenario.js'
import { marks, person, written } from './marks.js'

export interface Told {
  readonly place: string
  readonly bytes: Buffer
}

const [
  account = '',
  draft = '',
  fileName = '',
  fileContent = '',
  suggestion = '',
  company = '',
  note = '',
  statement = '',
] = [
  ...marks.account,
  ...marks.draft,
  ...marks.fileName,
  ...marks.fileContent,
  ...marks.suggestion,
  ...marks.company,
  ...marks.note,
  ...marks.statement,
]
const answer = { type: 'final', outcome: 'resolved', statement } as const
const identity = { name: person.name, document: { type: 'id_card', number: person.idNumber } }

export async function liveMarked() {
  const told: Told[] = []
  const tell = (place: string, ...things: unknown[]) => {
    for (const thing of things) {
      const bytes = thing instanceof Uint8Array ? Buffer.from(thing) : Buffer.from(String(thing))
      told.push({ place, bytes })
    }
  }
  const tellError = (place: string, error: unknown) => {
    if (!(error instanceof Error)) throw new Error(`${place} did not throw`)
    tell(
      place,
      error.message,
      error.stack,
      JSON.stringify(error),
      inspect(error, { depth: 9, showHidden: true }),
    )
  }
  /** Something that must go wrong. */
  const fail = async (place: string, work: () => unknown) => {
    tellError(
      place,
      await Promise.resolve()
        .then(work)
        .catch((error: unknown) => error),
    )
  }

  const driver = createDriver({
    now: '2026-09-07T09:00:00+08:00',
    wireClock: systemClock,
    insecureSeededSecrets: false,
  })
  const { platform, call } = driver
  const enterprise = await platform.registerEnterprise({ name: '示例网络', services: [{ name: '示例视频' }] })
  const other = await platform.registerEnterprise({ name: '示例出行', authentication: 'client_secret_basic' })
  const staff = await platform.registerOperator({
    role: 'administrator',
    authentication: 'client_secret_basic',
  })
  const grant = async ({
    clientId,
    clientSecret,
  }: {
    readonly clientId: string
    readonly clientSecret: string
  }) => {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
    const form = new URLSearchParams({ grant_type: 'client_credentials' })
    const token = await call('createToken', { body: form, headers: { authorization: `Basic ${basic}` } })
    return { token: textAt(token, 'access_token') }
  }
  const operator = await grant(staff)
  const client = new TousuClient({
    baseUrl: platform.url,
    clientId: enterprise.clientId,
    privateKey: enterprise.privateKey,
    decryptionKey: enterprise.decryptionKey,
    clock: platform.clock,
    scope: scopes.join(' '),
    fetch: async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      tell('URL of a request', request.url)
      const match = matchRoute(request.method, pathname)
      const response = await platform.fetch(request)
      const answered = Buffer.from(
        await response
          .clone()
          .arrayBuffer()
          .catch(() => new ArrayBuffer(0)),
      )
      const content = searchParams.has('content') ? ` content=${searchParams.get('content')}` : ''
      const place = 'name' in match ? match.name + content : 'no route'
      tell(response.ok ? place : `refusal of ${place}`, JSON.stringify([...response.headers]), answered)
      return response
    },
    retry: { repeats: 1 },
  })
  for (const name of ['request', 'response', 'retry', 'token'] as const) {
    client.activity.on(name, (entry: object) =>
      tell('client.activity', JSON.stringify(entry), inspect(entry)),
    )
  }

  // — deliveries —
  for (const content of ['summary', 'full'] as const) {
    const url = `https://company.example/${content}`
    const endpoint = await client.webhookEndpoints.create({ url, content })
    const receiver = createReceiver({
      secrets: endpoint.secret,
      on: {
        'complaint.assigned': ({ id }, { attempt }) => {
          if (attempt === 1) throw new Error(`not yet: ${id}`)
        },
      },
    })
    for (const name of ['accepted', 'duplicate', 'refused', 'failed', 'settled_late'] as const) {
      receiver.activity.on(name, (entry: object) =>
        tell('receiver.activity', JSON.stringify(entry), inspect(entry, { depth: 9 })),
      )
    }
    platform.connect(url, async (request) => {
      const body = await request.clone().text()
      tell(`delivery content=${content}`, JSON.stringify([...request.headers]), body)
      // Forged once, too: a body that is not the one that was signed.
      tell(
        'answer of the receiver',
        await (await receiver.fetch(new Request(request.clone(), { body: `${body} ` }))).text(),
      )
      const response = await receiver.fetch(request)
      tell('answer of the receiver', JSON.stringify([...response.headers]), await response.clone().text())
      return response
    })
  }

  // — the person —
  const enter = async (
    operation: 'registerAccount' | 'createSession' | 'createGuestSession',
    purpose: string,
  ) => {
    await call('requestCode', { body: { phone: person.phone, purpose } })
    const code = platform.outbox.codeFor(person.phone) ?? ''
    return { token: textAt(await call(operation, { body: { phone: person.phone, code } }), 'token') }
  }
  await enter('registerAccount', 'register')
  const own = await enter('createSession', 'login')
  await call('setIdentity', { ...own, body: identity })
  const kept = await call('createFilingDraft', {
    ...own,
    body: { title: draft, description: written.description, accountReference: account },
  })
  await call('retrieveFilingDraft', { ...own, params: { id: textAt(kept, 'id') } })
  await call('listFilingDrafts', own)
  const encodings = [
    ['utf-8', Buffer.from(fileContent)],
    ['gb18030', Buffer.from(encodeGb18030(fileContent))],
    ['utf-16', Buffer.from(`\ufeff${fileContent}`, 'utf16le')],
  ] as const
  const upload = async (charset: string, bytes: Buffer) => {
    // The driver sends text; bytes go as they are.
    const response = await platform.fetch(
      new Request(`${platform.url}/consumer/v1/evidence`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${own.token}`,
          'idempotency-key': `upload-${charset}-${told.length}`,
          'content-type': `text/plain; charset=${charset}`,
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${fileName}.txt`)}`,
        },
        body: new Uint8Array(bytes),
      }),
    )
    const text = await response.text()
    tell('uploadEvidence', text)
    return textAt(JSON.parse(text), 'id')
  }
  const filing = {
    enterpriseId: enterprise.id,
    serviceId: textAt(enterprise.services, 0, 'id'),
    title: written.title,
    description: written.description,
    demand: written.demand,
    place: written.place,
    accountReference: account,
    category: 'service_function',
    otherChannels: [{ name: written.channelName, number: written.channelNumber }],
    consents: { handOver: true, sensitiveData: true },
  }
  await call('validateFiling', { ...own, body: filing })
  const file = async (change: object = {}) => {
    const filed = await call('fileComplaint', { ...own, body: { ...filing, ...change } })
    const [number, queryCode] = [
      textAt(filed, 'filings', 0, 'number'),
      textAt(filed, 'filings', 0, 'queryCode'),
    ]
    return { ...own, params: { id: textAt(filed, 'filings', 0, 'complaintId') }, number, queryCode }
  }
  const evidence = []
  for (const [charset, bytes] of encodings) evidence.push(await upload(charset, bytes))
  const first = await file({ kind: 'both', evidence })
  await file({ enterpriseId: undefined, serviceId: undefined, companyName: company })
  const { id } = first.params
  await call('supplementComplaint', {
    ...first,
    body: { text: written.supplement, evidence: [await upload('utf-8', Buffer.from(fileContent))] },
  })
  const retrieved = await call('retrieveOwnComplaint', first)
  await call('downloadOwnEvidence', {
    ...own,
    params: { id, evidenceId: textAt(retrieved, 'evidence', 0, 'id') },
  })

  // — the company —
  const acts = client.complaints
  for await (const { id: each } of acts.list()) await acts.retrieve(each)
  for (const report of (await acts.list({ kind: 'report' })).items) {
    for (const { id: each } of report.evidence) {
      const { name } = await acts.downloadEvidence(report.id, each)
      tell('name of a file of a report', name)
    }
  }
  const complaint = await acts.acknowledge(id, { actor: 'staff-7' })
  for (const { id: each } of complaint.evidence) {
    tell('downloadEvidence', Buffer.from(await (await acts.downloadEvidence(id, each)).arrayBuffer()))
  }
  const disclosed = await acts.discloseContact(id, {
    fields: ['name', 'phone', 'idNumber'],
    purpose: 'verify_identity',
    note: '核实账户归属',
  })
  tell('disclosure as it is logged', JSON.stringify(disclosed), inspect(disclosed, { depth: 9 }))
  tell('opened disclosure', disclosed.fields.name, disclosed.fields.phone, disclosed.fields.idNumber)
  await acts.requestSupplement(id, { message: '请补充扣款短信的截图，谢谢。' })
  await acts.requestExtension(id, { workingDays: 2, reason: '需向支付渠道核对账单。' })
  await acts.contest(id, { reason: 'not_our_service', statement: '该服务由另一家公司运营，与我司无关。' })
  await acts.saveDraft(id, answer)
  await acts.validateResponse(id, answer)
  await call('decideExtension', { ...operator, params: { id }, body: { decision: 'refused', note } })
  await call('decideContestation', { ...operator, params: { id }, body: { decision: 'refused', note } })
  await acts.respond(id, answer)
  await call('rateComplaint', { ...first, body: { score: 1, solved: false, comment: written.comment } })
  await call('appealComplaint', first)
  await acts.history(id)
  for (const content of ['summary', 'full'] as const) {
    await client.events.list({ content, limit: 100 })
  }

  // — an operator —
  await call('listReviewQueue', operator)
  await call('reviewComplaint', { ...operator, params: { id } })
  const moving = await file()
  await call('reassignComplaint', {
    ...operator,
    params: moving.params,
    body: { enterpriseId: other.id, note },
  })
  const twin = await file()
  await call('markDuplicate', { ...operator, params: twin.params, body: { of: id, note } })

  await call('listAudit', operator)

  // — the person again —
  await call('listOwnComplaints', own)
  await call('listOwnHistory', first)
  await call('listMessages', own)
  await call('queryComplaints', { body: { number: first.number, queryCode: first.queryCode } })
  const asked = await call('requestQueryCode', { body: { person: identity } })
  const code = platform.outbox.codeFor(person.phone) ?? ''
  await call('queryComplaints', { body: { queryId: textAt(asked, 'queryId'), code } })
  const late = await file()
  await platform.clock.advance({ workingDays: 11 })
  await call('urgeComplaint', late)
  await call('withdrawComplaint', late)
  const suggested = await call('submitSuggestion', { body: { text: suggestion } })
  await call('listSuggestions', operator)
  await call('replyToSuggestion', {
    ...operator,
    params: { id: textAt(suggested, 'id') },
    body: { reply: '感谢建议，已纳入改进计划。', publish: true, note: '建议合理，同意公开回复内容。' },
  })
  await call('listPublicSuggestions')

  // — errors, in process and of the client —
  await fail('error in process', () =>
    platform.consumer({ ...person, name: `${person.name}\n${person.name}` }),
  )
  await fail('error in process', () =>
    platform.consumer({ ...person, idNumber: `${person.idNumber.slice(0, -1)}8` }),
  )
  await fail('error in process', () => platform.consumer({ ...person, phone: `${person.phone}5` }))
  const inProcess = platform.consumer(person)
  tell('inspect(person)', inspect(inProcess, { depth: 9, showHidden: true }), JSON.stringify(inProcess))
  const rightFiling = {
    enterpriseId: enterprise.id,
    title: written.title,
    description: written.description,
    category: '服务功能',
  }
  await fail('error in process', () => inProcess.file({ ...rightFiling, category: written.title }))
  await fail('error in process', () => inProcess.file({ ...rightFiling, title: written.title.repeat(20) }))
  await fail('error in process', () => inProcess.file({ ...rightFiling, place: `${written.place}\ud800` }))
  await fail('error in process', () => inProcess.file({ ...rightFiling, occurredAt: person.phone }))
  await fail('error in process', () => inProcess.file({ ...rightFiling, enterpriseId: person.phone }))
  await fail('error in process', () =>
    inProcess.file({
      ...rightFiling,
      evidence: [{ name: `${fileName}.png`, contentType: 'image/png', data: Buffer.from(fileContent) }],
    }),
  )
  await fail('error in process', () =>
    inProcess.rate(id, { score: 9, solved: true, comment: written.comment }),
  )
  await fail('error in process', () =>
    inProcess.rate(person.phone, { score: 5, solved: true, comment: written.comment }),
  )
  await fail('error in process', () => inProcess.supplement(late.params.id, { text: written.supplement }))
  await fail('error in process', () => platform.operator({ actor: person.name }))
  await fail('error of the client', () => acts.retrieve(person.name))
  await fail('error of the client', () => acts.respond(id, { ...answer, statement: person.name }))
  await fail('error of the client', () =>
    acts.respond(late.params.id, { ...answer, statement: `${written.supplement} 已处理。` }),
  )
  await fail('error of the client', () =>
    acts.list({ number: person.phone, sort: JSON.parse(`"${person.phone}"`) }),
  )
  await fail('error of the client', () => acts.acknowledge(id, { ifRevision: 4_096 }))
  for (const fault of [
    { status: 503, times: 2 },
    { reset: true, times: 2 },
    { truncateAfterBytes: 20, times: 2 },
    { contentType: 'text/html', times: 2 },
  ]) {
    platform.faults.add({ route: 'retrieveComplaint', ...fault })
    await fail('error of the client', () => acts.retrieve(id))
    platform.faults.clear()
  }
  tell('inspect(client)', inspect(client, { depth: 9, showHidden: true }), JSON.stringify(client))

  // — all that the others do, on the same platform —
  await call('withdrawConsent', twin)
  // When that scenario begins.
  await platform.clock.advanceTo('2026-09-24T09:00:00+08:00')
  await drive(driver)
  await call('deleteAccount', own)
  await platform.clock.advance({ days: 1 })
  for await (const complaint of acts.list()) tell('complaint once erased', JSON.stringify(complaint))
  for await (const event of client.events.list({ content: 'full' })) {
    tell('event once erased', JSON.stringify(event))
  }
  await fail('error of the client', () => acts.downloadEvidence(id, complaint.evidence[0]?.id ?? ''))
  return {
    driver,
    told,
    tell,
    client,
    enterprise,
    secrets: [own.token, operator.token, first.queryCode, String(enterprise.privateKey['d'])],
  }
}
