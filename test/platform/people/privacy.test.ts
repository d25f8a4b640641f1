import { expect, it } from 'vitest'
import { consumerRoutes } from '../../../src/contract/consumer-routes.js'
import type { Route } from '../../../src/contract/index.js'
import { finalAnswer, identity, phones, setUp } from './setup.js'

/** What may reach nobody else, whole. */
const marks = [identity.name, identity.document.number, phones.own, 'zhang-account-1990', '张小明的扣款']

const table: [string, Route][] = Object.entries(consumerRoutes)

async function live() {
  const people = await setUp()
  const person = await people.register()
  const { complaintId, number, queryCode } = await person.file({
    accountReference: 'zhang-account-1990',
    evidence: [await person.upload()],
  })
  const path = `/complaints/${complaintId}`
  const texts: string[] = []
  const call = async (...args: Parameters<typeof person.call>) => {
    const { text, headers } = await person.call(...args)
    texts.push(text, JSON.stringify([...headers]))
    return text
  }
  await call('POST', `${path}/supplements`, { body: { text: '补充一点。' } })
  await people.callAsCompany('POST', `/v1/complaints/${complaintId}/responses`, { body: finalAnswer })
  await call('POST', `${path}/appeal`)
  for (const read of ['', '/account', '/messages', path, `${path}/history`, '/complaints', '/drafts']) {
    if (read) await call('GET', read)
  }
  await call('POST', `${path}/withdrawal`)
  return { people, person, complaintId, number, queryCode, texts, call }
}

it('shows even the owner name, document, phone and account masked alone, in records, messages and history', async () => {
  const { texts } = await live()
  for (const text of texts) for (const mark of marks) expect(text).not.toContain(mark)
})

it('sends no name, no document and no account to the outbox, and the phone only as its address', async () => {
  const { people } = await live()
  const messages = people.platform.outbox.list()
  expect(messages.length).toBeGreaterThan(8)
  for (const { text } of messages) for (const mark of marks) expect(text).not.toContain(mark)
})

it('tells a company, and a query, nothing of it', async () => {
  const { people, complaintId, number, queryCode } = await live()
  const answers = [
    await people.callAsCompany('GET', `/v1/complaints/${complaintId}`),
    await people.callAsCompany('GET', `/v1/complaints/${complaintId}/history`),
    await people.callAsCompany('GET', '/v1/complaints'),
    await people.callAsCompany('GET', '/v1/events?content=full'),
    await people.call('POST', '/consumer/v1/queries', { body: { number, queryCode } }),
  ]
  for (const { text, status } of answers) {
    expect(status).toBe(200)
    for (const mark of marks) expect(text).not.toContain(mark)
  }
})

it('repeats no value in any refusal', async () => {
  const { people, person } = await live()
  const nonsense = {
    [phones.own]: identity.name,
    phone: phones.own + identity.name,
    code: phones.own,
    purpose: identity.name,
    name: `${identity.name}\n`,
    document: { type: identity.name, number: `${identity.document.number}${phones.own}` },
    number: identity.document.number,
    queryCode: phones.own,
    title: identity.name.repeat(50),
    description: identity.name,
    category: identity.document.number,
    enterpriseId: identity.document.number,
    occurredAt: identity.name,
    score: identity.name,
    text: '',
  }
  // The name of an unknown member is told, for whoever mistyped it; so it is no mark here.
  const { [phones.own]: _, ...body } = nonsense
  for (const [, { method, path, body: takes }] of table) {
    if (!takes) continue
    const { status, text } = await people.call(method, path.replace('{id}', 'cmp_0'), {
      body,
      token: person.token,
    })
    expect(`${path} ${status}`).toMatch(/ (4\d\d|200)$/)
    for (const mark of [...marks, phones.other]) expect(text).not.toContain(mark)
  }
  const mistyped = await person.call('PUT', '/account/identity', {
    body: { ...identity, document: { type: 'id_card', number: '000000199001010019' } },
    headers: { 'accept-language': 'en' },
  })
  expect(mistyped.status).toBe(422)
  expect(mistyped.text).not.toContain('000000199001010019')
})

it('keeps neither token nor code, nor phone or document as what limits are counted under', async () => {
  const { createCore } = await import('../core/setup.js')
  const { requestCode, register } = await import('../../../src/platform/people/accounts.js')
  const { requestQueryCode } = await import('../../../src/platform/people/queries.js')
  const core = createCore()
  const sent: string[] = []
  const spied = {
    ...core,
    outbox: { send: ({ code }: { code: string | null }) => void sent.push(code ?? '') },
  }
  requestCode(spied, '', { phone: phones.own, purpose: 'register' })
  const { token } = register(spied, { phone: phones.own, code: sent[0] ?? '' })
  requestCode(spied, '', { phone: phones.own, purpose: 'login' })
  requestQueryCode(spied, '', { person: identity })
  const { sessions, codes, uses } = core.state
  const kept = JSON.stringify([[...sessions], [...codes], [...uses]])
  expect([sessions.size, codes.size]).toEqual([1, 2])
  for (const secret of [token, sent[1] ?? 'none', phones.own, identity.document.number]) {
    expect(kept).not.toContain(secret)
  }
})
