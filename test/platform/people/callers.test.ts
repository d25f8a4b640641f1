import { beforeAll, describe, expect, it } from 'vitest'
import { consumerRoutes } from '../../../src/contract/consumer-routes.js'
import type { Route } from '../../../src/contract/index.js'
import { finalAnswer, identity, otherIdentity, type People, phones, setUp } from './setup.js'

/** Every route of the consumer face, called by whose things they are; by all others in http/tenancy.test.ts. */
const table: [string, Route][] = Object.entries(consumerRoutes)
const guarded = table.filter(([, { caller }]) => caller === 'person')
const withId = guarded.filter(([, { params }]) => params)

interface Ids {
  readonly complaint: string
  readonly evidence: string
  readonly attachment: string
  readonly draft: string
  readonly upload: string
}

let people: People
let own: Awaited<ReturnType<People['register']>>
let other: typeof own
let ids: Ids

async function prepare(person: typeof own): Promise<Ids> {
  const { complaintId } = await person.file({ evidence: [await person.upload()] })
  const complaint = await person.call('GET', `/complaints/${complaintId}`)
  const attachment = await people.callAsCompany('POST', '/v1/attachments', {
    body: Buffer.from('退款凭证'),
    headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.txt"' },
  })
  const draft = await person.call('POST', '/drafts', { body: { title: '自动续费' } })
  return {
    complaint: complaintId,
    evidence: String(Object(complaint.json['evidence'])[0].id),
    attachment: String(attachment.json['id']),
    draft: String(draft.json['id']),
    upload: await person.upload(),
  }
}

const answer = ({ complaint, attachment }: Ids) =>
  people.callAsCompany('POST', `/v1/complaints/${complaint}/responses`, {
    body: { ...finalAnswer, attachments: [attachment] },
  })

beforeAll(async () => {
  people = await setUp({ codesPerPhone: 1_000, codesPerSource: 10_000 })
  own = await people.register(phones.own, identity)
  other = await people.register(phones.other, otherIdentity)
  ids = await prepare(own)
})

const bodies: Record<string, unknown> = {
  setIdentity: identity,
  createFilingDraft: { title: '自动续费' },
  replaceFilingDraft: { title: '自动续费' },
  validateFiling: {},
  supplementComplaint: { text: '补充一点。' },
  rateComplaint: { score: 4, solved: true },
}

function pathOf(route: Route): string {
  const thing = route.path.includes('/drafts/') ? ids.draft : ids.upload
  return route.path
    .replace('{evidenceId}', ids.evidence)
    .replace('{attachmentId}', ids.attachment)
    .replace('{id}', route.path.includes('/complaints/') ? ids.complaint : thing)
}

function callRoute(name: string, route: Route, token: string | null) {
  const upload = {
    body: Buffer.from('凭证'),
    headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.txt"' },
  }
  const body = name === 'fileComplaint' ? people.filing() : bodies[name]
  return people.call(route.method, pathOf(route), {
    ...(name === 'uploadEvidence' ? upload : { body }),
    token,
  })
}

it('takes nothing that is no token of a session', async () => {
  for (const token of [`${own.token}x`, 'tss_nonsense', 'nonsense']) {
    expect(await own.call('GET', '/account', { token })).toMatchObject({
      status: 401,
      json: { code: 'invalid_token' },
    })
  }
})

describe.each(withId)('%s', (name, route) => {
  it('answers for an id that nothing has as for somebody else’s', async () => {
    const foreign = await callRoute(name, route, other.token)
    const kept = ids
    ids = { ...ids, complaint: 'cmp_0', draft: 'drf_0', upload: 'evd_0' }
    const missing = await callRoute(name, route, other.token)
    ids = kept
    expect({ ...missing.json, requestId: '' }).toEqual({ ...foreign.json, requestId: '' })
  })
})

it('answers the owner, the cache told what is private', async () => {
  const before: Partial<Record<string, () => Promise<unknown>>> = {
    rateComplaint: () => answer(ids),
    appealComplaint: () => answer(ids),
    downloadAnswerAttachment: () => answer(ids),
    urgeComplaint: () => people.platform.clock.advance({ workingDays: 11 }),
  }
  const kept = ids
  let count = 0
  for (const enter of [people.register, people.visit]) {
    for (const [name, route] of guarded) {
      // Each with a person and a complaint of its own, so that none stands in the way of another.
      count += 1
      const person = await enter(`100${String(count).padStart(8, '0')}`)
      ids = await prepare(person)
      await before[name]?.()
      const { status, headers } = await callRoute(name, route, person.token)
      expect(`${name} ${status}`).toBe(`${name} ${route.result.status}`)
      expect(headers.get('cache-control')).toBe(route.private ? 'no-store' : null)
    }
  }
  ids = kept
})

it('checks session, ownership, key and body in this order', async () => {
  const { complaintId } = await own.file()
  const send = async (token: string | null, headers: Record<string, string>, body: unknown) =>
    (await people.call('POST', `/consumer/v1/complaints/${complaintId}/rating`, { token, headers, body }))
      .json['code']
  const bad = { 'idempotency-key': 'a b' }
  expect(await send(null, bad, {})).toBe('token_missing')
  expect(await send(other.token, bad, {})).toBe('not_found')
  expect(await send(own.token, bad, {})).toBe('idempotency_key_invalid')
  expect(await send(own.token, {}, {})).toBe('validation_failed')
  expect(await send(own.token, {}, { score: 1, solved: true })).toBe('not_responded')
})
