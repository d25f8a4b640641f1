import { expect, it } from 'vitest'
import { formatShanghaiTime } from '../../../src/calendar/index.js'
import { identity, phones, setUp } from './setup.js'

const codes = '/consumer/v1/codes'

it('registers, logs out and logs in with a phone and a code of six digits', async () => {
  const people = await setUp()
  const answer = await people.enter('/consumer/v1/accounts', 'register', phones.own)
  expect(people.platform.outbox.codeFor(phones.own)).toMatch(/^\d{6}$/)
  expect(answer.status).toBe(201)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.json).toMatchObject({
    token: expect.stringMatching(/^tss_[\w-]{43}$/),
    expiresAt: formatShanghaiTime(people.wireNow() + 86_400_000),
    account: { kind: 'registered', phone: '100********', identity: null },
  })
  const person = people.as(String(answer.json['token']))
  expect((await person.call('DELETE', '/session')).status).toBe(204)
  expect((await person.call('GET', '/account')).json).toMatchObject({ code: 'invalid_token' })
  const again = await people.logIn()
  expect((await again.call('GET', '/account')).json['id']).toBe(Object(answer.json['account']).id)
})

it('keeps no token, no code and no phone as a key: digests alone', async () => {
  const people = await setUp()
  const { token } = await people.register()
  await people.call('POST', codes, { body: { phone: phones.own, purpose: 'login' } })
  const code = people.platform.outbox.codeFor(phones.own)
  expect(code).toBeDefined()
  expect(token).toMatch(/^tss_/)
  // Nothing of it is written back to whoever asks.
  const { text } = await people.call('POST', '/consumer/v1/sessions', {
    body: { phone: phones.own, code: code === '111111' ? '222222' : '111111' },
  })
  expect(text).not.toContain(phones.own)
  expect(text).not.toContain(String(code))
})

it('asks for the real name, and shows it masked', async () => {
  const people = await setUp()
  const person = await people.register(phones.own, null)
  expect((await person.call('POST', '/complaints', { body: people.filing() })).json).toMatchObject({
    status: 409,
    code: 'identity_missing',
  })
  const put = (body: object) => person.call('PUT', '/account/identity', { body })
  expect((await put(identity)).json['identity']).toEqual({
    name: '张**',
    documentType: 'id_card',
    documentNumber: '0****************8',
  })
  const wrong = { ...identity, document: { type: 'id_card', number: '000000199001010019' } }
  expect((await put(wrong)).json).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: '/document/number', code: 'wrong_format' }],
  })
  expect((await put({ ...identity, name: '张\n三' })).json).toMatchObject({
    errors: [{ pointer: '/name' }],
  })
  const mismatched = { ...identity, document: { type: 'id_card', number: '000000199001019987' } }
  expect((await put(mismatched)).json['code']).toBe('name_mismatched')
  const passport = { name: 'Li Na', document: { type: 'passport', number: 'e1234567' } }
  expect((await put(passport)).json['identity']).toMatchObject({ documentNumber: 'E******7' })
})

it.each(['register', 'login', 'guest'])(
  'answers a request for a code to %s alike for every phone',
  async (purpose) => {
    const people = await setUp()
    await people.register(phones.own)
    people.platform.outbox.clear()
    const ask = (phone: string) => people.call('POST', codes, { body: { phone, purpose } })
    const known = await ask(phones.own)
    const unknown = await ask(phones.other)
    expect(known.status).toBe(202)
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
    expect([...known.headers.keys()]).toEqual([...unknown.headers.keys()])
    // Where a code would be of no use, the phone is told why.
    const useless = { register: phones.own, login: phones.other, guest: '' }[purpose]
    for (const { to, kind } of people.platform.outbox.list()) {
      expect(kind).toBe(to === useless ? 'account' : 'code')
    }
  },
)

it('takes a wrong code alike, whether there is an account, a code, or neither', async () => {
  const people = await setUp()
  await people.register(phones.own)
  await people.call('POST', codes, { body: { phone: phones.own, purpose: 'login' } })
  const right = people.platform.outbox.codeFor(phones.own)
  const code = right === '000000' ? '000001' : '000000'
  const answers = await Promise.all(
    [phones.own, phones.other].map((phone) =>
      people.call('POST', '/consumer/v1/sessions', { body: { phone, code } }),
    ),
  )
  const shapes = answers.map(({ status, json }) => ({ status, ...json, requestId: '' }))
  expect(shapes[0]).toMatchObject({ status: 422, code: 'code_refused' })
  expect(shapes[1]).toEqual(shapes[0])
})

it.each([
  [4, true],
  [5, false],
])('takes the right code after %i wrong tries: %s', async (wrongTries, passes) => {
  const people = await setUp()
  await people.call('POST', codes, { body: { phone: phones.own, purpose: 'register' } })
  const right = people.platform.outbox.codeFor(phones.own)
  const wrong = right === '000000' ? '000001' : '000000'
  const send = (code: string | undefined) =>
    people.call('POST', '/consumer/v1/accounts', { body: { phone: phones.own, code } })
  for (let index = 0; index < wrongTries; index += 1) await send(wrong)
  expect((await send(right)).status).toBe(passes ? 201 : 422)
  // Used or dead: never again.
  expect((await send(right)).status).toBe(422)
})

it.each([
  [299, true],
  [300, false],
])('takes a code after %i s of wire time: %s', async (seconds, passes) => {
  const people = await setUp()
  await people.call('POST', codes, { body: { phone: phones.own, purpose: 'guest' } })
  people.waitSeconds(seconds)
  const code = people.platform.outbox.codeFor(phones.own)
  const answer = await people.call('POST', '/consumer/v1/guest-sessions', {
    body: { phone: phones.own, code },
  })
  expect(answer.status).toBe(passes ? 201 : 422)
})

it('takes a code for its one purpose and its one phone, and the newest alone', async () => {
  const people = await setUp()
  const ask = async (phone: string) => {
    await people.call('POST', codes, { body: { phone, purpose: 'guest' } })
    return people.platform.outbox.codeFor(phone)
  }
  const first = await ask(phones.own)
  const code = await ask(phones.own)
  const tries: [string, string, string | undefined][] = [
    ['/consumer/v1/accounts', phones.own, code],
    ['/consumer/v1/sessions', phones.own, code],
    ['/consumer/v1/guest-sessions', phones.other, code],
    ...(first === code
      ? []
      : ([['/consumer/v1/guest-sessions', phones.own, first]] satisfies [
          string,
          string,
          string | undefined,
        ][])),
  ]
  for (const [path, phone, given] of tries) {
    expect((await people.call('POST', path, { body: { phone, code: given } })).status).toBe(422)
  }
  expect(
    (await people.call('POST', '/consumer/v1/guest-sessions', { body: { phone: phones.own, code } })).status,
  ).toBe(201)
})

it.each([
  ['registered', 86_400],
  ['guest', 3_600],
])('ends the session of a %s person after %i s of wire time, and no earlier', async (kind, seconds) => {
  const people = await setUp()
  const person = kind === 'guest' ? await people.visit() : await people.register()
  people.waitSeconds(seconds - 1)
  expect((await person.call('GET', '/account')).status).toBe(200)
  people.waitSeconds(1)
  expect(await person.call('GET', '/account')).toMatchObject({
    status: 401,
    json: { code: 'invalid_token' },
  })
  // The virtual clock has nothing to do with it.
  const other = await people.visit(phones.other)
  await people.platform.clock.advance({ days: 30 })
  expect((await other.call('GET', '/account')).status).toBe(200)
})

it('limits codes to a phone in 24 hours and from an address in an hour, at the edge', async () => {
  const people = await setUp({ codesPerPhone: 2, codesPerSource: 4 })
  const ask = (phone: string) => people.call('POST', codes, { body: { phone, purpose: 'guest' } })
  expect((await ask(phones.own)).status).toBe(202)
  expect((await ask(phones.own)).status).toBe(202)
  const third = await ask(phones.own)
  expect(third).toMatchObject({ status: 429, json: { code: 'rate_limited' } })
  expect(third.headers.get('retry-after')).toBe('86400')
  expect((await ask(phones.other)).status).toBe(202)
  expect((await ask(phones.other)).status).toBe(202)
  // The fifth from here.
  const fifth = await ask(phones.guest)
  expect(fifth.status).toBe(429)
  expect(fifth.headers.get('retry-after')).toBe('3600')
  people.waitSeconds(3_599)
  expect((await ask(phones.guest)).status).toBe(429)
  people.waitSeconds(1)
  expect((await ask(phones.guest)).status).toBe(202)
  expect((await ask(phones.own)).status).toBe(429)
  people.waitSeconds(86_400 - 3_600)
  expect((await ask(phones.own)).status).toBe(202)
})

it('joins what a guest filed to the account registered later with the same phone', async () => {
  const people = await setUp()
  const guest = await people.visit(phones.own)
  const { complaintId } = await guest.file()
  const another = await people.visit(phones.other)
  const foreign = await another.file()
  const person = await people.register(phones.own, null)
  expect((await person.call('GET', `/complaints/${complaintId}`)).status).toBe(200)
  expect((await person.call('GET', `/complaints/${foreign.complaintId}`)).status).toBe(404)
  expect((await person.call('GET', '/account')).json['identity']).toMatchObject({ name: '张**' })
  // The guest's session has ended with that.
  expect((await guest.call('GET', '/account')).status).toBe(401)
  const own = await people.callAsCompany('GET', `/v1/complaints/${complaintId}`)
  expect(own.json['complainant']).toMatchObject({ registered: false })
  const later = await person.file()
  const registered = await people.callAsCompany('GET', `/v1/complaints/${later.complaintId}`)
  expect(registered.json['complainant']).toMatchObject({ registered: true })
})

it('joins what was filed in process with the same phone, too', async () => {
  const people = await setUp()
  const { complaintId } = await people.file()
  const person = await people.register()
  expect((await person.call('GET', `/complaints/${complaintId}`)).status).toBe(200)
  expect((await people.consumer.retrieve(complaintId)).id).toBe(complaintId)
})

it('deletes an account: data is erased, the company told, every session ends, the phone is new', async () => {
  const people = await setUp()
  const person = await people.register()
  const second = await people.logIn()
  const { complaintId } = await person.file({ evidence: [await person.upload()] })
  expect((await person.call('DELETE', '/account')).status).toBe(204)
  for (const { token } of [person, second]) {
    expect((await people.as(token).call('GET', '/account')).status).toBe(401)
  }
  const seen = await people.callAsCompany('GET', `/v1/complaints/${complaintId}`)
  expect(seen.json).toMatchObject({ title: null, description: null, complainant: null })
  const events = await people.callAsCompany('GET', '/v1/events')
  expect(events.text).toContain('complaint.redacted')
  expect(people.platform.outbox.list({ kind: 'account' }).at(-1)?.text).toContain('已注销')
  const anew = await people.register()
  expect((await anew.call('GET', '/complaints')).json['items']).toEqual([])
})
