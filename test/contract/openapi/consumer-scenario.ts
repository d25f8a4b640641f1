import { type Driver, textAt } from './driver.js'

const own = '10012340001'
const guest = '10012340002'
const identity = { name: '王小燕', document: { type: 'id_card', number: '000000199303030022' } }
const hook = 'https://third.example/hooks'
const file = {
  body: Buffer.from('扣款 25 元'),
  headers: {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': "attachment; filename*=UTF-8''%E6%89%A3%E6%AC%BE.txt",
  },
}

export async function driveConsumer(driver: Driver): Promise<void> {
  const { platform, call } = driver
  const enterprise = await platform.registerEnterprise({
    name: '示例视频',
    authentication: 'client_secret_basic',
    services: [{ name: '示例视频' }],
  })
  const basic = Buffer.from(`${enterprise.clientId}:${enterprise.clientSecret}`).toString('base64')
  const granted = await call('createToken', {
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    headers: { authorization: `Basic ${basic}` },
  })
  const company = { token: textAt(granted, 'access_token') }
  platform.connect(hook, driver.receive)
  await call('createWebhookEndpoint', { ...company, body: { url: hook } })

  const enter = async (
    operation: 'registerAccount' | 'createSession' | 'createGuestSession',
    purpose: string,
    phone: string,
  ) => {
    await call('requestCode', { body: { phone, purpose } })
    const answer = await call(operation, { body: { phone, code: platform.outbox.codeFor(phone) ?? '' } })
    return { token: textAt(answer, 'token') }
  }
  const visitor = await enter('createGuestSession', 'guest', guest)
  await call('deleteSession', visitor)
  await call('registerAccount', { body: { phone: own, code: '000000' }, status: 422 })
  await enter('registerAccount', 'register', own)
  const person = await enter('createSession', 'login', own)
  await call('retrieveAccount', person)
  await call('setIdentity', { ...person, body: identity })

  const filing = {
    enterpriseId: enterprise.id,
    serviceId: textAt(enterprise.services, 0, 'id'),
    title: '会员到期后被自动续费',
    description: '九月二十日会员到期后未收到任何提醒即被扣款。',
    demand: '退还 25 元并关闭自动续费。',
    category: 'service_function',
    occurredAt: '2026-09-20T10:00:00+08:00',
    consents: { handOver: true, sensitiveData: true },
  }
  const { consents: _, ...begun } = filing
  const draft = await call('createFilingDraft', { ...person, body: { title: '会员到期后' } })
  const ofDraft = { ...person, params: { id: textAt(draft, 'id') } }
  await call('replaceFilingDraft', { ...ofDraft, body: begun })
  await call('retrieveFilingDraft', ofDraft)
  await call('listFilingDrafts', person)
  await call('deleteFilingDraft', ofDraft)
  const dropped = await call('uploadEvidence', { ...person, ...file })
  await call('deleteEvidence', { ...person, params: { id: textAt(dropped, 'id') } })
  const upload = async () => textAt(await call('uploadEvidence', { ...person, ...file }), 'id')

  await call('validateFiling', {
    ...person,
    body: { ...filing, description: '请致电 100 1234 5678 联系我。' },
  })
  const send = async (change: object = {}) => {
    const filed = await call('fileComplaint', { ...person, body: { ...filing, ...change } })
    return {
      ...person,
      params: { id: textAt(filed, 'filings', 0, 'complaintId') },
      number: textAt(filed, 'filings', 0, 'number'),
      queryCode: textAt(filed, 'filings', 0, 'queryCode'),
    }
  }
  const first = await send({ kind: 'both', evidence: [await upload()] })
  const one = await call('retrieveOwnComplaint', first)
  await call('retrieveOwnComplaint', { ...person, params: { id: 'cmp_0' }, status: 404 })
  await call('downloadOwnEvidence', {
    ...person,
    params: { ...first.params, evidenceId: textAt(one, 'evidence', 0, 'id') },
  })
  await call('supplementComplaint', {
    ...first,
    body: { text: '补充扣款凭证。', evidence: [await upload()] },
  })
  const attachment = textAt(await call('uploadAttachment', { ...company, ...file }), 'id')
  const respond = (params: { readonly id: string }) =>
    call('respondToComplaint', {
      ...company,
      params,
      body: {
        type: 'final',
        outcome: 'resolved',
        statement: '您好，25 元已原路退回，自动续费已关闭。',
        attachments: [attachment],
      },
    })
  await respond(first.params)
  await call('downloadAnswerAttachment', { ...person, params: { ...first.params, attachmentId: attachment } })
  await call('appealComplaint', first)
  await respond(first.params)
  await call('rateComplaint', { ...first, body: { score: 4, solved: true, comment: '已收到退款。' } })
  await call('listOwnHistory', first)
  await call('listMessages', { ...person, query: { limit: '5' } })
  await call('listOwnComplaints', { ...person, query: { status: 'closed,assigned' } })

  const { number, queryCode } = first
  await call('queryComplaints', { body: { number, queryCode } })
  const asked = await call('requestQueryCode', { body: { person: identity } })
  const code = platform.outbox.codeFor(own) ?? ''
  await call('queryComplaints', { body: { queryId: textAt(asked, 'queryId'), code } })
  await call('queryComplaints', { body: { number, queryCode: 'WRONG' }, status: 404 })
  await call('listOtherChannels', { query: { category: 'service_function' } })

  const second = await send({ formerComplaintId: first.params.id })
  await call('urgeComplaint', { ...second, status: 409 })
  await platform.clock.advance({ workingDays: 11 })
  await call('urgeComplaint', second)
  await call('withdrawComplaint', second)
  await call('withdrawConsent', second)
  await call('deleteAccount', person)
  await platform.clock.advance({ minutes: 1 })
}
