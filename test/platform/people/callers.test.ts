import { beforeAll, describe, expect, it } from 'vitest'
import { consumerRoutes } from '../../../src/contract/consumer-routes.js'
import type { Route } from '../../../src/contract/index.js'
import { finalAnswer, identity, otherIdentity, type People, phones, setUp } from './setup.js'

/** Every route of the consumer face, called by everybody who may come. */
const table: [string, Route][] = Object.entries(consumerRoutes)
const guarded = table.filter(([, { caller }]) => caller === 'person')
const withId = guarded.filter(([, { params }]) => params)
const open = table.filter(([, { caller }]) => caller !== 'person')

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
let guest: typeof own
let expired: typeof own
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
  people = await setUp({ guestSessionSeconds: 60, codesPerPhone: 1_000, codesPerSource: 10_000 })
  expired = await people.visit(phones.guest)
  people.waitSeconds(60)
  own = await people.register(phones.own, identity)
  other = await people.register(phones.other, otherIdentity)
  guest = await people.visit(phones.guest, otherIdentity)
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

describe.each(guarded)('%s', (name, route) => {
  it('asks for a session', async () => {
    const { status, headers, json } = await callRoute(name, route, null)
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toBe('Bearer realm="tousu"')
    expect(json).toMatchObject({ code: 'token_missing' })
  })

  it('refuses a company’s token, a session that has ended, and what is none', async () => {
    for (const token of [people.companyToken, expired.token, `${own.token}x`, 'tss_nonsense']) {
      expect(await callRoute(name, route, token)).toMatchObject({
        status: 401,
        json: { code: 'invalid_token' },
      })
    }
  })
})

describe.each(withId)('%s', (name, route) => {
  it('shows another person and a guest nothing, and changes nothing', async () => {
    const look = async () => [
      (await own.call('GET', `/complaints/${ids.complaint}`)).text,
      (await own.call('GET', `/drafts/${ids.draft}`)).text,
    ]
    const before = await look()
    for (const { token } of [other, guest]) {
      const { status, json, text } = await callRoute(name, route, token)
      expect({ status, code: json['code'] }).toEqual({ status: 404, code: 'not_found' })
      expect(text).not.toContain(ids.complaint)
      expect(text).not.toContain(identity.name)
    }
    expect(await look()).toEqual(before)
  })

  it('answers for an id that nothing has as for somebody else’s', async () => {
    const foreign = await callRoute(name, route, other.token)
    const kept = ids
    ids = { ...ids, complaint: 'cmp_0', draft: 'drf_0', upload: 'evd_0' }
    const missing = await callRoute(name, route, other.token)
    ids = kept
    expect({ ...missing.json, requestId: '' }).toEqual({ ...foreign.json, requestId: '' })
  })
})

it('opens no other face with a session', async () => {
  for (const path of ['/v1/complaints', `/v1/complaints/${ids.complaint}`, '/v1/enterprise']) {
    expect(await people.call('GET', path, { token: own.token })).toMatchObject({
      status: 401,
      json: { code: 'invalid_token' },
    })
  }
})

it('lists for another person and a guest nothing of this one', async () => {
  for (const person of [other, guest]) {
    for (const path of ['/complaints', '/messages', '/drafts']) {
      expect((await person.call('GET', path)).text).not.toContain(ids.complaint)
    }
    expect((await person.call('GET', '/account')).text).not.toContain('张')
  }
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

describe.each(open)('%s', (name, route) => {
  it('asks for no token, and looks at none', async () => {
    const body: Record<string, unknown> = {
      requestCode: { phone: '10099998888', purpose: 'guest' },
      requestQueryCode: { number: 'TS1' },
      queryComplaints: { number: 'TS1', queryCode: 'x' },
    }
    const credentials = { phone: '10099998888', code: '000000' }
    const send = (token: string | null) =>
      people.call(route.method, route.path, {
        body: route.method === 'GET' ? undefined : (body[name] ?? credentials),
        token,
      })
    const { status } = await send(null)
    expect([200, 202, 404, 422]).toContain(status)
    expect((await send('nonsense')).status).toBe(status)
  })
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
