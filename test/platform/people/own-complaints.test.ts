import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeAct } from '../../../src/platform/people/sentences.js'
import { finalAnswer, phones, setUp } from './setup.js'

async function filed(options: Parameters<typeof setUp>[0] = {}) {
  const people = await setUp(options)
  const person = await people.register()
  const own = await person.file()
  const path = `/complaints/${own.complaintId}`
  return {
    people,
    person,
    own,
    path,
    act: (name: string, body?: unknown) => person.call('POST', `${path}/${name}`, { body }),
    answer: (body: object = finalAnswer) =>
      people.callAsCompany('POST', `/v1/complaints/${own.complaintId}/responses`, { body }),
    actsInHistory: async () =>
      Object((await person.call('GET', `${path}/history`)).json['items']).map(
        ({ act }: { act: string }) => act,
      ),
  }
}

const complaintOf = (json: Record<string, unknown>) => Object(json['complaint'])

describe('what a person does with an own record', () => {
  it('reads the answer, downloads its files and rates it', async () => {
    const { people, person, path, act, answer } = await filed()
    const upload = await people.callAsCompany('POST', '/v1/attachments', {
      body: Buffer.from('退款凭证'),
      headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a.txt"' },
    })
    const other = await people.callAsCompany('POST', '/v1/attachments', {
      body: Buffer.from('别人的凭证'),
      headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="b.txt"' },
    })
    expect((await act('rating', { score: 5, solved: true })).json['code']).toBe('not_responded')
    await answer({ ...finalAnswer, attachments: [upload.json['id']] })
    const { json } = await person.call('GET', path)
    expect(json['responses']).toMatchObject([
      { type: 'final', statement: finalAnswer.statement, attachments: [{ name: 'a.txt' }] },
    ])
    const file = await person.call('GET', `${path}/attachments/${upload.json['id']}`)
    expect(file).toMatchObject({ status: 200, text: '退款凭证' })
    expect(file.headers.get('cache-control')).toBe('no-store')
    const part = await person.call('GET', `${path}/attachments/${upload.json['id']}`, {
      headers: { range: 'bytes=0-5' },
    })
    expect(part).toMatchObject({ status: 206, text: '退款' })
    // An upload of the same company that stands in no answer to this person.
    expect((await person.call('GET', `${path}/attachments/${other.json['id']}`)).status).toBe(404)
    const rated = await act('rating', { score: 2, solved: false, comment: '迟了' })
    expect(rated.status).toBe(201)
    expect(complaintOf(rated.json)).toMatchObject({ status: 'closed', rating: { score: 2, comment: '迟了' } })
    expect((await act('rating', { score: 5, solved: true })).json['code']).toBe('complaint_closed')
  })

  it.each([
    [{ score: 0, solved: true }, '/score'],
    [{ score: 6, solved: true }, '/score'],
    [{ score: 1.5, solved: true }, '/score'],
    [{ score: 5 }, '/solved'],
    [{ score: 5, solved: true, comment: '好'.repeat(1_001) }, '/comment'],
  ])('refuses the rating %j', async (body, pointer) => {
    const { act, answer } = await filed()
    await answer()
    expect((await act('rating', body)).json).toMatchObject({ status: 422, errors: [{ pointer }] })
  })

  it('adds text and files, asked or not, and sees what was asked', async () => {
    const { people, person, own, path, act } = await filed()
    await people.callAsCompany('POST', `/v1/complaints/${own.complaintId}/supplement-requests`, {
      body: { message: '请补充扣款短信的截图。' },
    })
    expect((await person.call('GET', path)).json['supplementRequest']).toMatchObject({
      message: '请补充扣款短信的截图。',
      answeredAt: null,
    })
    const { status, json } = await act('supplements', {
      text: '见附件。',
      evidence: [await person.upload('短信')],
    })
    expect(status).toBe(201)
    expect(complaintOf(json)).toMatchObject({
      supplements: [{ text: '见附件。', evidenceIds: [expect.any(String)] }],
      evidence: [{ name: 'evidence-1.txt' }],
      supplementRequest: { answeredAt: expect.any(String) },
    })
    expect((await act('supplements', {})).json).toMatchObject({ errors: [{ code: 'text_or_evidence' }] })
    expect((await act('supplements', { evidence: ['evd_0'] })).json).toMatchObject({
      errors: [{ pointer: '/evidence/0', code: 'unknown_file' }],
    })
    expect((await act('supplements', { text: '另外……' })).status).toBe(201)
  })

  it('urges an overdue answer once, from the day after the due date on', async () => {
    const { people, act } = await filed()
    await people.platform.clock.advanceTo('2026-10-15T23:59:59+08:00')
    expect((await act('urge')).json['code']).toBe('not_overdue')
    await people.platform.clock.advance({ seconds: 1 })
    expect(complaintOf((await act('urge')).json)).toMatchObject({
      overdue: true,
      urgedAt: '2026-10-16T00:00:00+08:00',
    })
    expect((await act('urge')).json['code']).toBe('already_urged')
  })

  it('withdraws, and then nothing more', async () => {
    const { act, actsInHistory } = await filed()
    expect(complaintOf((await act('withdrawal')).json)).toMatchObject({ closure: { reason: 'withdrawn' } })
    for (const [name, body] of [
      ['withdrawal', undefined],
      ['supplements', { text: '再补充' }],
      ['urge', undefined],
    ] as const) {
      expect((await act(name, body)).json['code']).toBe('complaint_closed')
    }
    expect(await actsInHistory()).toEqual(['filed', 'assigned', 'withdrawn', 'closed'])
  })

  it('appeals once', async () => {
    const { act, answer } = await filed()
    expect((await act('appeal')).json['code']).toBe('not_responded')
    await answer()
    const { status, json } = await act('appeal')
    expect(status).toBe(201)
    expect(complaintOf(json)).toMatchObject({ round: 2, status: 'assigned', responses: [{ round: 1 }] })
    await answer()
    expect((await act('appeal')).json['code']).toBe('already_appealed')
  })

  it('withdraws the consent: what was written is erased, what became of it stays', async () => {
    const { people, person, own, path, act, answer } = await filed()
    await answer()
    const { json } = await act('consent-withdrawal')
    expect(complaintOf(json)).toMatchObject({
      title: null,
      description: null,
      demand: null,
      number: own.number,
      responses: [{ statement: finalAnswer.statement }],
      consents: { withdrawnAt: '2026-09-24T09:00:00+08:00' },
    })
    // Again: nothing changes.
    expect((await act('consent-withdrawal')).json).toEqual(json)
    expect((await act('supplements', { text: '再补充' })).json['code']).toBe('consent_withdrawn')
    // Still an own record.
    expect((await person.call('GET', path)).status).toBe(200)
    const disclosure = await people.callAsCompany('GET', `/v1/complaints/${own.complaintId}`)
    expect(disclosure.text).not.toContain('退还 25 元')
  })

  it('answers 410 for a file that is erased', async () => {
    const { person } = await filed()
    const { complaintId } = await person.file({ evidence: [await person.upload()] })
    const [{ id }] = Object((await person.call('GET', `/complaints/${complaintId}`)).json['evidence'])
    await person.call('POST', `/complaints/${complaintId}/consent-withdrawal`)
    expect((await person.call('GET', `/complaints/${complaintId}/evidence/${id}`)).status).toBe(410)
  })
})

describe('what a reporter sees', () => {
  it('that something was done, and never the answer', async () => {
    const people = await setUp()
    const person = await people.register()
    const { complaintId } = await person.file({ kind: 'report' })
    await people.callAsCompany('POST', `/v1/complaints/${complaintId}/responses`, { body: finalAnswer })
    const own = await person.call('GET', `/complaints/${complaintId}`)
    expect(own.json).toMatchObject({ kind: 'report', responses: [], dueDate: null })
    const history = await person.call('GET', `/complaints/${complaintId}/history`)
    expect(history.text).toContain('企业已向平台反馈核查结果。')
    expect(history.text + own.text).not.toContain(finalAnswer.statement)
    expect((await person.call('POST', `/complaints/${complaintId}/appeal`)).json['code']).toBe(
      'not_responded',
    )
    const rating = { body: { score: 1, solved: false } }
    expect((await person.call('POST', `/complaints/${complaintId}/rating`, rating)).json['code']).toBe(
      'not_responded',
    )
  })
})

describe('lists', () => {
  it('show own records, the newest first, a page at a time, while they change', async () => {
    const people = await setUp()
    const person = await people.register()
    const ids: string[] = []
    for (let index = 0; index < 5; index += 1) ids.unshift((await person.file()).complaintId)
    const first = await person.call('GET', '/complaints?limit=2&status=assigned')
    const idsOf = (json: Record<string, unknown>) => Object(json['items']).map(({ id }: { id: string }) => id)
    expect(idsOf(first.json)).toEqual(ids.slice(0, 2))
    // The last one shown leaves the filter, a new one comes: nothing is shown twice or left out.
    await person.call('POST', `/complaints/${ids[1]}/withdrawal`)
    await person.file()
    const cursor = String(first.json['nextCursor'])
    const next = await person.call('GET', `/complaints?limit=3&status=assigned&cursor=${cursor}`)
    expect(idsOf(next.json)).toEqual(ids.slice(2))
    expect(next.json['nextCursor']).toBeNull()
    expect((await person.call('GET', '/complaints?status=closed')).json['items']).toHaveLength(1)
    expect((await person.call('GET', '/complaints?kind=report')).json['items']).toEqual([])
    const other = await people.register(phones.other)
    const stolen = await other.call('GET', `/complaints?limit=3&status=assigned&cursor=${cursor}`)
    expect(stolen.json['code']).toBe('invalid_cursor')
  })

  it('show a message for every change, the newest first, masked, and the outbox has them too', async () => {
    const { people, person, own, answer, act } = await filed()
    await people.platform.clock.advance({ days: 1 })
    await answer()
    await act('rating', { score: 5, solved: true, comment: '张小明满意' })
    const { json } = await person.call('GET', '/messages')
    expect(Object(json['items']).map(({ text }: { text: string }) => text)).toEqual([
      `【投诉平台】您的投诉 ${own.number}：已办结。`,
      `【投诉平台】您的投诉 ${own.number}：您已评价企业的答复。`,
      `【投诉平台】您的投诉 ${own.number}：企业已作出办结答复，请查看并评价。`,
      `【投诉平台】您的投诉 ${own.number}：企业已签收，正在处理。`,
      `【投诉平台】您的投诉 ${own.number}：平台已受理，并转交企业处理。`,
      `【投诉平台】您的投诉 ${own.number}：您已提交，平台已收到。`,
    ])
    expect(Object(json['items'])[0]).toMatchObject({ to: '100********', complaintId: own.complaintId })
    const sent = people.platform.outbox.list({ kind: 'change', complaintId: own.complaintId, to: phones.own })
    expect(sent.map(({ text }) => text).reverse()).toEqual(
      Object(json['items']).map(({ text }: { text: string }) => text),
    )
    const page = await person.call('GET', '/messages?limit=4', { headers: { 'accept-language': 'en' } })
    expect(page.text).toContain(`Your complaint ${own.number}: It is closed.`)
    const rest = await person.call('GET', `/messages?limit=4&cursor=${String(page.json['nextCursor'])}`)
    expect(Object(rest.json['items'])).toHaveLength(2)
  })
})

describe('the history in words', () => {
  const folder = new URL('../../../src/platform/acts/', import.meta.url)
  const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
  const written = sources.flatMap((source) =>
    [...source.matchAll(/\bact: '(\w+)'/g)].map(([, act = '']) => act),
  )
  const acts = [
    ...new Set(written),
    ...['interim', 'final', 'supplementary'].map((type) => `responded_${type}`),
    ...['upheld', 'refused'].map((decision) => `contestation_${decision}`),
    ...['granted', 'refused'].map((decision) => `extension_${decision}`),
  ]

  it('knows the acts that there are', () => {
    expect(acts.length).toBeGreaterThan(20)
  })

  it.each(acts)('has a sentence of its own in both languages for %s', (act) => {
    for (const kind of ['complaint', 'report'] as const) {
      const zh = describeAct({ kind }, { act }, 'zh')
      const en = describeAct({ kind }, { act }, 'en')
      expect(zh).toMatch(/^[\u4e00-\u9fff，、]+。$/)
      expect(en).toMatch(/^[A-Z][\x20-\x7e]+\.$/)
      expect([zh, en]).not.toContain(describeAct({ kind }, { act: 'something_new' }, 'zh'))
      expect(en).not.toBe(describeAct({ kind }, { act: 'something_new' }, 'en'))
    }
  })

  it('has words for an act that it does not know', () => {
    expect(describeAct({ kind: 'complaint' }, { act: 'toString' }, 'zh')).toBe('有新的进展。')
  })

  it('shows what was written for the person, and never who acted', async () => {
    const { people, person, own, path } = await filed()
    await people.callAsCompany('POST', `/v1/complaints/${own.complaintId}/supplement-requests`, {
      body: { message: '请补充扣款短信的截图。' },
      headers: { 'tousu-actor': 'staff-7' },
    })
    const { json, text } = await person.call('GET', `${path}/history`)
    expect(Object(json['items']).at(-1)).toEqual({
      at: '2026-09-24T09:00:00+08:00',
      act: 'supplement_requested',
      role: 'company',
      round: 1,
      text: '企业请您补充材料。',
      note: '请补充扣款短信的截图。',
    })
    expect(text).not.toContain('staff-7')
  })
})

it('keeps the newest messages of the outbox, as many as the setting says', async () => {
  for (const [size, kept] of [
    [0, 0],
    [1, 1],
    [3, 3],
  ] as const) {
    const people = await setUp({ outboxMessages: size })
    for (let index = 0; index < 4; index += 1) {
      await people.call('POST', '/consumer/v1/codes', { body: { phone: phones.own, purpose: 'guest' } })
    }
    expect(people.platform.outbox.list()).toHaveLength(kept)
    people.platform.outbox.clear()
    expect(people.platform.outbox.list()).toEqual([])
    expect(people.platform.outbox.codeFor(phones.own)).toBeUndefined()
  }
})

it('brings what was returned back into review with a supplement', async () => {
  const { people, person, own, path, act } = await filed({ review: 'manual' })
  expect((await person.call('GET', path)).json).toMatchObject({ stage: 'review', dueDate: null })
  const operator = people.platform.operator({ actor: 'op-7' })
  await operator.returnForSupplement(own.complaintId, { note: '请补充扣款短信的截图。' })
  expect((await person.call('GET', path)).json['stage']).toBe('returned')
  const history = await person.call('GET', `${path}/history`)
  expect(Object(history.json['items']).at(-1)).toMatchObject({
    act: 'returned',
    note: '请补充扣款短信的截图。',
  })
  expect(history.text).not.toContain('op-7')
  expect(complaintOf((await act('supplements', { text: '见附件。' })).json)['stage']).toBe('review')
})

it('keeps no message in the production profile', async () => {
  const people = await setUp({ profile: 'production' })
  await people.call('POST', '/consumer/v1/codes', { body: { phone: phones.own, purpose: 'guest' } })
  expect(people.platform.outbox.list()).toEqual([])
  expect(people.platform.outbox.codeFor(phones.own)).toBeUndefined()
})
