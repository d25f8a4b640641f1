import { describe, expect, it } from 'vitest'
import { finalAnswer, identity, otherIdentity, phones, setUp } from './setup.js'

const path = '/consumer/v1/queries'

async function filed(options: Parameters<typeof setUp>[0] = {}) {
  const people = await setUp(options)
  const person = await people.register()
  const own = await person.file()
  const query = (body: object) => people.call('POST', path, { body })
  const ask = (body: object) => people.call('POST', `${path}/codes`, { body })
  return { people, person, own, query, ask }
}

/** An answer less what differs every time. */
const bare = ({
  status,
  json,
  headers,
}: Awaited<ReturnType<Awaited<ReturnType<typeof filed>>['query']>>) => ({
  status,
  json: { ...json, requestId: '', queryId: '' },
  fields: [...headers.keys()],
})

describe('by number and query code', () => {
  it('shows how it stands, the answer and the history, and nothing of what the person wrote', async () => {
    const { people, own, query } = await filed()
    await people.callAsCompany('POST', `/v1/complaints/${own.complaintId}/responses`, { body: finalAnswer })
    const { status, json, text, headers } = await query({ number: own.number, queryCode: own.queryCode })
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(json['items']).toMatchObject([
      {
        number: own.number,
        status: 'responded',
        enterpriseName: '示例网络',
        responses: [{ statement: finalAnswer.statement }],
        history: [{ act: 'filed' }, { act: 'assigned' }, { act: 'acknowledged' }, { act: 'responded_final' }],
      },
    ])
    for (const secret of [
      '张',
      phones.own,
      identity.document.number,
      '自动续费被',
      '九月二十日',
      own.complaintId,
    ]) {
      expect(text).not.toContain(secret)
    }
  })

  it('takes both as people read them out', async () => {
    const { own, query } = await filed()
    const number = own.number.toLowerCase().replace(/(.{6})/g, '$1 ')
    const queryCode = `${own.queryCode.slice(0, 4)}-${own.queryCode.slice(4)}`.toLowerCase()
    expect((await query({ number, queryCode })).status).toBe(200)
  })

  it('answers alike for a wrong code, a number that is none, and one of nobody', async () => {
    const { own, query } = await filed()
    const queryCode = own.queryCode === '22222222' ? '33333333' : '22222222'
    const answers = []
    for (const number of [own.number, 'TS202609240000000000', 'nonsense']) {
      answers.push(bare(await query({ number, queryCode })))
    }
    expect(answers[0]).toMatchObject({ status: 404, json: { code: 'query_refused' } })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('takes no query code after five wrong ones in 24 hours, whether the number exists or not', async () => {
    const { people, own, query, ask } = await filed()
    const wrong = own.queryCode === '22222222' ? '33333333' : '22222222'
    const right = { number: own.number, queryCode: own.queryCode }
    for (const number of [own.number, 'TS202609240000000000']) {
      for (let index = 0; index < 5; index += 1) {
        // The right one does not wipe the wrong ones out.
        if (index === 4 && number === own.number) expect((await query(right)).status).toBe(200)
        expect((await query({ number, queryCode: wrong })).status).toBe(404)
      }
      const blocked = await query({ number, queryCode: own.queryCode })
      expect(blocked).toMatchObject({ status: 429, json: { code: 'query_code_blocked' } })
      expect(blocked.headers.get('retry-after')).toBe('86400')
    }
    // A code to the phone helps meanwhile.
    const { json } = await ask({ number: own.number })
    const code = people.platform.outbox.codeFor(phones.own)
    expect((await query({ queryId: json['queryId'], code })).status).toBe(200)
    people.waitSeconds(86_399)
    expect((await query(right)).status).toBe(429)
    people.waitSeconds(1)
    expect((await query(right)).status).toBe(200)
  })
})

describe('by a code to the phone on record', () => {
  it('shows one by its number', async () => {
    const { people, own, query, ask } = await filed()
    const { status, json } = await ask({ number: own.number })
    expect(status).toBe(202)
    const code = people.platform.outbox.codeFor(phones.own)
    const answer = await query({ queryId: json['queryId'], code })
    expect(answer.json['items']).toMatchObject([{ number: own.number }])
    // Once.
    expect((await query({ queryId: json['queryId'], code })).json['code']).toBe('query_refused')
  })

  it('shows all of a person that were filed with the phone which got the code, by name and document', async () => {
    const { people, person, own, query, ask } = await filed()
    const second = await person.file()
    // The same person with another phone, the newest; and somebody else.
    const elsewhere = await people.visit(phones.guest, identity)
    const third = await elsewhere.file()
    await (await people.visit(phones.other, otherIdentity)).file()
    people.platform.outbox.clear()
    const { json } = await ask({ person: identity })
    expect(people.platform.outbox.list().map(({ to }) => to)).toEqual([phones.guest])
    const answer = await query({
      queryId: json['queryId'],
      code: people.platform.outbox.codeFor(phones.guest),
    })
    expect(Object(answer.json['items']).map(({ number }: { number: string }) => number)).toEqual([
      third.number,
    ])
    expect([own.number, second.number]).not.toContain(third.number)
  })

  it('answers alike whether anything exists or not, and sends nothing where nothing does', async () => {
    const { people, own, query, ask } = await filed()
    people.platform.outbox.clear()
    const subjects = [
      { number: own.number },
      { number: 'TS202609240000000000' },
      { person: identity },
      { person: { ...identity, name: '张大明' } },
      { person: otherIdentity },
      { person: { name: '某某', document: { type: 'id_card', number: '1' } } },
    ]
    const asked = []
    for (const subject of subjects) asked.push(await ask(subject))
    for (const each of asked) expect(bare(each)).toEqual(bare(Object(asked[0])))
    expect(people.platform.outbox.list()).toHaveLength(2)
    expect(new Set(asked.map(({ json }) => String(json['queryId']).length)).size).toBe(1)
    const guesses = []
    for (const { json } of asked) {
      const right = people.platform.outbox.list().some(({ code }) => code === '123456')
      guesses.push(await query({ queryId: json['queryId'], code: right ? '123457' : '123456' }))
    }
    for (const each of guesses) expect(bare(each)).toEqual(bare(Object(guesses[0])))
    expect(guesses[0]?.json['code']).toBe('query_refused')
  })

  it('takes a code five times wrong no more', async () => {
    const { people, own, query, ask } = await filed()
    const { json } = await ask({ number: own.number })
    const right = people.platform.outbox.codeFor(phones.own)
    const wrong = right === '000000' ? '000001' : '000000'
    for (let index = 0; index < 5; index += 1) await query({ queryId: json['queryId'], code: wrong })
    expect((await query({ queryId: json['queryId'], code: right })).status).toBe(404)
  })

  it('limits codes for a number and for a document in 24 hours, at the edge, existing or not', async () => {
    const { people, own, ask } = await filed({ queryCodesPerSubject: 2 })
    const missing = { ...otherIdentity, document: { type: 'passport', number: 'E0000000' } }
    for (const subject of [
      { number: own.number },
      { number: 'TS1' },
      { person: identity },
      { person: missing },
    ]) {
      expect((await ask(subject)).status).toBe(202)
      expect((await ask(subject)).status).toBe(202)
      const third = await ask(subject)
      expect(third).toMatchObject({ status: 429, json: { code: 'rate_limited' } })
      expect(third.headers.get('retry-after')).toBe('86400')
    }
    // Written differently, it is the same.
    expect((await ask({ number: own.number.toLowerCase() })).status).toBe(429)
    people.waitSeconds(86_400)
    expect((await ask({ number: own.number })).status).toBe(202)
  })

  it('sends a phone no more than its codes of the day, and answers as before', async () => {
    const { people, own, ask } = await filed({ codesPerPhone: 2 })
    const first = await ask({ number: own.number })
    people.platform.outbox.clear()
    const second = await ask({ person: identity })
    expect(bare(second)).toEqual(bare(first))
    expect(people.platform.outbox.list()).toEqual([])
  })
})

it('limits queries from an address and of everybody in an hour, at the edge', async () => {
  const { people, own, query, ask } = await filed({ queriesPerSource: 3 })
  const right = { number: own.number, queryCode: own.queryCode }
  expect((await query(right)).status).toBe(200)
  expect((await ask({ number: own.number })).status).toBe(202)
  expect((await query(right)).status).toBe(200)
  expect((await query(right)).headers.get('retry-after')).toBe('3600')
  people.waitSeconds(3_600)
  expect((await query(right)).status).toBe(200)

  const all = await filed({ queriesOfAll: 1 })
  expect((await all.query({ number: 'TS1', queryCode: 'x' })).status).toBe(404)
  expect((await all.query({ number: 'TS1', queryCode: 'x' })).json['code']).toBe('rate_limited')
})

it('counts an address of its own for each peer of a server', async () => {
  const { people, own } = await filed({ queriesPerSource: 1 })
  const server = await people.platform.listen()
  const body = JSON.stringify({ number: own.number, queryCode: own.queryCode })
  const send = (url: string) =>
    fetch(`${url}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  expect((await people.call('POST', path, { body: JSON.parse(body) })).status).toBe(200)
  expect((await send(server.url)).status).toBe(200)
  expect((await send(server.url)).status).toBe(429)
  await people.platform.close()
})

it('asks for one pair or the other', async () => {
  const { own, query, ask } = await filed()
  for (const body of [
    {},
    { number: own.number },
    { number: own.number, queryCode: own.queryCode, queryId: 'x', code: '123456' },
    { number: own.number, code: '123456' },
  ]) {
    expect((await query(body)).json).toMatchObject({ status: 422, errors: [{ code: 'query_pair' }] })
  }
  for (const body of [{}, { number: own.number, person: identity }]) {
    expect((await ask(body)).json).toMatchObject({
      errors: [{ pointer: '/number', code: 'number_or_person' }],
    })
  }
})

it('knows nobody by name once the personal data is erased; the query code still works', async () => {
  const { people, person, own, query, ask } = await filed()
  await person.call('POST', `/complaints/${own.complaintId}/consent-withdrawal`)
  people.platform.outbox.clear()
  await ask({ person: identity })
  await ask({ number: own.number })
  expect(people.platform.outbox.list()).toEqual([])
  expect((await query({ number: own.number, queryCode: own.queryCode })).status).toBe(200)
})

it('tells where else to go, what it costs and what to bring, by category', async () => {
  const { people } = await filed()
  const ask = (category: string, language: string) =>
    people.call('GET', `/consumer/v1/other-channels?category=${category}`, {
      headers: { 'accept-language': language },
    })
  const { status, json } = await ask('service_function', 'zh-CN')
  expect(status).toBe(200)
  expect(json['items']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        phone: '12315',
        cost: '免费',
        bring: expect.arrayContaining([expect.any(String)]),
      }),
    ]),
  )
  expect((await ask('personal_information', 'en')).json['items']).not.toEqual(json['items'])
  expect((await people.call('GET', '/consumer/v1/other-channels')).status).toBe(200)
})
