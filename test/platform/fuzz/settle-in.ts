/** A person who has something of everything, after all that the scenario ended and deleted. */
import { type Driver, textAt } from '../../contract/openapi/driver.js'

const phone = '10012349999'

export interface Resident {
  readonly token: string
  /** Ids of what is the person's own. */
  readonly ids: readonly string[]
}

export async function settleIn({ platform, call }: Driver): Promise<Resident> {
  const company = await platform.registerEnterprise({ name: '示例生活' })
  await call('requestCode', { body: { phone, purpose: 'register' } })
  const code = platform.outbox.codeFor(phone) ?? ''
  const token = textAt(await call('registerAccount', { body: { phone, code } }), 'token')
  const own = { token }
  await call('setIdentity', {
    ...own,
    body: { name: '王小燕', document: { type: 'id_card', number: '000000199303030022' } },
  })
  const upload = await call('uploadEvidence', {
    ...own,
    body: Buffer.from('扣款 25 元'),
    headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.txt"' },
  })
  const draft = await call('createFilingDraft', { ...own, body: { title: '会员到期后' } })
  const filed = await call('fileComplaint', {
    ...own,
    body: {
      enterpriseId: company.id,
      title: '会员到期后被自动续费',
      description: '九月二十日会员到期后未收到任何提醒即被扣款。',
      category: 'service_function',
      consents: { handOver: true, sensitiveData: true },
    },
  })
  return {
    token,
    ids: [textAt(filed, 'filings', 0, 'complaintId'), textAt(upload, 'id'), textAt(draft, 'id')],
  }
}
