import { generateKeyPairSync } from 'node:crypto'
import { listYearVersions } from '../../../src/calendar/index.js'
import { type Driver, textAt } from './driver.js'

const person = { name: '李小红', idNumber: '00000019920202001X', phone: '10087654321' }
const hook = 'https://another.example/hooks'
const note = '经审核，请按平台规则处理并答复投诉人。'

export async function driveOperator(driver: Driver): Promise<void> {
  const { platform, call } = driver
  const getToken = async (client: { readonly clientId: string; readonly clientSecret: string }) => {
    const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')
    const token = await call('createToken', {
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      headers: { authorization: `Basic ${basic}` },
    })
    return textAt(token, 'access_token')
  }
  const enterprise = await platform.registerEnterprise({
    name: '示例出行',
    authentication: 'client_secret_basic',
  })
  const keyed = await platform.registerEnterprise({ name: '示例云盘' })
  const company = { token: await getToken(enterprise) }
  driver.token = await getToken(
    await platform.registerOperator({ role: 'administrator', authentication: 'client_secret_basic' }),
  )
  platform.connect(hook, driver.receive)
  await call('createWebhookEndpoint', { ...company, body: { url: hook } })

  const file = async (kind: 'complaint' | 'report' = 'complaint') => {
    const { complaintId } = await platform.consumer(person).file({
      enterpriseId: enterprise.id,
      kind,
      title: '订单取消后押金未退',
      description: '订单取消十天后押金仍未退还，客服无人接听。',
      category: '客服渠道',
      evidence: [{ name: '订单 截图.txt', contentType: 'text/plain', data: Buffer.from('押金 99 元') }],
    })
    return { params: { id: complaintId } }
  }
  const contestation = { reason: 'not_our_service', statement: '该服务由其他公司运营，与我公司无关。' }
  /** What a company gave back awaits the reviewers again. */
  const fileBack = async (kind?: 'report') => {
    const one = await file(kind)
    await call('contestComplaint', { ...one, ...company, body: contestation })
    await call('decideContestation', { ...one, body: { decision: 'upheld', note } })
    return one
  }

  // — review —
  const accepted = await fileBack()
  await call('listReviewQueue', { query: { limit: '1' } })
  const complaint = await call('reviewComplaint', accepted)
  await call('reviewEvidence', {
    params: { ...accepted.params, evidenceId: textAt(complaint, 'evidence', 0, 'id') },
  })
  await call('acceptComplaint', { ...accepted, body: { enterpriseId: 'ent_unknown' }, status: 422 })
  await call('acceptComplaint', {
    ...accepted,
    body: { enterpriseId: keyed.id, note },
    headers: { 'tousu-actor': 'op-7' },
  })
  await call('acceptComplaint', { ...accepted, body: {}, status: 409 })
  await call('returnComplaint', { ...(await fileBack()), body: { note: '请补充订单号与付款截图，谢谢。' } })
  await call('refuseComplaint', {
    ...(await fileBack()),
    body: { note: '该事项不属于互联网信息服务投诉范围。' },
  })
  await call('forwardComplaint', { ...(await fileBack()), body: { note } })
  await call('referReport', { ...accepted, body: { to: '12321', note }, status: 409 })
  await call('referReport', { ...(await fileBack('report')), body: { to: '12321', note } })
  await call('markDuplicate', { ...(await file()), body: { of: accepted.params.id, note } })
  await call('reassignComplaint', { ...(await file()), body: { enterpriseId: keyed.id, note } })
  const extended = await file()
  await call('requestExtension', {
    ...extended,
    ...company,
    body: { workingDays: 3, reason: '需要第三方支付机构核实押金记录。' },
  })
  await call('decideExtension', { ...extended, body: { decision: 'granted', note } })

  // — the calendar and the keys —
  const [facts] = listYearVersions(2026)
  if (!facts) throw new Error('2026 is not published')
  const { notices, daysOff, workingDays } = facts
  const year = { notices, daysOff, workingDays, note }
  await call('publishCalendarYear', { params: { year: '2026' }, body: year })
  await call('publishCalendarYear', { params: { year: '2027' }, body: year, status: 422 })
  const ofKeyed = { params: { id: keyed.id } }
  const { crv, x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
  const signing = { kty: 'OKP', crv, x, kid: 'signing-2026', alg: 'Ed25519' }
  await call('setClientKeys', { ...ofKeyed, body: { keys: [signing], note } })
  await call('setClientKeys', {
    params: { id: enterprise.id },
    body: { keys: [signing], note },
    status: 409,
  })
  const { crv: curve, x: point } = generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' })
  const encrypting = { kty: 'OKP', crv: curve, x: point, kid: 'encryption-2026' }
  await call('setEncryptionKey', {
    params: { id: enterprise.id },
    body: { key: { ...encrypting, alg: 'ECDH-ES+A256KW', use: 'enc' }, note },
  })
  await call('retrieveEnterpriseKeys', ofKeyed)
  await call('rotateReceiptKey', { body: { note } })

  // — the directory and the public columns —
  const words = { zh: '平台说明', en: 'About the platform' }
  const added = await call('addCompany', {
    body: { name: '示例未接入', aliases: ['未接入'], services: [{ name: '示例社区', type: 'site' }], note },
  })
  const addedCompany = { params: { id: textAt(added, 'id') } }
  await call('updateCompany', { ...addedCompany, body: { aliases: ['示例社区'], note } })
  const companies = await call('listCompanies', { query: { query: '示例', connected: 'true' } })
  const connected = { params: { id: textAt(companies, 'items', 0, 'id') } }
  await call('updateCompany', { ...connected, body: { name: '改名', note }, status: 409 })
  await call('removeCompany', { ...addedCompany, body: { note } })
  const policy = {
    kind: 'order',
    title: words,
    issuer: words,
    number: null,
    publishedOn: null,
    effectiveOn: '2026-10-01',
    amendedOn: [],
    about: words,
  }
  const entry = { params: { id: 'about-the-platform' } }
  await call('publishPolicy', { ...entry, body: { ...policy, note } })
  await call('removePolicy', { ...entry, body: { note } })
  await call('publishQuestion', {
    ...entry,
    body: { topic: 'platform', question: words, answer: words, note },
  })
  await call('removeQuestion', { ...entry, body: { note } })
  await call('publishNotice', {
    ...entry,
    body: { publishedOn: '2026-09-24', title: words, body: words, note },
  })
  await call('removeNotice', { ...entry, body: { note } })
  await call('removeNotice', { ...entry, body: { note }, status: 404 })
  await call('listSuggestions')

  // — the numbers —
  await call('retrieveAllStatistics')
  await call('exportStatistics')
  await call('retrieveFullBulletin', { params: { quarter: '2026Q3' } })

  // — who did what —
  await call('listAudit', { query: { act: 'complaint.accepted', limit: '10' } })
  await platform.clock.advance({ hours: 1 })
}
