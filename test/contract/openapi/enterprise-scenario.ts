import { type Driver, textAt } from './driver.js'

const person = { name: '张小明', idNumber: '000000199001010018', phone: '10012345678' }
const hook = 'https://company.example/hooks'

export async function driveEnterprise(driver: Driver): Promise<void> {
  const { platform, call } = driver
  const enterprise = await platform.registerEnterprise({
    name: '示例网络',
    services: [{ name: '示例视频' }],
    publicContacts: ['4001234567'],
    authentication: 'client_secret_basic',
  })
  platform.connect(hook, driver.receive)
  const consumer = platform.consumer(person)
  const file = async (title = '会员到期后被自动续费'): Promise<string> => {
    const { complaintId } = await consumer.file({
      enterpriseId: enterprise.id,
      title,
      description: '会员到期后未收到任何提醒即被扣款 25 元。',
      demand: '退还 25 元。',
      category: '服务功能',
      evidence: [{ name: '扣款 记录.txt', contentType: 'text/plain', data: Buffer.from('扣款 25 元') }],
    })
    return complaintId
  }

  await call('retrieveServerMetadata')
  await call('retrieveTokenKeys')
  const basic = Buffer.from(`${enterprise.clientId}:${enterprise.clientSecret}`).toString('base64')
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  await call('createToken', { body: form, headers: { authorization: 'Basic x' }, status: 401 })
  await call('createToken', { body: new URLSearchParams({ grant_type: 'password' }), status: 400 })
  await call('createToken', { body: {}, status: 415 })
  const token = await call('createToken', { body: form, headers: { authorization: `Basic ${basic}` } })
  driver.token = textAt(token, 'access_token')

  // — webhooks —
  const endpoint = await call('createWebhookEndpoint', {
    body: { url: hook, content: 'summary', description: '客服系统' },
  })
  const whe = { params: { id: textAt(endpoint, 'id') } }
  await call('listWebhookEndpoints', { query: { limit: '1' } })
  await call('retrieveWebhookEndpoint', whe)
  await call('updateWebhookEndpoint', { ...whe, body: { description: '客服系统（新）' } })
  await call('retrieveWebhookKeys', whe)
  await call('rotateWebhookSecret', { ...whe, body: { overlapSeconds: 3_600 } })
  await call('pingWebhookEndpoint', whe)
  await platform.clock.advance({ seconds: 0 })
  const deliveries = await call('listWebhookDeliveries', { ...whe, query: { limit: '10' } })
  await call('redeliverWebhook', { params: { id: textAt(deliveries, 'items', 0, 'id') } })
  await call('recoverWebhookEndpoint', { ...whe, body: {} })

  const goneHook = 'https://company.example/gone'
  platform.connect(goneHook, async () => new Response(null, { status: 410 }))
  const gone = await call('createWebhookEndpoint', { body: { url: goneHook, content: 'full' } })

  // — a complaint, answered on time and rated —
  const id = await file()
  const one = { params: { id } }
  const complaint = await call('retrieveComplaint', one)
  await call('listComplaints', {
    query: { status: 'assigned,in_progress', overdue: 'false', sort: '-dueAt', limit: '10', round: '1' },
  })
  const noting = { ...one, body: { metadata: { ticket: 'T-1' } }, headers: { 'idempotency-key': 'noting' } }
  await call('updateComplaint', noting)
  await call('updateComplaint', noting)
  await call('listComplaints', { query: { 'metadata[ticket]': 'T-1' } })
  await call('acknowledgeComplaint', {
    ...one,
    headers: { 'tousu-actor': 'staff-7', 'if-match': `"${complaint['revision']}"` },
  })
  await call('acknowledgeComplaint', { ...one, status: 409 })
  await call('acknowledgeComplaint', { ...one, headers: { 'if-match': '"99"' }, status: 412 })
  await call('acknowledgeComplaint', { ...one, headers: { 'if-match': 'x' }, status: 400 })
  const evidence = { params: { id, evidenceId: textAt(complaint, 'evidence', 0, 'id') } }
  await call('downloadEvidence', evidence)
  await call('downloadEvidence', { ...evidence, headers: { range: 'bytes=0-1' }, status: 206 })
  await call('downloadEvidence', { ...evidence, headers: { range: 'bytes=999-' }, status: 416 })
  await call('downloadEvidence', { ...evidence, headers: { 'if-none-match': '*' }, status: 304 })
  const upload = await call('uploadAttachment', {
    body: Buffer.from('退款凭证'),
    headers: {
      'content-type': 'text/plain',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('退款凭证.txt')}`,
    },
  })
  const answer = {
    type: 'final',
    outcome: 'resolved',
    statement: '您好，25 元已原路退回，自动续费已关闭，请留意到账通知。',
    measures: ['退还 25 元', '关闭自动续费'],
    contactAttempts: [{ at: '2026-09-24T09:00:00+08:00', method: 'phone', result: 'reached' }],
    attachments: [textAt(upload, 'id')],
  }
  await call('validateResponse', { ...one, body: answer })
  await call('respondToComplaint', { ...one, body: { type: 'final' }, status: 422 })
  await call('respondToComplaint', { ...one, body: answer, headers: { 'tousu-actor': 'staff-7' } })
  await call('respondToComplaint', { ...one, body: answer, status: 409 })
  await call('listHistory', one)
  await call('retrieveReceiptKeys')
  await consumer.rate(id, { score: 5, solved: true, comment: '处理及时' })

  // — a complaint that is asked about —
  const other = { params: { id: await file('无法注销账号') } }
  await call('retrieveDraft', { ...other, status: 404 })
  await call('saveDraft', { ...other, body: { type: 'final', statement: '您好' } })
  await call('retrieveDraft', other)
  await call('deleteDraft', other)
  await call('requestSupplement', { ...other, body: { message: '请补充注销页面的截图，谢谢。' } })
  await call('requestExtension', {
    ...other,
    body: { workingDays: 5, reason: '需要第三方支付机构核实扣款记录。' },
  })
  await call('contestComplaint', {
    ...other,
    body: { reason: 'not_our_service', statement: '该服务由其他公司运营，与我公司无关。' },
  })
  const disclosing = await call('createToken', {
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'contacts:disclose' }),
    headers: { authorization: `Basic ${basic}` },
  })
  const withDisclosure = { token: textAt(disclosing, 'access_token') }
  await call('discloseContact', {
    ...other,
    ...withDisclosure,
    body: { fields: ['name', 'phone'], purpose: 'contact' },
  })
  await call('discloseContact', {
    ...other,
    body: { fields: ['name', 'phone'], purpose: 'contact' },
    status: 403,
  })
  await call('listContactDisclosures', withDisclosure)

  // — which nobody answers —
  await platform.clock.advance({ workingDays: 11 })
  await platform.clock.advance({ days: 31 })

  await call('listEvents', {
    query: { types: 'complaint.assigned,complaint.rated', content: 'full', limit: '10' },
  })
  await call('listEvents', { query: { after: 'latest' } })
  await call('listEvents', { query: { after: 'evt_unknown' }, status: 400 })

  // — the company and the rules —
  await call('retrieveEnterprise')
  await call('retrieveStatistics', { query: { groupBy: 'service', from: '2026-07-01', to: '2026-12-31' } })
  await call('retrieveStatistics', { query: { from: '2026-07-02', to: '2026-07-01' }, status: 422 })
  await call('listServices')
  await call('listCategories', { query: { version: '2019' } })
  await call('retrieveCalendarYear', { params: { year: '2026' } })
  await call('retrieveCalendarYear', { params: { year: '2099' }, status: 404 })

  // — refusals that any operation can answer with —
  await call('retrieveComplaint', { params: { id: 'cmp_unknown' }, status: 404 })
  await call('retrieveComplaint', { ...one, token: null, status: 401 })
  await call('retrieveComplaint', { ...one, token: 'x', status: 401 })
  await call('listComplaints', { query: { limit: '0' }, status: 422 })
  await call('listComplaints', { query: { cursor: 'x' }, status: 400 })

  await call('pingWebhookEndpoint', { params: { id: textAt(gone, 'id') }, status: 409 })
  await call('deleteWebhookEndpoint', whe)
}
